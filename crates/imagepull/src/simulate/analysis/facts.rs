//! What the comparison has to know of a run, so that it needs no trace: the runs of a large
//! scenario are in workers, and only this comes from them.

use std::collections::HashSet;

use imagepull::simulate::{
    scenario::{Scenario, defaults},
    trace::{Outcome, Phase, PodTimes, Pull, Trace},
};
use serde::{Deserialize, Serialize};

use super::{
    bottleneck::{Bottleneck, bottleneck},
    runs::{Lane, node_of},
    tokens::refusing_kubelet,
};

/// A wait for a download slot is worth a word from this length on, in ms, ...
const LONG_SLOT_WAIT_MS: f64 = 1000.0;

/// ... and from this part of the whole pull on.
const LONG_SLOT_WAIT_PART: f64 = 0.2;

/// A run in facts. Times are ms from its beginning, or how long something takes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Facts {
    /// Why the kubelets of some nodes do not start, in their own words.
    pub refusals: Vec<String>,
    /// The last time at which anything happens.
    pub end_ms: f64,
    /// The end of the last pull.
    pub makespan_ms: f64,
    /// Pulls taken up.
    pub pulls_started: u32,
    /// Pulls that failed.
    pub pulls_failed: u32,
    /// Most pulls at once.
    pub peak_pulls: u32,
    /// The longest wait in a kubelet's queue.
    pub longest_queue_ms: Option<f64>,
    /// Bytes that came from the registry.
    pub bytes_downloaded: f64,
    /// Bytes that did not have to.
    pub bytes_saved: f64,
    /// All pods.
    pub pods: usize,
    /// Pods that are not ready at the end.
    pub never_ready: usize,
    /// How long after its creation the pod is ready that completes half of all pods.
    pub half_ready_ms: Option<f64>,
    /// How long after its creation the slowest pod is ready; `None` where one never is.
    pub all_ready_ms: Option<f64>,
    /// The first pod that is not ready at the end, and what it shows.
    pub waiting: Option<Waiting>,
    /// Whether a pod pulls more than once.
    pub pods_pull_repeatedly: bool,
    /// What the run waits for most of the time.
    pub bottleneck: Option<Bottleneck>,
    /// The error of the first pull that fails.
    pub first_failure: Option<FirstFailure>,
    /// The longest wait for a download slot, where it is long.
    pub slot_wait: Option<SlotWait>,
    /// The limit of the first kubelet that refused a pull.
    pub limiter: Option<Limiter>,
}

/// A pod that is not ready at the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Waiting {
    /// Its name.
    pub pod: String,
    /// What its last container that waits shows.
    pub reason: String,
}

/// The first failure of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FirstFailure {
    /// The error of the pull.
    pub error: String,
    /// Whether all that fail have that error.
    pub is_only_error: bool,
}

/// A wait for a download slot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SlotWait {
    /// The pod that waits.
    pub pod: String,
    /// How long, in ms.
    pub wait_ms: f64,
    /// Downloads at once on its node.
    pub slots: f64,
}

/// The limit of a kubelet that refused a pull.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limiter {
    /// `registryPullQPS`.
    pub qps: f64,
    /// `registryBurst`.
    pub burst: f64,
}

impl Facts {
    /// The facts of a run of a scenario. `slot_wait` is what a [`LongestSlotWait`] found.
    pub fn of(trace: &Trace, scenario: &Scenario, slot_wait: Option<SlotWait>) -> Self {
        let summary = &trace.summary;
        let waits = sorted_waits(trace);
        let ready_ms = |count: usize| waits.get(count.checked_sub(1)?).copied();
        Self {
            refusals: trace
                .errors
                .iter()
                .map(|error| error.diagnostic.message.to_string())
                .collect(),
            end_ms: end_ms(trace),
            makespan_ms: summary.makespan_ms,
            pulls_started: summary.pulls_started,
            pulls_failed: summary.pulls_failed,
            peak_pulls: summary.peak_pulls,
            longest_queue_ms: summary.pull_queue_ms.max,
            bytes_downloaded: summary.bytes_downloaded,
            bytes_saved: summary.bytes_saved_by_sharing,
            pods: trace.pods.len(),
            never_ready: trace.pods.len() - waits.len(),
            half_ready_ms: ready_ms(trace.pods.len().div_ceil(2)),
            all_ready_ms: ready_ms(trace.pods.len()),
            waiting: waiting(trace),
            pods_pull_repeatedly: a_pod_pulls_more_than_once(trace),
            bottleneck: bottleneck(trace, scenario),
            first_failure: first_failure(trace),
            slot_wait,
            limiter: refusing_kubelet(scenario, trace).map(|(_, settings)| Limiter {
                qps: settings.registry_pull_qps,
                burst: settings.registry_burst,
            }),
        }
    }
}

