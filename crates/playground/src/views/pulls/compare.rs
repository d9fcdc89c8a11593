//! What pulling side by side buys: serial pulls against pulls without a limit.
//!
//! Every statement is derived from the two traces, so that it holds for any
//! scenario; [`super::sentence`] puts it into words.

use imagepull::simulate::{
    scenario::defaults,
    trace::{Outcome, PodTimes, Pull, Trace},
};

use super::{
    bottleneck::{Bottleneck, bottleneck},
    runs::{Lane, Runs},
    segments::{Phase, RoundTrips, bar},
};

/// Figures that differ by less than this part of the larger count as equal.
const EQUAL_PART: f64 = 0.02;

/// Figures that differ by less count as equal, in ms.
const EQUAL_MS: f64 = 20.0;

/// A wait for a download slot is worth a word from this length on, in ms, ...
const LONG_SLOT_WAIT_MS: f64 = 1000.0;

/// ... and from this part of the whole pull on.
const LONG_SLOT_WAIT_PART: f64 = 0.2;

/// A time in ms under both configurations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// With serial pulls.
    pub serial_ms: f64,
    /// Side by side.
    pub parallel_ms: f64,
}

/// How the two times of a [`Change`] compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// About equal.
    Same,
    /// Earlier side by side.
    Sooner,
    /// Later side by side.
    Later,
}

impl Change {
    /// How the two times compare.
    pub fn direction(self) -> Direction {
        let difference = self.serial_ms - self.parallel_ms;
        let larger = self.serial_ms.max(self.parallel_ms);
        if difference.abs() <= (larger * EQUAL_PART).max(EQUAL_MS) {
            Direction::Same
        } else if difference > 0.0 {
            Direction::Sooner
        } else {
            Direction::Later
        }
    }
}

/// When half of all pods are ready, those counted that never are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start {
    /// With serial pulls and side by side.
    Both(Change),
    /// With serial pulls only, after so many ms.
    OnlySerial(f64),
    /// Side by side only, after so many ms.
    OnlyParallel(f64),
}

impl Start {
    fn of(serial: &Trace, parallel: &Trace) -> Option<Self> {
        match (half_ready_ms(serial), half_ready_ms(parallel)) {
            (Some(serial_ms), Some(parallel_ms)) => Some(Self::Both(Change {
                serial_ms,
                parallel_ms,
            })),
            (Some(serial_ms), None) => Some(Self::OnlySerial(serial_ms)),
            (None, Some(parallel_ms)) => Some(Self::OnlyParallel(parallel_ms)),
            (None, None) => None,
        }
    }
}

/// How long after its creation the pod is ready that completes half of all pods, in ms; `None`
/// where so many never are.
pub fn half_ready_ms(trace: &Trace) -> Option<f64> {
    nth_ready_ms(trace, trace.pods.len().div_ceil(2))
}

/// How long after its creation the slowest pod is ready, in ms; `None` where one never is.
pub fn all_ready_ms(trace: &Trace) -> Option<f64> {
    nth_ready_ms(trace, trace.pods.len())
}

fn nth_ready_ms(trace: &Trace, count: usize) -> Option<f64> {
    let pods = trace.pods.iter();
    let waits = pods.filter_map(|pod| Some(pod.started_ms? - pod.created_ms?));
    let mut waits: Vec<f64> = waits.collect();
    waits.sort_by(f64::total_cmp);
    waits.get(count.checked_sub(1)?).copied()
}

/// The pods that are not ready at the end.
pub fn never_ready(trace: &Trace) -> impl Iterator<Item = &PodTimes> {
    trace.pods.iter().filter(|pod| pod.started_ms.is_none())
}

/// Pulls that failed under both configurations, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Failures {
    /// How many with serial pulls.
    pub serial: u32,
    /// How many side by side.
    pub parallel: u32,
    /// The error of the first one to fail, side by side where one failed there.
    pub error: String,
    /// Whether all have that error.
    pub is_only_error: bool,
}

/// The longest wait for a download slot that is left side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct SlotWait {
    /// The pod that waits.
    pub pod: String,
    /// How long, in ms.
    pub wait_ms: f64,
    /// Downloads at once on its node.
    pub slots: f64,
}

