//! The input of the simulation, as written: every number may be anything and
//! every name may lead nowhere. The simulation says what is wrong.
//!
//! Times are milliseconds, sizes bytes, rates bytes a second. `None` means left
//! out; the comment of each field names what then holds.

use std::collections::BTreeMap;

use imageref::Normalized;
use serde::{Deserialize, Serialize};

pub use crate::kubelet::config::PullSettings as Kubelet;

/// What holds where a number of a scenario is left out.
pub mod defaults {
    /// One round trip to the registry, in ms.
    pub const LATENCY_MS: f64 = 50.0;
    /// Unpacked bytes of a layer for each byte downloaded.
    pub const UNPACKED_RATIO: f64 = 2.5;
    /// Bytes a second that a node gets from the network: 1 Gbit/s.
    pub const BANDWIDTH: f64 = 125e6;
    /// Unpacked bytes a second that one unpacking does at most.
    pub const UNPACK_RATE: f64 = 200e6;
    /// Unpackings of a node at once that run at that rate.
    pub const CORES: f64 = 4.0;
    /// Downloads at once: `max_concurrent_downloads` of containerd.
    pub const MAX_CONCURRENT_DOWNLOADS: f64 = 3.0;
}

/// Images, nodes and pods, and the registry between them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Scenario {
    /// A release such as `1.35`; the newest known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kubernetes: Option<String>,
    /// Seeds the jitter of re-syncs: a whole number from 0 to 2^53-1; 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<f64>,
    /// Where the run stops, in ms; when nothing can change any more, at most 24 h.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_ms: Option<f64>,
    /// The registry that all nodes pull from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registry: Option<Registry>,
    /// Every image of the scenario, by any spelling of its name.
    pub images: BTreeMap<String, Image>,
    /// The nodes, in order.
    pub nodes: Vec<Node>,
    /// The pods, in order.
    pub pods: Vec<Pod>,
}

impl Scenario {
    /// The key of `images` that a name leads to, in any spelling. `None` where
    /// no image is meant, or the name does not parse.
    pub fn key_of(&self, image: &str) -> Option<&str> {
        let resolved = |image: &str| {
            let name = Normalized::parse(image).ok()?;
            Some(name.docker_reference().to_string())
        };
        let wanted = resolved(image)?;
        let mut keys = self.images.keys();
        keys.find(|key| resolved(key).as_ref() == Some(&wanted))
            .map(String::as_str)
    }
}

/// The registry that all nodes pull from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Registry {
    /// One round trip in ms; 50.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latency_ms: Option<f64>,
    /// Bytes a second over all nodes together; no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bandwidth: Option<f64>,
    /// Bytes a second of one download at most; no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_connection: Option<f64>,
    /// `none` or `token`; `none`. With `token` a pull makes more round trips.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth: Option<String>,
    /// Whether config and layers come from another host, one round trip more each; false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirects: Option<bool>,
    /// Pulls that the registry fails, the first that fits decides; none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub faults: Option<Vec<Fault>>,
    /// How many pulls the registry lets through; no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_limit: Option<RateLimit>,
}

/// Pulls that fail, by image, node and time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fault {
    /// The image that fails, in any spelling; all images.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// The node where it fails; all nodes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
    /// Begin in ms; 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_ms: Option<f64>,
    /// End in ms, itself not included; never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_ms: Option<f64>,
    /// `notFound`, `unauthorized`, `rateLimited`, `unavailable` or `timeout`.
    pub error: String,
}

/// A limit on the pulls of one node address in a fixed window from the first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RateLimit {
    /// Pulls that pass in one window.
    pub pulls: f64,
    /// Length of the window in ms.
    pub per_ms: f64,
}

/// What a name in the registry leads to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Image {
    /// Whether the name leads to an index (a multi-architecture image); true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<bool>,
    /// The layers from the bottom; may be empty.
    pub layers: Vec<Layer>,
}

/// One layer of an image.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Layer {
    /// What makes two layers the same; unique to this place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// Size as downloaded.
    pub bytes: f64,
    /// Size on disk; 2.5 x `bytes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unpacked_bytes: Option<f64>,
}

/// One node, or `count` nodes alike.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Node {
    /// Name, or with `count` the part before `-0`, `-1` and so on.
    pub name: String,
    /// Number of equal nodes; left out: one, with just this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<f64>,
    /// The fields of the KubeletConfiguration that matter here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kubelet: Option<Kubelet>,
    /// The container runtime.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runtime: Option<Runtime>,
    /// Bytes a second from the network; 125e6 (1 Gbit/s).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bandwidth: Option<f64>,
    /// Unpacked bytes a second that one unpacking does at most; 200e6.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unpack_rate: Option<f64>,
    /// Unpackings at once that run at that rate; 4 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cores: Option<f64>,
    /// Images on the node before the start, with all their layers; none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present: Option<Vec<String>>,
}

/// Settings of the container runtime.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Runtime {
    /// A release of containerd such as `2.0`, which sets `downloadLimit` where that is left out; the
    /// newest known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub containerd: Option<String>,
    /// Downloads at once; 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_concurrent_downloads: Option<f64>,
    /// `perImage` (containerd up to 2.0) or `perNode` (from 2.1); that of the release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub download_limit: Option<String>,
}

/// One pod, or several alike.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pod {
    /// Name, or with `replicas` or `everyNode` its first part.
    pub name: String,
    /// The node it runs on; round robin over all nodes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
    /// Number of equal pods; left out: one, with just this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replicas: Option<f64>,
    /// When it is created, in ms; 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at_ms: Option<f64>,
    /// Whether there is one on each node, as of a DaemonSet; false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every_node: Option<bool>,
    /// Images that are volumes of the pod, brought to the node before any container starts; none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_volumes: Option<Vec<Container>>,
    /// Run one after another before the others start; none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub init_containers: Option<Vec<Container>>,
    /// Started one after another.
    pub containers: Vec<Container>,
}

impl Pod {
    /// All that has an image, with the field where it is, in the order in which the kubelet comes to it.
    pub(super) fn lists(&self) -> [(&'static str, &[Container]); 3] {
        [
            (
                "imageVolumes",
                self.image_volumes.as_deref().unwrap_or_default(),
            ),
            (
                "initContainers",
                self.init_containers.as_deref().unwrap_or_default(),
            ),
            ("containers", &self.containers),
        ]
    }

    /// Image volumes, init containers, containers.
    pub fn all_with_images(&self) -> impl Iterator<Item = &Container> {
        self.lists().into_iter().flat_map(|(_, members)| members)
    }

    /// Image volumes, init containers, containers.
    pub fn all_with_images_mut(&mut self) -> impl Iterator<Item = &mut Container> {
        let volumes = self.image_volumes.iter_mut().flatten();
        let inits = self.init_containers.iter_mut().flatten();
        volumes.chain(inits).chain(&mut self.containers)
    }
}

/// A container of a pod, or an image volume.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Container {
    /// Name, unique in its pod.
    pub name: String,
    /// Image name as in a Pod.
    pub image: String,
    /// `Always`, `IfNotPresent` or `Never`; the default of the image name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_pull_policy: Option<String>,
    /// How long an init container runs, in ms; 0. Has no meaning elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run_ms: Option<f64>,
    /// The image volumes of the pod that a container mounts, by name; none. It fails where one of
    /// them does. Has no meaning in an image volume.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mounts: Option<Vec<String>>,
}
