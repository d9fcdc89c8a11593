//! Manifests: what is found in them, what the API server makes of them, and that nothing else of
//! them changes.
#![cfg(not(target_arch = "wasm32"))]

mod beside;
mod bounds;
mod crossing;
mod custom;
mod edits;
mod pins;
mod printed;
mod properties;
mod reading;
mod secrets;
mod stories;
mod successive;
