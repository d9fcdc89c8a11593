//! The loader of the kubelet's configuration, its defaulting, its feature gates and its validation.

use imagepull_js::calls;
use serde_json::{Value, json};

use super::{hold, read};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const EFFECTIVE: [(&str, &str); 5] = [
    ("SerializeImagePulls", "serializeImagePulls"),
    ("MaxParallelImagePulls", "maxParallelImagePulls"),
    ("RegistryPullQPS", "registryPullQPS"),
    ("RegistryBurst", "registryBurst"),
    (
        "ImagePullCredentialsVerificationPolicy",
        "imagePullCredentialsVerificationPolicy",
    ),
];

#[test]
fn check_kubelet_config() {
    hold("checkKubeletConfig", &[], |case| {
        let yaml = case.input().as_str().expect("a text").to_owned();
        let report = read(calls::check_kubelet_config(&yaml, &case.options()));
        let expected = case.expected().clone();
        case.equal("starts", &expected["starts"], &report["starts"]);
        let errors = match (&expected["error"], &expected["errors"]) {
            (Value::Null, Value::Null) => json!([]),
            (Value::Null, errors) => errors.clone(),
            (error, _) => json!([error]),
        };
        let stage = expected["stage"].as_str().unwrap_or("none").to_owned();
        case.equal(&format!("{stage} errors"), &errors, &report["errors"]);
        if expected["starts"] == true {
            for (theirs, ours) in EFFECTIVE {
                let (theirs, ours) = (plain(&expected["effective"][theirs]), plain(&report[ours]));
                case.equal("effective", &theirs, &ours);
            }
        }
    });
}

/// A field that the release does not have, or that is empty, is none.
fn plain(value: &Value) -> Value {
    match value {
        Value::String(text) if text.is_empty() || text == "no such field" => Value::Null,
        Value::Number(number) => json!(number.as_f64()),
        other => other.clone(),
    }
}
