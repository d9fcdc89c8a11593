//! What holds for every input.
#![cfg(not(target_arch = "wasm32"))]

mod platforms;
mod reference_texts;
mod references;
mod upstream_reference;
