//! The native half of the measurement of the JavaScript package: the same simulation.

use imagepull::simulate::scenario::Scenario;
use imagepull::simulate::{Detail, simulate_pulls};

use crate::clusters::{Limit, cluster};
use crate::measure::once;

/// Pods, which pull once each.
const PODS: usize = 20_000;

fn scenario() -> Scenario {
    cluster(PODS, Limit::Bandwidth)
}

/// Prints the scenario as JSON.
pub fn print_scenario() {
    let text = serde_json::to_string(&scenario()).expect("a scenario is data");
    println!("{text}");
}

/// Simulates it to the trace as JSON, which is what the package does, and prints what that takes in ms.
pub fn print_simulated(detail: &str) {
    let detail = match detail {
        "summary" => Detail::Summary,
        "pulls" => Detail::Pulls,
        "full" => Detail::Full,
        _ => panic!("there is no detail {detail:?}"),
    };
    let scenario = scenario();
    let (seconds, _) = once(|| {
        let trace = simulate_pulls(&scenario, detail);
        serde_json::to_string(&trace).expect("a trace is data")
    });
    println!("{}", seconds * 1e3);
}
