//! One pull: a small state machine, its resolve (rule 5) and its end (rule 10).

use super::engine::{Document, Engine, Row};
use super::instant::{EPSILON_MS, Kind, Moment};
use super::phases::{Holder, Phases};
use super::plan::{DownloadLimit, FaultError, FaultPlan};
use super::slots::Slots;
use super::trace::{Outcome, Source};

/// How long a registry that does not answer is waited for.
const TIMEOUT_MS: f64 = 30_000.0;
/// Round trips of a resolve.
const RESOLVE_TRIPS: f64 = 1.0;
/// Round trips of a resolve with a token: challenge, token, answer.
const RESOLVE_TRIPS_WITH_TOKEN: f64 = 3.0;

/// A pull that a kubelet requested.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)] // Each is true of it independently.
pub(super) struct Pull {
    pub node: usize,
    pub pod: usize,
    pub container: usize,
    pub image: usize,
    pub attempt: u32,
    pub requested_ms: f64,
    pub started: Moment,
    pub finished: Moment,
    pub outcome: Option<Outcome>,
    pub error: Option<Box<str>>,
    pub refused_requests: u32,
    pub stage: Stage,
    /// The document that the pull has come to.
    pub document: Document,
    /// Whether it has the token that serves for all that it fetches.
    pub has_token: bool,
    /// Whether the registry's rate limit was judged for it.
    pub is_judged: bool,
    /// Its layers, once its documents are read.
    pub rows: Box<[LayerTimes]>,
    /// The layer that its walk has come to.
    pub walk: usize,
    /// What it does there.
    pub walk_step: WalkStep,
    /// Layers that it downloads.
    pub downloads: u32,
    /// Layers for which it waits for a slot.
    pub slot_requests: u32,
    /// What it did so far; empty where no lists are asked for.
    pub phases: Phases,
    /// Whether something has happened to it in this instant.
    pub is_touched: bool,
    /// Whether it has claimed a snapshot and so asked for its layers.
    pub has_claimed: bool,
    /// Its own download slots, where each pull has its own.
    pub slots: Option<Box<Slots<usize>>>,
    /// Bytes that it downloaded and bytes that it did not have to.
    pub bytes: Bytes,
}

/// What a pull does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// It waits for its place in the puller.
    Queued,
    /// The registry is asked what the name stands for.
    Resolving,
    /// The registry does not answer.
    TimingOut,
    /// It gets a token before its first document.
    GettingToken,
    /// It waits for a slot of the node for a document.
    WaitingForSlot,
    /// It waits for a document that another pull reads.
    WaitingForDocument,
    /// It reads a document.
    ReadingDocument,
    /// It downloads and unpacks layers.
    Layers,
    /// It is over.
    Ended,
}

/// What a pull does at the layer that its walk has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WalkStep {
    /// The snapshot is its own to make: the layer comes first.
    Claimed,
    /// It unpacks the layer.
    Unpacking,
    /// Another pull makes the snapshot.
    AwaitsSnapshot,
}

/// What waits for a slot of the node.
#[derive(Clone, Copy, Debug)]
pub(super) enum SlotRequest {
    /// The next document of a pull.
    Document(usize),
    /// A layer.
    Layer(Row),
}

/// The times of one layer in a pull; what they mean says [`super::trace::LayerRow`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LayerTimes {
    pub source: Option<Source>,
    pub download_start: Moment,
    pub download_end: Moment,
    pub unpack_start: Moment,
    pub unpack_end: Moment,
}

impl LayerTimes {
    /// Whether the content of a layer that was asked for is on the node.
    pub fn is_here(&self) -> bool {
        self.source == Some(Source::Node) || self.download_end.has_come()
    }
}

/// What a pull downloaded and what it did not have to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bytes {
    pub downloaded: f64,
    pub saved: f64,
}

/// How a pull ends.
pub(super) enum Ending {
    Pulled,
    UpToDate,
    Failed(String),
}

impl FaultPlan {
    /// Whether it makes a pull of `image` on `node` fail at `now_ms`.
    pub fn fits(&self, node: usize, image: usize, now_ms: f64) -> bool {
        self.image.is_none_or(|wanted| wanted == image)
            && self.node.is_none_or(|wanted| wanted == node)
            && self.from_ms <= now_ms + EPSILON_MS
            && self
                .until_ms
                .is_none_or(|until_ms| now_ms < until_ms - EPSILON_MS)
    }
}

