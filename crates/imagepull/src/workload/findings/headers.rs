//! Whether the API server knows what an object says it is, and whether a Pod in it has containers.

use crate::{
    codes,
    diagnostic::{Diagnostic, Span},
    kubelet::go::quote,
    policy::validation,
    sources::API_CONCEPTS,
    words::{Message, message},
    workload::{
        inventory::Inventory,
        objects::{self, Object},
        pods,
        report::Finding,
    },
    yaml::{NodeId, ScalarType, Tree},
};

/// The kinds of `v1`, `apps/v1` and `batch/v1`, which every release since 1.27 has. A list of each is
/// one too.
const SERVED: [(&str, &[&str]); 3] = [
    (
        "v1",
        &[
            "Binding",
            "ComponentStatus",
            "ConfigMap",
            "Endpoints",
            "Event",
            "LimitRange",
            "List",
            "Namespace",
            "Node",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "Pod",
            "PodTemplate",
            "ReplicationController",
            "ResourceQuota",
            "Secret",
            "Service",
            "ServiceAccount",
            "Status",
        ],
    ),
    (
        "apps/v1",
        &[
            "ControllerRevision",
            "DaemonSet",
            "Deployment",
            "ReplicaSet",
            "StatefulSet",
        ],
    ),
    ("batch/v1", &["CronJob", "Job"]),
];

/// So much is said of a text.
const MAX_FINDINGS: usize = 1000;

/// The findings on the objects of a text.
pub(super) fn find(inventory: &Inventory<'_, '_>) -> Vec<Finding> {
    let tree = inventory.tree;
    let mut found = Vec::new();
    // What is another file than a manifest is not told what each object needs.
    let mut documents = tree.documents.iter();
    let is_object = |node: &NodeId| {
        ["kind", "apiVersion"]
            .iter()
            .any(|key| tree.value(*node, key).is_some())
            && tree.text_at(*node, &["kind"]) != Some("Kustomization")
    };
    let has_objects = |root: &NodeId| is_object(root) || tree.items(*root).iter().any(is_object);
    if !documents.any(has_objects) {
        return found;
    }
    // A List is an object too, besides those in it.
    for (document, root) in tree.documents.iter().enumerate() {
        let object = Object::read(tree, *root, document, String::new());
        if object.kind.is_some_and(|kind| kind.ends_with("List")) {
            found.extend(header(tree, &object));
        }
    }
    objects::for_each(tree, |object| {
        if object.path.is_empty() && object.kind.is_some_and(|kind| kind.ends_with("List")) {
            return true;
        }
        match header(tree, &object) {
            Some(finding) => found.push(finding),
            None => found.extend(no_containers(tree, &object)),
        }
        found.len() < MAX_FINDINGS
    });
    found
}

/// What the API server cannot make of `apiVersion` and `kind`.
fn header(tree: &Tree<'_>, object: &Object<'_>) -> Option<Finding> {
    if !tree.is_mapping(object.node) {
        return Some(no_object(tree, object.node));
    }
    let Some(kind) = object.kind else {
        return Some(missing(tree, object, "Kind"));
    };
    let Some(version) = object.api_version else {
        return Some(missing(tree, object, "apiVersion"));
    };
    let words = format!(
        "no matches for kind {} in version {}",
        quote(kind),
        quote(version)
    );
    let place = ["kind", "apiVersion"].map(|key| tree.value(object.node, key));
    let finding = |node: Option<NodeId>, help: Option<Message>| {
        let finding = Diagnostic::new(
            codes::MAN035,
            message!(
                "The API server has no such kind: {words}.",
                words = words.as_str()
            ),
        )
        .at_known(node.map(|node| tree.span(node)))
        .docs(API_CONCEPTS);
        match help {
            Some(help) => finding.help(help),
            None => finding,
        }
    };
    let name = kind
        .strip_suffix("List")
        .filter(|it| !it.is_empty())
        .unwrap_or(kind);
    match SERVED.iter().find(|(served, _)| *served == version) {
        Some((_, kinds)) if kinds.contains(&name) || kinds.contains(&kind) => None,
        Some((_, kinds)) => {
            let mut near = kinds.iter().filter(|it| it.eq_ignore_ascii_case(kind));
            let elsewhere = SERVED.iter().find(|(_, kinds)| kinds.contains(&kind));
            let help = match (near.next(), elsewhere) {
                (Some(near), _) => Some(message!("Case matters: write {near}.", near)),
                (None, Some((version, _))) => Some(served_by(kind, version)),
                (None, None) => None,
            };
            Some(finding(place[0], help))
        }
        None => {
            // Without a slash it is a version of the core group, which has v1 alone.
            let group = version.split_once('/').map_or("", |(group, _)| group);
            let is_group = ["", "apps", "batch", "extensions"].contains(&group);
            let served = SERVED.iter().find(|(_, kinds)| kinds.contains(&kind));
            let help = served.map(|(version, _)| served_by(kind, version));
            // Other kinds of these groups were served under other versions. The group of a custom resource is a
            // domain with a dot.
            let is_gone = group.is_empty() || help.is_some() && (is_group || !group.contains('.'));
            is_gone.then(|| finding(place[1], help))
        }
    }
}

