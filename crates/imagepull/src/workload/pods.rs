//! Where an object has a pod specification: the kinds that come with Kubernetes have one at a known
//! place, in a custom resource it is found by its shape.

use std::fmt::Write;

use super::{objects::Object, report::PodCount};
use crate::yaml::{NodeId, ScalarType, Tree};

/// A pod specification of an object.
#[derive(Clone, Debug)]
pub(super) struct FoundPod {
    pub node: NodeId,
    /// Where it is in its document.
    pub path: String,
    pub is_pod: bool,
    /// Whether the API server knows the kind and so completes it.
    pub is_built_in: bool,
    pub pods: PodCount,
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

/// The pod specifications of an object, in the order of the text.
pub(super) fn of(tree: &Tree<'_>, object: &Object<'_>) -> Vec<FoundPod> {
    let known = KINDS.iter().find(|it| object.is(it.groups, it.name));
    if let Some(known) = known {
        let node = tree.value_at(object.node, known.path);
        let node = node.filter(|node| tree.is_mapping(*node));
        let found = node.map(|node| FoundPod {
            node,
            path: format!("{}{}", object.path, known.path.join(".")),
            is_pod: known.name == "Pod",
            is_built_in: true,
            pods: known.count.of(tree, object.node),
        });
        return found.into_iter().collect();
    }
    let mut search = Search {
        tree,
        path: object.path.clone(),
        found: Vec::new(),
    };
    if !object.is(CORE, "Secret") && !object.is(CORE, "ConfigMap") {
        search.below(object.node, None);
    }
    search.found
}

/// Where the pod specification of a kind that comes with Kubernetes is.
pub(super) fn path_of_built_in(object: &Object<'_>) -> Option<&'static [&'static str]> {
    let known = KINDS.iter().find(|it| object.is(it.groups, it.name));
    known.map(|it| it.path)
}

impl Count {
    fn of(&self, tree: &Tree<'_>, object: NodeId) -> PodCount {
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

/// A count as written; more than fits is as much as fits.
fn number(tree: &Tree<'_>, node: Option<NodeId>) -> Option<u32> {
    let text = tree.scalar(node?)?;
    let is_count = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_count.then(|| text.parse().unwrap_or(u32::MAX))
}

/// A search for pod specifications by their shape.
struct Search<'a, 't> {
    tree: &'a Tree<'t>,
    /// Where the search is in its document.
    path: String,
    found: Vec<FoundPod>,
}

impl Search<'_, '_> {
    /// Looks at a node and what is below it; that is as deep as the tree at most. `count` is what
    /// the object that holds it says of its replicas.
    fn below(&mut self, node: NodeId, count: Option<u32>) {
        let tree = self.tree;
        if tree.is_list(node) {
            let list = self.path.trim_end_matches('.').len();
            for (index, item) in tree.items(node).iter().enumerate() {
                self.path.truncate(list);
                let _ = write!(self.path, "[{index}].");
                self.below(*item, count);
            }
            return;
        }
        let spec = tree
            .value(node, "spec")
            .filter(|spec| has_containers(tree, *spec));
        if let Some(spec) = spec {
            self.found.push(FoundPod {
                node: spec,
                path: format!("{}spec", self.path),
                is_pod: false,
                is_built_in: false,
                pods: PodCount::Replicas(count.unwrap_or(1)),
            });
            return;
        }
        let length = self.path.len();
        let count = number(tree, tree.value(node, "replicas")).or(count);
        for (key, value) in tree.entries(node) {
            let is_nested = tree.is_mapping(value) || tree.is_list(value);
            let is_searched = is_nested && !tree.is_merge(key);
            if let Some(key) = tree
                .scalar(key)
                .filter(|key| is_searched && *key != "status")
            {
                self.path.push_str(key);
                self.path.push('.');
                self.below(value, count);
                self.path.truncate(length);
            }
        }
    }
}

/// Whether a mapping is a pod specification by its shape: a list of mappings with images, or with
/// names.
fn has_containers(tree: &Tree<'_>, spec: NodeId) -> bool {
    let Some(containers) = tree.value(spec, "containers") else {
        return false;
    };
    let items = tree.items(containers);
    let all_are_mappings = items.iter().all(|item| tree.is_mapping(*item));
    let has = |key: &str| {
        let has = |item: &NodeId| {
            tree.value(*item, key)
                .is_some_and(|it| tree.scalar_type(it) != ScalarType::Nested)
        };
        items.iter().any(has)
    };
    all_are_mappings && (has("image") || has("name"))
}
