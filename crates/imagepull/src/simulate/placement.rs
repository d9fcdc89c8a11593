//! Nodes and pods after expansion, and which pod is on which node.

use crate::codes;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::Arc;

use imageref::Normalized;

use super::catalog::Catalog;
use super::check::{Problems, whole_usize};
use super::plan::{ContainerPlan, DownloadLimit, NodeKind, NodePlan, PodKind, PodPlan};
use super::scenario::{Container, Node, Pod, Runtime, Scenario, defaults};
use super::trace::TraceError;
use crate::containerd::ContainerdRelease;
use crate::diagnostic::Diagnostic;
use crate::kubelet::config::PullSettings;
use crate::policy::{PullPolicy, default_pull_policy};
use crate::request::problems::does_not_exist;
use crate::words::{Message, message};

/// More nodes or pods than this would not fit into the memory of a browser.
const MAX_EXPANDED: f64 = 4e6;

/// Nodes and pods.
#[derive(Debug, Default)]
pub(super) struct Placed {
    pub node_kinds: Vec<NodeKind>,
    pub nodes: Vec<NodePlan>,
    pub pod_kinds: Vec<PodKind>,
    pub pods: Vec<PodPlan>,
    /// Why the kubelets of some nodes do not start.
    pub refusals: Vec<TraceError>,
    by_name: HashMap<Arc<str>, usize>,
    round_robin: usize,
}

/// Expands and places everything.
pub(super) fn place(scenario: &Scenario, catalog: &Catalog, problems: &mut Problems) -> Placed {
    let mut placed = Placed::default();
    for (index, node) in scenario.nodes.iter().enumerate() {
        placed.add_node(&format!("nodes[{index}]"), node, catalog, problems);
    }
    // Of nodes that are refused it is said why.
    if placed.nodes.is_empty() && problems.list.is_empty() {
        problems.add(
            codes::SIM015,
            message!("nodes: there is no node"),
            message!("Add a node and give it a name."),
        );
    }
    let mut names = HashSet::new();
    let ambiguous = ambiguous_names(&scenario.pods);
    for (index, pod) in scenario.pods.iter().enumerate() {
        let path = format!("pods[{index}]");
        let first = placed.pods.len();
        placed.add_pod(&path, pod, catalog, problems);
        if !ambiguous.contains(pod.name.as_str()) {
            continue;
        }
        for pod in &placed.pods[first..] {
            if !names.insert(pod.name.clone()) {
                problems.add(
                    codes::SIM017,
                    message!("{path}.name: there are two pods {name}", path, name = format!("{:?}", pod.name)),
                    message!("Give each pod a unique name; one with replicas creates name-0, name-1 and so on."),
                );
                break;
            }
        }
    }
    placed
}

