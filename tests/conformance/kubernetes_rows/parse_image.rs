//! `ParseImageName` of pkg/util/parsers and the default of imagePullPolicy. The code puts words of its
//! own in front of the error of the library; the package reports the error.

use imagepull_js::calls;
use serde_json::{Value, json};

use super::{hold, read};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn parse_image() {
    hold("parseImage", &[], |case| {
        let image = case.input().as_str().expect("a text").to_owned();
        let options = case.options();
        let report = read(calls::parse_image_with(&image, &options));
        let expected = case.expected().clone();
        for (theirs, ours) in [("repo", "repository"), ("tag", "tag"), ("digest", "digest")] {
            let got = report["kubelet"][ours].as_str().unwrap_or_default();
            case.equal(theirs, &expected[theirs], &json!(got));
        }
        case.equal(
            "error",
            &library_error(&expected["error"]),
            &report["upstreamError"],
        );
        let policy = read(calls::default_pull_policy(&image, &options));
        case.equal("policy", &expected["policy"], &policy["policy"]);
    });
}

/// The error behind `couldn't parse image name: ` of 1.27 and `couldn't parse image name "…": `.
fn library_error(error: &Value) -> Value {
    let Some(error) = error.as_str() else {
        return Value::Null;
    };
    let behind = match error.strip_prefix("couldn't parse image name: ") {
        Some(behind) => behind,
        None => error.rsplit_once("\": ").map_or(error, |it| it.1),
    };
    json!(behind)
}