fn served_by(kind: &str, version: &str) -> Message {
    message!("{kind} is in {version}.", kind, version)
}

fn missing(tree: &Tree<'_>, object: &Object<'_>, field: &'static str) -> Finding {
    Diagnostic::new(
        codes::MAN036,
        message!(
            "kubectl rejects this object: Object '{field}' is missing in it.",
            field
        ),
    )
    .at(first_key(tree, object.node))
    .help(message!(
        "Every object needs `apiVersion` and `kind`; here the kind alone decides how it is checked."
    ))
    .docs(API_CONCEPTS)
}

/// The first key of a mapping.
fn first_key(tree: &Tree<'_>, mapping: NodeId) -> Span {
    let first = tree.entries(mapping).next();
    first.map_or_else(|| tree.place(mapping), |(key, _)| tree.span(key))
}

fn no_object(tree: &Tree<'_>, node: NodeId) -> Finding {
    let found = match tree.scalar_type(node) {
        ScalarType::Bool => "bool",
        ScalarType::Number => "number",
        ScalarType::Nested => "array",
        ScalarType::Null => "null",
        ScalarType::Text => "string",
    };
    let words = format!(
        "couldn't get version/kind; json parse error: json: cannot unmarshal {found} into Go value of type struct {{ APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }}"
    );
    Diagnostic::new(
        codes::MAN036,
        message!(
            "kubectl rejects this document, which is not an object: {words}.",
            words
        ),
    )
    .at(first_line(tree, node))
    .help(message!(
        "Every object needs `apiVersion` and `kind`; here the kind alone decides how it is checked."
    ))
    .docs(API_CONCEPTS)
}

fn first_line(tree: &Tree<'_>, node: NodeId) -> Span {
    let span = tree.span(node);
    let line = tree.written(span).lines().next().map_or(0, str::len);
    Span {
        end: span.start + line,
        ..span
    }
}

/// A Pod, or a template of some, without a container.
fn no_containers(tree: &Tree<'_>, object: &Object<'_>) -> Option<Finding> {
    let path = pods::path_of_built_in(object)?;
    let mut node = object.node;
    for key in path {
        match tree.value(node, key) {
            Some(below) if tree.is_mapping(below) => node = below,
            Some(below) if tree.scalar_type(below) != ScalarType::Null => return None,
            _ => return Some(required(tree, object, path, node)),
        }
    }
    match tree.value(node, "containers") {
        Some(list) if !tree.items(list).is_empty() => None,
        // What is no list cannot be decoded.
        Some(other) if !tree.is_list(other) && tree.scalar_type(other) != ScalarType::Null => None,
        _ => Some(required(tree, object, path, node)),
    }
}

fn required(tree: &Tree<'_>, object: &Object<'_>, path: &[&str], node: NodeId) -> Finding {
    let path = format!("{}.containers", path.join("."));
    let key = tree.field(node, "containers").map(|it| it.key);
    let kind = tree.field(object.node, "kind").map(|it| it.key);
    let place = key
        .or(kind)
        .map_or_else(|| first_key(tree, node), |key| tree.span(key));
    validation::containers_are_required(&path)
        .without_fixes()
        .at(place)
}
