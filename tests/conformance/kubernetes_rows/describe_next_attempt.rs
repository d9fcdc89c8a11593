//! The window of the next pull, read from `kubectl describe pod`: events as the real recorder of client-go
//! keeps them, against the pull that came.

use imagepull_js::calls;
use serde_json::{Value, json};

use super::{Case, hold, read};

/// The back-off of the kubelet goes up to this, in s.
const MAX_BACK_OFF_S: f64 = 300.0;

/// From the end of the back-off to the sync that pulls, at most, in s.
const SLACK_S: f64 = 16.0;

#[test]
fn of_a_pull_that_fails_at_once() {
    hold("describe_next_attempt_1.36", &[], compare);
}

#[test]
fn of_a_pull_that_fails_after_a_while() {
    hold("describe_next_attempt_slow_pull_1.36", &[], compare);
}

fn compare(row: &mut Case) {
    let text = row.field("text").as_str().expect("a row has a text");
    let report = read(calls::explain_events(text, &row.options()));
    let causes = report["causes"].as_array().cloned().unwrap_or_default();
    let codes: Vec<&Value> = causes.iter().map(|it| &it["code"]).collect();
    row.equal("causes", &json!(["EVT001"]), &json!(codes));
    let Some(next) = causes
        .first()
        .map(|it| &it["next"])
        .filter(|it| it["running"] == false)
    else {
        return;
    };
    let [earliest, latest] =
        ["earliestSeconds", "latestSeconds"].map(|it| next[it].as_f64().unwrap_or(-1.0));
    let came = row.expected()["nextPullInMs"]
        .as_f64()
        .expect("a pull came")
        / 1000.0;
    let is_in = earliest <= came && came <= latest;
    let width = latest - earliest;
    // Of a text that is out of date nothing but the longest wait is known.
    let is_narrow = width <= SLACK_S || (earliest == 0.0 && latest <= MAX_BACK_OFF_S + SLACK_S);
    row.equal(
        "window",
        &json!([came, true, true]),
        &json!([came, is_in, is_narrow]),
    );
}
