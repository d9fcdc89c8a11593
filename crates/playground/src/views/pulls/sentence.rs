//! The comparison in words.

use imagepull::kubelet::limiter::QPS_EXCEEDED;

use super::{
    bottleneck::Bottleneck,
    compare::{Change, Comparison, Direction, Failures, SlotWait, compare},
    figures::{bit_rate, duration},
    runs::{Lane, Runs, parallel_pulls},
};
use crate::text;

/// What the three runs say, as sentences with the marks of [`crate::components::rich`].
pub fn sentences(runs: &Runs) -> Vec<String> {
    let mut sentences: Vec<String> = refused_as_written(runs).into_iter().collect();
    match compare(runs) {
        Comparison::NothingPulled => sentences.push(text::pulls_says_nothing_pulled().to_owned()),
        Comparison::NothingWaits { one_pod_at_a_time } => sentences.push(
            if one_pod_at_a_time {
                text::pulls_says_one_after_another()
            } else {
                text::pulls_says_nothing_waits()
            }
            .to_owned(),
        ),
        Comparison::Changes {
            start,
            end,
            bottleneck,
            failures,
            slot_wait,
        } => {
            sentences.extend(start.map(of_start));
            sentences.push(of_end(end, bottleneck, runs));
            sentences.extend(failures.map(|failures| of_failures(failures, runs)));
            sentences.extend(slot_wait.map(of_slot_wait));
        }
    }
    sentences.extend(not_started(runs));
    sentences.extend(refusal(runs));
    sentences
}

/// The pods that still wait at the end without a limit, and what the first of them shows.
fn not_started(runs: &Runs) -> Option<String> {
    let trace = runs.trace(Lane::Unlimited);
    let mut waiting = trace.pods.iter().filter(|pod| pod.started_ms.is_none());
    let first = waiting.next()?;
    let containers = trace.containers.iter();
    let mut last_reasons = containers
        .filter(|it| (&it.node, &it.pod) == (&first.node, &first.pod))
        .filter_map(|it| it.states.last()?.reason);
    let reason = last_reasons.next_back()?;
    let count = waiting.count() + 1;
    Some(text::pulls_says_not_started(
        count,
        trace.pods.len(),
        &first.pod,
        reason,
    ))
}

fn of_start(change: Change) -> String {
    let serial = duration(change.serial_ms);
    let parallel = duration(change.parallel_ms);
    match change.direction() {
        Direction::Same => text::pulls_says_start_same(parallel),
        Direction::Sooner => text::pulls_says_start_sooner(parallel, serial),
        Direction::Later => text::pulls_says_start_later(parallel, serial),
    }
}

fn of_end(change: Change, bottleneck: Option<Bottleneck>, runs: &Runs) -> String {
    let serial = duration(change.serial_ms);
    let parallel = duration(change.parallel_ms);
    let (end, reason) = match change.direction() {
        Direction::Same => (
            text::pulls_says_end_same().to_owned(),
            bottleneck.map(|bottleneck| why_same(bottleneck, runs)),
        ),
        Direction::Sooner => (
            text::pulls_says_end_sooner(parallel, serial),
            bottleneck.and_then(|bottleneck| why_sooner(bottleneck, runs)),
        ),
        Direction::Later => (text::pulls_says_end_later(parallel, serial), None),
    };
    match reason {
        Some(reason) => text::pulls_says_because(end, reason),
        None => format!("{end}."),
    }
}

/// Why side by side takes as long.
fn why_same(bottleneck: Bottleneck, runs: &Runs) -> String {
    match bottleneck {
        Bottleneck::Network => text::pulls_says_same_network().to_owned(),
        Bottleneck::Registry => text::pulls_says_same_registry().to_owned(),
        Bottleneck::Connections => text::pulls_says_same_connections(connection(runs)),
        Bottleneck::Unpacking => text::pulls_says_same_unpacking().to_owned(),
        Bottleneck::RoundTrips => text::pulls_says_same_round_trips().to_owned(),
        Bottleneck::NoPull => text::pulls_says_same_no_pull().to_owned(),
    }
}

/// Why one after another takes longer.
fn why_sooner(bottleneck: Bottleneck, runs: &Runs) -> Option<String> {
    match bottleneck {
        // A full network takes as long either way; the gain has a cause of its own.
        Bottleneck::Network | Bottleneck::Registry | Bottleneck::NoPull => None,
        Bottleneck::Connections => Some(text::pulls_says_sooner_connections(connection(runs))),
        Bottleneck::Unpacking => Some(text::pulls_says_sooner_unpacking().to_owned()),
        Bottleneck::RoundTrips => Some(text::pulls_says_sooner_round_trips().to_owned()),
    }
}

fn connection(runs: &Runs) -> String {
    let registry = runs.scenario.registry.as_ref();
    bit_rate(
        registry
            .and_then(|registry| registry.per_connection)
            .unwrap_or(0.0),
    )
}

fn of_failures(failures: Failures, runs: &Runs) -> String {
    let Failures {
        serial,
        parallel,
        error,
    } = failures;
    let limited = error == QPS_EXCEEDED;
    let failed = if serial == parallel {
        text::pulls_says_fail_either_way(parallel, error)
    } else {
        text::pulls_says_fail(parallel, serial, error)
    };
    if !limited {
        return failed;
    }
    let kubelet = runs.scenario.nodes.first().and_then(|node| node.kubelet);
    let settings = kubelet.unwrap_or_default().defaulted();
    let limit = text::pulls_says_limiter(settings.registry_burst, settings.registry_pull_qps);
    format!("{failed} {limit}")
}

fn of_slot_wait(wait: SlotWait) -> String {
    text::pulls_says_slot_wait(wait.pod, duration(wait.wait_ms), wait.slots)
}

/// The kubelet's own words where two settings as they are written contradict each other. The
/// lanes set one of them.
fn refused_as_written(runs: &Runs) -> Option<String> {
    let written = runs.scenario.nodes.iter().filter_map(|node| node.kubelet);
    let mut refusals = written.flat_map(|kubelet| kubelet.defaulted().refusals());
    let refusal = refusals.find(|refusal| refusal.code == "KUB004")?;
    Some(text::pulls_says_refused_as_written(refusal.message))
}

/// The kubelet's own words where it does not start with the number of the middle lane only.
fn refusal(runs: &Runs) -> Option<String> {
    let error = runs.trace(Lane::Parallel).errors.first()?;
    let pulls = parallel_pulls(&runs.scenario);
    Some(text::pulls_says_refused(pulls, &error.diagnostic.message))
}
