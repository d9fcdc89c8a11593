//! The outcome of the simulation: who did what from when to when.
//!
//! Times are milliseconds from the start, sizes bytes, rates bytes a second.
//! What did not happen before the end of the run is `None`.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::request::Refused;

/// All that happened in a run.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Trace {
    /// What is wrong with the scenario, or with the KubeletConfiguration of a node.
    pub errors: Vec<TraceError>,
    /// All pulls requested, in order of `requested_ms`, then node, pod, container.
    pub pulls: Vec<Pull>,
    /// The kubelets' events in time order.
    pub events: Vec<Event>,
    /// The states of every container.
    pub containers: Vec<ContainerStates>,
    /// When each pod was created, initialised and started.
    pub pods: Vec<PodTimes>,
    /// What each node did at once, as steps.
    pub nodes: Vec<NodeSteps>,
    /// The whole run in a few figures.
    pub summary: Summary,
}

/// An error of the scenario as a whole, or of the kubelet of one node.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TraceError {
    /// What is wrong.
    #[serde(flatten)]
    pub diagnostic: Diagnostic,
    /// The entry of `nodes` whose kubelet does not start; `None` where the whole scenario is refused.
    pub node: Option<Arc<str>>,
}

impl From<Diagnostic> for TraceError {
    /// An error of the scenario as a whole.
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            diagnostic,
            node: None,
        }
    }
}

impl Trace {
    /// Whether the run was given up because too much happened in it.
    pub fn is_given_up(&self) -> bool {
        let mut errors = self.errors.iter();
        errors.any(|error| error.diagnostic.code == codes::SIM024.id)
    }
}

impl Refused for Trace {
    fn refused(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            errors: diagnostics.into_iter().map(TraceError::from).collect(),
            ..Self::default()
        }
    }
}

/// How a pull ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// The image came from the registry.
    Pulled,
    /// The image was on the node already, unchanged.
    UpToDate,
    /// The pull failed.
    Failed,
}

/// One pull that a kubelet requested for a container.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pull {
    /// Name of the node.
    pub node: Arc<str>,
    /// Name of the pod.
    pub pod: Arc<str>,
    /// Name of the container.
    pub container: Arc<str>,
    /// Image name as written in the pod.
    pub image: Arc<str>,
    /// Counts the pulls of this container from 1.
    pub attempt: u32,
    /// When it entered the queue of the kubelet's puller.
    pub requested_ms: f64,
    /// When the puller took it up.
    pub started_ms: Option<f64>,
    /// When it ended.
    pub finished_ms: Option<f64>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Why it failed.
    pub error: Option<String>,
    /// How many of its requests the registry refused: containerd asks again within one attempt.
    pub refused_requests: u32,
    /// Bytes of the rows with source `registry` whose download has ended.
    pub bytes_downloaded: f64,
    /// What it did from its request to its end, or to the end of the run, without gaps; empty for
    /// one that took no time.
    pub phases: Vec<PhaseSpan>,
    /// One row for each layer from the bottom; empty before the documents of the image are read.
    pub layers: Vec<LayerRow>,
}

impl Pull {
    /// How long it is in a phase, all stretches together, in ms.
    pub fn time_in(&self, phase: Phase) -> f64 {
        let spans = self.phases.iter().filter(|span| span.phase == phase);
        spans.map(|span| span.end_ms - span.start_ms).sum()
    }
}

/// What a pull does at a moment: the first of these that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Phase {
    /// It waits in the queue of the kubelet's puller for its place.
    Queued,
    /// The registry does not answer.
    TimingOut,
    /// It gets a token before its first document.
    Token,
    /// The registry is asked what the name stands for.
    Resolving,
    /// It waits for a download slot, and nothing of it moves.
    WaitingForSlot,
    /// It reads index, manifest or config.
    ReadingDocuments,
    /// It waits for a document that another pull reads.
    WaitingForDocument,
    /// It downloads layers and unpacks one.
    DownloadingAndUnpacking,
    /// It downloads layers.
    Downloading,
    /// It unpacks a layer.
    Unpacking,
    /// It waits for a layer that another pull downloads or unpacks, and nothing of its own moves.
    WaitingForLayer,
}

/// A stretch of time in which a pull did one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PhaseSpan {
    /// What it did.
    pub phase: Phase,
    /// Begin.
    pub start_ms: f64,
    /// End.
    pub end_ms: f64,
    /// Who held what it waited for: who worked on it or, for a place in the queue or a slot, whose
    /// end freed it. `None` where it waited for nobody, or the run ended before.
    pub waits_for: Option<Box<WaitsFor>>,
}

