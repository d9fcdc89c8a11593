//! Where an object has pod specifications and images: the kinds that come with Kubernetes have one
//! at a known place, others that are known in the places of [`kinds`], and in a custom resource that
//! is not known they are found by their shape.

use super::{
    image_fields::{self, ImageField},
    kinds::{self, Knowledge, Place},
    objects::Object,
    report::{DefaultBy, DocumentRead, FoundBy, PodCount, Role},
    shapes::Search,
};
use crate::yaml::{NodeId, Tree};

/// A pod specification of an object, or the images that it names outside of any.
pub(super) struct FoundPod {
    pub node: NodeId,
    /// Where it is in its document.
    pub path: String,
    pub is_pod: bool,
    /// Whether the API server knows the kind and so completes it.
    pub is_built_in: bool,
    pub pods: PodCount,
    /// Who decides on a policy that is not written.
    pub default_by: DefaultBy,
    /// Where images are in it.
    pub holders: Vec<ImageField>,
    /// References to Secrets for pulls that are no `imagePullSecrets` of `node`.
    pub other_pull_secrets: Vec<NodeId>,
    /// What the cluster replaces placeholders of images with.
    pub replaced: Replaced,
}

/// The containers whose image is a placeholder that something in the cluster replaces.
#[derive(Clone, Debug, Default)]
pub(super) enum Replaced {
    #[default]
    Nowhere,
    /// A single space, in the containers that an image change trigger of OpenShift names
    /// (kubernetes/kubernetes pkg/apis/core/validation/validation.go names openshift/origin#14659).
    InTriggered(Vec<String>),
    /// A single space: the trigger is an annotation, whose containers are not read.
    InAnyTriggered,
    /// `auto`, which the injector of Istio replaces in a Pod
    /// (istio/istio pkg/kube/inject/webhook.go, `AutoImage`).
    ByIstio,
}

/// What is found in an object.
pub(crate) struct Found {
    pub(super) pods: Vec<FoundPod>,
    pub(super) read: DocumentRead,
}

impl Found {
    /// The images of an object as they are written, in their order.
    pub(crate) fn images(&self, tree: &Tree<'_>) -> Vec<String> {
        let text = |node| tree.text_of(node).map(str::to_owned);
        let holders = self.pods.iter().flat_map(|pod| &pod.holders);
        let images = holders.filter_map(|holder| match holder.parts {
            Some(parts) => Some(parts.image(text)),
            None => text(holder.image?.value),
        });
        images.filter(|image| !image.is_empty()).collect()
    }

    /// The names of the Secrets that its images are pulled with.
    pub(crate) fn pull_secrets(&self, tree: &Tree<'_>) -> Vec<String> {
        let names = self.pods.iter().flat_map(|pod| pod.pull_secrets(tree));
        let names = names.filter_map(|name| tree.text_of(name));
        names.map(str::to_owned).collect()
    }

    /// The name of the first ServiceAccount that it names.
    pub(crate) fn service_account(&self, tree: &Tree<'_>) -> Option<String> {
        let mut accounts = self.pods.iter().flat_map(|pod| pod.service_accounts(tree));
        let account = accounts.find_map(|account| tree.text_of(account));
        account.map(str::to_owned)
    }

    /// Whether it neither is nor makes Pods, and names no image outside of any.
    pub(crate) fn is_empty(&self) -> bool {
        self.pods.is_empty()
    }
}

/// A kind that comes with Kubernetes.
struct Kind {
    groups: &'static [&'static str],
    name: &'static str,
    path: &'static [&'static str],
    count: Count,
}

/// Where it says how many pods it makes.
enum Count {
    One,
    /// None by itself.
    None,
    EveryNode,
    /// The number at a path, 1 without it.
    At(&'static [&'static str]),
    /// The smaller of two numbers, each 1 or without bound where it is left out.
    JobAt(&'static [&'static str], &'static [&'static str]),
}

const CORE: &[&str] = &["v1"];
const APPS: &[&str] = &["apps", "extensions"];
const BATCH: &[&str] = &["batch"];
const TEMPLATE: &[&str] = &["spec", "template", "spec"];
const REPLICAS: Count = Count::At(&["spec", "replicas"]);

