//! A scenario that was checked: expanded, with numbers in place of names.
//!
//! Times are milliseconds, sizes bytes, rates bytes a second.

use std::sync::Arc;

use super::scenario::Runtime;
use super::trace::TraceError;
use crate::containerd::{ContainerdChange, ContainerdRelease};
use crate::kubelet::config::DefaultedPullSettings;
use crate::policy::PullPolicy;
use crate::releases::Release;

/// What the engine runs.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub release: Release,
    pub seed: u64,
    pub until_ms: Option<f64>,
    pub registry: RegistryPlan,
    pub layers: Vec<LayerPlan>,
    pub images: Vec<ImagePlan>,
    /// One for each entry of `nodes`.
    pub node_kinds: Vec<NodeKind>,
    pub nodes: Vec<NodePlan>,
    /// One for each entry of `pods`.
    pub pod_kinds: Vec<PodKind>,
    pub pods: Vec<PodPlan>,
    /// Why the kubelets of some nodes do not start.
    pub refusals: Vec<TraceError>,
}

/// The longest run where the scenario names no end.
const DAY_MS: f64 = 86_400_000.0;

impl Plan {
    /// Where the run ends at the latest.
    pub fn end_ms(&self) -> f64 {
        self.until_ms.unwrap_or(DAY_MS)
    }
}

/// The registry.
#[derive(Clone, Debug)]
pub(super) struct RegistryPlan {
    pub latency_ms: f64,
    pub bandwidth: Option<f64>,
    pub per_connection: Option<f64>,
    pub has_token: bool,
    pub has_redirects: bool,
    pub faults: Vec<FaultPlan>,
    pub rate_limit: Option<RateLimitPlan>,
}

/// Pulls per window.
#[derive(Clone, Copy, Debug)]
pub(super) struct RateLimitPlan {
    pub pulls: usize,
    pub per_ms: f64,
}

/// Pulls that fail.
#[derive(Clone, Copy, Debug)]
pub(super) struct FaultPlan {
    pub image: Option<usize>,
    pub node: Option<usize>,
    pub from_ms: f64,
    pub until_ms: Option<f64>,
    pub error: FaultError,
}

/// What the registry answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FaultError {
    NotFound,
    Unauthorized,
    RateLimited,
    Unavailable,
    Timeout,
}

impl FaultError {
    /// Its status of HTTP; `None` where no answer comes.
    pub const fn status(self) -> Option<u16> {
        match self {
            Self::NotFound => Some(404),
            Self::Unauthorized => Some(401),
            Self::RateLimited => Some(429),
            Self::Unavailable => Some(503),
            Self::Timeout => None,
        }
    }
}

/// A layer: the same digest is the same layer.
#[derive(Clone, Debug)]
pub(super) struct LayerPlan {
    pub digest: Option<Arc<str>>,
    pub bytes: f64,
    pub unpacked_bytes: f64,
}

/// An image as a runtime resolves it.
#[derive(Clone, Debug)]
pub(super) struct ImagePlan {
    /// The reference that is resolved.
    pub reference: String,
    /// Where its manifest is asked for.
    pub manifest_url: String,
    /// Where its manifest is read once the name is resolved.
    pub digest_url: String,
    pub has_index: bool,
    /// Layers from the bottom.
    pub layers: Vec<usize>,
    /// For each layer the snapshot of it on top of those below it.
    pub snapshots: Vec<usize>,
    /// The sum of the layers.
    pub bytes: f64,
}

/// What the nodes of one entry have in common.
#[derive(Clone, Debug)]
pub(super) struct NodeKind {
    pub kubelet: DefaultedPullSettings,
    pub is_refused: bool,
    pub downloads_at_once: usize,
    pub download_limit: DownloadLimit,
    pub bandwidth: f64,
    pub unpack_rate: f64,
    pub cores: f64,
    /// Images on the node before the start.
    pub present: Vec<usize>,
}

/// Whose the download slots are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DownloadLimit {
    /// Each pull has its own: containerd up to 2.0.
    PerImage,
    /// The node has them: containerd from 2.1.
    PerNode,
}

impl DownloadLimit {
    const ALL: [Self; 2] = [Self::PerImage, Self::PerNode];

    /// How a scenario writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PerImage => "perImage",
            Self::PerNode => "perNode",
        }
    }

    /// The one that is written so.
    pub fn named(written: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == written)
    }

    /// The first release that has it.
    pub const fn first_release(self) -> ContainerdRelease {
        match self {
            Self::PerImage => ContainerdRelease::V1_7,
            Self::PerNode => ContainerdRelease::V2_1,
        }
    }

    /// That of a release of containerd: each image has its own until the transfer service pulls.
    pub fn from_release(release: ContainerdRelease) -> Self {
        if release.has(ContainerdChange::PullsByTransferService) {
            Self::PerNode
        } else {
            Self::PerImage
        }
    }

    /// That of a runtime: as it is written, else that of its release, else that of the newest. What names
    /// nothing that is known counts as left out.
    pub fn new(runtime: &Runtime) -> Self {
        let written = runtime.download_limit.as_deref().and_then(Self::named);
        let release = runtime.containerd.as_deref().and_then(|it| it.parse().ok());
        written.unwrap_or_else(|| Self::from_release(release.unwrap_or_default()))
    }
}

/// One node.
#[derive(Clone, Debug)]
pub(super) struct NodePlan {
    pub name: Arc<str>,
    pub kind: usize,
}

/// What the pods of one entry have in common.
#[derive(Clone, Debug)]
pub(super) struct PodKind {
    /// Image volumes, then init containers, then the others.
    pub containers: Vec<ContainerPlan>,
    pub volume_count: usize,
    pub init_count: usize,
    pub created_ms: f64,
}

/// One container or image volume.
#[derive(Clone, Debug)]
pub(super) struct ContainerPlan {
    pub name: Arc<str>,
    /// Image as written.
    pub image: Arc<str>,
    /// The image that a runtime resolves, or why the name does not parse.
    pub resolved: Result<usize, String>,
    pub policy: PullPolicy,
    pub run_ms: f64,
    /// The image volumes that it mounts, in its order, by their places in the pod.
    pub mounts: Vec<usize>,
    /// The first container of the pod with the same image as written: they share a back-off.
    pub back_off_of: usize,
}

/// One pod.
#[derive(Clone, Debug)]
pub(super) struct PodPlan {
    pub name: Arc<str>,
    pub node: usize,
    pub kind: usize,
}