/// The last time at which anything happens in a run, in ms.
pub fn end_ms(trace: &Trace) -> f64 {
    let started = trace.pods.iter().filter_map(|pod| pod.started_ms);
    let events = trace.events.iter().map(|event| event.at_ms);
    // Pulls that go on at the end of the run.
    let pulls = trace.pulls.iter();
    let pulls = pulls.filter_map(|pull| pull.phases.last().map(|span| span.end_ms));
    started
        .chain(events)
        .chain(pulls)
        .fold(trace.summary.makespan_ms, f64::max)
}

/// How long the pods that are ready took from their creation, in ms, the quickest first.
fn sorted_waits(trace: &Trace) -> Vec<f64> {
    let pods = trace.pods.iter();
    let waits = pods.filter_map(|pod| Some(pod.started_ms? - pod.created_ms?));
    let mut waits: Vec<f64> = waits.collect();
    waits.sort_by(f64::total_cmp);
    waits
}

/// The first pod that is not ready, and what it shows.
fn waiting(trace: &Trace) -> Option<Waiting> {
    let is_waiting = |pod: &&PodTimes| pod.started_ms.is_none();
    let first = trace.pods.iter().find(is_waiting)?;
    let containers = trace.containers.iter();
    let mut last_reasons = containers
        .filter(|it| (&it.node, &it.pod) == (&first.node, &first.pod))
        .filter_map(|it| it.states.last()?.reason);
    Some(Waiting {
        pod: first.pod.to_string(),
        reason: last_reasons.next_back()?.to_owned(),
    })
}

fn a_pod_pulls_more_than_once(trace: &Trace) -> bool {
    let mut seen = HashSet::new();
    let mut pods = trace.pulls.iter().map(|pull| &*pull.pod);
    pods.any(|pod| !seen.insert(pod))
}

fn first_failure(trace: &Trace) -> Option<FirstFailure> {
    let failed = || {
        let pulls = trace.pulls.iter();
        pulls.filter(|pull| pull.outcome == Some(Outcome::Failed))
    };
    let end_ms = |pull: &&Pull| pull.finished_ms.unwrap_or(f64::INFINITY);
    let first = failed().min_by(|a, b| end_ms(a).total_cmp(&end_ms(b)))?;
    Some(FirstFailure {
        error: first.error.clone().unwrap_or_default(),
        is_only_error: failed().all(|pull| pull.error == first.error),
    })
}

/// Looks through the pulls of a run for the longest wait for a download slot.
#[derive(Default)]
pub struct LongestSlotWait<'a> {
    longest: Option<(&'a Pull, f64)>,
}

impl<'a> LongestSlotWait<'a> {
    /// Looks at a pull.
    pub fn look_at(&mut self, pull: &'a Pull) {
        let wait_ms = pull.time_in(Phase::WaitingForSlot);
        let end_ms = pull
            .phases
            .last()
            .map_or(pull.requested_ms, |span| span.end_ms);
        let is_long = wait_ms >= LONG_SLOT_WAIT_MS
            && wait_ms >= LONG_SLOT_WAIT_PART * (end_ms - pull.requested_ms);
        if is_long
            && self
                .longest
                .is_none_or(|(_, longest_ms)| wait_ms >= longest_ms)
        {
            self.longest = Some((pull, wait_ms));
        }
    }

    /// The longest wait, where one was long.
    pub fn found(self, scenario: &Scenario) -> Option<SlotWait> {
        let (pull, wait_ms) = self.longest?;
        let runtime = node_of(scenario, &pull.node).and_then(|node| node.runtime.as_ref());
        Some(SlotWait {
            pod: pull.pod.to_string(),
            wait_ms,
            slots: runtime
                .and_then(|runtime| runtime.max_concurrent_downloads)
                .unwrap_or(defaults::MAX_CONCURRENT_DOWNLOADS),
        })
    }
}

/// The facts of the three runs of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// The scenario, with the settings of no lane.
    pub scenario: std::rc::Rc<Scenario>,
    /// The facts of each lane.
    pub facts: [Facts; 3],
}

impl Results {
    /// The facts of a lane.
    pub fn of(&self, lane: Lane) -> &Facts {
        &self.facts[lane as usize]
    }

    /// The end of the common time axis, in ms; above 0.
    pub fn end_ms(&self) -> f64 {
        let ends = self.facts.iter().map(|facts| facts.end_ms);
        ends.fold(1.0, f64::max)
    }
}