/// What changes when pulls run side by side.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparison {
    /// No kubelet starts, or nothing is pulled.
    NothingPulled,
    /// No pull ever waits for another one in the kubelet's queue.
    NothingWaits {
        /// Whether that is so because the containers of a pod come one after another.
        one_pod_at_a_time: bool,
    },
    /// Something waits with serial pulls.
    Changes {
        /// When half of the pods are ready; `None` where so many never are.
        start: Option<Start>,
        /// The end of the last pull.
        end: Change,
        /// What held up the pulls: side by side, or serial where that takes longer.
        bottleneck: Option<Bottleneck>,
        /// Pulls that failed, if any.
        failures: Option<Failures>,
        /// A wait that is left side by side.
        slot_wait: Option<SlotWait>,
    },
}

/// Compares the first lane with the last.
pub fn compare(runs: &Runs) -> Comparison {
    let serial = runs.trace(Lane::Serial);
    let parallel = runs.trace(Lane::Unlimited);
    if serial.summary.pulls_started == 0 || parallel.summary.pulls_started == 0 {
        return Comparison::NothingPulled;
    }
    let failures = failures(serial, parallel);
    let longest_wait = serial.summary.pull_queue_ms.max.unwrap_or(0.0);
    if longest_wait <= EQUAL_MS && failures.is_none() {
        return Comparison::NothingWaits {
            one_pod_at_a_time: a_pod_pulls_more_than_once(serial),
        };
    }
    let end = Change {
        serial_ms: serial.summary.makespan_ms,
        parallel_ms: parallel.summary.makespan_ms,
    };
    let slower = if end.direction() == Direction::Sooner {
        serial
    } else {
        parallel
    };
    Comparison::Changes {
        start: Start::of(serial, parallel),
        end,
        bottleneck: bottleneck(slower, &runs.scenario),
        failures,
        slot_wait: slot_wait(runs),
    }
}

fn failures(serial: &Trace, parallel: &Trace) -> Option<Failures> {
    let [mut failed, failed_serial] = [parallel, serial].map(failed_pulls);
    failed.extend(failed_serial);
    let (first, others) = failed.split_first()?;
    Some(Failures {
        serial: serial.summary.pulls_failed,
        parallel: parallel.summary.pulls_failed,
        error: first.error.clone().unwrap_or_default(),
        is_only_error: others.iter().all(|pull| pull.error == first.error),
    })
}

/// The pulls that failed, in the order in which they did.
fn failed_pulls(trace: &Trace) -> Vec<&Pull> {
    let pulls = trace.pulls.iter();
    let mut failed: Vec<&Pull> = pulls
        .filter(|pull| pull.outcome == Some(Outcome::Failed))
        .collect();
    let end_ms = |pull: &Pull| pull.finished_ms.unwrap_or(f64::INFINITY);
    failed.sort_by(|a, b| end_ms(a).total_cmp(&end_ms(b)));
    failed
}

fn a_pod_pulls_more_than_once(trace: &Trace) -> bool {
    let mut pods: Vec<_> = trace.pulls.iter().map(|pull| &pull.pod).collect();
    let pulls = pods.len();
    pods.sort();
    pods.dedup();
    pods.len() < pulls
}

fn slot_wait(runs: &Runs) -> Option<SlotWait> {
    let trace = runs.trace(Lane::Unlimited);
    let round_trips = RoundTrips::of(&runs.scenario);
    let waits = trace.pulls.iter().filter_map(|pull| {
        let bar = bar(pull, round_trips, runs.end_ms);
        let wait_ms = bar.time_in(Phase::Slot);
        let is_long = wait_ms >= LONG_SLOT_WAIT_MS
            && wait_ms >= LONG_SLOT_WAIT_PART * (bar.end_ms - pull.requested_ms);
        is_long.then_some((pull, wait_ms))
    });
    let (pull, wait_ms) = waits.max_by(|a, b| a.1.total_cmp(&b.1))?;
    let runtime = runs.node(&pull.node).and_then(|node| node.runtime.as_ref());
    Some(SlotWait {
        pod: pull.pod.to_string(),
        wait_ms,
        slots: runtime
            .and_then(|runtime| runtime.max_concurrent_downloads)
            .unwrap_or(defaults::MAX_CONCURRENT_DOWNLOADS),
    })
}
