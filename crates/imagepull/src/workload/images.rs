//! The images of a pod specification, with the policy of each.

use std::{collections::HashMap, sync::Arc};

use super::{
    inventory::Inventory,
    pods::FoundPod,
    report::{ImageUse, Role},
    yaml::{Field, NodeId, ScalarType},
};
use crate::{
    image::{ImageReport, parse_image},
    policy::{
        PullPolicy,
        admission::{
            AdmissionReport, AdmissionRequest, ContainerImage, ImageVolume, Operation, PodImages,
            admit_pod,
        },
    },
    releases::{Change, Release},
    sources::{POD_DEFAULTS_GO, POD_VALIDATION_GO},
    why::Why,
    words::say,
};

const IMAGE_VOLUMES: &str =
    "https://kubernetes.io/docs/tasks/configure-pod-container/image-volumes/";

/// What the images of an earlier text are, each by its text.
#[derive(Debug, Default)]
pub(super) struct Parsed(HashMap<String, Arc<ImageReport>>);

impl Parsed {
    /// The images of a report.
    pub fn of(images: &[ImageUse]) -> Self {
        let images = images.iter().map(|it| &it.image);
        Self(images.map(|it| (it.input.clone(), it.clone())).collect())
    }

    fn image(&self, text: &str) -> Arc<ImageReport> {
        let known = self.0.get(text).cloned();
        known.unwrap_or_else(|| Arc::new(parse_image(text)))
    }
}

/// A place in a pod specification where an image can stand.
struct Holder {
    node: NodeId,
    /// Where it is in the pod specification: `containers[0]`, `volumes[2].image`.
    path: String,
    role: Role,
    name: Option<NodeId>,
    image: Option<Field>,
    policy: Option<Field>,
}

impl Holder {
    fn image_key(&self) -> &'static str {
        match self.role {
            Role::Volume => "reference",
            _ => "image",
        }
    }

    fn policy_key(&self) -> &'static str {
        policy_key(self.role)
    }
}

/// The field of the policy of an image.
pub(super) fn policy_key(role: Role) -> &'static str {
    match role {
        Role::Volume => "pullPolicy",
        _ => "imagePullPolicy",
    }
}

/// Adds the images of a pod specification: init containers, containers, ephemeral containers and
/// volumes.
pub(super) fn add(inventory: &mut Inventory<'_, '_>, pod: &FoundPod, workload: usize) {
    let holders = holders(inventory, pod);
    let mut policies = policies(inventory, pod, &holders).into_iter();
    for holder in holders {
        if !inventory.has_room() {
            return;
        }
        let policy = policies.next().unwrap_or_default();
        let image = image_use(inventory, pod, workload, &holder, policy);
        inventory.report.images.push(image);
    }
}

fn holders(inventory: &Inventory<'_, '_>, pod: &FoundPod) -> Vec<Holder> {
    let tree = inventory.tree;
    let mut holders = Vec::new();
    let items = |list: &str| {
        let items = tree
            .value(pod.node, list)
            .map_or(&[][..], |list| tree.items(list));
        let items = items.iter().map(|item| tree.resolved(*item)).enumerate();
        items.filter(|(_, item)| tree.is_mapping(*item))
    };
    for list in ["initContainers", "containers", "ephemeralContainers"] {
        holders.extend(items(list).map(|(index, node)| Holder {
            node,
            path: format!("{list}[{index}]"),
            role: match list {
                "initContainers" if tree.text_at(node, &["restartPolicy"]) == Some("Always") => {
                    Role::Sidecar
                }
                "initContainers" => Role::Init,
                "containers" => Role::Container,
                _ => Role::Ephemeral,
            },
            name: tree.value(node, "name"),
            image: tree.field(node, "image"),
            policy: tree.field(node, "imagePullPolicy"),
        }));
    }
    holders.extend(items("volumes").filter_map(|(index, volume)| {
        let node = tree.value(volume, "image")?;
        tree.is_mapping(node).then(|| Holder {
            node,
            path: format!("volumes[{index}].image"),
            role: Role::Volume,
            name: tree.value(volume, "name"),
            image: tree.field(node, "reference"),
            policy: tree.field(node, "pullPolicy"),
        })
    }));
    holders
}

/// A policy and why it is that.
#[derive(Default)]
struct Decided {
    policy: Option<PullPolicy>,
    why: Vec<Why>,
}

