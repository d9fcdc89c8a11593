//! What the kubelet does in time with a pod that cannot pull.
#![cfg(not(target_arch = "wasm32"))]

mod timeline;
mod timeline_stories;
