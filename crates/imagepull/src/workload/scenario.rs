//! The pods of a manifest as the input of the simulation. What a manifest does not say is assumed:
//! one node, and one layer of [`ASSUMED_BYTES`] for each image.

use std::collections::{BTreeMap, HashMap, HashSet};

use imageref::Normalized;

use super::{
    ManifestOptions,
    image_fields::ImageField,
    inventory::{FoundWorkload, Inventory},
    report::{DefaultBy, Finding, ImageUse, PodCount, Role, Workload},
};
use crate::{
    codes,
    diagnostic::Diagnostic,
    image::without_user_info,
    policy::{PullPolicy, default_pull_policy},
    simulate::scenario::{Container, Image, Layer, Node, Pod, Scenario},
    words::message,
};

/// The size of an image that nobody said anything about, in bytes as downloaded.
pub const ASSUMED_BYTES: f64 = 100e6;

/// The most pods that are simulated.
const MAX_PODS: u32 = 1000;

/// Longer names are none that anybody can read, in bytes.
const MAX_NAME: usize = 1024;

const NODE: &str = "node";

/// Adds the pods to the report.
pub(super) fn add(inventory: &mut Inventory<'_, '_>) {
    let mut pods = Pods {
        room: MAX_PODS,
        options: inventory.options,
        names: Names::default(),
        scenario: Scenario {
            kubernetes: Some(inventory.options.release.to_string()),
            nodes: vec![Node {
                name: NODE.to_owned(),
                ..Node::default()
            }],
            ..Scenario::default()
        },
        seen: HashSet::new(),
        too_many: None,
    };
    for (found, workload) in inventory.workloads.iter().zip(&inventory.report.workloads) {
        pods.add(inventory, found, workload);
    }
    inventory.report.pods = pods.scenario;
    inventory.report.diagnostics.extend(pods.too_many);
}

struct Pods {
    /// How many more pods there may be.
    room: u32,
    options: ManifestOptions,
    names: Names,
    scenario: Scenario,
    /// What the images of the scenario are pulled by.
    seen: HashSet<String>,
    too_many: Option<Finding>,
}

impl Pods {
    fn add(&mut self, inventory: &Inventory<'_, '_>, found: &FoundWorkload, workload: &Workload) {
        let wanted = match workload.pods {
            PodCount::Replicas(count) => count,
            PodCount::EveryNode => 1,
        };
        let count = wanted.min(self.room);
        if count < wanted && self.too_many.is_none() {
            self.too_many = Some(
                Diagnostic::new(
                    codes::YML009,
                    message!(
                        "There are more than {most} pods; only the first {most} are simulated.",
                        most = MAX_PODS
                    ),
                )
                .help(message!(
                    "Fewer replicas show the same result: nodes pull independently."
                ))
                .at(workload.span),
            );
        }
        self.room -= count;
        if count == 0 {
            return;
        }
        let images = &inventory.report.images[found.images.clone()];
        let uses: Vec<Use> = found.pod.holders.iter().zip(images).collect();
        let mut names = HashSet::new();
        let is_volume = |role| role == Role::Volume;
        let volumes = self.containers(workload, &uses, &mut names, is_volume);
        let names_of_volumes: HashMap<&str, &str> = volumes
            .iter()
            .filter_map(|((_, image), volume)| Some((image.container.as_deref()?, &*volume.name)))
            .collect();
        let mounting = |((holder, _), container): (Use, Container)| Container {
            mounts: mounts(inventory, holder, &names_of_volumes),
            ..container
        };
        let is_start = |role| matches!(role, Role::Init | Role::Sidecar);
        let init_containers = self.containers(workload, &uses, &mut names, is_start);
        let init_containers: Vec<_> = init_containers.into_iter().map(mounting).collect();
        let is_main = |role| role == Role::Container;
        let containers = self.containers(workload, &uses, &mut names, is_main);
        let containers: Vec<_> = containers.into_iter().map(mounting).collect();
        let image_volumes: Vec<_> = volumes.into_iter().map(|(_, volume)| volume).collect();
        if containers.is_empty() {
            return;
        }
        let is_one = workload.is_pod || workload.pods == PodCount::EveryNode;
        let is_everywhere = workload.pods == PodCount::EveryNode;
        let name = workload.name.as_deref().or(workload.kind.as_deref());
        let name = name.unwrap_or("pod");
        let name = &name[..name.floor_char_boundary(MAX_NAME / 2)];
        let replicas = (!is_one).then_some(count);
        self.scenario.pods.push(Pod {
            name: self.names.free(name, replicas, is_everywhere),
            replicas: replicas.map(f64::from),
            every_node: is_everywhere.then_some(true),
            image_volumes: (!image_volumes.is_empty()).then_some(image_volumes),
            init_containers: (!init_containers.is_empty()).then_some(init_containers),
            containers,
            ..Pod::default()
        });
    }

