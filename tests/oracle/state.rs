//! Where a run is.

use std::collections::{HashMap, HashSet, VecDeque};

use imagepull::simulate::trace::{Event, NodeSteps, Outcome, Source, State};

use super::jitter::Jitter;
use super::phases::{Holder, Since};
use super::plan::{Container, Document, Image, Plan};

pub struct Run<'a> {
    pub plan: &'a Plan,
    pub now: f64,
    pub nodes: Vec<Node>,
    pub pods: Vec<Pod>,
    /// In order of their requests.
    pub pulls: Vec<Pull>,
    pub events: Vec<Event>,
    pub steps: Vec<NodeSteps>,
    pub peak_pulls: usize,
    /// Whose end freed a download slot last.
    pub slot_freed_by: Option<Holder>,
}

/// A layer of a pull.
pub type RowId = (usize, usize);

#[derive(Default)]
pub struct Node {
    pub present: HashSet<usize>,
    pub documents: HashSet<(usize, Document)>,
    pub content: HashSet<usize>,
    pub snapshots: HashSet<Vec<usize>>,
    /// Pulls requested and not taken up.
    pub queue: VecDeque<usize>,
    /// Pulls taken up and not ended.
    pub active: Vec<usize>,
    /// The pull that gave its place back last.
    pub place_freed_by: Option<usize>,
    /// The registry limiter, as it was at a time in ms.
    pub tokens: f64,
    pub tokens_at: f64,
    /// Who waits for a slot of the node.
    pub slot_queue: VecDeque<SlotRequest>,
    /// Who waits for what another one does, in the order in which they began to wait.
    pub document_waiters: Vec<usize>,
    pub download_waiters: Vec<RowId>,
    pub snapshot_waiters: Vec<usize>,
    /// The window of the rate limit: its end and the pulls that passed.
    pub window: Option<(f64, f64)>,
}

#[derive(Clone, Copy)]
pub enum SlotRequest {
    Document(usize),
    Layer(RowId),
}

pub struct Pull {
    pub node: usize,
    pub pod: usize,
    pub container: usize,
    pub image: usize,
    pub attempt: u32,
    pub requested_ms: f64,
    pub started_ms: Option<f64>,
    pub finished_ms: Option<f64>,
    pub outcome: Option<Outcome>,
    pub error: Option<String>,
    pub refused_requests: u32,
    pub stage: Stage,
    /// The document that it comes to next, or reads or waits for now.
    pub document: usize,
    pub has_token: bool,
    pub rate_limit_judged: bool,
    /// Empty before rule 7.
    pub rows: Vec<Row>,
    /// The row to which the walk has come.
    pub walk: usize,
    pub has_asked: bool,
    pub phases: Vec<Since>,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Stage {
    Queued,
    Resolving {
        until: f64,
    },
    TimingOut {
        until: f64,
    },
    FetchingToken {
        until: f64,
    },
    AwaitingSlot,
    Reading {
        until: f64,
    },
    /// The document is read, or another pull is reading it.
    NotReading,
    Layers,
    Ended,
}

impl Stage {
    /// Whether the pull is the one that reads its document.
    pub fn reads(self) -> bool {
        matches!(
            self,
            Self::FetchingToken { .. } | Self::AwaitingSlot | Self::Reading { .. }
        )
    }
}

pub struct Row {
    pub source: Option<Source>,
    pub download: Download,
    pub download_start: Option<f64>,
    pub download_end: Option<f64>,
    pub unpack: Unpack,
    pub unpack_start: Option<f64>,
    pub unpack_end: Option<f64>,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Download {
    NotAsked,
    AwaitingSlot,
    /// Another row downloads this layer.
    AwaitingOther,
    RoundTrips {
        until: f64,
    },
    Bytes {
        left: f64,
    },
    Done,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Unpack {
    NotReached,
    AwaitingOther,
    Claimed,
    Bytes { left: f64 },
    Done,
}

pub struct Pod {
    pub stage: PodStage,
    pub created: bool,
    /// The container that is tried now or next.
    pub container: usize,
    /// For each container: started, or of an init container that it has run.
    pub done: Vec<bool>,
    pub attempts: Vec<u32>,
    /// Why image volumes are not there in this sync.
    pub broken: HashMap<usize, &'static str>,
    /// Whether a container failed in this sync.
    pub failed: bool,
    pub jitter: Jitter,
    /// By image as written: when the last pull failed, and for how long it holds back.
    pub back_off: HashMap<String, (f64, f64)>,
    pub states: Vec<Vec<(f64, State, Option<&'static str>)>>,
    pub initialized_ms: Option<f64>,
    pub started_ms: Option<f64>,
}

#[derive(Clone, Copy, PartialEq)]
pub enum PodStage {
    /// Created, synced again or at its next container at this time.
    GoesOn {
        at: f64,
        resync: bool,
    },
    Pulling,
    RunsInit {
        until: f64,
    },
    /// All is started, or the kubelet is refused.
    Rests,
}

impl<'a> Run<'a> {
    pub fn new(plan: &'a Plan) -> Self {
        Self {
            plan,
            now: 0.0,
            nodes: (0..plan.nodes.len())
                .map(|node| new_node(plan, node))
                .collect(),
            pods: (0..plan.pods.len()).map(|pod| new_pod(plan, pod)).collect(),
            pulls: Vec::new(),
            events: Vec::new(),
            steps: plan.nodes.iter().map(|node| no_steps(&node.name)).collect(),
            peak_pulls: 0,
            slot_freed_by: None,
        }
    }

    pub fn container(&self, pod: usize, container: usize) -> &'a Container {
        &self.plan.pods[pod].containers[container]
    }

    pub fn image_of(&self, pull: usize) -> &'a Image {
        &self.plan.images[self.pulls[pull].image]
    }

    pub fn node_of(&mut self, pull: usize) -> &mut Node {
        &mut self.nodes[self.pulls[pull].node]
    }
}

fn new_node(plan: &Plan, node: usize) -> Node {
    let mut new = Node {
        tokens: plan.nodes[node].registry_burst,
        ..Node::default()
    };
    for &present in &plan.nodes[node].present {
        let image = &plan.images[present];
        new.present.insert(present);
        new.content
            .extend(image.layers.iter().map(|layer| layer.content));
        new.snapshots
            .extend((0..image.layers.len()).map(|row| image.snapshot(row)));
    }
    new
}

fn new_pod(plan: &Plan, pod: usize) -> Pod {
    let planned = &plan.pods[pod];
    let containers = planned.containers.len();
    Pod {
        stage: PodStage::GoesOn {
            at: planned.created_ms,
            resync: false,
        },
        created: false,
        container: 0,
        done: vec![false; containers],
        attempts: vec![0; containers],
        broken: HashMap::new(),
        failed: false,
        jitter: Jitter::new(plan.seed, &plan.nodes[planned.node].name, &planned.name),
        back_off: HashMap::new(),
        states: vec![Vec::new(); containers],
        initialized_ms: None,
        started_ms: None,
    }
}

fn no_steps(node: &str) -> NodeSteps {
    NodeSteps {
        node: node.into(),
        active_pulls: Vec::new(),
        queued_pulls: Vec::new(),
        throughput: Vec::new(),
    }
}