const KINDS: [Kind; 9] = [
    kind(CORE, "Pod", &["spec"], Count::One),
    kind(CORE, "PodTemplate", &["template", "spec"], Count::None),
    kind(CORE, "ReplicationController", TEMPLATE, REPLICAS),
    kind(APPS, "Deployment", TEMPLATE, REPLICAS),
    kind(APPS, "ReplicaSet", TEMPLATE, REPLICAS),
    kind(APPS, "StatefulSet", TEMPLATE, REPLICAS),
    kind(APPS, "DaemonSet", TEMPLATE, Count::EveryNode),
    kind(
        BATCH,
        "Job",
        TEMPLATE,
        Count::JobAt(&["spec", "parallelism"], &["spec", "completions"]),
    ),
    kind(
        BATCH,
        "CronJob",
        &["spec", "jobTemplate", "spec", "template", "spec"],
        Count::JobAt(
            &["spec", "jobTemplate", "spec", "parallelism"],
            &["spec", "jobTemplate", "spec", "completions"],
        ),
    ),
];

/// The kinds of Kubernetes itself that are or make pods.
pub(crate) fn kinds_with_pods() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.name)
}

const fn kind(
    groups: &'static [&'static str],
    name: &'static str,
    path: &'static [&'static str],
    count: Count,
) -> Kind {
    Kind {
        groups,
        name,
        path,
        count,
    }
}

/// What an object has, in the order of the text.
pub(crate) fn find(tree: &Tree<'_>, object: &Object<'_>) -> Found {
    let known = KINDS.iter().find(|it| object.is(it.groups, it.name));
    if let Some(known) = known {
        let node = tree.value_at(object.node, known.path);
        let node = node.filter(|node| tree.is_mapping(*node));
        let found = node.map(|node| {
            let path = format!("{}{}", object.path, known.path.join("."));
            FoundPod {
                node,
                is_pod: known.name == "Pod",
                is_built_in: true,
                pods: known.count.read(tree, object.node),
                default_by: if object.is_held {
                    DefaultBy::ApiServerLater
                } else {
                    DefaultBy::ApiServer
                },
                holders: image_fields::find_in_pod(tree, node, &path, FoundBy::Kind),
                other_pull_secrets: Vec::new(),
                replaced: replaced(tree, object, known.path),
                path,
            }
        });
        return read(found.into_iter().collect(), DocumentRead::NoImages);
    }
    // The documents of a file-based catalogue of the Operator Lifecycle Manager have no kind.
    if object.kind.is_none()
        && let Some(schema) = tree.text_at(object.node, &["schema"])
        && schema.starts_with("olm.")
    {
        return read(
            find_in_kind(tree, object, &kinds::CATALOGUE),
            DocumentRead::NoImages,
        );
    }
    match kinds::knowledge(object) {
        Knowledge::Images(kind) => read(find_in_kind(tree, object, kind), DocumentRead::NoImages),
        Knowledge::NoImages => read(Vec::new(), DocumentRead::NoImages),
        Knowledge::BuiltIn => read(by_shape(tree, object, false), DocumentRead::NoImages),
        Knowledge::Nothing => {
            // What is no object of Kubernetes has images that are none of a Pod.
            let is_object = object.kind.is_some() && object.api_version.is_some();
            read(by_shape(tree, object, is_object), DocumentRead::NotLookedAt)
        }
    }
}

fn read(pods: Vec<FoundPod>, otherwise: DocumentRead) -> Found {
    let has_images = pods.iter().any(|it| !it.holders.is_empty());
    let read = if has_images {
        DocumentRead::Images
    } else {
        otherwise
    };
    Found { pods, read }
}

