//! Where images are: in the containers and volumes of a pod specification, and in the fields of
//! custom resources.

use super::{
    kinds::{self, Place},
    objects::Object,
    report::{FoundBy, Role},
};
use crate::yaml::{Field, NodeId, ScalarType, Tree};

/// A place where an image can be.
pub(super) struct ImageField {
    /// The mapping that has the fields.
    pub node: NodeId,
    /// The field of the image in its document: `spec.containers[0].image`.
    pub path: String,
    pub role: Role,
    /// The name of the container or volume.
    pub name: Option<NodeId>,
    pub image: Option<Field>,
    pub policy: Option<Field>,
    /// The field of the policy; `None` where the mapping has no such field.
    pub policy_key: Option<&'static str>,
    /// The parts of an image that is written in several fields.
    pub parts: Option<Parts>,
    pub found_by: FoundBy,
}

/// The parts of an image such as the values of a chart have them.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    pub registry: Option<NodeId>,
    pub repository: NodeId,
    pub tag: Option<NodeId>,
    pub digest: Option<NodeId>,
}

impl Parts {
    /// The parts that a mapping has, the repository in one of some fields; `None` where it has no
    /// repository and tag.
    pub fn new(tree: &Tree<'_>, mapping: NodeId, repository: &[&str]) -> Option<Self> {
        let part = |key: &str| {
            let part = tree.value(mapping, key)?;
            tree.scalar(part).filter(|it| !it.is_empty())?;
            Some(part)
        };
        let repository = repository.iter().find_map(|key| part(key))?;
        tree.text_of(repository)?;
        let parts = Self {
            registry: part("registry"),
            repository,
            tag: part("tag"),
            digest: part("digest"),
        };
        (parts.tag.is_some() || parts.digest.is_some()).then_some(parts)
    }

    /// The image that the parts make, each read by `text`.
    pub fn image(&self, text: impl Fn(NodeId) -> Option<String>) -> String {
        let mut image = String::new();
        for (before, part) in [
            ("", self.registry),
            ("/", Some(self.repository)),
            (":", self.tag),
            ("@", self.digest),
        ] {
            let part = part.and_then(&text).unwrap_or_default();
            if !part.is_empty() {
                if !image.is_empty() {
                    image.push_str(before);
                }
                image.push_str(&part);
            }
        }
        image
    }
}

/// Schemes before the name of an image that something other than a kubelet pulls.
pub(super) const SCHEMES: [&str; 2] = ["oci://", "docker://"];

/// Whether a reference can be an image: `s3://models/a` and `https://example.com/filter.wasm` are files.
fn is_image_url(tree: &Tree<'_>, value: NodeId) -> bool {
    let text = tree.scalar(value).unwrap_or_default();
    !text.contains("://") || SCHEMES.iter().any(|it| text.starts_with(it))
}

/// The places of a pod specification: init containers, containers, ephemeral containers, volumes.
pub(super) fn find_in_pod(
    tree: &Tree<'_>,
    pod: NodeId,
    path: &str,
    found_by: FoundBy,
) -> Vec<ImageField> {
    let mut holders = Vec::new();
    let items = |list: &str| {
        let items = tree
            .value(pod, list)
            .map_or(&[][..], |list| tree.items(list));
        let items = items.iter().map(|item| tree.resolved(*item)).enumerate();
        // Null is an entry without any field.
        items.filter(|(_, item)| {
            tree.is_mapping(*item) || tree.scalar_type(*item) == ScalarType::Null
        })
    };
    for list in ["initContainers", "containers", "ephemeralContainers"] {
        for (index, node) in items(list) {
            let role = match list {
                "initContainers" if tree.text_at(node, &["restartPolicy"]) == Some("Always") => {
                    Role::Sidecar
                }
                "initContainers" => Role::Init,
                "containers" => Role::Container,
                _ => Role::Ephemeral,
            };
            let path = format!("{path}.{list}[{index}]");
            holders.extend(find_in_container(tree, node, &path, role, found_by));
        }
    }
    holders.extend(items("volumes").filter_map(|(index, volume)| {
        let node = tree.value(volume, "image")?;
        tree.is_mapping(node).then(|| ImageField {
            node,
            path: format!("{path}.volumes[{index}].image.reference"),
            role: Role::Volume,
            name: tree.value(volume, "name"),
            image: tree.field(node, "reference"),
            policy: tree.field(node, "pullPolicy"),
            policy_key: Some("pullPolicy"),
            parts: None,
            found_by,
        })
    }));
    holders
}

