//! What a run spends its time on.

use imagepull::simulate::{
    scenario::{Scenario, defaults},
    trace::{NodeSteps, Pull, Source, Trace},
};

use serde::{Deserialize, Serialize};

use super::runs::node_of;

/// What holds for so large a part of the run is its bottleneck.
const MOST: f64 = 0.6;

/// A rate counts as full from this part of the bandwidth on.
const FULL: f64 = 0.98;

/// What a run waits for most of the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bottleneck {
    /// The network of the node whose last pull ends last is full.
    Network,
    /// The registry gives as much as it has.
    Registry,
    /// Downloads run, and neither of the two is full: each connection has its limit.
    Connections,
    /// Nothing is downloaded, layers are unpacked.
    Unpacking,
    /// Nothing is downloaded or unpacked: answers of the registry are on their way.
    RoundTrips,
    /// No pull runs: those that failed are in back-off, or pods are created later.
    NoPull,
}

/// The bottleneck of a run, looked at on the node whose last pull ends last.
/// `None` where none of them holds most of the time.
pub fn bottleneck(trace: &Trace, scenario: &Scenario) -> Option<Bottleneck> {
    let ends = |pull: &&Pull| pull.finished_ms;
    let last = trace
        .pulls
        .iter()
        .filter(|pull| pull.finished_ms.is_some())
        .max_by(|a, b| f64::total_cmp(&ends(a).unwrap_or(0.0), &ends(b).unwrap_or(0.0)))?;
    let end_ms = last.finished_ms?;
    let steps = trace.nodes.iter().find(|steps| steps.node == last.node)?;
    let bandwidth = node_of(scenario, &last.node)?
        .bandwidth
        .unwrap_or(defaults::BANDWIDTH);
    let of_registry = scenario
        .registry
        .as_ref()
        .and_then(|registry| registry.bandwidth);

    let network_ms = time_at(steps, end_ms, |rate| rate >= bandwidth * FULL);
    let downloading_ms = time_at(steps, end_ms, |rate| rate > 0.0);
    let unpacking_ms = unpacking_only(trace, last, end_ms);
    let registry_ms = of_registry.map_or(0.0, |of_registry| {
        let steps: Vec<_> = trace
            .nodes
            .iter()
            .map(|node| node.throughput.clone())
            .collect();
        time_where(&super::scale::sum(&steps), end_ms, |rate| {
            rate >= of_registry * FULL
        })
    });
    let limited_ms = match scenario.registry.as_ref().and_then(|r| r.per_connection) {
        Some(_) => downloading_ms - network_ms.max(registry_ms),
        None => 0.0,
    };
    let active: Vec<(f64, f64)> = steps
        .active_pulls
        .iter()
        .map(|(at_ms, pulls)| (*at_ms, f64::from(*pulls)))
        .collect();
    let idle_ms = time_where(&active, end_ms, |pulls| pulls < 0.5);
    let rest_ms = end_ms - downloading_ms - unpacking_ms - idle_ms;
    let candidates = [
        (Bottleneck::Network, network_ms),
        (Bottleneck::Registry, registry_ms),
        (Bottleneck::Connections, limited_ms),
        (Bottleneck::Unpacking, unpacking_ms),
        (Bottleneck::RoundTrips, rest_ms),
        (Bottleneck::NoPull, idle_ms),
    ];
    let holds =
        |(bottleneck, time_ms): (Bottleneck, f64)| (time_ms >= end_ms * MOST).then_some(bottleneck);
    candidates.into_iter().find_map(holds)
}

fn time_at(steps: &NodeSteps, end_ms: f64, holds: impl Fn(f64) -> bool) -> f64 {
    time_where(&steps.throughput, end_ms, holds)
}

/// How long the value of steps is one that holds, up to `end_ms`.
fn time_where(steps: &[(f64, f64)], end_ms: f64, holds: impl Fn(f64) -> bool) -> f64 {
    let ends = steps.iter().skip(1).map(|step| step.0).chain([end_ms]);
    steps
        .iter()
        .zip(ends)
        .filter(|((_, value), _)| holds(*value))
        .map(|((from_ms, _), to_ms)| (to_ms.min(end_ms) - from_ms).max(0.0))
        .sum()
}

/// How long layers are unpacked on the node of a pull while nothing arrives there.
fn unpacking_only(trace: &Trace, last: &Pull, end_ms: f64) -> f64 {
    let rows = trace.pulls.iter().filter(|pull| pull.node == last.node);
    let unpackings = rows.flat_map(|pull| &pull.layers).filter_map(|row| {
        let waits = row.source == Some(Source::Shared) && row.download_start_ms.is_none();
        (!waits).then_some((row.unpack_start_ms?, row.unpack_end_ms.unwrap_or(end_ms)))
    });
    let steps: Vec<_> = unpackings
        .map(|(from_ms, to_ms)| vec![(0.0, 0.0), (from_ms, 1.0), (to_ms, 0.0)])
        .chain(
            trace
                .nodes
                .iter()
                .filter(|steps| steps.node == last.node)
                .map(|steps| {
                    let arrives = steps.throughput.iter();
                    arrives
                        .map(|(at_ms, rate)| (*at_ms, if *rate > 0.0 { -1e9 } else { 0.0 }))
                        .collect()
                }),
        )
        .collect();
    time_where(&super::scale::sum(&steps), end_ms, |value| value > 0.5)
}

#[cfg(test)]
mod tests {
    use imagepull::simulate::{Detail, simulate_pulls};

    use super::*;

    fn found(node: &str, registry: &str, unpacked: f64) -> Option<Bottleneck> {
        let json = format!(
            r#"{{"registry": {registry}, "nodes": [{{"name": "node", {node}}}],
                "images": {{"a": {{"layers": [{{"bytes": 1e8, "unpackedBytes": {unpacked}}}]}}}},
                "pods": [{{"name": "p", "containers": [{{"name": "c", "image": "a"}}]}}]}}"#
        );
        let scenario: Scenario = serde_json::from_str(&json).unwrap();
        bottleneck(&simulate_pulls(&scenario, Detail::Full), &scenario)
    }

    #[test]
    fn the_wait_between_failed_pulls_is_no_round_trip() {
        let faults = r#"{"faults": [{"error": "notFound", "untilMs": 100000}]}"#;
        assert_eq!(
            found("\"bandwidth\": 1e9", faults, 0.0),
            Some(Bottleneck::NoPull)
        );
    }

    #[test]
    fn each_part_can_be_the_bottleneck() {
        let rows = [
            ("\"bandwidth\": 1e6", "{}", 0.0, Some(Bottleneck::Network)),
            (
                "\"bandwidth\": 1e9",
                r#"{"bandwidth": 1e6}"#,
                0.0,
                Some(Bottleneck::Registry),
            ),
            (
                "\"bandwidth\": 1e9",
                r#"{"perConnection": 1e6}"#,
                0.0,
                Some(Bottleneck::Connections),
            ),
            (
                "\"bandwidth\": 1e9, \"unpackRate\": 1e6",
                "{}",
                1e8,
                Some(Bottleneck::Unpacking),
            ),
            (
                "\"bandwidth\": 1e9",
                r#"{"latencyMs": 5000}"#,
                0.0,
                Some(Bottleneck::RoundTrips),
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
