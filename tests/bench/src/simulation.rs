//! The pull simulation: how its cost grows, beside the oracle of the tests, and its memory.

use std::process::Command;

use imagepull::simulate::scenario::{Registry, Scenario};
use imagepull::simulate::{Detail, simulate_pulls};

use crate::clusters::{Limit, cluster, nodes_with_pods};
use crate::measure::{median, once, side_by_side};
use crate::{oracle, row, row_without_peer};

/// Pods of the clusters, each of which pulls once or, where the registry limits pulls, more often.
const PODS: [usize; 3] = [10_000, 100_000, 1_000_000];

/// So often each cluster is simulated, all of them in turn.
const RUNS: usize = 3;

/// In a turn a small cluster is simulated more often: the first time its memory is new.
const RUNS_IN_A_TURN: usize = 10;

/// What a large cluster may take in a browser.
const LARGE_MS: f64 = 2000.0;

/// Prints the rows about the simulation.
pub fn rows() {
    for (name, limit) in Limit::NAMED {
        growth(name, limit);
        memory(name);
    }
    beside_oracle();
    large_cluster();
}

/// What a pull costs, beside what it costs in a cluster of a tenth of the pods.
fn growth(name: &str, limit: Limit) {
    let scenarios = PODS.map(|pods| cluster(pods, limit));
    let mut samples = PODS.map(|_| Vec::new());
    for _ in 0..RUNS {
        for (place, samples) in samples.iter_mut().enumerate() {
            for _ in 0..(PODS[2] / PODS[place]).min(RUNS_IN_A_TURN) {
                samples.push(nanoseconds_of_a_pull(&scenarios[place]));
            }
        }
    }
    let costs = samples.map(median);
    let label = |pods| format!("simulatePulls, a pull of {pods} pods, {name}");
    row_without_peer(&label(PODS[0]), costs[0], "ns");
    for (place, pods) in PODS.into_iter().enumerate().skip(1) {
        let label = format!("{}, beside a tenth of them", label(pods));
        row(&label, costs[place], costs[place - 1], "ns");
    }
}

fn nanoseconds_of_a_pull(scenario: &Scenario) -> f64 {
    let (seconds, trace) = once(|| simulate_pulls(scenario, Detail::Summary));
    seconds * 1e9 / f64::from(trace.summary.pulls_started)
}

/// The most memory that a process of its own had which simulated the cluster, beside a tenth of the pods.
fn memory(name: &str) {
    let peaks = PODS.map(|pods| {
        let program = std::env::current_exe().expect("a program knows where it is");
        let answer = Command::new(program)
            .args(["peak", name, &pods.to_string()])
            .output();
        let answer = String::from_utf8(answer.expect("a program runs itself").stdout);
        let answer = answer.expect("a number is text");
        answer.trim().parse::<f64>().expect("a number")
    });
    for (pods, peak) in PODS.into_iter().zip(peaks) {
        let label = format!("simulatePulls, peak memory of {pods} pods, {name}");
        row_without_peer(&label, peak, "MiB");
    }
}

/// Simulates a cluster and prints the most memory that this process had, in MiB.
pub fn print_peak(name: &str, pods: usize) {
    let limits = Limit::NAMED.into_iter();
    let limit = limits
        .filter(|(known, _)| *known == name)
        .map(|(_, limit)| limit)
        .next();
    let scenario = cluster(pods, limit.expect("the name of a limit"));
    simulate_pulls(&scenario, Detail::Summary);
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells of processes");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes =
        peak.and_then(|peak| peak.trim().strip_suffix("kB")?.trim().parse::<f64>().ok());
    println!("{}", kibibytes.expect("the peak in kB") / 1024.0);
}

/// The same traces, which `tests/differential` holds, from an implementation that looks at all
/// that could happen at each step.
fn beside_oracle() {
    for (name, limit) in Limit::NAMED {
        for pods in [40, 200] {
            let scenario = cluster(pods, limit);
            let seconds = side_by_side(
                || simulate_pulls(&scenario, Detail::Full),
                || oracle::simulate(&scenario),
            );
            row(
                &format!("simulatePulls, {pods} pods, {name}, beside the oracle"),
                seconds.ours * 1e3,
                seconds.peer * 1e3,
                "ms",
            );
        }
    }
}

/// As many nodes as a cluster of Kubernetes has at most, beside what that may take in a browser.
fn large_cluster() {
    let scenario = nodes_with_pods(5000, 30, Registry::default());
    for (name, detail) in [
        ("summary", Detail::Summary),
        ("pulls", Detail::Pulls),
        ("full", Detail::Full),
    ] {
        let samples = (0..RUNS).map(|_| once(|| simulate_pulls(&scenario, detail)).0);
        row(
            &format!("simulatePulls, 5000 nodes x 30 pods, {name}, beside the goal"),
            median(samples.collect()) * 1e3,
            LARGE_MS,
            "ms",
        );
    }
}
