//! Cases from public reports and files (`tests/vectors/street`, whose README says what a row means)
//! against the functions of the package, called natively, and in browsers one of each family.

#[path = "../../answers/calls.rs"]
mod calls;
mod matchers;
mod paths;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Map, Value, json};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use calls::Call;
use paths::Outcome;

const ROWS: &str = include_str!("../../vectors/street/rows.jsonl");

/// Rows that do not fit yet, by the issue that mends them.
const WAITING: &str = include_str!("../../vectors/street/waiting.json");

#[derive(Deserialize)]
struct Row {
    id: String,
    family: String,
    call: String,
    args: Vec<Value>,
    expect: Map<String, Value>,
}

impl Row {
    /// What does not fit, empty where all does.
    fn mismatches(&self) -> Vec<String> {
        let arguments: Vec<Value> = self.args.iter().map(argument).collect();
        let text = arguments.first().and_then(Value::as_str);
        let text = text.map(str::to_owned);
        let function = self.call.clone().into();
        let answer = calls::answer(&Call {
            function,
            arguments,
        });
        let (answer, thrown) = match answer {
            Ok(answer) => (answer, None),
            Err(shape) => {
                let thrown = format!("TypeError: {shape}");
                (json!({ "thrown": thrown }).to_string(), Some(thrown))
            }
        };
        let answer = serde_json::from_str(&answer).expect("an answer is JSON");
        let mut mismatches = matchers::mismatches(&self.expect, &Outcome::new(&answer, text));
        let is_about_thrown = json!(self.expect).to_string().contains("\"thrown\"");
        mismatches.extend(thrown.filter(|_| !is_about_thrown));
        mismatches
    }
}

/// An argument as the package crosses it: `$bytes` is a text, `$number` what JSON cannot say.
fn argument(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(argument).collect(),
        Value::Object(fields) => match fields.iter().next() {
            Some((name, text)) if name == "$bytes" => text.clone(),
            Some((name, number)) if name == "$number" => json!({ "\0": number }),
            Some((name, Value::Array(parts))) if name == "$parts" => {
                parts.iter().map(part).collect::<String>().into()
            }
            _ => {
                let fields = fields.iter();
                let fields = fields.map(|(name, value)| (name.clone(), argument(value)));
                Value::Object(fields.collect())
            }
        },
        value => value.clone(),
    }
}

/// A text, or a text and how often it comes.
fn part(part: &Value) -> String {
    let text = part.as_str().or(part[0].as_str()).expect("a text");
    let times = part[1].as_u64().unwrap_or(1);
    text.repeat(usize::try_from(times).expect("a number of times"))
}

fn rows() -> Vec<Row> {
    let rows = ROWS.lines();
    let rows = rows.map(|line| serde_json::from_str::<Row>(line).expect("a row"));
    if cfg!(not(target_arch = "wasm32")) {
        return rows.collect();
    }
    // There the core is compiled for debugging, and takes long for long texts.
    let mut families = BTreeSet::new();
    let is_long = |row: &Row| json!(row.args).to_string().contains("$parts");
    rows.filter(|row| !is_long(row) && families.insert(row.family.clone()))
        .collect()
}

#[test]
fn rows_fit_but_those_that_wait_for_an_issue() {
    let waiting: BTreeMap<&str, BTreeSet<&str>> =
        serde_json::from_str(WAITING).expect("issues with rows");
    let issue_of = |id: &str| {
        let mut issues = waiting.iter();
        issues.find_map(|(issue, ids)| ids.contains(id).then_some(*issue))
    };
    let mut known = BTreeSet::new();
    let mut report = Vec::new();
    for row in rows() {
        let mismatches = row.mismatches();
        match issue_of(&row.id) {
            None if !mismatches.is_empty() => {
                report.push(format!("{}: {}", row.id, mismatches.join("\n  ")));
            }
            Some(issue) if mismatches.is_empty() => {
                report.push(format!("{} waits for {issue} no longer", row.id));
            }
            _ => {}
        }
        known.insert(row.id);
    }
    if cfg!(not(target_arch = "wasm32")) {
        let unknown = waiting
            .values()
            .flatten()
            .filter(|id| !known.contains(**id));
        report.extend(unknown.map(|id| format!("{id} waits and is no row")));
    }
    assert!(report.is_empty(), "{}", report.join("\n"));
}