impl Engine<'_> {
    /// A pull goes over to another stage.
    pub fn set_stage(&mut self, pull: usize, stage: Stage) {
        self.pulls[pull].stage = stage;
        self.touch(pull);
    }

    /// Waits for some round trips as one.
    pub fn wait_for_trips(&mut self, row: Row, trips: f64) {
        let at_ms = self.now() + trips * self.plan.registry.latency_ms;
        self.schedule(Kind::WaitEnds, at_ms, row);
    }

    /// Whether the slots for downloads are those of the node.
    pub fn has_node_slots(&self, pull: usize) -> bool {
        self.node_kind(self.pulls[pull].node).download_limit == DownloadLimit::PerNode
    }

    /// The pull has its place and its token: it asks the registry for the name.
    pub fn resolve(&mut self, pull: usize) {
        self.set_stage(pull, Stage::Resolving);
        let trips = if self.plan.registry.has_token {
            RESOLVE_TRIPS_WITH_TOKEN
        } else {
            RESOLVE_TRIPS
        };
        self.wait_for_trips(Row { pull, layer: 0 }, trips);
    }

    /// The registry has answered: faults are judged, then whether there is anything to do.
    pub fn resolve_ends(&mut self, pull: usize) {
        let now_ms = self.now();
        let Pull { node, image, .. } = self.pulls[pull];
        let mut faults = self.plan.registry.faults.iter();
        match faults.find(|fault| fault.fits(node, image, now_ms)) {
            Some(fault) if fault.error == FaultError::Timeout => {
                self.set_stage(pull, Stage::TimingOut);
                let started_ms = self.pulls[pull].started.ms().unwrap_or(now_ms);
                let at_ms = started_ms + TIMEOUT_MS;
                if at_ms > now_ms + EPSILON_MS {
                    self.schedule(Kind::WaitEnds, at_ms, Row { pull, layer: 0 });
                } else {
                    self.time_runs_out(pull);
                }
            }
            Some(fault) => {
                let error = self.fault_text(pull, fault.error);
                self.pulls[pull].refused_requests = self.refused_requests(pull, fault.error);
                self.finish(pull, Ending::Failed(error));
            }
            None if self.nodes[node].images.has(image) => self.finish(pull, Ending::UpToDate),
            None => self.begin_documents(pull),
        }
    }

    /// The registry did not answer in time.
    pub fn time_runs_out(&mut self, pull: usize) {
        let error = self.fault_text(pull, FaultError::Timeout);
        self.finish(pull, Ending::Failed(error));
    }

    /// Ends a pull, with all that follows at once for its container and for the next pull.
    pub fn finish(&mut self, pull: usize, ending: Ending) {
        let node = self.pulls[pull].node;
        self.end_pull(pull, ending);
        self.take_up(node);
    }

    /// Ends a pull that has its place, and tells its container.
    pub fn end_pull(&mut self, pull: usize, ending: Ending) {
        let now_ms = self.now();
        let bytes = self.bytes_of(pull);
        let keeps_rows = self.record.has_steps();
        let ended = &mut self.pulls[pull];
        ended.stage = Stage::Ended;
        ended.finished = Moment::at(now_ms);
        ended.bytes = bytes;
        ended.slots = None;
        ended.phases.begins.shrink_to_fit();
        if !keeps_rows {
            ended.rows = Box::default();
        }
        let (node, image) = (ended.node, ended.image);
        let puller = &mut self.nodes[node].puller;
        puller.active -= 1;
        puller.freed_by = Holder::pull(pull);
        self.record.pull_ended(node);
        match ending {
            Ending::Pulled => {
                self.nodes[node].images.put(image);
                self.pulls[pull].outcome = Some(Outcome::Pulled);
                self.container_has_image(pull);
            }
            Ending::UpToDate => {
                self.pulls[pull].outcome = Some(Outcome::UpToDate);
                self.container_has_image(pull);
            }
            Ending::Failed(error) => {
                self.pulls[pull].outcome = Some(Outcome::Failed);
                self.pulls[pull].error = Some(error.into());
                self.container_has_failed_pull(pull);
            }
        }
    }

    /// What the rows of a pull amount to.
    pub fn bytes_of(&self, pull: usize) -> Bytes {
        let mut sum = Bytes::default();
        let layers = &self.image(pull).layers;
        for (row, &layer) in self.pulls[pull].rows.iter().zip(layers) {
            let bytes = self.plan.layers[layer].bytes;
            let is_over = row.download_end.has_come() || row.unpack_end.has_come();
            match row.source {
                Some(Source::Registry) if row.download_end.has_come() => sum.downloaded += bytes,
                Some(Source::Node) => sum.saved += bytes,
                Some(Source::Shared) if is_over => sum.saved += bytes,
                _ => {}
            }
        }
        sum
    }
}
