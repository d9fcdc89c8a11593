//! The objects of a text: those of its documents, those in a List, and those that another object
//! holds.

use super::kinds::{self, Knowledge, Place};
use crate::yaml::{NodeId, Tree};

/// An object of Kubernetes.
#[derive(Clone, Debug)]
pub(crate) struct Object<'a> {
    pub node: NodeId,
    /// An index of the documents.
    pub document: usize,
    /// Where it is in its document: empty, or `items[2].` of a List.
    pub path: String,
    pub api_version: Option<&'a str>,
    pub kind: Option<&'a str>,
    pub name: Option<&'a str>,
    pub namespace: Option<&'a str>,
    /// Whether another object holds it, so that it is not stored by itself.
    pub is_held: bool,
}

impl<'a> Object<'a> {
    pub fn read(tree: &'a Tree<'_>, node: NodeId, document: usize, path: String) -> Self {
        Self {
            node,
            document,
            path,
            api_version: header(tree, node, "apiVersion"),
            kind: header(tree, node, "kind"),
            name: tree.text_at(node, &["metadata", "name"]),
            namespace: tree.text_at(node, &["metadata", "namespace"]),
            is_held: false,
        }
    }

    /// The group of its `apiVersion`; the core group is `v1`.
    pub fn group(&self) -> Option<&'a str> {
        let version = self.api_version?;
        Some(version.split_once('/').map_or(version, |(group, _)| group))
    }

    /// Whether it is of one of the kinds that come with Kubernetes. Without an `apiVersion` the
    /// kind alone says so.
    pub fn is(&self, groups: &[&str], kind: &str) -> bool {
        self.kind == Some(kind) && self.group().is_none_or(|group| groups.contains(&group))
    }
}

/// A field of an object's header, which the API server finds in any case: it is read before the object
/// is decoded.
fn header<'a>(tree: &'a Tree<'_>, node: NodeId, field: &str) -> Option<&'a str> {
    if tree.value(node, field).is_some() {
        return tree.text_at(node, &[field]);
    }
    let mut fields = tree.entries(node).filter_map(|(key, _)| tree.scalar(key));
    let other = fields.rfind(|key| key.eq_ignore_ascii_case(field))?;
    tree.text_at(node, &[other])
}

/// Calls `each` with every object of the text, in its order, until it answers false.
pub(super) fn for_each<'a>(tree: &'a Tree<'_>, mut each: impl FnMut(Object<'a>) -> bool) {
    for (document, root) in tree.documents.iter().enumerate() {
        let object = Object::read(tree, *root, document, String::new());
        if !visit(tree, object, &mut each) {
            return;
        }
    }
}

/// Calls `each` with the object and those that it holds, or with those in it if it is a List, until it
/// answers false. Objects in objects are as deep as the tree at most.
pub(crate) fn visit<'a>(
    tree: &'a Tree<'_>,
    object: Object<'a>,
    each: &mut impl FnMut(Object<'a>) -> bool,
) -> bool {
    let is_list = object.kind.is_some_and(|kind| kind.ends_with("List"));
    if let Knowledge::Images(kind) = kinds::knowledge(&object) {
        for place in kind.places {
            let Place::Objects(path) = place else {
                continue;
            };
            for found in kinds::matches(tree, object.node, &object.path, path) {
                let path = format!("{}.", found.path);
                let inner = Object {
                    is_held: true,
                    ..Object::read(tree, found.node, object.document, path)
                };
                if tree.is_mapping(found.node) && !visit(tree, inner, each) {
                    return false;
                }
            }
        }
    }
    let items = tree.value(object.node, "items").filter(|_| is_list);
    let Some(items) = items.filter(|items| tree.is_list(*items)) else {
        return each(object);
    };
    let [api_version, kind] = of_items(&object);
    tree.items(items).iter().enumerate().all(|(index, item)| {
        let path = format!("{}items[{index}].", object.path);
        let mut item = Object {
            is_held: object.is_held,
            ..Object::read(tree, tree.resolved(*item), object.document, path)
        };
        if kind.is_some() && (item.kind.is_none() || item.api_version.is_none()) {
            (item.api_version, item.kind) = (api_version, kind);
        }
        visit(tree, item, each)
    })
}

/// What items of a list are that do not say so themselves: those of a `PodList` are Pods
/// (kubernetes/apimachinery pkg/apis/meta/v1/unstructured/helpers.go, `decodeToList`).
fn of_items<'a>(list: &Object<'a>) -> [Option<&'a str>; 2] {
    let kind = list.kind.and_then(|it| it.strip_suffix("List"));
    [list.api_version, kind.filter(|it| !it.is_empty())]
}
