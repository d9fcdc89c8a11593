//! Pod specifications and images of an object whose kind is not known, by their shape.

use std::fmt::Write;

use imageref::Normalized;

use super::{
    image_fields::{ImageField, Parts, find_in_container, has_containers},
    pods::number,
    report::{FoundBy, Role},
};
use crate::yaml::{Field, NodeId, Tree};

/// Keys that hold no part of what is asked for.
const NOT_SEARCHED: [&str; 3] = ["status", "openAPIV3Schema", "managedFields"];

/// Fields that only a container has.
const OF_CONTAINERS: [&str; 5] = ["imagePullPolicy", "command", "args", "env", "ports"];

/// A pod specification that was found.
pub(super) struct FoundSpec {
    pub node: NodeId,
    pub path: String,
    /// The replicas that the object around it has.
    pub replicas: Option<u32>,
}

/// A search for pod specifications and images.
pub(super) struct Search<'a, 't> {
    pub tree: &'a Tree<'t>,
    /// Where the search is in its document, with a dot behind it.
    pub path: String,
    /// Whether single images are looked for, too.
    pub finds_images: bool,
    pub specs: Vec<FoundSpec>,
    pub images: Vec<ImageField>,
}

impl Search<'_, '_> {
    /// Looks at a node and what is below it; that is as deep as the tree at most. `count` is what
    /// the object that holds it says of its replicas.
    pub fn below(&mut self, node: NodeId, count: Option<u32>) {
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
        self.images_of(node);
        let spec = tree
            .value(node, "spec")
            .filter(|spec| has_containers(tree, *spec));
        if let Some(spec) = spec {
            let length = self.path.len();
            self.path.push_str("spec.");
            self.images_of(spec);
            self.path.truncate(length);
            self.specs.push(FoundSpec {
                node: spec,
                path: format!("{}spec", self.path),
                replicas: number(tree, tree.value(node, "replicas")).or(count),
            });
            return;
        }
        let length = self.path.len();
        let count = number(tree, tree.value(node, "replicas")).or(count);
        for (key, value) in tree.entries(node) {
            let is_nested = tree.is_mapping(value) || tree.is_list(value);
            let is_searched = is_nested && !tree.is_merge(key);
            let key = tree.scalar(key).filter(|_| is_searched);
            let Some(key) = key.filter(|key| !NOT_SEARCHED.contains(key)) else {
                continue;
            };
            self.path.push_str(key);
            if self.finds_images && has_containers(tree, value) {
                self.specs.push(FoundSpec {
                    node: tree.resolved(value),
                    path: self.path.clone(),
                    replicas: count,
                });
            } else {
                self.path.push('.');
                self.below(value, count);
            }
            self.path.truncate(length);
        }
    }

    /// The images that are in the fields of a mapping.
    fn images_of(&mut self, mapping: NodeId) {
        if !self.finds_images {
            return;
        }
        let tree = self.tree;
        for field in tree.fields(mapping) {
            let Some(key) = tree.scalar(field.key) else {
                continue;
            };
            let value = tree.resolved(field.value);
            let path = format!("{}{key}", self.path);
            if key == "image" && tree.is_mapping(value) {
                self.images
                    .extend(find_parts(tree, value, &path, &["repository", "name"]));
            } else if key == "images" && tree.is_mapping(value) {
                let named = tree.fields(value).into_iter();
                let images = named.filter(|it| is_image(tree, tree.resolved(it.value), true));
                self.images.extend(images.map(|field| {
                    let name = tree.scalar(field.key).unwrap_or_default();
                    single(tree, value, field, format!("{path}.{name}"))
                }));
            } else if key == "image" {
                let is_container = OF_CONTAINERS
                    .iter()
                    .any(|key| tree.value(mapping, key).is_some());
                if is_image(tree, value, !is_container) {
                    let container = path.trim_end_matches(".image");
                    let holders = find_in_container(
                        tree,
                        mapping,
                        container,
                        Role::Container,
                        FoundBy::Shape,
                    );
                    self.images.extend(holders.into_iter().map(|it| ImageField {
                        path: path.clone(),
                        ..it
                    }));
                }
            } else if is_key_of_image(key) && is_image(tree, value, true) {
                let parts = find_parts(tree, mapping, self.path.trim_end_matches('.'), &[key]);
                let holder = parts.unwrap_or_else(|| single(tree, mapping, field, path));
                self.images.push(holder);
            }
        }
    }
}

/// An image that a field of a mapping names.
fn single(tree: &Tree<'_>, mapping: NodeId, field: Field, path: String) -> ImageField {
    ImageField {
        node: tree.resolved(mapping),
        path,
        role: Role::Container,
        name: None,
        image: Some(field),
        policy: tree.field(mapping, "imagePullPolicy"),
        policy_key: None,
        parts: None,
        found_by: FoundBy::Shape,
    }
}

/// An image whose repository, in one of some fields, and tag are fields of a mapping.
fn find_parts(
    tree: &Tree<'_>,
    mapping: NodeId,
    path: &str,
    repository: &[&str],
) -> Option<ImageField> {
    let parts = Parts::new(tree, mapping, repository)?;
    let image = parts.image(|it| tree.scalar(it).map(str::to_owned));
    if !tree.is_masked && Normalized::parse(&image).is_err() {
        return None;
    }
    let repository = repository
        .iter()
        .find(|key| tree.value(mapping, key) == Some(parts.repository))?;
    let dot = if path.is_empty() { "" } else { "." };
    Some(ImageField {
        node: mapping,
        path: format!("{path}{dot}{repository}"),
        role: Role::Container,
        name: None,
        image: tree.field(mapping, repository),
        policy: tree
            .field(mapping, "pullPolicy")
            .or_else(|| tree.field(mapping, "imagePullPolicy")),
        policy_key: None,
        parts: Some(parts),
        found_by: FoundBy::Shape,
    })
}

/// Whether a key says that its value is an image: `baseImage`, `imageName`.
fn is_key_of_image(key: &str) -> bool {
    key.ends_with("Image") || key == "imageName" || key == "imageRef"
}

/// Whether a value can be an image. A single word can be much else, such as the image of a machine.
fn is_image(tree: &Tree<'_>, value: NodeId, needs_more_than_a_word: bool) -> bool {
    let Some(text) = tree.text_of(value) else {
        return false;
    };
    let is_name = text.contains("{{") || text.contains("${") || Normalized::parse(text).is_ok();
    let version = text.rsplit('/').next().unwrap_or(text);
    let is_more = version.contains([':', '@']) || text.matches('/').count() > 1;
    is_name && (is_more || !needs_more_than_a_word)
}