/// A container. One that a template writes with several images, one for each of its branches, has
/// as many places.
pub(super) fn find_in_container(
    tree: &Tree<'_>,
    node: NodeId,
    path: &str,
    role: Role,
    found_by: FoundBy,
) -> Vec<ImageField> {
    let own = |key: &'static str| {
        let entries = tree.entries(node);
        let named = entries.filter(move |(name, _)| tree.scalar(*name) == Some(key));
        named.map(|(key, value)| Field {
            key,
            value,
            is_own: true,
        })
    };
    let counts = tree.field(node, "image");
    // Of a key that appears twice the last one counts; the branches of a template are all shown.
    let others =
        own("image").filter(|it| tree.is_masked && Some(it.key) != counts.map(|it| it.key));
    let images = others.map(Some).chain([counts]);
    images
        .map(|image| ImageField {
            node,
            path: format!("{path}.image"),
            role,
            name: tree.value(node, "name"),
            image,
            policy: tree.field(node, "imagePullPolicy"),
            policy_key: Some("imagePullPolicy"),
            parts: None,
            found_by,
        })
        .collect()
}

/// The images of a place of a known kind, pod specifications left out.
pub(super) fn find_in_place(
    tree: &Tree<'_>,
    object: &Object<'_>,
    place: &Place,
) -> Vec<ImageField> {
    let matches = |path| kinds::matches(tree, object.node, &object.path, path);
    match place {
        Place::Pods(_) | Place::PullSecrets(_) | Place::Objects(_) => Vec::new(),
        Place::Container {
            path,
            role,
            shared_policy,
        } => {
            let containers = matches(path).into_iter();
            let has_image = |it: &kinds::Match| tree.value(it.node, "image").is_some();
            let mut holders: Vec<ImageField> = containers
                .filter(has_image)
                .flat_map(|it| find_in_container(tree, it.node, &it.path, *role, FoundBy::Kind))
                .collect();
            let shared = matches(shared_policy);
            for holder in &mut holders {
                // Of the task that the container is in, where there are several.
                let is_its_own = |it: &&kinds::Match| {
                    let list = it.path.rfind(']').map_or(0, |at| at + 1);
                    it.path[..list].is_empty() || holder.path.starts_with(&it.path[..list])
                };
                let shared = shared.iter().find(is_its_own);
                let shared = shared.and_then(|it| it.field).map(|(_, field)| field);
                holder.policy = holder.policy.or(shared);
            }
            holders
        }
        Place::Image { path, role, policy } => {
            let is_path = policy.contains('.');
            let shared = is_path.then(|| matches(policy).pop()).flatten();
            let shared = shared.and_then(|it| it.field).map(|(_, field)| field);
            let images = matches(path).into_iter();
            let holders = images.filter_map(|found| {
                let (node, image) = found.field?;
                if *role == Role::Reference && !is_image_url(tree, image.value) {
                    return None;
                }
                let own = (!is_path && !policy.is_empty()).then(|| tree.field(node, policy));
                Some(ImageField {
                    node,
                    path: found.path,
                    role: *role,
                    name: tree
                        .value(node, "name")
                        .filter(|it| tree.scalar(*it).is_some()),
                    image: Some(image),
                    policy: own.flatten().or(shared),
                    policy_key: Some(*policy).filter(|it| !is_path && !it.is_empty()),
                    parts: None,
                    found_by: FoundBy::Kind,
                })
            });
            holders.collect()
        }
        Place::DockerImage(path) => {
            let images = matches(path).into_iter();
            let is_image =
                |it: &kinds::Match| tree.text_at(it.node, &["kind"]) == Some("DockerImage");
            let holders = images.filter(is_image).map(|found| ImageField {
                node: found.node,
                path: format!("{}.name", found.path),
                role: Role::Reference,
                name: None,
                image: tree.field(found.node, "name"),
                policy: None,
                policy_key: None,
                parts: None,
                found_by: FoundBy::Kind,
            });
            holders.collect()
        }
    }
}

/// Whether a pod specification looks like one: a list of mappings with images, or with names.
pub(super) fn has_containers(tree: &Tree<'_>, spec: NodeId) -> bool {
    let Some(containers) = tree.value(spec, "containers") else {
        return false;
    };
    let items = tree.items(containers);
    let all_are_mappings = items.iter().all(|item| tree.is_mapping(*item));
    let has = |key: &str| {
        let has = |item: &NodeId| {
            tree.value(*item, key)
                .is_some_and(|it| tree.scalar(it).is_some())
        };
        items.iter().any(has)
    };
    all_are_mappings && (has("image") || has("name"))
}
