//! The keyring: whose credentials are tried for an image, in which order. Where a Go map decides the
//! order, the rows have all orders that were seen.

use imagepull_js::calls;
use serde_json::{Value, json};

use super::{hold, read};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn match_credentials() {
    hold("matchCredentials", &[], |case| {
        let report = read(calls::match_credentials(&case.request(case.input())));
        let expected = case.expected().clone();
        let candidates = report["candidates"].as_array().expect("a list");
        let got: Vec<&str> = candidates
            .iter()
            .map(|it| it["username"].as_str().unwrap_or_default())
            .collect();
        let got = json!(got);
        let orders: Vec<Value> = match expected["orders"].as_array() {
            Some(orders) => orders.iter().map(users).collect(),
            None => vec![users(&expected["credentials"])],
        };
        if !orders.contains(&got) {
            case.equal("credentials", &orders[0], &got);
        }
        for field in ["error", "keyringError"] {
            if !expected[field].is_null() {
                let said = report["diagnostics"].as_array().expect("a list");
                let is_refused = said.iter().any(|it| it["severity"] == "error");
                case.equal(
                    field,
                    &json!([true, expected[field]]),
                    &json!([is_refused, expected[field]]),
                );
            }
        }
    });
}

fn users(credentials: &Value) -> Value {
    let list = credentials.as_array().into_iter().flatten();
    list.map(|it| it["username"].clone()).collect()
}
