//! What follows from runs: what they wait for, how two compare, what happens at a moment.
//!
//! Everything here is read off a trace, its phases first of all, and nothing is guessed back.
//!
//! | file | what it answers |
//! | --- | --- |
//! | `lanes` | the kubelet configurations that a scenario is compared under |
//! | `expansion` | how `count` and `replicas` expand |
//! | `facts` | a run in figures |
//! | `bottleneck` | what a run waits for most of the time |
//! | `compare` | what another configuration changes |
//! | `tokens` | the token bucket of the kubelet over time |
//! | `moment` | what a run looks like at one moment |
//! | `doing` | what each pull does at one moment, and whom it waits for |
//! | `prediction` | what is worth a guess before a run is shown |
//! | `registry` | whether the limit of the registry is to be asked for |
//! | `steps` | quantities over time |
//! | `run_input` | traces that a caller of the package gives back |

mod bottleneck;
mod compare;
mod doing;
mod expansion;
mod facts;
mod lanes;
mod moment;
mod prediction;
mod registry;
mod run_input;
mod steps;
mod tokens;

use serde::Serialize;

pub use bottleneck::{Bottleneck, BottleneckKind};
pub use compare::{Change, Comparison, Direction, Failures, Start, compare};
pub use doing::{Doing, changes, doing_at, doing_of};
pub use expansion::{containers, first_places, node_of, nodes};
pub use facts::{Facts, FirstFailure, Limiter, SlotWait, Waiting, end_ms};
pub use lanes::{DEFAULT_PARALLEL_PULLS, Lane, parallel_pulls};
pub use moment::{Moment, state_at};
pub use prediction::{Longest, Prediction, prediction};
pub use registry::{has_many_nodes, lacks_registry_limit};
pub use run_input::RunInput;
pub use steps::sum;
pub use tokens::{refusing_kubelet, tokens};

use super::scenario::Scenario;
use super::trace::{NodeSteps, PodTimes, Pull, Summary, Trace};

/// What is read of a run.
#[derive(Debug)]
pub struct Run<'a> {
    pulls: &'a [Pull],
    pods: &'a [PodTimes],
    nodes: &'a [NodeSteps],
    summary: Summary,
    /// What the kubelets say that do not start.
    refusals: Vec<String>,
    last_event_ms: f64,
    waiting: Option<Waiting>,
}

impl<'a> From<&'a Trace> for Run<'a> {
    fn from(trace: &'a Trace) -> Self {
        let last_reasons = trace.containers.iter().filter_map(|it| {
            let reason = it.states.last()?.reason?;
            Some([&*it.node, &*it.pod, reason])
        });
        let refusals = trace.errors.iter();
        Self {
            waiting: facts::waiting(&trace.pods, last_reasons),
            pulls: &trace.pulls,
            pods: &trace.pods,
            nodes: &trace.nodes,
            summary: trace.summary,
            refusals: refusals
                .map(|error| error.diagnostic.message.to_string())
                .collect(),
            last_event_ms: trace.events.last().map_or(0.0, |event| event.at_ms),
        }
    }
}

/// What follows from one of several runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Analysis {
    /// What it waits for most of the time; `None` where nothing takes most of it.
    pub bottleneck: Option<Bottleneck>,
    /// What it changes beside the first run; `None` for the first one.
    pub comparison: Option<Comparison>,
    /// The run in figures.
    pub facts: Facts,
}

/// What follows from some runs of one scenario, which differ in the configuration of the kubelets.
/// Without the scenario it is not known which limit holds downloads back, nor what the kubelet's own
/// limit is.
pub fn analyze(runs: &[Run<'_>], scenario: Option<&Scenario>) -> Vec<Analysis> {
    let facts: Vec<Facts> = runs.iter().map(|run| Facts::new(run, scenario)).collect();
    let comparisons: Vec<Option<Comparison>> = facts
        .iter()
        .enumerate()
        .map(|(place, run)| (place > 0).then(|| compare(&facts[0], run)))
        .collect();
    let pairs = facts.into_iter().zip(comparisons);
    pairs
        .map(|(mut facts, comparison)| Analysis {
            bottleneck: facts.bottleneck.take(),
            comparison,
            facts,
        })
        .collect()
}
