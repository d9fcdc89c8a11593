//! The puller of a node: when each pull begins and ends, and its events. The rows hold the pulls that
//! the simulation of `scenario` made, and what the puller of the kubelet did with the same calls.

use imagepull_js::calls;
use serde_json::{Value, json};

use super::{Case, hold, read};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn puller_of_1_27() {
    hold("puller_1.27", &[], compare);
}

#[test]
fn puller_of_1_33() {
    hold("puller_1.33", &[], compare);
}

#[test]
fn puller_of_1_36() {
    hold("puller_1.36", &[], compare);
}

fn compare(case: &mut Case) {
    let trace = read(calls::simulate_pulls(
        &case.field("scenario").to_string(),
        "{}",
    ));
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let asked = list(case.field("calls"));
    let answered = list(&case.expected()["calls"]);
    case.equal(
        "calls",
        &json!(asked.len()),
        &json!(list(&trace["pulls"]).len()),
    );
    for (call, answer) in asked.iter().zip(&answered) {
        let pulls = list(&trace["pulls"]);
        let is_this = |pull: &&Value| {
            pull["pod"] == call["pod"] && same_time(&pull["requestedMs"], &call["atMs"])
        };
        let Some(pull) = pulls.iter().find(is_this) else {
            case.equal("pull", call, &Value::Null);
            continue;
        };
        // Where the limit of registryPullQPS refuses a pull, the puller of the kubelet never saw it.
        let is_refused = pull["error"] == "pull QPS exceeded";
        for (theirs, ours) in [("startedMs", "startedMs"), ("endMs", "finishedMs")] {
            if is_refused && answer[theirs].is_null() {
                continue;
            }
            if !same_time(&answer[theirs], &pull[ours]) {
                case.equal(theirs, &answer[theirs], &pull[ours]);
            }
        }
        let events = list(&trace["events"]);
        for event in list(&answer["events"]) {
            let is_there = events.iter().any(|it| {
                it["pod"] == call["pod"]
                    && same_time(&it["atMs"], &event["atMs"])
                    && ["type", "reason"]
                        .iter()
                        .all(|field| it[field] == event[field])
                    && of_one_runtime(&it["message"]) == of_one_runtime(&event["message"])
            });
            if !is_there {
                case.equal("event", &event, &Value::Null);
            }
        }
    }
}

/// A message with what its runtime says of a name in the words of one containerd: the scripted runtime of the rows
/// speaks as containerd up to 2.0, the scenarios leave the release out, which is then the newest.
fn of_one_runtime(message: &Value) -> Option<String> {
    const UP_TO_2_0: &str = "failed to resolve reference \"";
    let message = message.as_str()?;
    let Some((before, rest)) = message.split_once(UP_TO_2_0) else {
        return Some(message.to_owned());
    };
    let (_, cause) = rest.split_once("\": ")?;
    Some(format!("{before}failed to resolve image: {cause}"))
}

/// Times are sums of fractions, in another order here and there.
fn same_time(one: &Value, other: &Value) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => (one - other).abs() < 1e-3,
        (None, None) => true,
        _ => false,
    }
}
