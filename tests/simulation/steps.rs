//! Small scenarios about what a trace writes down.

use imagepull::simulate::{Detail, scenario::Scenario, simulate_pulls, trace::Trace};

fn run(scenario: &str) -> Trace {
    let scenario: Scenario = serde_json::from_str(scenario).expect("the scenario is JSON");
    let trace = simulate_pulls(&scenario, Detail::Full);
    assert_eq!(trace.errors, []);
    trace
}

#[test]
fn an_image_without_layers_has_no_bytes() {
    let trace = run(
        r#"{"images": {"a": {"layers": []}}, "nodes": [{"name": "n"}],
            "pods": [{"name": "p", "containers": [{"name": "c", "image": "a"}]}]}"#,
    );
    let message = &trace.events.last().expect("a pull has events").message;
    assert!(message.ends_with("Image size: 0 bytes."), "{message}");
}

#[test]
fn a_node_that_the_registry_holds_no_longer_has_a_step() {
    let trace = run(r#"{"registry": {"bandwidth": 1e6, "latencyMs": 0},
            "images": {"a": {"layers": [{"bytes": 1e6}]}, "b": {"layers": [{"bytes": 2e6}]}},
            "nodes": [{"name": "fast"}, {"name": "slow", "bandwidth": 1e6}],
            "pods": [{"name": "p", "node": "fast", "containers": [{"name": "c", "image": "a"}]},
                     {"name": "q", "node": "slow", "containers": [{"name": "c", "image": "b"}]}]}"#);
    assert_eq!(
        trace.nodes[1].throughput,
        [(0.0, 5e5), (2000.0, 1e6), (3000.0, 0.0)]
    );
}
