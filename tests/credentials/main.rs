//! Registry credentials: which are tried, which are not and why, and that none comes out.
#![cfg(not(target_arch = "wasm32"))]

mod bounds;
mod near_misses;
mod pasted;
mod pod_secrets;
mod properties;
mod provider_config;
mod secrecy;
mod stories;
