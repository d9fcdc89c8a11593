//! The comparison in words.

use imagepull::{
    simulate::analysis::{
        BottleneckKind, Change, Comparison, Direction, Failures, Lane, SlotWait, Start, compare,
        parallel_pulls,
    },
    words::{IntoParts, Parts},
};

use super::{
    figures::{bit_rate, duration},
    lane::setting,
    runs::Results,
};
use crate::text;

/// What changes with the setting that Serial is compared with, as sentences.
pub fn sentences(results: &Results) -> Vec<Parts> {
    let mut sentences: Vec<Parts> = refused_as_written(results).into_iter().collect();
    let compared = results.compared();
    let setting = setting(compared, &results.scenario);
    match compare(results.of(Lane::Serial), results.of(compared)) {
        Comparison::NothingPulled => sentences.push(text::pulls_says_nothing_pulled().into_parts()),
        Comparison::NothingWaits { one_pod_at_a_time } => sentences.push(
            if one_pod_at_a_time {
                text::pulls_says_one_after_another()
            } else {
                text::pulls_says_nothing_waits()
            }
            .into_parts(),
        ),
        Comparison::Changes {
            start,
            end,
            bottleneck,
            failures,
            slot_wait,
        } => {
            let bottleneck = bottleneck.map(|bottleneck| bottleneck.kind);
            sentences.extend(start.map(|start| start_sentence(start, &setting)));
            sentences.push(end_sentence(end, bottleneck, results));
            sentences
                .extend(failures.map(|failures| failure_sentence(failures, &setting, results)));
            sentences.extend(slot_wait.map(slot_wait_sentence));
        }
    }
    sentences.extend(not_started(results));
    sentences.extend(refusal(results));
    sentences
}

/// The pods that still wait at the end with that setting, and what the first of them shows.
fn not_started(results: &Results) -> Option<Parts> {
    let facts = results.of(results.compared());
    let first = facts.waiting.as_ref()?;
    Some(text::pulls_says_not_started(
        facts.never_ready,
        facts.pods,
        &first.pod,
        &first.reason,
    ))
}

fn start_sentence(start: Start, setting: &str) -> Parts {
    let change = match start {
        Start::Both(change) => change,
        Start::OnlySerial(ms) => return text::pulls_says_start_only_serial(setting, duration(ms)),
        Start::OnlyParallel(ms) => {
            return text::pulls_says_start_only_parallel(setting, duration(ms));
        }
    };
    let serial = duration(change.serial_ms);
    let parallel = duration(change.parallel_ms);
    match change.direction() {
        Direction::Same => text::pulls_says_start_same(setting, parallel),
        Direction::Sooner => text::pulls_says_start_sooner(setting, parallel, serial),
        Direction::Later => text::pulls_says_start_later(setting, parallel, serial),
    }
}

fn end_sentence(change: Change, bottleneck: Option<BottleneckKind>, results: &Results) -> Parts {
    let serial = duration(change.serial_ms);
    let parallel = duration(change.parallel_ms);
    let (mut end, reason) = match change.direction() {
        Direction::Same => (
            text::pulls_says_end_same(parallel).into_parts(),
            bottleneck.and_then(|bottleneck| why_same(bottleneck, results)),
        ),
        Direction::Sooner => (
            text::pulls_says_end_sooner(parallel, serial).into_parts(),
            bottleneck.and_then(|bottleneck| why_sooner(bottleneck, results)),
        ),
        Direction::Later => (
            text::pulls_says_end_later(parallel, serial).into_parts(),
            None,
        ),
    };
    if let Some(reason) = reason {
        return text::pulls_says_because(end, reason);
    }
    end.push_text(".");
    end
}

/// Why side by side takes as long.
fn why_same(bottleneck: BottleneckKind, results: &Results) -> Option<Parts> {
    Some(match bottleneck {
        BottleneckKind::Network => text::pulls_says_same_network().into_parts(),
        BottleneckKind::Registry => text::pulls_says_same_registry().into_parts(),
        BottleneckKind::Connections => {
            text::pulls_says_same_connections(connection(results)).into_parts()
        }
        // The scenario says which of the three it is.
        BottleneckKind::Downloads => return None,
        BottleneckKind::Unpacking => text::pulls_says_same_unpacking().into_parts(),
        BottleneckKind::RoundTrips => text::pulls_says_same_round_trips().into_parts(),
        BottleneckKind::NoPull => text::pulls_says_same_no_pull().into_parts(),
    })
}

/// Why one after another takes longer.
fn why_sooner(bottleneck: BottleneckKind, results: &Results) -> Option<Parts> {
    Some(match bottleneck {
        // A full network takes as long either way; the gain has a cause of its own.
        BottleneckKind::Network
        | BottleneckKind::Registry
        | BottleneckKind::Downloads
        | BottleneckKind::NoPull => return None,
        BottleneckKind::Connections => {
            text::pulls_says_sooner_connections(connection(results)).into_parts()
        }
        BottleneckKind::Unpacking => text::pulls_says_sooner_unpacking().into_parts(),
        BottleneckKind::RoundTrips => text::pulls_says_sooner_round_trips().into_parts(),
    })
}

