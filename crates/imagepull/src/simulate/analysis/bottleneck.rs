//! What a run spends its time on.

use serde::{Deserialize, Serialize};

use super::Run;
use super::expansion::node_of;
use super::steps::{sum, time_where};
use crate::simulate::scenario::{Scenario, defaults};
use crate::simulate::trace::{NodeSteps, Phase, Pull};

/// What holds for so large a part of the run is its bottleneck.
const MOST: f64 = 0.6;

/// A rate counts as full from this part of the bandwidth on.
const FULL: f64 = 0.98;

/// What can hold a run back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BottleneckKind {
    /// The network of the node is full.
    Network,
    /// The registry gives as much as it has.
    Registry,
    /// Downloads run, and neither of the two is full: each connection has its limit.
    Connections,
    /// Downloads run, and which of the three limits them is not known without the scenario.
    Downloads,
    /// Nothing is downloaded, layers are unpacked.
    Unpacking,
    /// Nothing is downloaded or unpacked: answers of the registry are on their way.
    RoundTrips,
    /// No pull runs: those that failed are in back-off, or pods are created later.
    NoPull,
}

/// What a run waits for most of the time, looked at on the node whose last pull ends last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bottleneck {
    /// What it is.
    pub kind: BottleneckKind,
    /// The node.
    pub node: String,
    /// The part of the time up to the end of its last pull for which it holds, from 0.6 to 1, in
    /// thousandths.
    pub part: f64,
}

/// The bottleneck of a run. `None` where nothing holds most of the time, nothing was pulled, or
/// the trace has no steps.
pub(super) fn bottleneck(run: &Run<'_>, scenario: Option<&Scenario>) -> Option<Bottleneck> {
    let ended = run
        .pulls
        .iter()
        .filter_map(|pull| Some((pull, pull.finished_ms?)));
    let (last, end_ms) = ended.max_by(|(_, a), (_, b)| a.total_cmp(b))?;
    let steps = run.nodes.iter().find(|steps| steps.node == last.node)?;
    if steps.throughput.is_empty() {
        return None;
    }
    let active: Vec<(f64, f64)> = steps
        .active_pulls
        .iter()
        .map(|(at_ms, pulls)| (*at_ms, f64::from(*pulls)))
        .collect();
    let downloading_ms = time_where(&steps.throughput, end_ms, |rate| rate > 0.0);
    let unpacking_ms = unpacking_only(run.pulls, steps, end_ms);
    let idle_ms = time_where(&active, end_ms, |pulls| pulls < 0.5);
    let rest_ms = end_ms - downloading_ms - unpacking_ms - idle_ms;
    let downloads = match scenario {
        Some(scenario) => limits(run, steps, scenario, downloading_ms, end_ms)?,
        None => vec![(BottleneckKind::Downloads, downloading_ms)],
    };
    let others = [
        (BottleneckKind::Unpacking, unpacking_ms),
        (BottleneckKind::RoundTrips, rest_ms),
        (BottleneckKind::NoPull, idle_ms),
    ];
    let mut candidates = downloads.into_iter().chain(others);
    let (kind, time_ms) = candidates.find(|(_, time_ms)| *time_ms >= end_ms * MOST)?;
    Some(Bottleneck {
        kind,
        node: last.node.to_string(),
        part: if end_ms > 0.0 {
            (time_ms / end_ms * 1000.0).round() / 1000.0
        } else {
            1.0
        },
    })
}

