//! The images of a pod specification, with the policy of each.

use std::{collections::HashMap, sync::Arc};

use super::{
    holders::Holder,
    inventory::{Filled, Inventory},
    pods::FoundPod,
    report::{DefaultBy, ImageUse, Role, ValueType},
    template,
};
use crate::{
    image::{ImageReport, parse_image},
    policy::{
        PullPolicy,
        admission::{AdmissionRequest, ContainerImage, ImageVolume, PodImages, admit_pod},
    },
    releases::{Change, Release},
    sources::{CUSTOM_RESOURCES_PAGE, KNATIVE_TAGS, POD_DEFAULTS_GO, POD_VALIDATION_GO},
    why::Why,
    words::say,
    yaml::{NodeId, ScalarType},
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

/// The field of the policy of an image.
pub(super) fn policy_key(role: Role) -> &'static str {
    match role {
        Role::Volume => "pullPolicy",
        _ => "imagePullPolicy",
    }
}

/// Adds the images of a pod specification, or those that an object names outside of any.
pub(super) fn add(inventory: &mut Inventory<'_, '_>, pod: &FoundPod, workload: usize) {
    for holder in &pod.holders {
        if !inventory.has_room() {
            return;
        }
        let image = image_use(inventory, pod, workload, holder);
        inventory.report.images.push(image);
    }
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
                "The policy is set explicitly to {policy}; no default applies.",
                policy
            ),
            POD_DEFAULTS_GO,
        ),
        None => Why::new(
            "policy-unknown",
            say!(
                "The API server rejects this policy: valid values are Always, IfNotPresent and Never."
            ),
            POD_VALIDATION_GO,
        ),
    }
}

