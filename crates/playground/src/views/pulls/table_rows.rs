//! What the tables and the list of events say of a pull and of an event, without the trace.

use imagepull::simulate::trace::{Event, Outcome, Pull};
use serde::{Deserialize, Serialize};

use super::{
    bars::{Activity, times},
    figures::duration,
};
use crate::text;

/// A pull in figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PullRow {
    pod: String,
    node: String,
    image: String,
    attempt: u32,
    requested_ms: f64,
    /// How long it does each thing, in ms.
    times: [f64; Activity::ALL.len()],
    end: End,
}

/// How a pull ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum End {
    Never,
    /// Its error, and how many requests the registry refused.
    Failed(String, u32),
    UpToDate,
    Pulled(f64),
}

impl PullRow {
    /// The figures of a pull.
    pub fn new(pull: &Pull) -> Self {
        Self {
            pod: pull.pod.to_string(),
            node: pull.node.to_string(),
            image: pull.image.to_string(),
            attempt: pull.attempt,
            requested_ms: pull.requested_ms,
            times: times(pull),
            end: match (pull.finished_ms, pull.outcome) {
                (None, _) => End::Never,
                (Some(_), Some(Outcome::Failed)) => End::Failed(
                    pull.error.clone().unwrap_or_default(),
                    pull.refused_requests,
                ),
                (Some(_), Some(Outcome::UpToDate)) => End::UpToDate,
                (Some(end_ms), _) => End::Pulled(end_ms),
            },
        }
    }

    /// The row of the table.
    pub fn cells(&self) -> impl Iterator<Item = String> {
        let pod = if self.attempt > 1 {
            text::pulls_each_attempt(&self.pod, self.attempt)
        } else {
            self.pod.clone()
        };
        let end = match &self.end {
            End::Never => text::pulls_each_never().to_owned(),
            End::Failed(error, requests @ 2..) => {
                text::pulls_each_failed_requests(error, *requests)
            }
            End::Failed(error, _) => text::pulls_each_failed(error),
            End::UpToDate => text::pulls_each_up_to_date().to_owned(),
            End::Pulled(end_ms) => duration(*end_ms),
        };
        let names = [pod, self.node.clone(), self.image.clone()];
        names
            .into_iter()
            .chain([duration(self.requested_ms)])
            .chain(self.times.map(duration))
            .chain([end])
    }
}

/// An event in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventRow {
    /// When it is emitted, in ms.
    pub at_ms: f64,
    /// Its pod.
    pub pod: String,
    /// Its reason.
    pub reason: String,
    /// Its words.
    pub message: String,
    /// Whether it is a warning.
    pub is_warning: bool,
}

impl EventRow {
    /// What is listed of an event.
    pub fn new(event: &Event) -> Self {
        Self {
            at_ms: event.at_ms,
            pod: event.pod.to_string(),
            reason: event.reason.to_owned(),
            message: event.message.clone(),
            is_warning: event.r#type == "Warning",
        }
    }
}
