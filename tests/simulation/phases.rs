//! What a pull does at every moment.

use imagepull::simulate::scenario::{Scenario, defaults};
use imagepull::simulate::trace::{Phase, PhaseSpan, Pull, Source, Trace};
use imagepull::simulate::{Detail, simulate_pulls};
use proptest::prelude::*;

use crate::properties::{about, config, run};
use crate::scenarios::scenarios;

const DAY_MS: f64 = 86_400_000.0;

/// How long a pull is in a phase.
fn time_in(pull: &Pull, phase: Phase) -> f64 {
    let spans = pull.phases.iter().filter(|span| span.phase == phase);
    spans.map(|span| span.end_ms - span.start_ms).sum()
}

fn story(scenario: &str) -> Trace {
    let scenario = serde_json::from_str(scenario).expect("a scenario");
    simulate_pulls(&scenario, Detail::Full)
}

/// The name is resolved and its documents are read for 20 s before the pull has to wait: 0.1 s, at
/// the end.
#[test]
fn a_pull_that_reads_for_long_has_not_waited_for_a_slot() {
    let trace = story(include_str!("stories/late-small-behind-huge.json"));
    let small = &trace.pulls[1];
    let waited_ms = time_in(small, Phase::WaitingForSlot);
    assert!((90.0..110.0).contains(&waited_ms), "{:?}", small.phases);
    assert!(about(time_in(small, Phase::Resolving), 5000.0));
    assert!(about(time_in(small, Phase::ReadingDocuments), 15_000.0));
}

/// The round trip of the resolve is 50 ms; it is the first document that has to wait, and the
/// registry refuses it.
#[test]
fn a_pull_that_waited_for_a_slot_and_was_refused_has_not_resolved_for_long() {
    let trace = story(include_str!("stories/refused-behind-huge.json"));
    let small = &trace.pulls[1];
    assert!(small.error.is_some());
    let waited_ms = time_in(small, Phase::WaitingForSlot);
    assert!(
        (46_000.0..48_000.0).contains(&waited_ms),
        "{:?}",
        small.phases
    );
    assert!(about(time_in(small, Phase::Resolving), 50.0));
    let waits_for = small.phases.iter().find_map(|span| span.waits_for.as_ref());
    assert_eq!(waits_for.map(|it| &*it.pod), Some("huge"));
}

/// Where a pull takes time, its phases begin with its request, touch, and end with it.
fn covers(pull: &Pull, end_ms: f64) -> Result<(), TestCaseError> {
    let end_ms = pull.finished_ms.unwrap_or(end_ms);
    let mut at_ms = pull.requested_ms;
    for span in &pull.phases {
        prop_assert!(span.start_ms.to_bits() == at_ms.to_bits(), "{pull:?}");
        prop_assert!(span.end_ms > span.start_ms, "{pull:?}");
        at_ms = span.end_ms;
    }
    prop_assert!(at_ms.to_bits() == end_ms.to_bits(), "{pull:?}");
    for pair in pull.phases.windows(2) {
        let of = |span: &PhaseSpan| (span.phase, span.waits_for.clone());
        prop_assert!(of(&pair[0]) != of(&pair[1]), "{pull:?}");
    }
    Ok(())
}

/// What the rows of a pull say of it in the middle of a phase.
fn agrees_with_rows(pull: &Pull, span: &PhaseSpan) -> Result<(), TestCaseError> {
    let at_ms = f64::midpoint(span.start_ms, span.end_ms);
    let holds = |from_ms: Option<f64>, to_ms: Option<f64>| {
        from_ms.is_some_and(|from_ms| from_ms <= at_ms) && to_ms.is_none_or(|to_ms| at_ms < to_ms)
    };
    let downloads = pull.layers.iter().any(|row| {
        row.source == Some(Source::Registry) && holds(row.download_start_ms, row.download_end_ms)
    });
    let unpacks = pull.layers.iter().any(|row| {
        let is_own = row.source != Some(Source::Shared) || row.download_start_ms.is_some();
        is_own && holds(row.unpack_start_ms, row.unpack_end_ms)
    });
    let expected = match span.phase {
        Phase::DownloadingAndUnpacking => (true, true),
        Phase::Downloading => (true, false),
        Phase::Unpacking => (false, true),
        _ => (false, false),
    };
    prop_assert_eq!((downloads, unpacks), expected, "{:?} of {:?}", span, pull);
    let is_queued = pull.started_ms.is_none_or(|started_ms| at_ms < started_ms);
    prop_assert_eq!(is_queued, span.phase == Phase::Queued, "{:?}", pull);
    Ok(())
}