fn no_image_volumes(release: Release) -> Decided {
    let text = if release.has(Change::ImageVolumesExist) {
        say!(
            "Image volumes need the gate ImageVolume, which is off by default in {release}: without it the API server removes the volume, and nothing is pulled.",
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

/// What a custom resource makes of the policy of an image: its object keeps what is written, and
/// nothing else.
fn of_custom_resource(
    image: &ImageReport,
    role: Role,
    written: Option<&str>,
    default_by: DefaultBy,
    kind: &str,
) -> (Option<PullPolicy>, Decided) {
    if let Some(written) = written {
        let policy = PullPolicy::named(written);
        let why = Arc::new([as_written(written)]);
        return (policy, Decided { policy, why });
    }
    let default = || {
        let written = Written {
            policy: None,
            role,
            always_pull_images: false,
        };
        image
            .valid
            .then(|| decided(&image.input, &written).policy)
            .flatten()
    };
    // https://knative.dev/docs/serving/tag-resolution/: registries that are not asked.
    let is_not_resolved = image.kubelet.as_ref().is_some_and(|it| {
        let host = it.repository.split('/').next().unwrap_or_default();
        ["kind.local", "ko.local", "dev.local"].contains(&host)
    });
    let (policy, why) = match default_by {
        DefaultBy::Digest if image.valid && !is_not_resolved => (
            Some(PullPolicy::IfNotPresent),
            Why::new(
                "digest-of-knative",
                say!(
                    "Knative resolves the tag to a digest, so its Pods get IfNotPresent. The object itself stores no policy."
                ),
                KNATIVE_TAGS,
            ),
        ),
        DefaultBy::ApiServer | DefaultBy::ApiServerLater | DefaultBy::Digest => {
            let policy = default();
            let text = if let Some(policy) = policy {
                say!(
                    "{kind} is a custom resource: the API server sets no default here. Its Pods get {policy} when they are created.",
                    kind,
                    policy
                )
            } else {
                say!(
                    "{kind} is a custom resource: the API server sets no default here. Its Pods get their policy when they are created.",
                    kind
                )
            };
            (policy, Why::new("policy-of-pods", text, POD_DEFAULTS_GO))
        }
        DefaultBy::Operator => (
            None,
            Why::new(
                "policy-of-controller",
                say!(
                    "The {kind} controller sets the policy; the API server sets no default here.",
                    kind
                ),
                CUSTOM_RESOURCES_PAGE,
            ),
        ),
        DefaultBy::Nobody => (
            None,
            Why::new(
                "no-policy",
                say!(
                    "No kubelet pulls this image for the {kind}: it has no pull policy.",
                    kind
                ),
                CUSTOM_RESOURCES_PAGE,
            ),
        ),
        DefaultBy::Unknown => (
            None,
            Why::new(
                "policy-not-known",
                say!(
                    "{kind} is not a known kind: its controller sets the policy, or the API server when Pods are created.",
                    kind
                ),
                CUSTOM_RESOURCES_PAGE,
            ),
        ),
    };
    let stored = Decided {
        policy: None,
        why: Arc::new([why]),
    };
    (policy, stored)
}

fn of_template() -> Decided {
    Decided {
        policy: None,
        why: Arc::new([Why::new(
            "template",
            say!("A tool fills in this place first: the policy depends on what it writes."),
            POD_DEFAULTS_GO,
        )]),
    }
}

/// Schemes before the name of an image that something other than a kubelet pulls.
const SCHEMES: [&str; 2] = ["oci://", "docker://"];

/// What is written as the image, without a scheme that something other than a kubelet reads, and that scheme.
fn written_image(
    inventory: &Inventory<'_, '_>,
    holder: &Holder,
    value: Option<NodeId>,
) -> (Option<&'static str>, Option<String>) {
    let text = match holder.parts {
        Some(parts) => Some(parts.image(|it| inventory.original(it))),
        None => value.and_then(|value| inventory.text(value)),
    };
    let schemes = SCHEMES.iter().filter(|_| holder.role == Role::Reference);
    let mut stripped = schemes.filter_map(|scheme| {
        let rest = text.as_ref()?.strip_prefix(scheme)?;
        Some((*scheme, rest.to_owned()))
    });
    match stripped.next() {
        Some((scheme, rest)) => (Some(scheme), Some(rest)),
        None => (None, text.map(|text| String::clone(&text))),
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
    let container = holder.name.and_then(|name| inventory.original(name));
    let container = container.as_deref();
    let (scheme, text) = written_image(inventory, holder, value);
    let [kind, name, namespace] = {
        let workload = &inventory.report.workloads[workload];
        [&workload.kind, &workload.name, &workload.namespace].map(Clone::clone)
    };
    for text in [&kind, &name, &namespace] {
        inventory.name(text.as_deref());
    }
    let image = inventory.name(Some(text.as_deref().unwrap_or_default()));
    let image = image.unwrap_or_default();
    let is_triggered = pod.triggered.writes(&image, container);
    let filled = inventory.note_template(&image, value, workload);
    let is_template = is_triggered || filled != Filled::ByNobody;
    let is_name = !is_triggered && matches!(filled, Filled::ByNobody | Filled::InValidYaml);
    let policy_value = holder.policy.map(|field| tree.resolved(field.value));
    // What `<<` brings stands elsewhere, and other containers may have it too.
    let own = holder.image.filter(|field| field.is_own);
    let own = own.filter(|_| holder.parts.is_none() && scheme.is_none() && is_name);
    let site = own.and_then(|field| inventory.layout.scalar(field.value));
    let span = value.map(|value| tree.span(value));
    inventory.name(Some(&holder.path));
    let is_null = |value: NodeId| tree.scalar_type(value) == ScalarType::Null;
    let policy = policy_value.filter(|value| !is_null(*value));
    let policy = policy.and_then(|value| inventory.original(value));
    let default_by = pod.default_by(holder);
    let is_read_elsewhere = tree.is_masked || default_by != DefaultBy::ApiServer;
    let is_open = |text: &str| template::is_open(text, is_read_elsewhere);
    let is_undecided = match policy.as_deref() {
        Some(policy) => is_open(policy),
        None => !is_name || is_open(&image),
    };
    let known = inventory.known.image(&image);
    let report = known.report.clone();
    let (pod_policy, decided) = if is_undecided {
        (None, of_template())
    } else if default_by != DefaultBy::ApiServer {
        let kind = kind.as_deref().unwrap_or("object");
        of_custom_resource(&report, holder.role, policy.as_deref(), default_by, kind)
    } else {
        let decided =
            if holder.role == Role::Volume && !options.release.has(Change::ImageVolumesAreOn) {
                no_image_volumes(options.release)
            } else {
                known.policy(&Written {
                    policy: policy.clone(),
                    role: holder.role,
                    always_pull_images: options.always_pull_images && pod.is_pod,
                })
            };
        (decided.policy, decided)
    };
    ImageUse {
        workload,
        path: holder.path.clone(),
        kind,
        name,
        namespace,
        container: inventory.name(container),
        role: holder.role,
        image: report,
        image_type: match (&holder.parts, value) {
            (Some(_), _) => ValueType::Text,
            (None, None) => ValueType::Missing,
            (None, Some(_)) if is_template => ValueType::Text,
            (None, Some(value)) => ValueType::of(tree.scalar_type(value)),
        },
        image_span: span.filter(|span| span.start < span.end),
        found_by: holder.found_by,
        is_template,
        is_name,
        rendered: None,
        policy: decided.policy,
        pod_policy,
        default_by,
        policy_type: policy_value.map_or(ValueType::Missing, |value| {
            ValueType::of(tree.scalar_type(value))
        }),
        policy_written: inventory.name(policy.as_deref()),
        policy_span: policy_value
            .map(|value| tree.span(value))
            .filter(|span| span.start < span.end),
        why: decided.why,
        findings: Vec::new(),
        holder_span: tree.span(holder.node),
        image_site: site,
        policy_site: holder
            .policy_key
            .filter(|_| !tree.is_masked && tree.is_mapping(holder.node))
            .and_then(|key| inventory.layout.entry(holder.node, key, holder.image)),
    }
}
