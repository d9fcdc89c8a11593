//! The core in a browser: `wasm-pack test --headless --chrome tests`.
#![cfg(target_arch = "wasm32")]

use imagepull::releases::Release;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn every_release_reads_what_it_prints() {
    for release in Release::all() {
        assert_eq!(release.to_string().parse(), Ok(release));
    }
}
