//! A Pod that is created or changed: whether it is allowed, the errors of the strategy and of the
//! plug-in AlwaysPullImages, and the policies that are stored.

use imagepull_js::calls;
use serde_json::{Value, json};

use super::{hold, read};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const LISTS: [(&str, &str); 4] = [
    ("initContainers", "imagePullPolicy"),
    ("containers", "imagePullPolicy"),
    ("ephemeralContainers", "imagePullPolicy"),
    ("volumes", "pullPolicy"),
];

#[test]
fn admit_pod() {
    hold("admitPod", &[], |case| {
        let report = read(calls::admit_pod(&case.request(case.input())));
        let expected = case.expected().clone();
        case.equal("allowed", &expected["allowed"], &report["allowed"]);
        let said = report["diagnostics"].as_array().expect("a list");
        let said: Vec<&Value> = said
            .iter()
            .filter(|it| it["severity"] == "error")
            .map(|it| &it["message"])
            .collect();
        case.equal("errors", &first_lines(&expected["errors"]), &json!(said));
        for (list, policy) in LISTS {
            let stored = report[list].as_array().expect("a list");
            let stored: Vec<&str> = stored
                .iter()
                .map(|it| it[policy].as_str().unwrap_or_default())
                .collect();
            case.equal(list, &expected["stored"][list], &json!(stored));
        }
    });
}

/// Without the difference of two Pods that the API server prints behind an error.
fn first_lines(errors: &Value) -> Value {
    let errors = errors.as_array().into_iter().flatten();
    let first = |it: &Value| {
        it.as_str()
            .and_then(|it| it.lines().next().map(str::to_owned))
    };
    errors.map(|it| json!(first(it))).collect()
}
