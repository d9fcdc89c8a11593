//! A manifest for a link: the same text without what must not get into one.

use std::collections::{BTreeMap, HashSet};

use super::{
    edits::{self, Edit},
    layout::Layout,
    sites::Notation,
};
use crate::{
    diagnostic::Span,
    image::without_user_info,
    yaml::{Limits, NodeId, Reading, ScalarStyle, ScalarType, Tree},
};

/// What stands in the place of a value.
const MASK: &str = "***";

/// Holds the values of an object as kubectl sent it last, Secrets included.
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// The fields of a Secret or ConfigMap that hold no value.
const NO_VALUES: [&str; 5] = ["apiVersion", "kind", "metadata", "type", "immutable"];

/// The text with these values masked: those of Secrets and ConfigMaps, of the variables of
/// containers, the annotation with the configuration applied last, and user and password before
/// the host of an image.
/// Comments of a document in which something is masked are emptied: old values are kept in them.
///
/// Empty where the text, or a part of it, cannot be read: nobody knows then what is in it.
pub fn without_secrets(text: &str) -> String {
    let reading = Reading::of(text, Limits::MANIFESTS);
    if !reading.errors.is_empty() {
        return String::new();
    }
    let tree = reading.tree;
    let mut mask = Mask {
        tree: &tree,
        layout: Layout::new(&tree),
        masked: HashSet::new(),
        edits: BTreeMap::new(),
    };
    for document in &tree.documents {
        mask.below(*document);
    }
    let places: Vec<Span> = mask.edits.values().map(|edit| edit.span).collect();
    for comment in tree.comments_beside(&places) {
        mask.add(Edit::replacement(comment, "#"));
    }
    edits::apply(text, mask.edits.values()).unwrap_or_default()
}

struct Mask<'a, 't> {
    tree: &'a Tree<'t>,
    layout: Layout<'a, 't>,
    /// Whatever is masked with all that is below it.
    masked: HashSet<NodeId>,
    /// The edits by the place where they begin.
    edits: BTreeMap<usize, Edit>,
}

impl Mask<'_, '_> {
    /// Looks at every node as written: what an alias means is written somewhere, too.
    fn below(&mut self, node: NodeId) {
        let tree = self.tree;
        if tree.resolved(node) != node {
            return;
        }
        for item in tree.items(node) {
            self.below(*item);
        }
        let kind = tree.text_at(node, &["kind"]);
        let holds_values = matches!(kind, Some("Secret" | "ConfigMap"));
        for (key, value) in tree.entries(node) {
            match tree.scalar(key).unwrap_or_default() {
                // While a manifest is typed its values can stand at a wrong place: what could be
                // one is masked anywhere.
                "data" | "stringData" | "binaryData" | "value" | LAST_APPLIED => self.all(value),
                key if holds_values && !NO_VALUES.contains(&key) => self.all(value),
                "env" if !tree.is_list(value) => self.all(value),
                "image" | "reference" => self.image(value),
                _ => {}
            }
            self.below(key);
            self.below(value);
        }
    }

    /// Masks every scalar of a node, also through aliases.
    fn all(&mut self, node: NodeId) {
        let tree = self.tree;
        let node = tree.resolved(node);
        if !self.masked.insert(node) {
            return;
        }
        for item in tree.items(node) {
            self.all(*item);
        }
        for (key, value) in tree.entries(node) {
            // While a value is typed it can stand where a key belongs.
            if tree.scalar_type(value) == ScalarType::Null {
                self.mask(key);
            }
            self.all(value);
        }
        if tree.scalar(node).is_some() {
            self.mask(node);
        }
    }

    /// An image; custom resources also have lists and mappings of its parts.
    fn image(&mut self, value: NodeId) {
        let tree = self.tree;
        for item in tree.items(value) {
            self.image(*item);
        }
        for (_, part) in tree.entries(value) {
            self.image(part);
        }
        let Some(image) = tree.text_of(value) else {
            return;
        };
        let name = without_user_info(image);
        if name != image {
            match self.layout.scalar(value) {
                // The line end of a block stands behind its line already.
                Some(site) if site.notation == Notation::Line => {
                    self.add(site.written(name.trim_end()));
                }
                Some(site) => self.add(site.written(&name)),
                None => self.all(value),
            }
        }
    }

    fn mask(&mut self, scalar: NodeId) {
        let span = self.tree.span(scalar);
        if span.start == span.end {
            return;
        }
        // Lines of a block need no quotes; elsewhere a star would begin an alias.
        let mask = match self.tree.scalar_style(scalar) {
            Some(ScalarStyle::Literal | ScalarStyle::Folded) => MASK.to_owned(),
            _ => format!("\"{MASK}\""),
        };
        self.add(Edit::replacement(span, mask));
    }

    fn add(&mut self, edit: Edit) {
        self.edits.insert(edit.span.start, edit);
    }
}
