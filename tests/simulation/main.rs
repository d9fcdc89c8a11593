//! The pull simulation: against measurements, as readable stories, and by its properties.
#![cfg(not(target_arch = "wasm32"))]

mod analysis;
mod containerd;
mod limits;
mod phases;
mod properties;
mod relations;
#[path = "../scenarios.rs"]
mod scenarios;
mod steps;
mod stories;
mod sweep;
mod traces;

/// The path of a file that is given from the root of the project.
fn from_root(path: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(path)
}
