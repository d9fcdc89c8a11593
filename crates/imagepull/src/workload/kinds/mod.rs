//! Kinds that do not come with Kubernetes: where they name images, and who decides on their
//! policies. [`table`] holds them as data.

mod table;

pub(super) use table::CATALOGUE;

use super::{
    objects::Object,
    pods::number,
    report::{DefaultBy, Role},
};
use crate::yaml::{Field, NodeId, Tree};

/// A kind whose images are known.
pub(super) struct Kind {
    /// The group of its `apiVersion`.
    pub group: &'static str,
    pub names: &'static [&'static str],
    /// Who decides on a policy that is not written.
    pub default_by: DefaultBy,
    pub places: &'static [Place],
}

/// A place of an object. Paths are keys with dots between them, a key with dots in backticks; `[]` stands for every
/// item of a list, `*` for every key.
pub(super) enum Place {
    /// A specification of pods.
    Pods(&'static str),
    /// A mapping with the fields of a container.
    Container {
        path: &'static str,
        role: Role,
        /// Where the policy is that counts where the container has none; may be empty.
        shared_policy: &'static str,
    },
    /// A field with the name of an image.
    Image {
        path: &'static str,
        role: Role,
        /// The field of the policy: a key beside the image, or a path from the object on.
        policy: &'static str,
    },
    /// A mapping `{kind, name}` of OpenShift; only the kind `DockerImage` names an image.
    DockerImage(&'static str),
    /// References to Secrets for pulls: lists, names, or mappings with a name.
    PullSecrets(&'static str),
    /// Whole objects.
    Objects(&'static str),
}

/// What is known of an object by its group and kind.
pub(super) enum Knowledge {
    /// Its images are in these places and in no others.
    Images(&'static Kind),
    /// It names no image that a node pulls.
    NoImages,
    /// It comes with Kubernetes and is none of the kinds with pods.
    BuiltIn,
    /// Nothing.
    Nothing,
}

/// What is known of an object. One without an `apiVersion` is not looked up: many kinds of different
/// groups have the same name.
pub(super) fn knowledge(object: &Object<'_>) -> Knowledge {
    let (Some(group), Some(kind)) = (object.group(), object.kind) else {
        return if ["Secret", "ConfigMap"].contains(&object.kind.unwrap_or_default()) {
            Knowledge::NoImages
        } else {
            Knowledge::Nothing
        };
    };
    let mut kinds = table::KINDS.into_iter().flatten();
    if let Some(found) = kinds.find(|it| it.group == group && it.names.contains(&kind)) {
        return Knowledge::Images(found);
    }
    let is_none = |(other, kinds): &&(&str, &[&str])| {
        *other == group && (kinds.is_empty() || kinds.contains(&kind))
    };
    if table::NO_IMAGES.iter().any(|it| is_none(&it)) {
        Knowledge::NoImages
    } else if table::BUILT_IN_GROUPS.contains(&group) {
        Knowledge::BuiltIn
    } else {
        Knowledge::Nothing
    }
}

/// A node that a path leads to.
pub(super) struct Match {
    /// The node, an alias resolved.
    pub node: NodeId,
    /// The mapping that holds it, and its field there; `None` for an item of a list.
    pub field: Option<(NodeId, Field)>,
    pub path: String,
    /// The number in the nearest field `replicas` on the way.
    pub replicas: Option<u32>,
}

/// All nodes that a path leads to from a mapping on, in the order of the text.
pub(super) fn matches(tree: &Tree<'_>, from: NodeId, prefix: &str, path: &str) -> Vec<Match> {
    let mut found = vec![Match {
        node: tree.resolved(from),
        field: None,
        path: prefix.trim_end_matches('.').to_owned(),
        replicas: None,
    }];
    for segment in segments(path) {
        let key = segment.trim_end_matches("[]");
        found = found.iter().flat_map(|it| below(tree, it, key)).collect();
        for _ in 0..(segment.len() - key.len()) / "[]".len() {
            found = found.iter().flat_map(|it| items(tree, it)).collect();
        }
    }
    found
}

/// The keys of a path, each with the brackets behind it.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    let keys = path.split(move |char| {
        is_quoted ^= char == '`';
        char == '.' && !is_quoted
    });
    keys.map(|key| key.trim_matches('`'))
        .filter(|key| !key.is_empty())
}

fn below(tree: &Tree<'_>, from: &Match, key: &str) -> Vec<Match> {
    let dot = if from.path.is_empty() { "" } else { "." };
    let replicas = number(tree, tree.value(from.node, "replicas")).or(from.replicas);
    let fields = if key == "*" {
        tree.fields(from.node)
    } else {
        tree.field(from.node, key).into_iter().collect()
    };
    let found = fields.into_iter().filter_map(|field| {
        let name = tree.scalar(field.key)?;
        Some(Match {
            node: tree.resolved(field.value),
            field: Some((from.node, field)),
            path: format!("{}{dot}{name}", from.path),
            replicas,
        })
    });
    found.collect()
}

fn items(tree: &Tree<'_>, list: &Match) -> Vec<Match> {
    let items = tree.items(list.node).iter().enumerate();
    let found = items.map(|(index, item)| Match {
        node: tree.resolved(*item),
        field: None,
        path: format!("{}[{index}]", list.path),
        replicas: list.replicas,
    });
    found.collect()
}
