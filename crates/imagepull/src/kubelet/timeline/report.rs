//! The answer of [`back_off_timeline`](super::back_off_timeline). Times are milliseconds.

use serde::Serialize;

use crate::{diagnostic::Diagnostic, kubelet::events::ImageEvent, request::Refused, why::Reason};

/// What happens to a pod whose pull fails until it is fixed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BackOffReport {
    /// The pulls of the pod, in order.
    pub attempts: Vec<PullAttempt>,
    /// What lies between a failure and the next pull.
    pub waits: Vec<Wait>,
    /// What each container shows, one list for each.
    pub states: Vec<Vec<Shown>>,
    /// The events, in order.
    pub events: Vec<TimedEvent>,
    /// Over all jitters, for each pull that there can be: when it is at the earliest and latest.
    pub bounds: Vec<AttemptBounds>,
    /// The first pull after the fix; `None` without a fix, or with one after the timeline.
    pub after_fix: Option<AfterFix>,
    /// The rules that led to it.
    pub why: Vec<Reason>,
    /// What is wrong with the request.
    pub diagnostics: Vec<Diagnostic>,
}

impl Refused for BackOffReport {
    fn refused(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            ..Self::default()
        }
    }
}

/// One pull.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PullAttempt {
    /// Counted from 1 over the containers of the pod.
    pub attempt: usize,
    /// The container, counted from 1.
    pub container: usize,
    /// When it begins.
    pub start_ms: f64,
    /// When it ends; `None`: after the end of the run.
    pub end_ms: Option<f64>,
    /// How it ends.
    pub outcome: Option<PullOutcome>,
    /// How long none is tried after it, where it failed.
    pub back_off_ms: Option<f64>,
}

/// How a pull ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PullOutcome {
    /// The image is on the node.
    Pulled,
    /// It is not.
    Failed,
}

/// From a failure to the next pull.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Wait {
    /// The failure.
    pub from_ms: f64,
    /// The end of the back-off.
    pub back_off_until_ms: f64,
    /// The next pull: the first sync that does not come before the end of the back-off; `None`:
    /// after the end of the run.
    pub to_ms: Option<f64>,
}

/// What a container shows for some time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shown {
    /// Since when.
    pub from_ms: f64,
    /// Until when; `None`: at the end of the run still.
    pub to_ms: Option<f64>,
    /// `waiting` or `running`.
    pub state: &'static str,
    /// The reason of waiting.
    pub reason: Option<&'static str>,
    /// The message of the status.
    pub message: Option<String>,
}

/// An event with its time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TimedEvent {
    /// When.
    pub at_ms: f64,
    /// The container, counted from 1.
    pub container: usize,
    /// The event.
    #[serde(flatten)]
    pub event: ImageEvent,
}

/// When a pull can begin, over all jitters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AttemptBounds {
    /// Counted from 1.
    pub attempt: usize,
    /// At the earliest.
    pub earliest_ms: f64,
    /// At the latest.
    pub latest_ms: f64,
}

/// The first pull that can succeed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AfterFix {
    /// When it begins in this run; `None`: after its end.
    pub attempt_ms: Option<f64>,
    /// When it begins at the earliest, over all jitters.
    pub earliest_ms: f64,
    /// When it begins at the latest, over all jitters.
    pub latest_ms: f64,
    /// When the first sync of a new pod pulls, where the pod is deleted at the time of the fix: at
    /// once, without the time to create and schedule it. A restart of the kubelet forgets the
    /// back-off too.
    pub new_pod_ms: f64,
}
