//! What must hold of every pod that cannot pull, for any seed.

use imagepull::kubelet::backoff::IMAGE_BACK_OFF;
use imagepull::kubelet::timeline::{BackOffReport, BackOffRequest, back_off_timeline};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// A sync comes at most so long, in ms, after the end of the one before: 15 s, and the rest of a
/// second of the kubelet's loop.
const MAX_SYNC_MS: f64 = 16_000.0;
const PRECISION_MS: f64 = 1e-6;

fn requests() -> impl Strategy<Value = BackOffRequest> {
    let pull_ms = prop_oneof![Just(0.0), 0.0..30_000.0, 200_000.0..400_000.0];
    let fixed_at_ms = prop::option::of(0.0..2_000_000.0);
    (0u64..1 << 53, pull_ms, fixed_at_ms, 1usize..4).prop_map(
        |(seed, pull_ms, fixed_at_ms, shared_by)| BackOffRequest {
            seed: Some(seed as f64),
            until_ms: 4_000_000.0,
            pull_ms: Some(pull_ms),
            fixed_at_ms,
            shared_by: Some(shared_by as f64),
            image: Some("registry.example/app:1".into()),
            ..BackOffRequest::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        rng_seed: RngSeed::Fixed(0),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_pull_lies_within_its_bounds(request in requests()) {
        let report = back_off_timeline(&request);
        prop_assert!(!report.attempts.is_empty());
        // Only the first container pulls: the others find it in back-off, or the image present.
        for (attempt, bounds) in report.attempts.iter().zip(&report.bounds) {
            prop_assert_eq!(attempt.attempt, bounds.attempt);
            prop_assert!(attempt.start_ms >= bounds.earliest_ms - PRECISION_MS, "{:?} {:?}", attempt, bounds);
            prop_assert!(attempt.start_ms <= bounds.latest_ms + PRECISION_MS, "{:?} {:?}", attempt, bounds);
        }
        prop_assert!(report.attempts.len() <= report.bounds.len());
    }

    #[test]
    fn a_pull_comes_after_the_back_off_and_at_most_one_sync_later(request in requests()) {
        for wait in back_off_timeline(&request).waits {
            let Some(to_ms) = wait.to_ms else { continue };
            prop_assert!(to_ms >= wait.back_off_until_ms - PRECISION_MS, "{:?}", wait);
            prop_assert!(to_ms <= wait.back_off_until_ms + MAX_SYNC_MS + PRECISION_MS, "{:?}", wait);
            prop_assert!(to_ms - wait.from_ms <= IMAGE_BACK_OFF.max_ms + MAX_SYNC_MS + PRECISION_MS, "{:?}", wait);
        }
    }

    #[test]
    fn the_first_pull_after_the_fix_succeeds_within_its_bounds(request in requests()) {
        let report = back_off_timeline(&request);
        if let Some(after) = report.after_fix
            && let Some(attempt_ms) = after.attempt_ms
        {
            prop_assert!(attempt_ms >= after.earliest_ms - PRECISION_MS, "{:?}", after);
            prop_assert!(attempt_ms <= after.latest_ms + PRECISION_MS, "{:?}", after);
            prop_assert!(after.new_pod_ms <= attempt_ms + request.pull_ms.unwrap_or(0.0), "{:?}", after);
            let succeeds = report.attempts.last().is_some_and(|last| last.start_ms == attempt_ms);
            prop_assert!(succeeds, "{:?}", report.attempts);
        }
    }

    #[test]
    fn what_a_container_shows_has_no_gap(request in requests()) {
        for states in back_off_timeline(&request).states {
            prop_assert_eq!(states[0].from_ms, 0.0);
            for pair in states.windows(2) {
                prop_assert_eq!(pair[0].to_ms, Some(pair[1].from_ms));
            }
            prop_assert_eq!(states.last().and_then(|last| last.to_ms), None);
        }
    }
}

fn with_seed(seed: u32) -> BackOffReport {
    back_off_timeline(&BackOffRequest {
        seed: Some(f64::from(seed)),
        until_ms: 120_000.0,
        pull_ms: Some(250.0),
        // The second pull fails, whenever it is, and the third succeeds.
        fixed_at_ms: Some(20_000.0),
        ..BackOffRequest::default()
    })
}

/// Some seed comes to each bound: they are no wider than the jitter makes them.
#[test]
fn the_bounds_are_reached() {
    let mut seen = [(f64::INFINITY, 0.0_f64); 3];
    let mut after_fix = (f64::INFINITY, 0.0_f64);
    let widen = |range: &mut (f64, f64), ms: f64| *range = (range.0.min(ms), range.1.max(ms));
    for report in (0..3000).map(with_seed) {
        for (range, attempt) in seen.iter_mut().zip(&report.attempts) {
            widen(range, attempt.start_ms);
        }
        widen(
            &mut after_fix,
            report.after_fix.and_then(|it| it.attempt_ms).unwrap(),
        );
    }
    let report = with_seed(0);
    let bounds: Vec<(f64, f64)> = report
        .bounds
        .iter()
        .take(3)
        .map(|bounds| (bounds.earliest_ms, bounds.latest_ms))
        .collect();
    assert_eq!(bounds, seen);
    let after = report.after_fix.unwrap();
    assert_eq!((after.earliest_ms, after.latest_ms), after_fix);
}

#[test]
fn what_cannot_be_is_named_and_nothing_is_run() {
    let base = BackOffRequest {
        until_ms: 1000.0,
        ..BackOffRequest::default()
    };
    for (request, named) in [
        (
            BackOffRequest {
                until_ms: f64::NAN,
                ..base.clone()
            },
            "untilMs",
        ),
        (
            BackOffRequest {
                until_ms: 1e12,
                ..base.clone()
            },
            "untilMs",
        ),
        (
            BackOffRequest {
                pull_ms: Some(-1.0),
                ..base.clone()
            },
            "pullMs",
        ),
        (
            BackOffRequest {
                fixed_at_ms: Some(f64::INFINITY),
                ..base.clone()
            },
            "fixedAtMs",
        ),
        (
            BackOffRequest {
                seed: Some(0.5),
                ..base.clone()
            },
            "seed",
        ),
        (
            BackOffRequest {
                shared_by: Some(0.0),
                ..base.clone()
            },
            "sharedBy",
        ),
        (
            BackOffRequest {
                kubernetes: Some("1.99".into()),
                ..base.clone()
            },
            "1.99",
        ),
    ] {
        let report = back_off_timeline(&request);
        assert_eq!(report.diagnostics.len(), 1, "{request:?}");
        assert!(
            report.diagnostics[0].message.to_string().contains(named),
            "{request:?}"
        );
        assert!(report.attempts.is_empty(), "{request:?}");
    }
    assert_eq!(back_off_timeline(&base).diagnostics, []);
}
