//! When the pulls of a failing pod can begin, over all jitters.
//!
//! Every sync begins at a whole second, and a sync in back-off takes no time. So the time from
//! one pull to the next depends on nothing but the back-off between them, and the earliest and
//! latest times of pulls are sums of the shortest and longest of these times.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    report::{AfterFix, AttemptBounds, PullAttempt},
    request::Plan,
};
use crate::kubelet::{
    EPSILON_MS,
    backoff::{BackOff, BackOffLimits},
    resync::{POLL_MS, latest_next_sync_ms, next_sync_ms},
};

/// The times at which a pull of some number can begin, in ms.
#[derive(Clone, Copy)]
struct Range {
    earliest_ms: f64,
    latest_ms: f64,
}

/// The ranges of the pulls of some number, by the back-off after them, in whole ms.
type Ranges = BTreeMap<u64, Range>;

/// The bounds of all pulls, and of the first that succeeds.
pub(super) struct Bounds {
    pub attempts: Vec<AttemptBounds>,
    success: Option<Range>,
}

impl Bounds {
    pub fn new(plan: &Plan, limits: BackOffLimits) -> Self {
        let steps = Steps::new(plan, limits);
        let mut bounds = Self {
            attempts: Vec::new(),
            success: None,
        };
        let first = Range {
            earliest_ms: 0.0,
            latest_ms: 0.0,
        };
        let mut ranges = Ranges::from([(whole(limits.initial_ms), first)]);
        while let Some(all) = union(ranges.values()) {
            if all.earliest_ms > plan.until_ms + EPSILON_MS {
                break;
            }
            bounds.attempts.push(AttemptBounds {
                attempt: bounds.attempts.len() + 1,
                earliest_ms: all.earliest_ms,
                latest_ms: all.latest_ms,
            });
            let succeeding = ranges.values().filter_map(|range| steps.succeeding(*range));
            let succeeding: Vec<Range> = succeeding.chain(bounds.success).collect();
            bounds.success = union(succeeding.iter());
            ranges = steps.after(&ranges);
        }
        bounds
    }

    /// The first pull after the fix, where the fix is within the timeline.
    pub fn after_fix(&self, attempts: &[PullAttempt], plan: &Plan) -> Option<AfterFix> {
        let fixed_ms = plan.fixed_at_ms?;
        let success = self.success?;
        let succeeds = |attempt: &&PullAttempt| plan.succeeds(attempt.start_ms);
        Some(AfterFix {
            attempt_ms: attempts.iter().find(succeeds).map(|it| it.start_ms),
            earliest_ms: success.earliest_ms,
            latest_ms: success.latest_ms,
            new_pod_ms: fixed_ms,
        })
    }
}

/// How one pull follows another.
struct Steps<'a> {
    plan: &'a Plan,
    limits: BackOffLimits,
    /// For each back-off, in whole ms, the times to the next pull by the back-off after that.
    gaps: BTreeMap<u64, Vec<(u64, Range)>>,
}

impl<'a> Steps<'a> {
    fn new(plan: &'a Plan, limits: BackOffLimits) -> Self {
        let mut steps = Self {
            plan,
            limits,
            gaps: BTreeMap::new(),
        };
        let doubled = |back_off_ms: &f64| {
            (*back_off_ms < limits.max_ms).then(|| limits.doubled_ms(*back_off_ms))
        };
        for back_off_ms in std::iter::successors(Some(limits.initial_ms), doubled) {
            let gaps = steps.gaps_after(back_off_ms);
            steps.gaps.insert(whole(back_off_ms), gaps);
        }
        steps
    }

    /// The pulls that follow those that failed.
    fn after(&self, ranges: &Ranges) -> Ranges {
        let mut next = Ranges::new();
        for (back_off_ms, range) in ranges {
            let Some(failing) = self.failing(*range) else {
                continue;
            };
            for &(key, gap) in &self.gaps[back_off_ms] {
                let follows = Range {
                    earliest_ms: failing.earliest_ms + gap.earliest_ms,
                    latest_ms: failing.latest_ms + gap.latest_ms,
                };
                let both = next.get(&key).copied().into_iter().chain([follows]);
                let both: Vec<Range> = both.collect();
                next.extend(union(both.iter()).map(|range| (key, range)));
            }
        }
        next
    }