/// A pull, or a layer of it, that another one waits for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WaitsFor {
    /// Name of the node.
    pub node: Arc<str>,
    /// Name of the pod.
    pub pod: Arc<str>,
    /// Name of the container.
    pub container: Arc<str>,
    /// Image name as written in the pod.
    pub image: Arc<str>,
    /// Digest of the layer as written in the scenario; `None` where it is left out there, and where
    /// no layer is waited for.
    pub layer: Option<Arc<str>>,
}

/// Where a layer of a pull came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Source {
    /// This pull downloaded it.
    Registry,
    /// It was on the node.
    Node,
    /// Another pull, or another row of this one, downloaded or unpacked it.
    Shared,
}

/// One layer of one pull.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LayerRow {
    /// Digest as written in the scenario.
    pub digest: Option<Arc<str>>,
    /// Size as downloaded.
    pub bytes: f64,
    /// Where it came from; `None` where that was not decided before the end.
    pub source: Option<Source>,
    /// `registry`: when it got its download slot; `shared`: when the wait for the download began.
    pub download_start_ms: Option<f64>,
    /// When the download ended.
    pub download_end_ms: Option<f64>,
    /// When the unpacking, or the wait for another pull's snapshot, began.
    pub unpack_start_ms: Option<f64>,
    /// When that ended.
    pub unpack_end_ms: Option<f64>,
}

/// An event as `kubectl describe pod` shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// When it was emitted.
    pub at_ms: f64,
    /// Name of the node.
    pub node: Arc<str>,
    /// Name of the pod.
    pub pod: Arc<str>,
    /// Name of the container.
    pub container: Arc<str>,
    /// `Normal` or `Warning`.
    pub r#type: &'static str,
    /// Reason, for example `Pulling`.
    pub reason: &'static str,
    /// Message in the kubelet's words.
    pub message: String,
}

/// Where a container is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Not started.
    Waiting,
    /// Started.
    Running,
    /// Ended; only init containers do here.
    Terminated,
}

/// A stretch of time in which a container was in one state.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StateSpan {
    /// Begin.
    pub from_ms: f64,
    /// End; `None` for the last one.
    pub to_ms: Option<f64>,
    /// The state.
    pub state: State,
    /// Its reason, for example `ContainerCreating` or `ImagePullBackOff`.
    pub reason: Option<&'static str>,
}

/// The states of one container from the creation of its pod on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContainerStates {
    /// Name of the node.
    pub node: Arc<str>,
    /// Name of the pod.
    pub pod: Arc<str>,
    /// Name of the container.
    pub container: Arc<str>,
    /// Its states in time order.
    pub states: Vec<StateSpan>,
}

/// The times of one pod.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PodTimes {
    /// Name of the node.
    pub node: Arc<str>,
    /// Name of the pod.
    pub pod: Arc<str>,
    /// Creation; `None` where the run ends before it.
    pub created_ms: Option<f64>,
    /// End of the last init container; without any the creation.
    pub initialized_ms: Option<f64>,
    /// Start of the last container.
    pub started_ms: Option<f64>,
}

/// What a node did at once: each list has a row `(at_ms, value)` where the value changes, the first at 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NodeSteps {
    /// Name of the node.
    pub node: Arc<str>,
    /// Pulls taken up and not ended.
    pub active_pulls: Vec<(f64, u32)>,
    /// Pulls requested and not taken up.
    pub queued_pulls: Vec<(f64, u32)>,
    /// Bytes a second that arrive from the network.
    pub throughput: Vec<(f64, f64)>,
}

/// Nearest-rank percentiles of some durations in ms; `None` without values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Percentiles {
    /// The median.
    pub p50: Option<f64>,
    /// The 95th percentile.
    pub p95: Option<f64>,
    /// The largest.
    pub max: Option<f64>,
}

/// A run in a few figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// From 0 to the end of the last pull.
    pub makespan_ms: f64,
    /// From creation to start, of the pods that started.
    pub pod_start_ms: Percentiles,
    /// From request to start, of the pulls taken up.
    pub pull_queue_ms: Percentiles,
    /// Bytes that came from the registry.
    pub bytes_downloaded: f64,
    /// Bytes of layers that were on the node or that another row brought.
    pub bytes_saved_by_sharing: f64,
    /// Most pulls taken up at once, over all nodes.
    pub peak_pulls: u32,
    /// Pulls taken up.
    pub pulls_started: u32,
    /// Pulls that failed.
    pub pulls_failed: u32,
}
