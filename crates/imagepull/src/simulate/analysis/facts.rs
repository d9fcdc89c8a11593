//! A run in figures. What is said of it needs no trace: the runs of a large scenario are in workers
//! of the page, and only this comes from them.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::Run;
use super::bottleneck::{Bottleneck, bottleneck};
use super::expansion::node_of;
use super::steps::sum;
use super::tokens::refusing_kubelet_of;
use crate::simulate::plan::DownloadLimit;
use crate::simulate::scenario::{Runtime, Scenario, defaults};
use crate::simulate::trace::{Outcome, Phase, PodTimes, Pull, Trace};

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
    /// The longest wait for a download slot.
    pub longest_slot_ms: f64,
    /// Most bytes a second that the registry sends to all nodes together.
    pub registry_peak: f64,
    /// What the run waits for most of the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bottleneck: Option<Bottleneck>,
    /// The error of the first pull that fails.
    pub first_failure: Option<FirstFailure>,
    /// The longest wait for a download slot, where it is long also beside the whole pull.
    pub slot_wait: Option<SlotWait>,
    /// The limit of the first kubelet that refused a pull.
    pub limiter: Option<Limiter>,
}

/// A pod that is not ready at the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Waiting {
    /// Its name.
    pub pod: String,
    /// What its last container that waits shows.
    pub reason: String,
}

/// The first failure of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FirstFailure {
    /// The error of the pull.
    pub error: String,
    /// Whether all that fail have that error.
    pub is_only_error: bool,
}

/// A wait for a download slot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SlotWait {
    /// The pod that waits.
    pub pod: String,
    /// How long, in ms.
    pub wait_ms: f64,
    /// Downloads at once that its node allows; `None` where the scenario is not known.
    pub slots: Option<f64>,
    /// Whether these are for the whole node, as from containerd 2.1 on, and not for each image.
    pub is_per_node: bool,
}

/// The limit of a kubelet that refused a pull.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Limiter {
    /// `registryPullQPS`.
    pub qps: f64,
    /// `registryBurst`.
    pub burst: f64,
}

impl Facts {
    /// The facts of a run. The scenario says which limits there are.
    pub fn new(run: &Run<'_>, scenario: Option<&Scenario>) -> Self {
        let summary = &run.summary;
        let waits = sorted_waits(run.pods);
        let ready_ms = |count: usize| waits.get(count.checked_sub(1)?).copied();
        let longest = longest_slot_wait(run.pulls);
        let limiter = scenario.and_then(|scenario| refusing_kubelet_of(scenario, run.pulls));
        Self {
            refusals: run.refusals.clone(),
            end_ms: run.end_ms(),
            makespan_ms: summary.makespan_ms,
            pulls_started: summary.pulls_started,
            pulls_failed: summary.pulls_failed,
            peak_pulls: summary.peak_pulls,
            longest_queue_ms: summary.pull_queue_ms.max,
            bytes_downloaded: summary.bytes_downloaded,
            bytes_saved: summary.bytes_saved_by_sharing,
            pods: run.pods.len(),
            never_ready: run.pods.len() - waits.len(),
            half_ready_ms: ready_ms(run.pods.len().div_ceil(2)),
            all_ready_ms: ready_ms(run.pods.len()),
            waiting: run.waiting.clone(),
            pods_pull_repeatedly: a_pod_pulls_more_than_once(run.pulls),
            longest_slot_ms: longest.map_or(0.0, |(_, wait_ms)| wait_ms),
            registry_peak: registry_peak(run),
            bottleneck: bottleneck(run, scenario),
            first_failure: first_failure(run.pulls),
            slot_wait: longest.and_then(|longest| slot_wait(longest, scenario)),
            limiter: limiter.map(|(_, settings)| Limiter {
                qps: settings.registry_pull_qps,
                burst: settings.registry_burst,
            }),
        }
    }
}