impl Placed {
    /// The node of a name.
    pub fn node_named(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    fn add_node(&mut self, path: &str, node: &Node, catalog: &Catalog, problems: &mut Problems) {
        let kind = self.node_kind(path, node, catalog, problems);
        self.node_kinds.push(kind);
        let count = node
            .count
            .map(|count| problems.whole(format_args!("{path}.count"), count));
        let room = MAX_EXPANDED - self.nodes.len() as f64;
        if !fits(&format!("{path}.count"), count, room, problems) {
            return;
        }
        for name in expanded_names(&node.name, count) {
            let plan = NodePlan {
                name: name.clone(),
                kind: self.node_kinds.len() - 1,
            };
            if self
                .by_name
                .insert(name.clone(), self.nodes.len())
                .is_some()
            {
                problems.add(
                    codes::SIM016,
                    message!("{path}.name: there are two nodes {name}", path, name = format!("{name:?}")),
                    message!("Give each node a unique name; one with a count creates name-0, name-1 and so on."),
                );
                return;
            }
            self.nodes.push(plan);
        }
    }

    fn node_kind(
        &mut self,
        path: &str,
        node: &Node,
        catalog: &Catalog,
        problems: &mut Problems,
    ) -> NodeKind {
        let written = node.kubelet.unwrap_or_default();
        check_kubelet_numbers(path, &written, problems);
        let kubelet = written.defaulted();
        let refusals = kubelet.refusals();
        let is_refused = !refusals.is_empty();
        let name: Arc<str> = Arc::from(node.name.as_str());
        self.refusals
            .extend(refusals.into_iter().map(|refusal| TraceError {
                diagnostic: Diagnostic::new(refusal.code, Message::verbatim(refusal.message)),
                node: Some(name.clone()),
            }));
        let runtime = node.runtime.clone().unwrap_or_default();
        let downloads = runtime
            .max_concurrent_downloads
            .unwrap_or(defaults::MAX_CONCURRENT_DOWNLOADS);
        let downloads = problems.at_least_one(
            format_args!("{path}.runtime.maxConcurrentDownloads"),
            downloads,
        );
        let bandwidth = node.bandwidth.unwrap_or(defaults::BANDWIDTH);
        let unpack_rate = node.unpack_rate.unwrap_or(defaults::UNPACK_RATE);
        let cores = node.cores.unwrap_or(defaults::CORES);
        NodeKind {
            kubelet,
            is_refused,
            downloads_at_once: whole_usize(downloads),
            download_limit: download_limit(path, &runtime, problems),
            bandwidth: problems.positive(format_args!("{path}.bandwidth"), bandwidth),
            unpack_rate: problems.positive(format_args!("{path}.unpackRate"), unpack_rate),
            cores: problems.at_least_one(format_args!("{path}.cores"), cores),
            present: present(path, node, catalog, problems),
        }
    }

    fn add_pod(&mut self, path: &str, pod: &Pod, catalog: &Catalog, problems: &mut Problems) {
        let kind = pod_kind(path, pod, catalog, problems);
        self.pod_kinds.push(kind);
        let kind = self.pod_kinds.len() - 1;
        let is_on_every_node = pod.every_node.unwrap_or(false);
        if is_on_every_node && (pod.node.is_some() || pod.replicas.is_some()) {
            problems.add(
                codes::SIM021,
                message!(
                    "{path}: everyNode can't be combined with node or replicas",
                    path
                ),
                message!("A pod with everyNode runs once on each node: remove node and replicas."),
            );
            return;
        }
        let replicas = pod
            .replicas
            .map(|replicas| problems.whole(format_args!("{path}.replicas"), replicas));
        let node = pod.node.as_deref().map(|name| {
            let node = self.node_named(name);
            if node.is_none() {
                problems.unknown_node(format_args!("{path}.node"), name);
            }
            node.unwrap_or_default()
        });
        let room = MAX_EXPANDED - self.pods.len() as f64;
        if is_on_every_node {
            if !fits(path, Some(self.nodes.len() as f64), room, problems) {
                return;
            }
            self.pods
                .extend(self.nodes.iter().enumerate().map(|(node, plan)| PodPlan {
                    name: Arc::from(format!("{}-{}", pod.name, plan.name)),
                    node,
                    kind,
                }));
        } else if fits(&format!("{path}.replicas"), replicas, room, problems) {
            for name in expanded_names(&pod.name, replicas) {
                let node = node.unwrap_or_else(|| self.next_round_robin());
                self.pods.push(PodPlan { name, node, kind });
            }
        }
    }

    fn next_round_robin(&mut self) -> usize {
        let node = self.round_robin % self.nodes.len().max(1);
        self.round_robin += 1;
        node
    }
}

/// The names of entries that may stand for a pod of the same name as another entry does: what an
/// entry stands for begins with its name and a dash, so one of the two must begin the other.
/// There are few entries, and each may stand for very many pods.
fn ambiguous_names(pods: &[Pod]) -> BTreeSet<&str> {
    let mut known = BTreeSet::new();
    let mut ambiguous = BTreeSet::new();
    for pod in pods {
        if !known.insert(pod.name.as_str()) {
            ambiguous.insert(pod.name.as_str());
        }
    }
    for &name in &known {
        let after = known.range::<str, _>((Excluded(name), Unbounded));
        for &longer in after.take_while(|longer| longer.starts_with(name)) {
            if longer[name.len()..].starts_with('-') {
                ambiguous.extend([name, longer]);
            }
        }
    }
    ambiguous
}

/// The name alone, or with a count name-0, name-1 and so on.
fn expanded_names(name: &str, count: Option<f64>) -> impl Iterator<Item = Arc<str>> {
    (0..count.map_or(1, whole_usize)).map(move |index| match count {
        Some(_) => Arc::from(format!("{name}-{index}")),
        None => Arc::from(name),
    })
}

fn fits(path: &str, count: Option<f64>, room: f64, problems: &mut Problems) -> bool {
    let fits = count.unwrap_or(1.0) <= room;
    if !fits {
        problems.add(
            codes::SIM022,
            message!(
                "{path}: more than {most} nodes or pods",
                path,
                most = MAX_EXPANDED
            ),
            message!(
                "Simulate fewer; nodes without a shared registry bandwidth don't affect each other."
            ),
        );
    }
    fits
}

/// What the kubelet itself does not judge: its numbers are whole and finite where it reads them.
fn check_kubelet_numbers(path: &str, kubelet: &PullSettings, problems: &mut Problems) {
    let max = kubelet.max_parallel_image_pulls;
    for (field, value, is_counted) in [
        ("maxParallelImagePulls", max, true),
        ("registryPullQPS", kubelet.registry_pull_qps, false),
        ("registryBurst", kubelet.registry_burst, true),
    ] {
        let path = format_args!("{path}.kubelet.{field}");
        match value {
            Some(value) if is_counted => problems.whole(path, value.abs()),
            Some(value) => problems.amount(path, value.abs()),
            None => continue,
        };
    }
}

fn download_limit(path: &str, runtime: &Runtime, problems: &mut Problems) -> DownloadLimit {
    let release = runtime.containerd.as_deref();
    if let Some(Err(error)) = release.map(str::parse::<ContainerdRelease>) {
        problems.add(
            codes::SIM009,
            Message::verbatim(format!("{path}.runtime.containerd:")).and(error.words()),
            message!("Use one of these releases, or leave it unset for the newest."),
        );
    }
    let written = runtime.download_limit.as_deref();
    if let Some(other) = written.filter(|it| DownloadLimit::named(it).is_none()) {
        problems.add(
            codes::SIM009,
            does_not_exist(format_args!("{path}.runtime.downloadLimit"), other),
            message!("Use \"perImage\" (containerd up to 2.0) or \"perNode\" (from 2.1)."),
        );
    }
    DownloadLimit::new(runtime)
}

fn present(path: &str, node: &Node, catalog: &Catalog, problems: &mut Problems) -> Vec<usize> {
    let images = node.present.iter().flatten().enumerate();
    images
        .filter_map(|(index, image)| {
            let found = catalog.find(image);
            if found.is_none() {
                problems.unknown_image(format_args!("{path}.present[{index}]"), image);
            }
            found
        })
        .collect()
}

fn pod_kind(path: &str, pod: &Pod, catalog: &Catalog, problems: &mut Problems) -> PodKind {
    if pod.containers.is_empty() {
        problems.add(
            codes::SIM019,
            message!("{path}.containers: there is no container", path),
            message!("Add a container with a name and an image."),
        );
    }
    let volumes = pod.image_volumes.as_deref().unwrap_or_default();
    let mut names = BTreeSet::new();
    let mut firsts = BTreeMap::new();
    let mut containers = Vec::new();
    for (list, members) in pod.lists() {
        for (index, container) in members.iter().enumerate() {
            let path = format!("{path}.{list}[{index}]");
            if !names.insert(container.name.as_str()) {
                problems.add(
                    codes::SIM018,
                    message!(
                        "{path}.name: there are two containers or image volumes {name}",
                        path,
                        name = format!("{:?}", container.name)
                    ),
                    message!("Give each container and image volume of a pod a unique name."),
                );
            }
            let place = containers.len();
            let back_off_of = *firsts.entry(container.image.as_str()).or_insert(place);
            let run_ms = match (list, container.run_ms) {
                ("initContainers", Some(run_ms)) => {
                    problems.amount(format_args!("{path}.runMs"), run_ms)
                }
                _ => 0.0,
            };
            containers.push(ContainerPlan {
                name: Arc::from(container.name.as_str()),
                image: Arc::from(container.image.as_str()),
                resolved: resolved(&path, &container.image, catalog, problems),
                policy: policy(&path, container, problems),
                run_ms,
                mounts: match list {
                    "imageVolumes" => Vec::new(),
                    _ => mounts(&path, container, volumes, problems),
                },
                back_off_of,
            });
        }
    }
    let created_ms = pod.created_at_ms.unwrap_or_default();
    PodKind {
        containers,
        volume_count: volumes.len(),
        init_count: pod.init_containers.as_ref().map_or(0, Vec::len),
        created_ms: problems.amount(format_args!("{path}.createdAtMs"), created_ms),
    }
}

fn resolved(
    path: &str,
    image: &str,
    catalog: &Catalog,
    problems: &mut Problems,
) -> Result<usize, String> {
    let name = Normalized::parse(image).map_err(|error| error.upstream().into_owned())?;
    let found = catalog.resolve(&name);
    if found.is_none() {
        problems.unknown_image(format_args!("{path}.image"), image);
    }
    Ok(found.unwrap_or_default())
}

/// The places of the image volumes that a container mounts.
fn mounts(
    path: &str,
    container: &Container,
    volumes: &[Container],
    problems: &mut Problems,
) -> Vec<usize> {
    let names = container.mounts.iter().flatten().enumerate();
    names
        .filter_map(|(index, name)| {
            let found = volumes.iter().position(|volume| volume.name == *name);
            if found.is_none() {
                problems.add(
                    codes::SIM026,
                    message!(
                        "{path}.mounts[{index}]: the pod has no image volume {name}",
                        path,
                        index,
                        name = format!("{name:?}")
                    ),
                    message!("Name one of its imageVolumes; other volumes need no image, so leave them out."),
                );
            }
            found
        })
        .collect()
}

fn policy(path: &str, container: &Container, problems: &mut Problems) -> PullPolicy {
    let written = container.image_pull_policy.as_deref();
    let policy = problems.pull_policy(format_args!("{path}.imagePullPolicy"), written);
    policy.unwrap_or_else(|| default_pull_policy(&container.image))
}
