//! The event loop: processes due events in time order until quiescent.

use super::content::Content;
use super::flows::Flows;
use super::instant::{Agenda, Due, EPSILON_MS, Kind};
use super::plan::{ImagePlan, NodeKind, Plan};
use super::pod::{ContainerState, PodState};
use super::pull::{Pull, SlotRequest, Stage};
use super::puller::Puller;
use super::rate_limit::Window;
use super::record::Recorder;
use super::resyncs::Resyncs;
use super::slots::Slots;
use super::unpacking::Unpackings;
use super::{Detail, Progress};

/// Steps between reports of the progress: some milliseconds of work.
const STEPS_BETWEEN_PROGRESS: usize = 10_000;

/// The most that may happen in a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Things that are due.
    pub steps: usize,
    /// Events that are recorded.
    pub events: usize,
}

/// What was more than is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PastLimit {
    Steps,
    Events,
}

/// A run under way. Each rule of the model adds its methods in its own file.
pub(super) struct Engine<'a> {
    pub plan: &'a Plan,
    pub agenda: Agenda,
    pub flows: Flows,
    pub unpackings: Unpackings,
    pub nodes: Vec<NodeState>,
    pub pods: Vec<PodState>,
    /// Those of all pods, pod by pod.
    pub containers: Vec<ContainerState>,
    pub resyncs: Resyncs,
    pub pulls: Vec<Pull>,
    pub record: Recorder,
    /// Pulls that something has happened to in this instant.
    pub touched: Vec<usize>,
    /// Pulls that wait for a document whose reader failed, since the last instant: to write down
    /// whom they wait for now is work too.
    pub handed_over: usize,
}

/// What a node has and does.
#[derive(Clone)]
pub(super) struct NodeState {
    pub puller: Puller,
    pub window: Window,
    /// Images whose pull has ended.
    pub images: Content<()>,
    /// Documents of images by [`Document::new`], with the pulls that wait for them.
    pub documents: Content<usize>,
    /// Layers as downloaded, with the rows that wait for them.
    pub layers: Content<Row>,
    /// Layers as unpacked, with the pulls that wait for them.
    pub snapshots: Content<usize>,
    /// The slots of the node; not used where each pull has its own.
    pub slots: Slots<SlotRequest>,
}

/// The documents of an image, in the order in which they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Document {
    Index,
    Manifest,
    Config,
}

impl Document {
    /// The number of this document of an image among all documents.
    pub fn number_in(self, image: usize) -> usize {
        image * 3 + self as usize
    }
}

/// A layer in a pull.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub pull: usize,
    pub layer: usize,
}

impl<'a> Engine<'a> {
    /// A run at time 0, before anything has happened.
    pub fn new(plan: &'a Plan, detail: Detail) -> Self {
        let kinds: Vec<NodeState> = plan
            .node_kinds
            .iter()
            .map(|kind| NodeState::new(plan, kind))
            .collect();
        let kind_of = |index: usize| &plan.node_kinds[plan.nodes[index].kind];
        let node_kinds = || (0..plan.nodes.len()).map(kind_of);
        let mut containers = 0;
        let pods: Vec<PodState> = (0..plan.pods.len())
            .map(|pod| {
                let first = containers;
                containers += plan.pod_kinds[plan.pods[pod].kind].containers.len();
                PodState::new(plan, pod, first)
            })
            .collect();
        let mut engine = Self {
            plan,
            agenda: Agenda::default(),
            flows: Flows::new(
                node_kinds().map(|kind| kind.bandwidth),
                plan.registry.bandwidth,
                plan.registry.per_connection,
            ),
            unpackings: Unpackings::new(node_kinds().map(|kind| (kind.unpack_rate, kind.cores))),
            nodes: plan
                .nodes
                .iter()
                .map(|node| kinds[node.kind].clone())
                .collect(),
            pods,
            containers: vec![ContainerState::default(); containers],
            resyncs: Resyncs::default(),
            pulls: Vec::with_capacity(containers),
            record: Recorder::new(plan, containers, detail),
            touched: Vec::new(),
            handed_over: 0,
        };
        for pod in 0..plan.pods.len() {
            let created_ms = plan.pod_kinds[plan.pods[pod].kind].created_ms;
            engine.schedule_pod(created_ms, pod);
        }
        engine
    }