/// Who waits names another pull of its node that was requested by then; who does not names none.
fn names_who_holds(trace: &Trace, pull: &Pull, span: &PhaseSpan) -> Result<(), TestCaseError> {
    let may_wait = matches!(
        span.phase,
        Phase::Queued | Phase::WaitingForSlot | Phase::WaitingForDocument | Phase::WaitingForLayer
    );
    let Some(it) = &span.waits_for else {
        let is_left_open = pull.finished_ms.is_none()
            && matches!(span.phase, Phase::Queued | Phase::WaitingForSlot);
        prop_assert!(!may_wait || is_left_open, "{span:?} of {pull:?}");
        return Ok(());
    };
    prop_assert!(may_wait, "{span:?} of {pull:?}");
    let holder = trace.pulls.iter().find(|other| {
        (&other.node, &other.pod, &other.container, &other.image)
            == (&it.node, &it.pod, &it.container, &it.image)
            && other.requested_ms < span.end_ms
            && other
                .finished_ms
                .is_none_or(|end_ms| end_ms > span.start_ms)
    });
    prop_assert!(
        holder.is_some_and(|holder| holder != pull),
        "{span:?} of {pull:?}"
    );
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_phases_of_every_pull_cover_it_and_are_what_it_does(scenario in scenarios()) {
        let trace = run(&scenario);
        let end_ms = scenario.until_ms.unwrap_or(DAY_MS);
        for pull in &trace.pulls {
            covers(pull, end_ms)?;
            for span in &pull.phases {
                agrees_with_rows(pull, span)?;
                names_who_holds(&trace, pull, span)?;
            }
        }
    }

    #[test]
    fn resolving_takes_its_round_trips_and_no_more(scenario in scenarios()) {
        let registry = scenario.registry.clone().unwrap_or_default();
        let latency_ms = registry.latency_ms.unwrap_or(defaults::LATENCY_MS);
        let trips = if registry.auth.as_deref() == Some("token") { 3.0 } else { 1.0 };
        let trace = run(&scenario);
        for pull in trace.pulls.iter().filter(|pull| pull.finished_ms.is_some()) {
            let resolving_ms = time_in(pull, Phase::Resolving);
            let none = resolving_ms == 0.0; // no token of the kubelet's limit
            prop_assert!(none || about(resolving_ms, trips * latency_ms), "{pull:?}");
        }
    }
}

/// Every pull that waits for a document whose readers all fail waits for one after another. That
/// is work, and so counts among the steps of a run.
#[test]
fn readers_that_fail_one_after_another_are_bounded() {
    let scenario: Scenario = serde_json::from_value(serde_json::json!({
        "registry": { "rateLimit": { "pulls": 0, "perMs": 1e9 } },
        "untilMs": 1e6,
        "images": { "a": { "layers": [] } },
        "nodes": [{ "name": "n", "kubelet": { "serializeImagePulls": false, "registryPullQPS": 0 } }],
        "pods": [{ "name": "p", "replicas": 2000, "containers": [{ "name": "c", "image": "a" }] }],
    }))
    .expect("a scenario");
    let trace = imagepull::simulate::simulate_pulls_within(&scenario, Detail::Full, 400_000);
    assert_eq!(trace.errors[0].diagnostic.code, "SIM024");
}
