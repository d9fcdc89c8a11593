//! Which number to set: the smallest that is about as fast as the best, and what keeps a larger one from being
//! faster.

use super::SweepPoint;
use crate::{sources, why::Reason, words::message};

/// Times that differ by so much count as equal: nobody sets a number for less, and the model is not nearer to
/// reality.
const TOLERANCE: f64 = 1.05;

/// Marks the number to set among the points of one release.
pub(super) fn mark(points: &mut [SweepPoint]) {
    let most_ready = points
        .iter()
        .map(|it| it.pods_ready)
        .max()
        .unwrap_or_default();
    // Where fewer pods get ready, the times of those that do tell nothing.
    let mut candidates: Vec<usize> = (0..points.len())
        .filter(|at| points[*at].errors.is_empty() && points[*at].pods_ready == most_ready)
        .collect();
    candidates.sort_by(|one, other| points[*one].value.total_cmp(&points[*other].value));
    if candidates.len() < 2 {
        return;
    }
    let by_median = smallest_near_best(points, &candidates, |it| it.median_ready_ms);
    // Where the median is the same with all numbers, the last pod decides.
    let is_flat = candidates.iter().all(|at| {
        is_about(
            points[*at].median_ready_ms,
            best(points, &candidates, |it| it.median_ready_ms),
        )
    });
    let by_last = smallest_near_best(points, &candidates, |it| it.last_ready_ms);
    let Some(place) = (if is_flat { by_last } else { by_median }) else {
        return;
    };
    let knee = candidates[place];
    let reason = reason(points, knee, &candidates[place + 1..], most_ready);
    points[knee].knee = Some(reason);
}

type Time = fn(&SweepPoint) -> Option<f64>;

fn best(points: &[SweepPoint], candidates: &[usize], time: Time) -> Option<f64> {
    let times = candidates.iter().filter_map(|at| time(&points[*at]));
    times.min_by(f64::total_cmp)
}

fn is_about(time_ms: Option<f64>, best_ms: Option<f64>) -> bool {
    time_ms
        .zip(best_ms)
        .is_some_and(|(time_ms, best_ms)| time_ms <= best_ms * TOLERANCE)
}

/// The place among the candidates of the smallest value whose time is about the best.
fn smallest_near_best(points: &[SweepPoint], candidates: &[usize], time: Time) -> Option<usize> {
    let best_ms = best(points, candidates, time);
    candidates
        .iter()
        .position(|at| is_about(time(&points[*at]), best_ms))
}

/// Why a larger number than the one at the knee is no better.
fn reason(points: &[SweepPoint], knee: usize, larger: &[usize], most_ready: usize) -> Reason {
    let knee = &points[knee];
    let value = knee.value;
    let why = |rule, text| Reason::new(rule, text, sources::CONFIG_TYPES_GO);
    let mut more: Vec<&SweepPoint> = points
        .iter()
        .filter(|it| it.value > value && it.errors.is_empty())
        .collect();
    more.sort_by(|one, other| one.value.total_cmp(&other.value));
    let Some(next) = more.first() else {
        return why(
            "sweep-knee-largest",
            message!(
                "{value} is the fastest and the largest number tried: try larger ones.",
                value
            ),
        );
    };
    let fails =
        |it: &&&SweepPoint| it.pulls_failed > knee.pulls_failed || it.pods_ready < most_ready;
    if let Some(failing) = more.iter().find(fails) {
        return why(
            "sweep-knee-failures",
            message!(
                "{value} is about as fast as any number; with {more}, more pulls fail.",
                value,
                more = failing.value
            ),
        );
    }
    if next.peak_pulls <= knee.peak_pulls {
        return why(
            "sweep-knee-all-at-once",
            message!(
                "With {value} no pull waits for another: at most {peak} run at once, over all nodes.",
                value,
                peak = knee.peak_pulls
            ),
        );
    }
    let slower = larger
        .iter()
        .map(|at| &points[*at])
        .find(|it| !is_about(it.median_ready_ms, knee.median_ready_ms));
    if let Some(slower) = slower {
        let ratio =
            slower.median_ready_ms.unwrap_or_default() / knee.median_ready_ms.unwrap_or(1.0);
        return why(
            "sweep-knee-slower",
            message!(
                "With {more}, half of the pods are ready {percent} % later than with {value}: more pulls share the same bandwidth, and all of them end late.",
                more = slower.value,
                percent = ((ratio - 1.0) * 100.0).round(),
                value
            ),
        );
    }
    why(
        "sweep-knee-saturated",
        message!(
            "{value} is within 5 % of the fastest: more parallel pulls only share the network, the download slots and the cores that {value} already use up.",
            value
        ),
    )
}