    /// The times from a pull to the next one, with the back-off if that fails too: it doubles, or
    /// begins anew where the kubelet has forgotten the last failure.
    fn gaps_after(&self, back_off_ms: f64) -> Vec<(u64, Range)> {
        let all = self.gap(back_off_ms);
        let forgotten_ms = self.limits.forgotten_after_ms();
        let doubled_ms = self.limits.doubled_ms(back_off_ms);
        let remembered = Range {
            latest_ms: all.latest_ms.min(forgotten_ms),
            ..all
        };
        let forgotten = Range {
            earliest_ms: all.earliest_ms.max(forgotten_ms + POLL_MS),
            ..all
        };
        [
            (doubled_ms, remembered),
            (self.limits.initial_ms, forgotten),
        ]
        .into_iter()
        .filter(|(_, range)| range.earliest_ms <= range.latest_ms)
        .map(|(next_ms, range)| (whole(next_ms), range))
        .collect()
    }

    /// The times from a pull to the next one: all syncs that can be are followed until each is
    /// past the back-off.
    fn gap(&self, back_off_ms: f64) -> Range {
        let entry = Some(BackOff {
            failed_ms: self.plan.pull_ms,
            duration_ms: back_off_ms,
        });
        let mut pending: BTreeSet<u64> = syncs_after(self.plan.pull_ms).collect();
        let mut pulls = Vec::new();
        while let Some(sync_ms) = pending.pop_first() {
            if self.limits.is_in_back_off(entry, sync_ms as f64) {
                pending.extend(syncs_after(sync_ms as f64));
            } else {
                pulls.push(sync_ms as f64);
            }
        }
        Range {
            earliest_ms: pulls.iter().copied().fold(f64::INFINITY, f64::min),
            latest_ms: pulls.iter().copied().fold(0.0, f64::max),
        }
    }

    /// The first whole second at which a pull begins that succeeds, in ms.
    fn first_success_ms(&self) -> Option<f64> {
        let begins_ms = self.plan.fixed_at_ms? - self.plan.pull_ms;
        Some(((begins_ms - EPSILON_MS) / POLL_MS).ceil() * POLL_MS)
    }

    fn failing(&self, range: Range) -> Option<Range> {
        let Some(success_ms) = self.first_success_ms() else {
            return Some(range);
        };
        let latest_ms = range.latest_ms.min(success_ms - POLL_MS);
        (range.earliest_ms <= latest_ms).then_some(Range { latest_ms, ..range })
    }

    fn succeeding(&self, range: Range) -> Option<Range> {
        let earliest_ms = range.earliest_ms.max(self.first_success_ms()?);
        (earliest_ms <= range.latest_ms).then_some(Range {
            earliest_ms,
            ..range
        })
    }
}

/// The moments, in whole ms, at which the sync after one that ended at `ended_ms` can begin.
fn syncs_after(ended_ms: f64) -> impl Iterator<Item = u64> {
    let latest_ms = latest_next_sync_ms(ended_ms);
    let later = |sync_ms: &f64| Some(sync_ms + POLL_MS);
    std::iter::successors(Some(next_sync_ms(ended_ms, 0.0)), later)
        .take_while(move |sync_ms| *sync_ms <= latest_ms)
        .map(whole)
}

fn union<'a>(ranges: impl Iterator<Item = &'a Range>) -> Option<Range> {
    ranges.copied().reduce(|one, other| Range {
        earliest_ms: one.earliest_ms.min(other.earliest_ms),
        latest_ms: one.latest_ms.max(other.latest_ms),
    })
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Whole and not negative.
fn whole(ms: f64) -> u64 {
    ms as u64
}
