//! A scenario that was read: names are resolved, nodes and pods stand for
//! themselves, and every default is written out.

use imagepull::policy::PullPolicy;
use imagepull::releases::Release;
use imagepull::simulate::trace::TraceError;

pub struct Plan {
    pub release: Release,
    pub seed: u64,
    pub until_ms: Option<f64>,
    pub registry: Registry,
    pub images: Vec<Image>,
    pub nodes: Vec<Node>,
    pub pods: Vec<Pod>,
    /// One for each rule that the kubelet of an entry of `nodes` breaks.
    pub refused_kubelets: Vec<TraceError>,
}

pub struct Registry {
    pub latency_ms: f64,
    pub bandwidth: Option<f64>,
    pub per_connection: Option<f64>,
    pub token: bool,
    pub redirects: bool,
    pub faults: Vec<Fault>,
    pub rate_limit: Option<RateLimit>,
}

pub struct Fault {
    pub image: Option<usize>,
    pub node: Option<usize>,
    pub from_ms: f64,
    pub until_ms: Option<f64>,
    pub error: FaultError,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum FaultError {
    NotFound,
    Unauthorized,
    RateLimited,
    Unavailable,
    Timeout,
}

pub struct RateLimit {
    pub pulls: f64,
    pub per_ms: f64,
}

pub struct Image {
    /// What the runtime resolves, for example `docker.io/library/busybox:latest`.
    pub reference: String,
    /// Where its manifest is read.
    pub manifest_url: String,
    /// Where it is read once its digest is known.
    pub digest_url: String,
    pub documents: Vec<Document>,
    pub layers: Vec<Layer>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Document {
    Index,
    Manifest,
    Config,
}

pub struct Layer {
    pub digest: Option<String>,
    /// Two layers with the same content are the same.
    pub content: usize,
    pub bytes: f64,
    pub unpacked_bytes: f64,
}

impl Image {
    /// The snapshot of layer `row`: the contents of the layers 0 to `row`.
    pub fn snapshot(&self, row: usize) -> Vec<usize> {
        self.layers[..=row]
            .iter()
            .map(|layer| layer.content)
            .collect()
    }
}

pub struct Node {
    pub name: String,
    /// The kubelet does not start.
    pub refused: bool,
    /// Pulls at once; `None`: no limit.
    pub places: Option<f64>,
    pub registry_pull_qps: f64,
    pub registry_burst: f64,
    pub max_concurrent_downloads: usize,
    pub download_limit: DownloadLimit,
    pub bandwidth: f64,
    pub unpack_rate: f64,
    pub cores: f64,
    pub present: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum DownloadLimit {
    PerImage,
    PerNode,
}

pub struct Pod {
    pub name: String,
    pub node: usize,
    pub created_ms: f64,
    /// The image volumes, then the init containers, then the others.
    pub containers: Vec<Container>,
    pub image_volumes: usize,
    pub init_containers: usize,
}

#[derive(Clone)]
pub struct Container {
    pub name: String,
    /// The image as written.
    pub written: String,
    /// The image it leads to, or why the name does not parse.
    pub image: Result<usize, String>,
    pub policy: PullPolicy,
    pub run_ms: f64,
    /// The image volumes that it mounts, by their places.
    pub mounts: Vec<usize>,
}

impl Pod {
    pub fn is_volume(&self, container: usize) -> bool {
        container < self.image_volumes
    }

    pub fn is_init(&self, container: usize) -> bool {
        (self.image_volumes..self.image_volumes + self.init_containers).contains(&container)
    }
}