    /// The containers of some roles, in their order, and the images that they use.
    fn containers<'a>(
        &mut self,
        workload: &Workload,
        uses: &[Use<'a>],
        names: &mut HashSet<String>,
        is_wanted: impl Fn(Role) -> bool,
    ) -> Vec<(Use<'a>, Container)> {
        let uses = uses.iter().filter(|(_, image)| is_wanted(image.role));
        let mut containers = Vec::new();
        for &(holder, image) in uses {
            if !is_name(&image.image.input) || image.is_template {
                continue;
            }
            // The policy of an image volume is missing where the release has none.
            let Some(policy) = self.policy(workload, image) else {
                continue;
            };
            let name = without_user_info(&image.image.input);
            self.catalogue(&name, image);
            let container = Container {
                name: container_name(image, names),
                image: name,
                image_pull_policy: Some(policy.as_str().to_owned()),
                ..Container::default()
            };
            containers.push(((holder, image), container));
        }
        containers
    }

    /// The policy that the pods have: AlwaysPullImages changes them when they are created, also
    /// where the template keeps its own.
    fn policy(&self, workload: &Workload, image: &ImageUse) -> Option<PullPolicy> {
        let is_forced = self.options.always_pull_images && !workload.is_pod;
        let is_known = image.pod_policy.is_some() || image.default_by != DefaultBy::ApiServer;
        match image.pod_policy {
            _ if is_forced && is_known => Some(PullPolicy::Always),
            None if image.role == Role::Volume && !is_known => None,
            // A policy that the API server refuses: the pod is shown all the same.
            policy => policy.or_else(|| Some(default_pull_policy(&image.image.input))),
        }
    }

    fn catalogue(&mut self, name: &str, image: &ImageUse) {
        // A name with user and password in front of it is none until they are left out.
        let without_user_info =
            || Normalized::parse(name).map(|it| it.docker_reference().to_string());
        let pulled = image.image.pulled.clone();
        let Some(pulled) = pulled.or_else(|| without_user_info().ok()) else {
            return;
        };
        if self.seen.insert(pulled) {
            let layer = Layer {
                bytes: ASSUMED_BYTES,
                ..Layer::default()
            };
            let images: &mut BTreeMap<String, Image> = &mut self.scenario.images;
            images.insert(
                name.to_owned(),
                Image {
                    layers: vec![layer],
                    ..Image::default()
                },
            );
        }
    }
}

/// A place where an image is, and what is known of that.
type Use<'a> = (&'a ImageField, &'a ImageUse);

/// The image volumes that a container mounts, by their names in the simulation. Those that the API server
/// removes from the Pod it removes with their mounts.
fn mounts(
    inventory: &Inventory<'_, '_>,
    container: &ImageField,
    volumes: &HashMap<&str, &str>,
) -> Option<Vec<String>> {
    let tree = inventory.tree;
    let items = tree
        .items(tree.value(container.node, "volumeMounts")?)
        .iter();
    let names = items.filter_map(|item| inventory.original(tree.value(*item, "name")?));
    let mounts = names.filter_map(|name| volumes.get(&*name).map(|it| (*it).to_owned()));
    let mounts: Vec<String> = mounts.collect();
    (!mounts.is_empty()).then_some(mounts)
}

/// Whether a text can be the name of an image at all: the API server refuses an empty one, and the
/// simulation takes none that nobody could read.
fn is_name(image: &str) -> bool {
    !image.is_empty() && image.len() <= MAX_NAME
}

/// The name of a container in the simulation, where none may appear twice in a pod: custom resources
/// have containers without one, and an image volume can have the name of a container.
fn container_name(image: &ImageUse, taken: &mut HashSet<String>) -> String {
    let name = image.container.as_deref().unwrap_or_default();
    let name = &name[..name.floor_char_boundary(MAX_NAME / 2)];
    let name = match image.role {
        Role::Volume => format!("volume {name}"),
        _ if name.is_empty() => format!("container {}", taken.len() + 1),
        _ => name.to_owned(),
    };
    let free = if taken.contains(&name) {
        format!("{name} {}", taken.len() + 1)
    } else {
        name
    };
    taken.insert(free.clone());
    free
}

/// Names of pods that are taken: workloads of several namespaces can have the same.
#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    /// How often a name was asked for.
    asked: HashMap<String, u32>,
}

impl Names {
    fn free(&mut self, name: &str, replicas: Option<u32>, is_everywhere: bool) -> String {
        loop {
            let asked = self.asked.entry(name.to_owned()).or_default();
            *asked += 1;
            let candidate = match *asked {
                1 => name.to_owned(),
                again => format!("{name}~{again}"),
            };
            let pods: Vec<String> = match replicas {
                _ if is_everywhere => vec![format!("{candidate}-{NODE}")],
                None => vec![candidate.clone()],
                Some(count) => (0..count)
                    .map(|index| format!("{candidate}-{index}"))
                    .collect(),
            };
            if pods.iter().all(|pod| !self.taken.contains(pod)) {
                self.taken.extend(pods);
                return candidate;
            }
        }
    }
}
