//! The allowlist of preloaded images: whether a present image that the kubelet did not pull is
//! verified, which makes a Pod without credentials pull it; or why the kubelet refuses the list.

use imagepull_js::calls;
use serde_json::{Value, json};

use super::{hold, read};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn allowlist() {
    hold("allowlist", &[], |case| {
        let report = read(calls::ensure_image(&case.request(case.input())));
        let expected = case.expected().clone();
        let refused = report["diagnostics"]
            .as_array()
            .is_some_and(|it| !it.is_empty());
        case.equal(
            "refused",
            &json!(!expected["error"].is_null()),
            &json!(refused),
        );
        // A policy that does not exist is refused in words of the package.
        let error = expected["error"].as_str();
        if error.is_some_and(|it| it.starts_with("unknown image pull credential")) {
            return;
        }
        if let Some(error) = error {
            let said = report["diagnostics"].to_string();
            let quoted = Value::from(error).to_string();
            let is_said = said.contains(&quoted[1..quoted.len() - 1]);
            case.equal("words", &json!([true, error]), &json!([is_said, error]));
        } else if report["attempts"][0]["reason"] != "InvalidImageName" {
            // The kubelet does not come to verify a name that it cannot parse.
            let calls = &report["attempts"][0]["criCalls"];
            let pulls = calls
                .as_array()
                .is_some_and(|it| it.contains(&json!("PullImage")));
            case.equal("verify", &expected["verify"], &json!(pulls));
        }
    });
}
