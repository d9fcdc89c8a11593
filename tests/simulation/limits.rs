//! A scenario that would run for ever, or fill every table with one name, is rejected.

use imagepull::simulate::scenario::Scenario;
use imagepull::simulate::trace::Trace;
use imagepull::simulate::{
    Bounds, Detail, Progress, simulate_pulls, simulate_pulls_bounded, simulate_pulls_watched,
    simulate_pulls_within,
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
        (key, "images, entry 2"),
    ] {
        let trace = simulate_pulls(&scenario, Detail::Full);
        assert_eq!(codes(&trace), ["SIM025"]);
        let message = &trace.errors[0].diagnostic.message;
        assert_eq!(
            message.to_string(),
            format!("{place}: 1048576 bytes is too long for a name")
        );
    }
}

/// Pods of one node that pull at every start, more than the kubelet's limit of pulls lets through.
fn pulling_always(replicas: usize, more: &serde_json::Value) -> Scenario {
    let container = |name: &str, policy: &str| serde_json::json!({ "name": name, "image": "app", "imagePullPolicy": policy });
    let mut scenario = serde_json::json!({
        "images": { "app": { "layers": [{ "bytes": 1e6 }] } },
        "nodes": [{ "name": "node" }],
        "pods": [
            { "name": "a", "replicas": replicas, "containers": [container("a", "Always")] },
            { "name": "b", "replicas": replicas / 2, "initContainers": [container("i", "Always")],
              "containers": [container("a", "Always"), container("b", "IfNotPresent")] },
        ],
    });
    let fields = more.as_object().expect("fields").clone();
    scenario.as_object_mut().expect("an object").extend(fields);
    serde_json::from_value(scenario).expect("a scenario")
}

#[test]
fn syncs_that_nobody_lists_are_passed_over_and_change_nothing() {
    let fault = |from_ms: f64, until_ms: Option<f64>| serde_json::json!({ "error": "timeout", "fromMs": from_ms, "untilMs": until_ms });
    for more in [
        serde_json::json!({}),
        serde_json::json!({ "untilMs": 400_500 }),
        serde_json::json!({ "registry": { "faults": [fault(0.0, Some(300_000.0))] } }),
        // From some moment on, between two syncs that are passed over, nothing can change any more.
        serde_json::json!({ "registry": { "faults": [fault(137_300.0, None)] } }),
        serde_json::json!({ "registry": { "faults": [fault(0.0, Some(40_000.0)), fault(700_100.0, None)] } }),
    ] {
        for seed in [0, 7] {
            let mut scenario = pulling_always(60, &more);
            scenario.seed = Some(f64::from(seed));
            let full = simulate_pulls(&scenario, Detail::Full);
            assert!(full.summary.pulls_failed > 20, "{:?}", full.summary);
            let summary = simulate_pulls(&scenario, Detail::Summary).summary;
            assert_eq!(summary, full.summary, "{more} {seed}");
        }
    }
}

#[test]
fn what_is_too_much_for_one_call_is_refused_before_it_runs() {
    let none = serde_json::json!({});
    let mut huge = pulling_always(10_000, &none);
    let layers = huge.images.get_mut("app").expect("an image");
    layers.layers = vec![layers.layers[0].clone(); 10_000];
    huge.nodes[0].kubelet = serde_json::from_str(r#"{"serializeImagePulls": false}"#).ok();
    for (scenario, detail, messages) in [
        (
            &huge,
            Detail::Summary,
            &["This takes about", "This needs about"][..],
        ),
        (
            &huge,
            Detail::Full,
            &[
                "This takes about",
                "This needs about",
                "The answer would be about",
            ],
        ),
        (
            &pulling_always(20_000, &none),
            Detail::Pulls,
            &[
                "This takes about",
                "This needs about",
                "The answer would be about",
            ],
        ),
    ] {
        let mut calls = 0;
        let trace = simulate_pulls_bounded(scenario, detail, &Bounds::CALL, |_| calls += 1);
        assert_eq!(calls, 0, "it was run");
        let errors: Vec<String> = trace
            .errors
            .iter()
            .map(|it| it.diagnostic.message.to_string())
            .collect();
        assert_eq!(errors.len(), messages.len(), "{errors:?}");
        for (error, message) in errors.iter().zip(messages) {
            assert!(error.starts_with(message), "{error}");
        }
        assert_eq!((trace.pulls, trace.summary), Default::default());
    }
}

#[test]
fn a_worker_may_take_longer_and_answers_the_same() {
    let scenario = pulling_always(200, &serde_json::json!({}));
    let expected = simulate_pulls(&scenario, Detail::Full);
    for bounds in [Bounds::CALL, Bounds::WORKER] {
        let trace = simulate_pulls_bounded(&scenario, Detail::Full, &bounds, |_| {});
        assert_eq!(trace, expected);
    }
}
