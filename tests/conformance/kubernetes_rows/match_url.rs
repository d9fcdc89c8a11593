//! `URLsMatchStr` of pkg/credentialprovider. A pattern or target that is no URL matches nothing.

use imagepull_js::calls;

use super::{hold, read};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn match_url() {
    hold("matchUrl", &[], |case| {
        let text = |field: &str| case.input()[field].as_str().expect("a text");
        let report = read(calls::match_url(text("pattern"), text("target"), "{}"));
        let expected = case.expected()["matches"].clone();
        case.equal("matches", &expected, &report["matches"]);
    });
}
