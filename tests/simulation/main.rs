//! The pull simulation: against measurements, as readable stories, and by its properties.
#![cfg(not(target_arch = "wasm32"))]

mod containerd;
mod properties;
mod relations;
#[path = "../scenarios.rs"]
mod scenarios;
mod steps;
mod stories;
mod traces;
