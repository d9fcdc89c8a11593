//! Traces that a caller of the package gives back: as `simulatePulls` answers them, of which only
//! some is read.

use serde::Deserialize;

use super::{Run, facts};
use crate::simulate::trace::{NodeSteps, PodTimes, Pull, Summary};

/// A trace that was given.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GivenRun {
    errors: Vec<GivenError>,
    pulls: Vec<Pull>,
    events: Vec<GivenEvent>,
    containers: Vec<GivenContainer>,
    pods: Vec<PodTimes>,
    nodes: Vec<NodeSteps>,
    summary: Summary,
}

#[derive(Debug, Deserialize)]
struct GivenError {
    message: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct GivenEvent {
    at_ms: f64,
}

#[derive(Debug, Deserialize)]
struct GivenContainer {
    node: String,
    pod: String,
    states: Vec<GivenState>,
}

#[derive(Debug, Deserialize)]
struct GivenState {
    reason: Option<String>,
}

impl<'a> From<&'a GivenRun> for Run<'a> {
    fn from(given: &'a GivenRun) -> Self {
        let last_reasons = given.containers.iter().filter_map(|it| {
            let reason = it.states.last()?.reason.as_deref()?;
            Some([&*it.node, &*it.pod, reason])
        });
        Self {
            waiting: facts::waiting(&given.pods, last_reasons),
            pulls: &given.pulls,
            pods: &given.pods,
            nodes: &given.nodes,
            summary: given.summary,
            refusals: given.errors.iter().map(|it| it.message.clone()).collect(),
            last_event_ms: given.events.last().map_or(0.0, |event| event.at_ms),
        }
    }
}
