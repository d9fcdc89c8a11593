//! Whether a repair does what it says: the text is read again with it, and nothing but the fields of one
//! mapping or list has changed. What would change more, or nothing, is not offered.

use std::collections::BTreeMap;

use super::{
    edits::{self, Edit, EditFix},
    report::ManifestReport,
};
use crate::{
    diagnostic::Span,
    yaml::{Limits, NodeId, Reading, ScalarType, Tree},
};

/// So much is read again of a text, in bytes: a large document with many findings would be read
/// thousands of times. What is beyond that is offered unread.
const MAX_BYTES: usize = 1 << 20;

/// Values and keys of a document that are compared.
const MAX_NODES: usize = 50_000;

/// Leaves out of a report the repairs that do not do what they say.
pub(super) fn check(tree: &Tree<'_>, report: &mut ManifestReport) {
    let mut checks = Checks {
        tree,
        pieces: tree.pieces(),
        bytes_left: MAX_BYTES,
    };
    let of_images = report.images.iter_mut().flat_map(|it| &mut it.findings);
    for finding in of_images.chain(&mut report.diagnostics) {
        finding.fixes.retain(|fix| checks.is_sound(fix));
    }
}

struct Checks<'a, 't> {
    tree: &'a Tree<'t>,
    /// Where the pieces of the text begin, and where the last ends.
    pieces: Vec<usize>,
    bytes_left: usize,
}

impl Checks<'_, '_> {
    fn is_sound(&mut self, fix: &EditFix) -> bool {
        let Some(piece) = self.piece(fix) else {
            return true;
        };
        let length = piece.end - piece.start;
        let Some(left) = self.bytes_left.checked_sub(length) else {
            return true;
        };
        self.bytes_left = left;
        let text = self.tree.written(piece);
        let moved: Vec<Edit> = fix
            .edits
            .iter()
            .map(|edit| Edit {
                span: Span {
                    start: edit.span.start - piece.start,
                    end: edit.span.end - piece.start,
                },
                text: edit.text.clone(),
            })
            .collect();
        let Ok(changed) = edits::apply(text, &moved) else {
            return false;
        };
        let new = Reading::new(&changed, Limits::MANIFESTS);
        let documents = &self.tree.documents;
        let place = |at| documents.partition_point(|it| self.tree.span(*it).start < at);
        let old = &documents[place(piece.start)..place(piece.end)];
        if old.is_empty() {
            return new.errors.is_empty();
        }
        if old.len() != new.tree.documents.len() {
            return false;
        }
        let mut comparison = Comparison {
            old: self.tree,
            new: &new.tree,
            changed: 0,
            nodes_left: MAX_NODES,
        };
        let mut documents = old.iter().zip(&new.tree.documents);
        let is_same = documents.all(|(old, new)| comparison.is_same(*old, *new));
        is_same && comparison.changed == 1
    }

    /// The piece in which all edits of a repair are.
    fn piece(&self, fix: &EditFix) -> Option<Span> {
        let start = fix.edits.iter().map(|edit| edit.span.start).min()?;
        let end = fix.edits.iter().map(|edit| edit.span.end).max()?;
        let behind = self.pieces.partition_point(|it| *it <= start);
        let behind = behind.min(self.pieces.len().checked_sub(1)?);
        let piece = Span {
            start: *self.pieces.get(behind.checked_sub(1)?)?,
            end: self.pieces[behind],
        };
        (end <= piece.end).then_some(piece)
    }
}

/// A document before and after a repair.
struct Comparison<'a, 'o, 'n> {
    old: &'a Tree<'o>,
    new: &'a Tree<'n>,
    /// Mappings and lists of which a field or item has changed.
    changed: usize,
    nodes_left: usize,
}

impl Comparison<'_, '_, '_> {
    /// Whether two nodes are both nested, or equal scalars.
    fn is_same(&mut self, old: NodeId, new: NodeId) -> bool {
        if self.changed > 1 || self.nodes_left == 0 {
            return true;
        }
        self.nodes_left -= 1;
        if self.old.is_mapping(old) && self.new.is_mapping(new) {
            self.mapping(old, new);
            return true;
        }
        if self.old.is_list(old) && self.new.is_list(new) {
            let (old, new) = (self.old.items(old), self.new.items(new));
            let mut is_same = old.len() == new.len();
            for (old, new) in old.iter().zip(new) {
                is_same &= self.is_same(*old, *new);
            }
            self.changed += usize::from(!is_same);
            return true;
        }
        let (old_type, new_type) = (self.old.scalar_type(old), self.new.scalar_type(new));
        old_type == new_type
            && old_type != ScalarType::Nested
            && self.old.scalar(old) == self.new.scalar(new)
    }

    fn mapping(&mut self, old: NodeId, new: NodeId) {
        let (old, new) = (values(self.old, old), values(self.new, new));
        let mut is_same = old.len() == new.len();
        for (name, old) in old {
            is_same &= match new.get(name) {
                Some(new) => self.is_same(old, *new),
                None => false,
            };
        }
        self.changed += usize::from(!is_same);
    }
}

/// What the fields of a mapping hold.
fn values<'a>(tree: &'a Tree<'_>, mapping: NodeId) -> BTreeMap<&'a str, NodeId> {
    let fields = tree.fields(mapping).into_iter();
    fields
        .filter_map(|field| Some((tree.scalar(field.key)?, field.value)))
        .collect()
}
