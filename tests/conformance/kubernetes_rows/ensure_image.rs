//! The image manager over a scripted runtime: what it asks of the runtime, its events, and what the
//! status of the container says.

use imagepull_js::calls;
use serde_json::{Value, json};

use super::{KnownDifference, hold, read};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const FIELDS: [&str; 7] = [
    "atMs",
    "criCalls",
    "reason",
    "message",
    "backOffUntilMs",
    "events",
    "containerEvent",
];

const KNOWN: [KnownDifference; 1] = [KnownDifference {
    id: "unicode-026",
    releases: &[
        "1.27", "1.28", "1.29", "1.30", "1.31", "1.32", "1.33", "1.34", "1.35", "1.36",
    ],
    reason: "U+20C1 is a character of Unicode 17: Go 1.26 escapes it, the standard library of Rust knows it",
}];

#[test]
fn ensure_image() {
    hold("ensure_image", &KNOWN, |case| {
        let report = read(calls::ensure_image(&case.request(case.field("request"))));
        let expected = case.expected()["attempts"].clone();
        let expected = expected.as_array().expect("attempts");
        let got = report["attempts"].as_array().expect("attempts");
        case.equal("attempts", &json!(expected.len()), &json!(got.len()));
        let kind = case.field("kind").as_str().unwrap_or_default().to_owned();
        for (expected, got) in expected.iter().zip(got) {
            for field in FIELDS {
                let (expected, got) = (numbers(&expected[field]), numbers(&got[field]));
                case.equal(&format!("{kind} {field}"), &expected, &got);
            }
        }
    });
}

/// A number as a text with three digits behind the point: times are sums of fractions.
fn numbers(value: &Value) -> Value {
    match value.as_f64() {
        Some(number) => json!(format!("{number:.3}")),
        None => value.clone(),
    }
}
