//! A scenario that would run for ever, or fill every table with one name, is told so.

use imagepull::simulate::scenario::Scenario;
use imagepull::simulate::trace::Trace;
use imagepull::simulate::{
    Detail, Progress, simulate_pulls, simulate_pulls_watched, simulate_pulls_within,
};

/// A pod whose pulls all fail, and which therefore goes on for as long as the run does.
fn failing(until_ms: f64) -> Scenario {
    let scenario = serde_json::json!({
        "untilMs": until_ms,
        "registry": { "faults": [{ "error": "unavailable" }] },
        "images": { "app": { "layers": [] } },
        "nodes": [{ "name": "node" }],
        "pods": [{ "name": "pod", "containers": [{ "name": "app", "image": "app" }] }],
    });
    serde_json::from_value(scenario).expect("a scenario")
}

fn codes(trace: &Trace) -> Vec<&str> {
    let errors = trace.errors.iter();
    errors.map(|error| error.diagnostic.code).collect()
}

#[test]
fn a_run_of_more_than_a_week_is_refused() {
    let week_ms = 604_800_000.0;
    let trace = simulate_pulls(&failing(week_ms), Detail::Summary);
    assert_eq!(codes(&trace), [""; 0]);
    assert!(trace.summary.pulls_failed > 1800, "{:?}", trace.summary);
    for until_ms in [week_ms + 1.0, 1e300] {
        assert_eq!(
            codes(&simulate_pulls(&failing(until_ms), Detail::Full)),
            ["SIM023"]
        );
    }
}

#[test]
fn a_run_is_given_up_after_the_steps_that_were_asked_for() {
    let scenario = failing(3_600_000.0);
    let whole = simulate_pulls(&scenario, Detail::Full);
    assert_eq!(simulate_pulls_within(&scenario, Detail::Full, 1000), whole);
    let given_up = simulate_pulls_within(&scenario, Detail::Full, 10);
    assert_eq!(codes(&given_up), ["SIM024"]);
    assert_eq!(given_up.pulls, []);
}

#[test]
fn a_long_run_says_how_many_pods_have_started() {
    let mut scenario = failing(1000.0);
    scenario.registry = None;
    scenario.until_ms = None;
    scenario.nodes[0].count = Some(200.0);
    scenario.pods[0].replicas = Some(9000.0);
    let mut said = Vec::new();
    let watched = simulate_pulls_watched(&scenario, Detail::Full, usize::MAX, |progress| {
        said.push(progress);
    });
    assert_eq!(watched, simulate_pulls(&scenario, Detail::Full));
    let progress = |started, at_ms| Progress {
        started,
        pods: 9000,
        at_ms,
    };
    assert_eq!(said.first(), Some(&progress(0, 0.0)));
    let end_ms = watched.summary.makespan_ms;
    assert_eq!(said.last(), Some(&progress(9000, end_ms)));
    assert!(said.len() > 2, "{said:?}");
    assert!(said.is_sorted_by(|a, b| a.started <= b.started && a.at_ms <= b.at_ms));
}

#[test]
fn a_name_that_is_too_long_is_named_by_its_place_only() {
    let long = "x".repeat(1 << 20);
    let base = failing(1000.0);
    let mut image = base.clone();
    image.pods[0].containers[0].image = long.clone();
    let mut pod = base.clone();
    pod.pods[0].name = long.clone();
    let mut node = base.clone();
    node.nodes[0].name = long.clone();
    let mut key = base.clone();
    key.images.insert(long, base.images["app"].clone());
    for (scenario, place) in [
        (image, "pods[0].containers[0].image"),
        (pod, "pods[0].name"),
        (node, "nodes[0].name"),
        (key, "the name at place 2 of images"),
    ] {
        let trace = simulate_pulls(&scenario, Detail::Full);
        assert_eq!(codes(&trace), ["SIM025"]);
        let message = &trace.errors[0].diagnostic.message;
        assert_eq!(
            message.to_string(),
            format!("{place}: 1048576 bytes are too long for a name")
        );
    }
}