impl Run<'_> {
    /// The last time at which anything happens, in ms.
    pub fn end_ms(&self) -> f64 {
        let started = self.pods.iter().filter_map(|pod| pod.started_ms);
        // Pulls that go on at the end of the run.
        let pulls = self.pulls.iter();
        let pulls = pulls.filter_map(|pull| pull.phases.last().map(|span| span.end_ms));
        let before = self.summary.makespan_ms.max(self.last_event_ms);
        started.chain(pulls).fold(before, f64::max)
    }
}

/// The last time at which anything happens in a run, in ms.
pub fn end_ms(trace: &Trace) -> f64 {
    Run::from(trace).end_ms()
}

/// How long the pods that are ready took from their creation, in ms, the quickest first.
fn sorted_waits(pods: &[PodTimes]) -> Vec<f64> {
    let pods = pods.iter();
    let waits = pods.filter_map(|pod| Some(pod.started_ms? - pod.created_ms?));
    let mut waits: Vec<f64> = waits.collect();
    waits.sort_by(f64::total_cmp);
    waits
}

/// The first pod that is not ready, and what it shows, given the last reason of each container that
/// has one, with its node and pod.
pub(super) fn waiting<'a>(
    pods: &[PodTimes],
    last_reasons: impl Iterator<Item = [&'a str; 3]>,
) -> Option<Waiting> {
    let first = pods.iter().find(|pod| pod.started_ms.is_none())?;
    let of_first =
        last_reasons.filter(|[node, pod, _]| (&*first.node, &*first.pod) == (*node, *pod));
    let [.., reason] = of_first.last()?;
    Some(Waiting {
        pod: first.pod.to_string(),
        reason: reason.to_owned(),
    })
}

fn registry_peak(run: &Run<'_>) -> f64 {
    let nodes = run.nodes.iter().map(|node| node.throughput.clone());
    let steps = sum(&nodes.collect::<Vec<_>>());
    steps.iter().map(|(_, rate)| *rate).fold(0.0, f64::max)
}

fn a_pod_pulls_more_than_once(pulls: &[Pull]) -> bool {
    let mut seen = HashSet::new();
    let mut pods = pulls.iter().map(|pull| &*pull.pod);
    pods.any(|pod| !seen.insert(pod))
}

fn first_failure(pulls: &[Pull]) -> Option<FirstFailure> {
    let failed = || {
        let pulls = pulls.iter();
        pulls.filter(|pull| pull.outcome == Some(Outcome::Failed))
    };
    let end_ms = |pull: &&Pull| pull.finished_ms.unwrap_or(f64::INFINITY);
    let first = failed().min_by(|a, b| end_ms(a).total_cmp(&end_ms(b)))?;
    Some(FirstFailure {
        error: first.error.clone().unwrap_or_default(),
        is_only_error: failed().all(|pull| pull.error == first.error),
    })
}

/// The pull that waits longest for download slots, the last of those, and how long in ms.
fn longest_slot_wait(pulls: &[Pull]) -> Option<(&Pull, f64)> {
    let waits = pulls
        .iter()
        .map(|pull| (pull, pull.time_in(Phase::WaitingForSlot)));
    waits
        .filter(|(_, wait_ms)| *wait_ms > 0.0)
        .max_by(|(_, a), (_, b)| a.total_cmp(b))
}

/// The longest wait for a slot, where it is worth a word.
fn slot_wait((pull, wait_ms): (&Pull, f64), scenario: Option<&Scenario>) -> Option<SlotWait> {
    let end_ms = pull.phases.last()?.end_ms;
    let is_long = wait_ms >= LONG_SLOT_WAIT_MS
        && wait_ms >= LONG_SLOT_WAIT_PART * (end_ms - pull.requested_ms);
    let runtime = scenario
        .and_then(|scenario| node_of(scenario, &pull.node))
        .and_then(|node| node.runtime.as_ref());
    let slots = runtime.and_then(|runtime| runtime.max_concurrent_downloads);
    let limit = DownloadLimit::new(runtime.unwrap_or(&Runtime::default()));
    is_long.then(|| SlotWait {
        pod: pull.pod.to_string(),
        wait_ms,
        slots: scenario.map(|_| slots.unwrap_or(defaults::MAX_CONCURRENT_DOWNLOADS)),
        is_per_node: limit == DownloadLimit::PerNode,
    })
}
