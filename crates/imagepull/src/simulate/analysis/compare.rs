//! What another configuration changes: serial pulls, or the first of some runs, against another run.
//!
//! Every statement is derived from the facts of the two runs, so that it holds for any scenario.

use serde::Serialize;

use super::bottleneck::Bottleneck;
use super::facts::{Facts, SlotWait};

/// Figures that differ by less than this part of the larger count as equal.
const EQUAL_PART: f64 = 0.02;

/// Figures that differ by less count as equal, in ms.
const EQUAL_MS: f64 = 20.0;

/// A time in ms under both configurations.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// With serial pulls.
    pub serial_ms: f64,
    /// Side by side.
    pub parallel_ms: f64,
}

/// How the two times of a [`Change`] compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
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
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Start {
    /// With serial pulls and side by side.
    Both(Change),
    /// With serial pulls only, after this time in ms.
    OnlySerial(f64),
    /// With parallel pulls only, after this time in ms.
    OnlyParallel(f64),
}

impl Start {
    fn new(serial: &Facts, parallel: &Facts) -> Option<Self> {
        match (serial.half_ready_ms, parallel.half_ready_ms) {
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

/// Pulls that failed under both configurations, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
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

/// What changes when pulls run side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
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

/// Compares two runs of one scenario: with serial pulls and side by side.
pub fn compare(serial: &Facts, parallel: &Facts) -> Comparison {
    if serial.pulls_started == 0 || parallel.pulls_started == 0 {
        return Comparison::NothingPulled;
    }
    let failures = failures(serial, parallel);
    let longest_wait = serial.longest_queue_ms.unwrap_or(0.0);
    if longest_wait <= EQUAL_MS && failures.is_none() {
        return Comparison::NothingWaits {
            one_pod_at_a_time: serial.pods_pull_repeatedly,
        };
    }
    let end = Change {
        serial_ms: serial.makespan_ms,
        parallel_ms: parallel.makespan_ms,
    };
    let slower = if end.direction() == Direction::Sooner {
        serial
    } else {
        parallel
    };
    Comparison::Changes {
        start: Start::new(serial, parallel),
        end,
        bottleneck: slower.bottleneck.clone(),
        failures,
        slot_wait: parallel.slot_wait.clone(),
    }
}

fn failures(serial: &Facts, parallel: &Facts) -> Option<Failures> {
    let both = [&parallel.first_failure, &serial.first_failure];
    let first = both.into_iter().flatten().next()?;
    let mut all = both.into_iter().flatten();
    Some(Failures {
        serial: serial.pulls_failed,
        parallel: parallel.pulls_failed,
        is_only_error: all.all(|other| other.is_only_error && other.error == first.error),
        error: first.error.clone(),
    })
}
