//! Image indexes and manifests as registries have them, and what can be wrong with them.
#![cfg(not(target_arch = "wasm32"))]

mod bounds;
mod pasted;
mod pinned;
mod properties;
mod schema;
mod stories;