/// The images of a kind that is known.
fn find_in_kind(tree: &Tree<'_>, object: &Object<'_>, kind: &kinds::Kind) -> Vec<FoundPod> {
    let triggered = triggered(tree, object);
    let mut single = Vec::new();
    let (mut found, mut pull_secrets) = (Vec::new(), Vec::new());
    for place in kind.places {
        single.extend(image_fields::find_in_place(tree, object, place));
        match place {
            Place::Pods(path) => {
                let specs = kinds::matches(tree, object.node, &object.path, path);
                for it in specs {
                    let holders = written(image_fields::find_in_pod(
                        tree,
                        it.node,
                        &it.path,
                        FoundBy::Kind,
                    ));
                    if holders.is_empty() {
                        continue;
                    }
                    found.push(FoundPod {
                        node: it.node,
                        path: it.path,
                        is_pod: false,
                        is_built_in: false,
                        pods: PodCount::Replicas(it.replicas.unwrap_or(1)),
                        default_by: kind.default_by,
                        holders,
                        other_pull_secrets: Vec::new(),
                        replaced: triggered.clone(),
                    });
                }
            }
            Place::PullSecrets(path) => {
                let secrets = kinds::matches(tree, object.node, "", path);
                pull_secrets.extend(secrets.into_iter().map(|it| it.node));
            }
            _ => {}
        }
    }
    let single = apart_from_pods(tree, object, single, kind.default_by, pull_secrets);
    single.into_iter().chain(found).collect()
}

/// The places where an image is written: the controller of a custom resource completes the others.
fn written(mut holders: Vec<ImageField>) -> Vec<ImageField> {
    holders.retain(|it| it.image.is_some());
    holders
}

/// The images of an object that are in none of its pod specifications.
fn apart_from_pods(
    tree: &Tree<'_>,
    object: &Object<'_>,
    mut holders: Vec<ImageField>,
    default_by: DefaultBy,
    pull_secrets: Vec<NodeId>,
) -> Option<FoundPod> {
    if holders.is_empty() {
        return None;
    }
    let place = |holder: &ImageField| {
        let value = holder.image.map(|it| tree.resolved(it.value));
        tree.span(value.unwrap_or(holder.node)).start
    };
    holders.sort_by_key(place);
    let spec = tree.value(object.node, "spec");
    let spec = spec.filter(|it| tree.is_mapping(*it));
    let path = match spec {
        Some(_) => format!("{}spec", object.path),
        None => object.path.trim_end_matches('.').to_owned(),
    };
    Some(FoundPod {
        node: spec.unwrap_or(object.node),
        path,
        is_pod: false,
        is_built_in: false,
        // How many Pods it makes, and of which of the images, only its controller knows.
        pods: PodCount::Replicas(0),
        default_by,
        holders,
        other_pull_secrets: pull_secrets,
        replaced: Replaced::Nowhere,
    })
}

/// The images of a kind that is not known.
fn by_shape(tree: &Tree<'_>, object: &Object<'_>, finds_images: bool) -> Vec<FoundPod> {
    if object.is(CORE, "Secret") || object.is(CORE, "ConfigMap") {
        return Vec::new();
    }
    let mut search = Search {
        tree,
        path: object.path.clone(),
        finds_images,
        specs: Vec::new(),
        images: Vec::new(),
    };
    search.below(object.node, None);
    let single = apart_from_pods(tree, object, search.images, DefaultBy::Unknown, Vec::new());
    let specs = search.specs.into_iter().map(|spec| FoundPod {
        node: spec.node,
        is_pod: false,
        is_built_in: false,
        pods: PodCount::Replicas(spec.replicas.unwrap_or(1)),
        default_by: DefaultBy::Unknown,
        holders: written(image_fields::find_in_pod(
            tree,
            spec.node,
            &spec.path,
            FoundBy::Shape,
        )),
        other_pull_secrets: Vec::new(),
        replaced: Replaced::Nowhere,
        path: spec.path,
    });
    single.into_iter().chain(specs).collect()
}

/// The placeholders in the pod specification at a path of an object.
fn replaced(tree: &Tree<'_>, object: &Object<'_>, spec: &[&str]) -> Replaced {
    let (_, template) = spec.split_last().unwrap_or((&"spec", &[]));
    let is_injected = tree
        .value_at(object.node, template)
        .and_then(|template| tree.value(template, "metadata"))
        .is_some_and(|metadata| is_injected_by_istio(tree, metadata));
    if is_injected {
        Replaced::ByIstio
    } else {
        triggered(tree, object)
    }
}

fn is_injected_by_istio(tree: &Tree<'_>, metadata: NodeId) -> bool {
    let marks = ["labels", "annotations"];
    let injects = |marks| tree.text_at(metadata, &[marks, "sidecar.istio.io/inject"]);
    let templates = tree.text_at(metadata, &["annotations", "inject.istio.io/templates"]);
    templates.is_some() || marks.into_iter().any(|it| injects(it) == Some("true"))
}

