//! The images of a pod specification, with the policy of each.

use std::{collections::HashMap, sync::Arc};

use super::{
    inventory::Inventory,
    pods::FoundPod,
    report::{ImageUse, Role, ValueType},
};
use crate::{
    image::{ImageReport, parse_image},
    policy::{
        PullPolicy,
        admission::{AdmissionRequest, ContainerImage, ImageVolume, PodImages, admit_pod},
    },
    releases::{Change, Release},
    sources::{POD_DEFAULTS_GO, POD_VALIDATION_GO},
    why::Why,
    words::say,
    yaml::{Field, NodeId, ScalarType},
};

const IMAGE_VOLUMES: &str =
    "https://kubernetes.io/docs/tasks/configure-pod-container/image-volumes/";

/// What is known of images, each by its text: found out for this text or an earlier one. What this
/// text does not use is forgotten after it.
#[derive(Debug, Default)]
pub(super) struct Known {
    now: HashMap<String, KnownImage>,
    before: HashMap<String, KnownImage>,
}

#[derive(Debug)]
struct KnownImage {
    report: Arc<ImageReport>,
    /// The policies that were decided for it, few: one for each way in which it is used.
    policies: Vec<(Written, Decided)>,
}

/// What decides the policy of an image.
#[derive(Clone, Debug, PartialEq)]
struct Written {
    policy: Option<String>,
    role: Role,
    always_pull_images: bool,
}

impl Known {
    /// Begins with the next text.
    pub fn next(self) -> Self {
        Self {
            now: HashMap::with_capacity(self.now.len()),
            before: self.now,
        }
    }

    fn image(&mut self, text: &str) -> &mut KnownImage {
        if !self.now.contains_key(text) {
            let before = self.before.remove_entry(text);
            let (text, image) = before.unwrap_or_else(|| {
                let image = KnownImage {
                    report: Arc::new(parse_image(text)),
                    policies: Vec::new(),
                };
                (text.to_owned(), image)
            });
            self.now.insert(text, image);
        }
        self.now.get_mut(text).expect("it was put in")
    }
}

impl KnownImage {
    fn policy(&mut self, written: &Written) -> Decided {
        let known = self.policies.iter().find(|(key, _)| key == written);
        if let Some((_, decided)) = known {
            return decided.clone();
        }
        let decided = decided(&self.report.input, written);
        self.policies.push((written.clone(), decided.clone()));
        decided
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
    for holder in holders(inventory, pod) {
        if !inventory.has_room() {
            return;
        }
        let image = image_use(inventory, pod, workload, &holder);
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
        // Null is an entry without any field.
        items.filter(|(_, item)| {
            tree.is_mapping(*item) || tree.scalar_type(*item) == ScalarType::Null
        })
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
#[derive(Clone, Debug)]
struct Decided {
    policy: Option<PullPolicy>,
    why: Arc<[Why]>,
}

/// The policy as the API server stores it.
fn decided(image: &str, written: &Written) -> Decided {
    let (name, image) = (String::new(), image.to_owned());
    let policy = written.policy.clone();
    let mut pod = PodImages::default();
    if written.role == Role::Volume {
        pod.volumes.push(ImageVolume {
            name,
            reference: image,
            pull_policy: policy,
        });
    } else {
        let containers = match written.role {
            Role::Init | Role::Sidecar => &mut pod.init_containers,
            Role::Ephemeral => &mut pod.ephemeral_containers,
            _ => &mut pod.containers,
        };
        containers.push(ContainerImage {
            name,
            image,
            image_pull_policy: policy,
        });
    }
    let admitted = admit_pod(&AdmissionRequest::to_create(
        pod,
        written.always_pull_images,
    ));
    let pod = admitted.pod;
    let containers = [
        pod.init_containers,
        pod.containers,
        pod.ephemeral_containers,
    ];
    let containers = containers.into_iter().flatten();
    let policies = containers.map(|it| it.image_pull_policy);
    let mut policies = policies.chain(pod.volumes.into_iter().map(|it| it.pull_policy));
    let policy = policies.next().flatten().unwrap_or_default();
    let change = admitted.changes.into_iter().next();
    Decided {
        policy: PullPolicy::named(&policy),
        why: change.map_or_else(|| Arc::new([as_written(&policy)]) as _, |it| it.why.into()),
    }
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
            "Image volumes need the gate ImageVolume, which is off by default in {release}: without it the API server removes the volume, and there is nothing to pull.",
            release
        )
    } else {
        say!("Kubernetes {release} has no image volumes yet.", release)
    };
    Decided {
        policy: None,
        why: Arc::new([Why::new("image-volumes-off", text, IMAGE_VOLUMES)]),
    }
}

fn image_use(
    inventory: &mut Inventory<'_, '_>,
    pod: &FoundPod,
    workload: usize,
    holder: &Holder,
) -> ImageUse {
    let (tree, options) = (inventory.tree, inventory.options);
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
    // What `<<` brings stands elsewhere, and other containers may have it too.
    let own = holder.image.filter(|field| field.is_own);
    let site = own.and_then(|field| inventory.layout.scalar(field.value));
    let span = value.map(|value| tree.span(value));
    inventory.name(Some(&path));
    let is_null = |value: NodeId| tree.scalar_type(value) == ScalarType::Null;
    let policy = policy_value.filter(|value| !is_null(*value));
    let policy = policy.and_then(|value| tree.scalar(value));
    let known = inventory.known.image(image.as_deref().unwrap_or_default());
    let report = known.report.clone();
    let decided = if holder.role == Role::Volume && !options.release.has(Change::ImageVolumesAreOn)
    {
        no_image_volumes(options.release)
    } else {
        known.policy(&Written {
            policy: policy.map(str::to_owned),
            role: holder.role,
            always_pull_images: options.always_pull_images && pod.is_pod,
        })
    };
    ImageUse {
        workload,
        path,
        kind,
        name,
        namespace,
        container: inventory.name(holder.name.and_then(|name| tree.scalar(name))),
        role: holder.role,
        image: report,
        image_type: value.map_or(ValueType::Missing, |value| {
            ValueType::of(tree.scalar_type(value))
        }),
        image_span: span.filter(|span| span.start < span.end),
        policy: decided.policy,
        policy_type: policy_value.map_or(ValueType::Missing, |value| {
            ValueType::of(tree.scalar_type(value))
        }),
        policy_written: inventory.name(policy),
        policy_span: policy_value
            .map(|value| tree.span(value))
            .filter(|span| span.start < span.end),
        why: decided.why,
        findings: Vec::new(),
        holder_span: tree.span(holder.node),
        image_site: site,
        policy_site: inventory
            .layout
            .entry(holder.node, holder.policy_key(), holder.image)
            .filter(|_| tree.is_mapping(holder.node)),
    }
}