    /// Runs to the end, unless that is more than is wanted.
    pub fn run(
        &mut self,
        limits: Limits,
        mut watch: impl FnMut(Progress),
    ) -> Result<(), PastLimit> {
        let mut steps = 0;
        let mut told_at = 0;
        watch(self.progress());
        let until_ms = self.plan.end_ms();
        while let Some(at_ms) = self.next_ms() {
            if at_ms > until_ms + EPSILON_MS {
                break;
            }
            let now_ms = at_ms.max(self.now());
            let (flows, unpackings) = (&mut self.flows, &mut self.unpackings);
            self.agenda.begin(now_ms, |due| {
                flows.take_ended(now_ms, |ended| due.push(ended));
                unpackings.take_ended(now_ms, |ended| due.push(ended));
            });
            while let Some(due) = self.agenda.pop() {
                self.happen(due);
                steps += 1;
            }
            steps += std::mem::take(&mut self.handed_over);
            if steps > limits.steps {
                return Err(PastLimit::Steps);
            }
            if self.record.events.len() > limits.events {
                return Err(PastLimit::Events);
            }
            if steps - told_at >= STEPS_BETWEEN_PROGRESS {
                told_at = steps;
                watch(self.progress());
            }
            self.settle();
            if self.plan.until_ms.is_none() && self.nothing_can_change() {
                break;
            }
        }
        watch(self.progress());
        Ok(())
    }

    fn progress(&self) -> Progress {
        Progress {
            started: self.record.started_pods,
            pods: self.pods.len(),
            at_ms: self.now(),
        }
    }

    /// The time of the instant that is being worked on.
    pub fn now(&self) -> f64 {
        self.agenda.now_ms()
    }

    /// The kind of a node.
    pub fn node_kind(&self, node: usize) -> &'a NodeKind {
        &self.plan.node_kinds[self.plan.nodes[node].kind]
    }

    /// The image of a pull.
    pub fn image(&self, pull: usize) -> &'a ImagePlan {
        &self.plan.images[self.pulls[pull].image]
    }

    /// The state of the node of a pull.
    pub fn node_of(&mut self, pull: usize) -> &mut NodeState {
        &mut self.nodes[self.pulls[pull].node]
    }

    /// Makes something of a pull due.
    pub fn schedule(&mut self, kind: Kind, at_ms: f64, row: Row) {
        let due = self.due(kind, row);
        self.agenda.schedule(at_ms, due);
    }

    /// Something of a pull that is due.
    pub fn due(&self, kind: Kind, row: Row) -> Due {
        let pull = &self.pulls[row.pull];
        Due::for_container(kind, pull.node, pull.pod, pull.container)
            .with_layer(row.pull, row.layer)
    }

    fn next_ms(&self) -> Option<f64> {
        let times = [
            self.agenda.next_ms(),
            self.flows.next_ms(),
            self.unpackings.next_ms(),
        ];
        times.into_iter().flatten().min_by(f64::total_cmp)
    }

    fn happen(&mut self, due: Due) {
        let row = Row {
            pull: due.pull(),
            layer: due.layer(),
        };
        match due.kind {
            Kind::DownloadEnds => self.download_ends(row),
            Kind::UnpackingEnds => self.unpacking_ends(row),
            Kind::WaitEnds => match self.pulls[row.pull].stage {
                Stage::Resolving => self.resolve_ends(due.pull()),
                Stage::TimingOut => self.time_runs_out(due.pull()),
                Stage::GettingToken => self.ask_for_document_slot(due.pull()),
                Stage::ReadingDocument => self.document_is_read(due.pull()),
                Stage::Queued
                | Stage::WaitingForSlot
                | Stage::WaitingForDocument
                | Stage::Layers
                | Stage::Ended => {
                    self.bytes_begin(row);
                }
            },
            Kind::RunEnds => self.run_ends(due.pod(), due.container()),
            Kind::PodGoesOn => self.pod_goes_on(due.pod()),
        }
    }

    /// After an instant: new rates, and steps where something changed.
    fn settle(&mut self) {
        let now_ms = self.now();
        self.unpackings.settle(now_ms);
        let level = self.flows.level();
        let changed = self.flows.settle(now_ms);
        if self.record.has_steps() {
            for node in changed {
                self.record
                    .throughput(now_ms, node, self.flows.throughput(node));
            }
            if level.to_bits() != self.flows.level().to_bits() {
                for node in self.flows.held_by_registry() {
                    self.record
                        .throughput(now_ms, node, self.flows.throughput(node));
                }
            }
        }
        self.record.settle(now_ms);
        self.settle_phases();
    }

    /// Whether nothing but syncs of failed pods is due and each could only fail again.
    fn nothing_can_change(&mut self) -> bool {
        self.flows.is_idle()
            && self.unpackings.is_idle()
            && self.agenda.later_len() == self.resyncs.len()
            && !self.some_resync_could_succeed()
    }
}

impl NodeState {
    fn new(plan: &Plan, kind: &NodeKind) -> Self {
        let mut node = Self {
            puller: Puller::new(&kind.kubelet),
            window: Window::default(),
            images: Content::default(),
            documents: Content::default(),
            layers: Content::default(),
            snapshots: Content::default(),
            slots: Slots::new(kind.downloads_at_once),
        };
        for &image in &kind.present {
            node.images.put(image);
            for &layer in &plan.images[image].layers {
                node.layers.put(layer);
            }
            for &snapshot in &plan.images[image].snapshots {
                node.snapshots.put(snapshot);
            }
        }
        node
    }
}