fn triggered(tree: &Tree<'_>, object: &Object<'_>) -> Replaced {
    const ANNOTATION: &str = "image.openshift.io/triggers";
    if tree
        .value_at(object.node, &["metadata", "annotations", ANNOTATION])
        .is_some()
    {
        return Replaced::InAnyTriggered;
    }
    if !object.is(&["apps.openshift.io"], "DeploymentConfig") {
        return Replaced::Nowhere;
    }
    let names = kinds::matches(
        tree,
        object.node,
        "",
        "spec.triggers[].imageChangeParams.containerNames[]",
    );
    let names = names.iter().filter_map(|it| tree.scalar(it.node));
    Replaced::InTriggered(names.map(str::to_owned).collect())
}

impl Replaced {
    /// Whether the image of a container is a placeholder.
    pub fn has(&self, image: &str, container: Option<&str>) -> bool {
        let is_space = !image.is_empty() && image.trim().is_empty();
        match self {
            Self::Nowhere => false,
            Self::InAnyTriggered => is_space,
            Self::InTriggered(names) => {
                is_space && container.is_some_and(|it| names.iter().any(|name| name == it))
            }
            Self::ByIstio => image == "auto",
        }
    }
}

impl FoundPod {
    /// The names of its Secrets for pulls, and of those that its object has elsewhere.
    pub fn pull_secrets(&self, tree: &Tree<'_>) -> Vec<NodeId> {
        let mut names = pull_secrets(tree, self.node);
        for node in &self.other_pull_secrets {
            let alone = (!tree.is_list(*node)).then_some(*node);
            let references = alone.iter().chain(tree.items(*node));
            names.extend(references.filter_map(|it| secret_name(tree, *it)));
        }
        names
    }

    /// The fields that name its ServiceAccount: the first that is filled in counts.
    pub fn service_accounts(&self, tree: &Tree<'_>) -> impl Iterator<Item = NodeId> {
        let fields = ["serviceAccountName", "serviceAccount"];
        fields
            .map(|field| tree.value(self.node, field))
            .into_iter()
            .flatten()
    }

    /// Who decides on the policy of one of its images where none is written.
    pub fn default_by(&self, holder: &ImageField) -> DefaultBy {
        if holder.role == Role::Reference && holder.policy_key.is_none() {
            DefaultBy::Nobody
        } else {
            self.default_by
        }
    }
}

/// The names in `imagePullSecrets` of a pod specification or ServiceAccount.
pub(crate) fn pull_secrets(tree: &Tree<'_>, node: NodeId) -> Vec<NodeId> {
    let list = tree.value(node, "imagePullSecrets");
    let items = list.map_or(&[][..], |list| tree.items(list));
    items
        .iter()
        .filter_map(|item| tree.value(*item, "name"))
        .collect()
}

/// A reference to a Secret: a mapping with its name, or the name.
fn secret_name(tree: &Tree<'_>, reference: NodeId) -> Option<NodeId> {
    if tree.is_mapping(reference) {
        tree.value(reference, "name")
    } else {
        Some(reference)
    }
}

/// Where the pod specification of a kind that comes with Kubernetes is.
pub(super) fn path_of_built_in(object: &Object<'_>) -> Option<&'static [&'static str]> {
    let known = KINDS.iter().find(|it| object.is(it.groups, it.name));
    known.map(|it| it.path)
}

impl Count {
    fn read(&self, tree: &Tree<'_>, object: NodeId) -> PodCount {
        let number = |path: &[&str]| number(tree, tree.value_at(object, path));
        PodCount::Replicas(match self {
            Self::EveryNode => return PodCount::EveryNode,
            Self::One => 1,
            Self::None => 0,
            Self::At(path) => number(path).unwrap_or(1),
            Self::JobAt(parallelism, completions) => {
                let most = number(completions).unwrap_or(u32::MAX);
                number(parallelism).unwrap_or(1).min(most)
            }
        })
    }
}

/// A count as written; saturates.
pub(super) fn number(tree: &Tree<'_>, node: Option<NodeId>) -> Option<u32> {
    let text = tree.scalar(node?)?;
    let is_count = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_count.then(|| text.parse().unwrap_or(u32::MAX))
}