/// The policies as the API server stores them.
fn policies(inventory: &Inventory<'_, '_>, pod: &FoundPod, holders: &[Holder]) -> Vec<Decided> {
    let release = inventory.options.release;
    let text = |field: Option<Field>| {
        let text = field.and_then(|field| inventory.tree.scalar(field.value));
        text.map(str::to_owned)
    };
    let image = |holder: &Holder| {
        let image = holder
            .image
            .and_then(|field| inventory.tree.text_of(field.value));
        image.unwrap_or_default().to_owned()
    };
    let written = |holder: &Holder| {
        let is_null = |field: &Field| inventory.tree.scalar_type(field.value) == ScalarType::Null;
        text(holder.policy.filter(|field| !is_null(field)))
    };
    let mut images = PodImages::default();
    for holder in holders {
        let container = || ContainerImage {
            name: String::new(),
            image: image(holder),
            image_pull_policy: written(holder),
        };
        match holder.role {
            Role::Init | Role::Sidecar => images.init_containers.push(container()),
            Role::Container => images.containers.push(container()),
            Role::Ephemeral => images.ephemeral_containers.push(container()),
            Role::Volume => images.volumes.push(ImageVolume {
                name: String::new(),
                reference: image(holder),
                pull_policy: written(holder),
            }),
        }
    }
    let admitted = admit_pod(&AdmissionRequest {
        operation: Operation::Create,
        always_pull_images: inventory.options.always_pull_images && pod.is_pod,
        pod: images,
        old_pod: None,
        resource: None,
        subresource: None,
        kind: None,
    });
    let decided = decided(admitted);
    let holders = holders.iter().zip(decided);
    holders
        .map(|(holder, decided)| match holder.role {
            Role::Volume if !release.has(Change::ImageVolumesAreOn) => no_image_volumes(release),
            _ => decided,
        })
        .collect()
}

/// The policies in the order of the lists, each with the change that led to it.
fn decided(admitted: AdmissionReport) -> impl Iterator<Item = Decided> {
    let mut changes = admitted.changes.into_iter().peekable();
    let pod = admitted.pod;
    let lists = [
        ("initContainers", pod.init_containers),
        ("containers", pod.containers),
        ("ephemeralContainers", pod.ephemeral_containers),
    ];
    let containers = lists.into_iter().flat_map(|(list, containers)| {
        let containers = containers.into_iter().enumerate();
        containers.map(move |(index, container)| {
            let path = format!("spec.{list}[{index}].imagePullPolicy");
            (path, container.image_pull_policy)
        })
    });
    let volumes = pod.volumes.into_iter().enumerate().map(|(index, volume)| {
        let path = format!("spec.volumes[{index}].image.pullPolicy");
        (path, volume.pull_policy)
    });
    containers.chain(volumes).map(move |(path, policy)| {
        let policy = policy.unwrap_or_default();
        let change = changes.next_if(|change| change.path == path);
        Decided {
            policy: PullPolicy::named(&policy),
            why: change.map_or_else(|| vec![as_written(&policy)], |change| change.why),
        }
    })
}

fn as_written(policy: &str) -> Why {
    match PullPolicy::named(policy) {
        Some(policy) => Why::new(
            "policy-written",
            say!(
                "The policy is written, {policy}; no default is needed.",
                policy
            ),
            POD_DEFAULTS_GO,
        ),
        None => Why::new(
            "policy-unknown",
            say!(
                "The API server refuses the policy that is written: it knows Always, IfNotPresent and Never."
            ),
            POD_VALIDATION_GO,
        ),
    }
}

fn no_image_volumes(release: Release) -> Decided {
    let text = if release.has(Change::ImageVolumesExist) {
        say!(
            "Image volumes need the gate ImageVolume, which is off by default in {release}: without it there is nothing to pull.",
            release
        )
    } else {
        say!("Kubernetes {release} has no image volumes yet.", release)
    };
    Decided {
        policy: None,
        why: vec![Why::new("image-volumes-off", text, IMAGE_VOLUMES)],
    }
}

fn image_use(
    inventory: &mut Inventory<'_, '_>,
    pod: &FoundPod,
    workload: usize,
    holder: &Holder,
    decided: Decided,
) -> ImageUse {
    let tree = inventory.tree;
    let value = holder.image.map(|field| tree.resolved(field.value));
    let image = value.and_then(|value| tree.text_of(value));
    let path = format!("{}.{}.{}", pod.path, holder.path, holder.image_key());
    let [kind, name, namespace] = {
        let workload = &inventory.report.workloads[workload];
        [&workload.kind, &workload.name, &workload.namespace].map(Clone::clone)
    };
    for text in [&kind, &name, &namespace] {
        inventory.name(text.as_deref());
    }
    let image = inventory.name(Some(image.unwrap_or_default()));
    let policy_value = holder.policy.map(|field| tree.resolved(field.value));
    let site = value.and_then(|value| inventory.layout.scalar(value));
    let span = value.map(|value| tree.span(value));
    inventory.name(Some(&path));
    ImageUse {
        workload,
        path,
        kind,
        name,
        namespace,
        container: inventory.name(holder.name.and_then(|name| tree.scalar(name))),
        role: holder.role,
        image: inventory.parsed.image(image.as_deref().unwrap_or_default()),
        image_type: value.map_or(ScalarType::Missing, |value| tree.scalar_type(value)),
        image_span: span.filter(|span| span.start < span.end),
        policy: decided.policy,
        policy_written: inventory.name(policy_value.and_then(|value| tree.scalar(value)).filter(
            |_| policy_value.is_some_and(|value| tree.scalar_type(value) != ScalarType::Null),
        )),
        policy_span: policy_value
            .map(|value| tree.span(value))
            .filter(|span| span.start < span.end),
        why: decided.why,
        findings: Vec::new(),
        holder_span: tree.span(holder.node),
        image_site: site,
        policy_site: inventory
            .layout
            .entry(holder.node, holder.policy_key(), holder.image),
    }
}
