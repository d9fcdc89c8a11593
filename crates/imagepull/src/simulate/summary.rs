//! A run in a few figures.

use super::engine::Engine;
use super::trace::{Outcome, Percentiles, Summary};

/// The figures of a run.
pub(super) fn summarize(engine: &Engine<'_>) -> Summary {
    let mut summary = Summary {
        peak_pulls: engine.record.peak,
        ..Summary::default()
    };
    let mut queued = Vec::new();
    for pull in &engine.pulls {
        if let Some(started_ms) = pull.started.ms() {
            queued.push(started_ms - pull.requested_ms);
            summary.pulls_started += 1;
        }
        if pull.outcome == Some(Outcome::Failed) {
            summary.pulls_failed += 1;
        }
        if let Some(finished_ms) = pull.finished.ms() {
            summary.makespan_ms = summary.makespan_ms.max(finished_ms);
        }
        summary.bytes_downloaded += pull.bytes.downloaded;
        summary.bytes_saved_by_sharing += pull.bytes.saved;
    }
    let started = engine.pods.iter().filter_map(|pod| {
        let (created_ms, started_ms) = (pod.created.ms()?, pod.started.ms()?);
        Some(started_ms - created_ms)
    });
    summary.pod_start_ms = percentiles(started.collect());
    summary.pull_queue_ms = percentiles(queued);
    summary
}

/// Nearest-rank: of n sorted values the one at place ceil(p x n / 100), counted from 1.
fn percentiles(mut values: Vec<f64>) -> Percentiles {
    values.sort_by(f64::total_cmp);
    let rank = |percent: usize| {
        let place = (percent * values.len()).div_ceil(100);
        values.get(place.checked_sub(1)?).copied()
    };
    Percentiles {
        p50: rank(50),
        p95: rank(95),
        max: values.last().copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_occurred() {
        let of = |n: i32| percentiles((1..=n).rev().map(f64::from).collect());
        let expect = |p50, p95, max| Percentiles { p50, p95, max };
        assert_eq!(of(0), expect(None, None, None));
        assert_eq!(of(1), expect(Some(1.0), Some(1.0), Some(1.0)));
        assert_eq!(of(2), expect(Some(1.0), Some(2.0), Some(2.0)));
        assert_eq!(of(20), expect(Some(10.0), Some(19.0), Some(20.0)));
        assert_eq!(of(21), expect(Some(11.0), Some(20.0), Some(21.0)));
    }
}