fn connection(results: &Results) -> String {
    let registry = results.scenario.registry.as_ref();
    bit_rate(
        registry
            .and_then(|registry| registry.per_connection)
            .unwrap_or(0.0),
    )
}

fn failure_sentence(failures: Failures, setting: &str, results: &Results) -> Parts {
    let Failures {
        serial,
        parallel,
        error,
        is_only_error,
    } = failures;
    let error = if is_only_error {
        text::pulls_says_fail_all(error)
    } else {
        text::pulls_says_fail_first(error)
    };
    let failed = if serial == parallel {
        text::pulls_says_fail_either_way(parallel, error)
    } else {
        text::pulls_says_fail(parallel, setting, serial, error)
    };
    let mut lanes = [results.compared(), Lane::Serial].into_iter();
    let Some(limiter) = lanes.find_map(|lane| results.of(lane).limiter.as_ref()) else {
        return failed;
    };
    let limit = text::pulls_says_limiter(limiter.burst, limiter.qps);
    [failed, limit].into_iter().collect()
}

fn slot_wait_sentence(wait: SlotWait) -> Parts {
    let (pod, time) = (wait.pod, duration(wait.wait_ms));
    match wait.slots {
        Some(slots) if wait.is_per_node => text::pulls_says_slot_wait(pod, time, slots),
        Some(slots) => text::pulls_says_slot_wait_per_image(pod, time, slots),
        None => text::pulls_says_slot_wait_only(pod, time),
    }
}

/// The kubelet's own words where two settings as they are written contradict each other. The
/// lanes set one of them.
fn refused_as_written(results: &Results) -> Option<Parts> {
    let written = results
        .scenario
        .nodes
        .iter()
        .filter_map(|node| node.kubelet);
    let mut contradictions = written.filter_map(|kubelet| kubelet.defaulted().contradiction());
    let refusal = contradictions.next()?;
    Some(text::pulls_says_refused_as_written(refusal.message))
}

/// The kubelet's own words where it does not start with the number of the middle lane.
fn refusal(results: &Results) -> Option<Parts> {
    let words = results.of(Lane::Parallel).refusals.first()?;
    let pulls = parallel_pulls(&results.scenario);
    Some(text::pulls_says_refused(pulls, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of two nodes whose pods pull what is written for them.
    fn said(pods: &str, faults: &str) -> String {
        let scenario = format!(
            r#"{{
                "images": {{
                    "good:1": {{ "layers": [{{ "bytes": 1000000 }}] }},
                    "bad:1": {{ "layers": [{{ "bytes": 1000000 }}] }},
                    "worse:1": {{ "layers": [{{ "bytes": 1000000 }}] }}
                }},
                "nodes": [
                    {{ "name": "first" }},
                    {{ "name": "second", "kubelet": {{ "registryPullQPS": 1, "registryBurst": 2 }} }}
                ],
                "pods": [{pods}],
                "registry": {{ "faults": [{faults}] }}
            }}"#
        );
        let scenario = serde_json::from_str(&scenario).expect("a scenario");
        let sentences = sentences(&super::super::runs::Runs::new(&scenario).results);
        let marked = sentences.iter().map(text::marked);
        marked.collect::<Vec<_>>().join("\n")
    }

    fn pod(name: &str, node: &str, image: &str) -> String {
        format!(
            r#"{{ "name": "{name}", "node": "{node}", "containers": [{{ "name": "app", "image": "{image}" }}] }}"#
        )
    }

    const BAD_IS_MISSING: &str = r#"{ "image": "bad:1", "error": "notFound" }"#;
    const WORSE_IS_DENIED: &str = r#"{ "image": "worse:1", "error": "unauthorized" }"#;

    #[test]
    fn pods_that_never_start_count_among_those_that_are_not_ready() {
        let pods = [("a", "good:1"), ("b", "bad:1"), ("c", "bad:1")];
        let pods = pods.map(|(name, image)| pod(name, "first", image));
        let said = said(&pods.join(","), BAD_IS_MISSING);
        assert!(!said.contains("half of the pods"), "{said}");
        assert!(said.contains("**2 of 3 pods** didn’t start"), "{said}");
    }

    #[test]
    fn the_error_of_one_pull_is_not_said_of_others() {
        let pods = [pod("a", "first", "bad:1"), pod("b", "first", "worse:1")];
        let faults = [BAD_IS_MISSING, WORSE_IS_DENIED].join(",");
        let said = said(&pods.join(","), &faults);
        assert!(said.contains("either way, the first one with `"), "{said}");
    }

    #[test]
    fn the_limit_is_that_of_the_node_that_refused() {
        let pods: Vec<String> = (0..4)
            .map(|place| pod(&format!("pod-{place}"), "second", "good:1"))
            .collect();
        let said = said(&pods.join(","), "");
        assert!(said.contains("starts up to **2** pulls at once"), "{said}");
        assert!(said.contains("then 1 per second"), "{said}");
    }
}
