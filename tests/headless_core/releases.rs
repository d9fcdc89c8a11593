//! The core in a browser.

use imagepull::releases::Release;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn every_release_reads_what_it_prints() {
    for release in Release::all() {
        assert_eq!(release.to_string().parse(), Ok(release));
    }
}
