//! What only a browser can answer: `wasm-pack test --headless --chrome tests`.
//!
//! The components of the playground, mounted one test at a time and used as a person uses them.
//! `tests/headless_core` has the core without them.
#![cfg(target_arch = "wasm32")]

mod kubelet_views;
mod manifest_view;
mod mounted;
mod name_view;
mod pulls_view;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
