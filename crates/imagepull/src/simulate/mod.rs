//! The pull simulation: what the kubelets and container runtimes of some nodes
//! do with the images of their pods, as a model with exact numbers.
//!
//! [`simulate_pulls`] takes a [`scenario::Scenario`] and gives a [`trace::Trace`].
//! Times are milliseconds from 0, sizes bytes, rates bytes a second.
//!
//! A run goes from instant to instant: the clock moves to the earliest time at which
//! anything is due, all that is due happens in a fixed order, then rates change. An
//! event costs O(log n), because nothing is recomputed for those who only share a rate:
//! `shares` keeps them on a counter.
//!
//! | file | what it decides |
//! | --- | --- |
//! | `check`, `catalog`, `placement` | what is wrong with a scenario, and the `plan` made of it |
//! | `estimate` | how much work a scenario is |
//! | `engine`, `instant` | the clock and what comes first at one instant |
//! | `pod`, `resyncs` | sync loop, policy, back-off, re-syncs (rules 1, 2, 11) |
//! | `puller`, `rate_limit` | queue and places of the kubelet, limit of the registry (rules 3, 4, 6) |
//! | `pull` | the states of a pull, its resolve and its end (rules 5, 10) |
//! | `documents` | index, manifest, config (rule 6) |
//! | `layers`, `content`, `bits`, `slots` | who downloads, who waits, who unpacks (rule 7, 9) |
//! | `flows`, `unpacking`, `shares` | the rates (rules 8, 9) |
//! | `failure` | the texts of failing pulls (rule 12; the other events: [`crate::kubelet::events`]) |
//! | `phases` | what each pull does at every moment |
//! | [`analysis`] | what follows from runs |
//! | `record`, `report`, `summary` | the trace |
//! | [`sweep`] | one run for each number of parallel pulls, and which number to set |

pub mod analysis;
pub mod scenario;
pub mod sweep;
pub mod trace;

mod bits;
mod catalog;
mod check;
mod content;
mod documents;
mod engine;
mod estimate;
mod failure;
mod flows;
mod instant;
mod layers;
mod phases;
mod placement;
mod plan;
mod pod;
mod pull;
mod puller;
mod rate_limit;
mod record;
mod report;
mod resyncs;
mod shares;
mod slots;
mod summary;
mod unpacking;

use crate::diagnostic::Diagnostic;
use crate::request::Refused as _;
pub use crate::request::work::Bounds;
use check::whole_usize;
use engine::{Engine, Limits};
use plan::Plan;
use scenario::Scenario;
use trace::Trace;

/// How much of a trace is wanted. What is left out changes nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// Everything.
    #[default]
    Full,
    /// Without the layers of pulls and without the steps of nodes.
    Pulls,
    /// The errors and the summary.
    Summary,
}

/// Runs a scenario.
///
/// Where the scenario is wrong, `errors` says everything that is, each with the path of
/// its place, and nothing runs. Where only the kubelet of a node refuses its
/// configuration, `errors` has the kubelet's own words and the other nodes run.
///
/// ```
/// use imagepull::simulate::{Detail, scenario::{Container, Image, Layer, Node, Pod, Scenario}, simulate_pulls};
///
/// let layer = Layer { bytes: 125e6, unpacked_bytes: Some(0.0), ..Layer::default() };
/// let image = Image { layers: vec![layer], ..Image::default() };
/// let container = Container { name: "app".into(), image: "nginx".into(), ..Container::default() };
/// let scenario = Scenario {
///     images: [("nginx".to_owned(), image)].into(),
///     nodes: vec![Node { name: "node".into(), ..Node::default() }],
///     pods: vec![Pod { name: "web".into(), containers: vec![container], ..Pod::default() }],
///     ..Scenario::default()
/// };
/// let trace = simulate_pulls(&scenario, Detail::Summary);
/// // Resolve, index, manifest, config and layer: 50 ms each; then 125 MB at 125 MB/s.
/// assert_eq!(trace.summary.makespan_ms, 1250.0);
/// ```
pub fn simulate_pulls(scenario: &Scenario, detail: Detail) -> Trace {
    simulate_pulls_within(scenario, detail, usize::MAX)
}

/// As [`simulate_pulls`], but a run is given up, with an error, in which more than `most_steps`
/// things happen: a download ends, an answer arrives, a pod is synced again. A pull of an image of
/// five layers takes about 20.
pub fn simulate_pulls_within(scenario: &Scenario, detail: Detail, most_steps: usize) -> Trace {
    simulate_pulls_watched(scenario, detail, most_steps, |_| {})
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Pods whose last container has started.
    pub started: usize,
    /// All pods of the scenario. Some may never start.
    pub pods: usize,
    /// How far the clock of the run is, in ms.
    pub at_ms: f64,
}

/// As [`simulate_pulls_within`], and says how far it is: `watch` is called at the start, then from
/// time to time as things happen, and at the end of the run. It changes nothing.
pub fn simulate_pulls_watched(
    scenario: &Scenario,
    detail: Detail,
    most_steps: usize,
    watch: impl FnMut(Progress),
) -> Trace {
    run(
        scenario,
        watch,
        |_| Vec::new(),
        detail,
        Limits {
            steps: most_steps,
            events: usize::MAX,
        },
    )
}

/// As [`simulate_pulls_watched`], but a run that is too much work for one call is refused before it
/// begins, with an estimate.
pub fn simulate_pulls_bounded(
    scenario: &Scenario,
    detail: Detail,
    bounds: &Bounds,
    watch: impl FnMut(Progress),
) -> Trace {
    let refusals = |plan: &Plan| bounds.refusals(&estimate::estimate(plan, detail));
    // The work that failing pods make is known only by and by.
    let limits = Limits {
        steps: whole_usize(bounds.most_steps()),
        events: whole_usize(bounds.most_items(estimate::ANSWER_BYTES_OF_EVENT)),
    };
    run(scenario, watch, refusals, detail, limits)
}

fn run(
    scenario: &Scenario,
    watch: impl FnMut(Progress),
    refusals: impl FnOnce(&Plan) -> Vec<Diagnostic>,
    detail: Detail,
    limits: Limits,
) -> Trace {
    let plan = match check::plan(scenario) {
        Ok(plan) => plan,
        Err(errors) => {
            return Trace {
                errors,
                ..Trace::default()
            };
        }
    };
    let refusals = refusals(&plan);
    if !refusals.is_empty() {
        return Trace::refused(refusals);
    }
    let mut engine = Engine::new(&plan, detail);
    match engine.run(limits, watch) {
        Ok(()) => engine.into_trace(detail),
        Err(past) => Trace::refused(vec![check::too_long(past, limits)]),
    }
}
