//! The core in a browser, without the page: `wasm-pack test --headless --chrome tests --test headless_core`.
//!
//! A sample of the rows that other programs printed, held as `tests/conformance` holds all of them. It is a program
//! of its own, so that the page and the rows do not wait for each other's code.
#![cfg(target_arch = "wasm32")]

#[path = "../conformance/kubernetes_rows/mod.rs"]
mod kubernetes_rows;
mod releases;
#[path = "../conformance/street/mod.rs"]
mod street;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
