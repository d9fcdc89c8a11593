//! Traces that a caller of the package gives back: as `simulatePulls` answers them, of which only
//! some is read.

use serde::Deserialize;

use super::{Run, facts};
use crate::simulate::trace::{NodeSteps, PodTimes, Pull, Summary};

/// A trace that was given.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RunInput {
    errors: Vec<ErrorInput>,
    pulls: Vec<Pull>,
    events: Vec<EventInput>,
    containers: Vec<ContainerInput>,
    pods: Vec<PodTimes>,
    nodes: Vec<NodeSteps>,
    summary: Summary,
}

#[derive(Debug, Deserialize)]
struct ErrorInput {
    message: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct EventInput {
    at_ms: f64,
}

#[derive(Debug, Deserialize)]
struct ContainerInput {
    node: String,
    pod: String,
    states: Vec<GivenState>,
}

#[derive(Debug, Deserialize)]
struct GivenState {
    reason: Option<String>,
}

impl<'a> From<&'a RunInput> for Run<'a> {
    fn from(given: &'a RunInput) -> Self {
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
