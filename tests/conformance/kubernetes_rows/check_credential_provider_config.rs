//! The reader and the validation of a CredentialProviderConfig. What the kubelet puts in front of the
//! words of its validation is left out by the package, and `FILE` stands for a path.

use imagepull_js::calls;
use serde_json::{Value, json};

use super::{hold, read};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn check_credential_provider_config() {
    hold("checkCredentialProviderConfig", &[], |case| {
        let yaml = case.input()["yaml"].as_str().expect("a text").to_owned();
        let options =
            json!({"kubernetes": case.release, "featureGates": case.input()["featureGates"]});
        let report = read(calls::check_credential_provider_config(
            &yaml,
            &options.to_string(),
        ));
        let expected = case.expected().clone();
        case.equal(
            "valid",
            &json!(expected["error"].is_null()),
            &report["valid"],
        );
        let stage = expected["stage"].as_str().unwrap_or("none").to_owned();
        let errors = report["errors"].as_array().expect("a list");
        let errors: Vec<&str> = errors.iter().filter_map(Value::as_str).collect();
        let got = match errors[..] {
            [] => Value::Null,
            [one] => json!(one),
            _ => json!(format!("[{}]", errors.join(", "))),
        };
        let words = expected["error"].as_str().map(|it| {
            it.strip_prefix("failed to validate credential provider config: ")
                .unwrap_or(it)
        });
        let (words, got) = (in_any_order(&json!(words)), in_any_order(&got));
        case.equal(&format!("{stage} errors"), &words, &got);
    });
}

/// Older releases list the versions that they support in the order of a Go map.
fn in_any_order(error: &Value) -> Value {
    let Some(error) = error.as_str() else {
        return Value::Null;
    };
    let versions = ["v1alpha1", "v1beta1", "v1"];
    let mut error = error.to_owned();
    for version in versions {
        let quoted = format!("\"credentialprovider.kubelet.k8s.io/{version}\"");
        if let Some((before, list)) = error.split_once("supported values: ") {
            error = format!("{before}supported values: {}", list.replace(&quoted, "V"));
        }
    }
    json!(error)
}
