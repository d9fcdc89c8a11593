//! Scenarios that are refused as a whole, and some that come near.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::oracle::simulate;

/// A scenario that is fine but for one value.
#[derive(Deserialize)]
struct Row {
    name: String,
    refused: bool,
    /// Where the value goes, as a JSON pointer.
    at: String,
    value: Value,
}

fn fine() -> Value {
    json!({
        "registry": {},
        "images": {
            "a": {"layers": [{"digest": "sha256:0", "bytes": 1000}]},
            "b:1": {"layers": []}
        },
        "nodes": [{"name": "n"}, {"name": "m"}],
        "pods": [
            {"name": "p", "node": "n", "containers": [{"name": "c", "image": "a"}]},
            {"name": "q", "containers": [{"name": "d", "image": "b:1"}]}
        ]
    })
}

#[test]
fn what_is_wrong_is_refused_and_nothing_else() {
    let rows: Vec<Row> =
        serde_json::from_str(include_str!("refused.json")).expect("rows of this test");
    let wrong = rows.iter().filter_map(
        |Row {
             name,
             refused,
             at,
             value,
         }| {
            let mut scenario = fine();
            set(&mut scenario, at, value.clone());
            let scenario = serde_json::from_value(scenario).expect("every row is a scenario");
            let trace = simulate(&scenario);
            let is_refused = trace.errors.iter().any(|error| error.node.is_none());
            (is_refused != *refused).then(|| format!("{name}: {at} {value}: {:?}", trace.errors))
        },
    );
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn set(scenario: &mut Value, at: &str, value: Value) {
    let (parent, key) = at.rsplit_once('/').expect("a JSON pointer");
    let key = key.replace("~1", "/");
    let parent = scenario.pointer_mut(parent).expect("the place is there");
    match parent {
        Value::Array(entries) => {
            let index: usize = key.parse().expect("an index");
            entries[index] = value;
        }
        parent => parent[key] = value,
    }
}