/// How long each of the limits holds downloads back.
fn limits(
    run: &Run<'_>,
    steps: &NodeSteps,
    scenario: &Scenario,
    downloading_ms: f64,
    end_ms: f64,
) -> Option<Vec<(BottleneckKind, f64)>> {
    let bandwidth = node_of(scenario, &steps.node)?.bandwidth;
    let bandwidth = bandwidth.unwrap_or(defaults::BANDWIDTH);
    let network_ms = time_where(&steps.throughput, end_ms, |rate| rate >= bandwidth * FULL);
    let registry = scenario.registry.as_ref();
    let of_registry = registry.and_then(|registry| registry.bandwidth);
    let registry_ms = of_registry.map_or(0.0, |of_registry| {
        let all: Vec<_> = run
            .nodes
            .iter()
            .map(|node| node.throughput.clone())
            .collect();
        time_where(&sum(&all), end_ms, |rate| rate >= of_registry * FULL)
    });
    let limited_ms = match registry.and_then(|registry| registry.per_connection) {
        Some(_) => downloading_ms - network_ms.max(registry_ms),
        None => 0.0,
    };
    Some(vec![
        (BottleneckKind::Network, network_ms),
        (BottleneckKind::Registry, registry_ms),
        (BottleneckKind::Connections, limited_ms),
    ])
}

/// How long layers are unpacked on a node while nothing arrives there.
fn unpacking_only(pulls: &[Pull], steps: &NodeSteps, end_ms: f64) -> f64 {
    let pulls = pulls.iter().filter(|pull| pull.node == steps.node);
    let unpackings = pulls.flat_map(|pull| &pull.phases).filter(|span| {
        matches!(
            span.phase,
            Phase::Unpacking | Phase::DownloadingAndUnpacking
        )
    });
    let arrives = steps.throughput.iter();
    let arrives = arrives.map(|(at_ms, rate)| (*at_ms, if *rate > 0.0 { -1e9 } else { 0.0 }));
    let series: Vec<_> = unpackings
        .map(|span| vec![(0.0, 0.0), (span.start_ms, 1.0), (span.end_ms, 0.0)])
        .chain([arrives.collect()])
        .collect();
    time_where(&sum(&series), end_ms, |value| value > 0.5)
}

#[cfg(test)]
mod tests {
    use crate::simulate::{Detail, simulate_pulls};

    use super::*;

    fn found(node: &str, registry: &str, unpacked: f64) -> Option<BottleneckKind> {
        let json = format!(
            r#"{{"registry": {registry}, "nodes": [{{"name": "node", {node}}}],
                "images": {{"a": {{"layers": [{{"bytes": 1e8, "unpackedBytes": {unpacked}}}]}}}},
                "pods": [{{"name": "p", "containers": [{{"name": "c", "image": "a"}}]}}]}}"#
        );
        let scenario: Scenario = serde_json::from_str(&json).unwrap();
        let trace = simulate_pulls(&scenario, Detail::Full);
        bottleneck(&Run::from(&trace), Some(&scenario)).map(|found| found.kind)
    }

    #[test]
    fn the_wait_between_failed_pulls_is_no_round_trip() {
        let faults = r#"{"faults": [{"error": "notFound", "untilMs": 100000}]}"#;
        assert_eq!(
            found("\"bandwidth\": 1e9", faults, 0.0),
            Some(BottleneckKind::NoPull)
        );
    }

    #[test]
    fn each_part_can_be_the_bottleneck() {
        let rows = [
            (
                "\"bandwidth\": 1e6",
                "{}",
                0.0,
                Some(BottleneckKind::Network),
            ),
            (
                "\"bandwidth\": 1e9",
                r#"{"bandwidth": 1e6}"#,
                0.0,
                Some(BottleneckKind::Registry),
            ),
            (
                "\"bandwidth\": 1e9",
                r#"{"perConnection": 1e6}"#,
                0.0,
                Some(BottleneckKind::Connections),
            ),
            (
                "\"bandwidth\": 1e9, \"unpackRate\": 1e6",
                "{}",
                1e8,
                Some(BottleneckKind::Unpacking),
            ),
            (
                "\"bandwidth\": 1e9",
                r#"{"latencyMs": 5000}"#,
                0.0,
                Some(BottleneckKind::RoundTrips),
            ),
            (
                "\"bandwidth\": 1e8, \"unpackRate\": 1e8",
                r#"{"latencyMs": 0}"#,
                1e8,
                None,
            ),
        ];
        for (node, registry, unpacked, expected) in rows {
            assert_eq!(
                found(node, registry, unpacked),
                expected,
                "{node} {registry}"
            );
        }
    }
}
