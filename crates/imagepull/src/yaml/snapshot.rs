//! What is kept of a text, so that the next one is read only where it differs.
//!
//! A piece is read by itself, so what was read of it holds wherever it is in a text; only the
//! places and indexes have to be moved. The exception is the last piece: an error at its end is
//! shown at another character than one before a `---`. A last piece is therefore compared with a
//! last piece only.

use super::{
    Content, Error, Limits, Node, NodeId, Tree, Value,
    build::Builder,
    documents::{Braces, Reader, Reading},
    limits::MAX_DOCUMENTS,
    pieces::{cuts, following_line, is_json},
};
use crate::diagnostic::Span;

/// What is kept is always of manifests.
const LIMITS: Limits = Limits::MANIFESTS;

/// How much is read up to the beginning of a piece.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark {
    /// The place in the text.
    pub at: usize,
    pub nodes: usize,
    pub members: usize,
    pub documents: usize,
    pub errors: usize,
    /// How many documents are begun.
    pub begun: usize,
    /// See [`Builder::taken`].
    pub taken: u32,
}

impl Mark {
    /// Whether no bound of the whole text is reached: then no piece bears on another.
    fn is_within_bounds(&self) -> bool {
        self.taken <= LIMITS.nodes && self.begun <= MAX_DOCUMENTS
    }
}

/// A text and what was read of it.
#[derive(Debug)]
pub(crate) struct Snapshot {
    text: String,
    documents: Vec<NodeId>,
    nodes: Vec<Node>,
    members: Vec<NodeId>,
    errors: Vec<Error>,
    /// One before each piece, and one behind the last.
    marks: Vec<Mark>,
}

impl<'t> Reading<'t> {
    /// Reads a manifest with the help of what is kept of the one before it. `watch` is called with how many bytes
    /// are read, where it is read from its beginning.
    pub fn after(
        memory: Option<Snapshot>,
        text: &'t str,
        braces: Braces,
        watch: &mut dyn FnMut(usize),
    ) -> Self {
        // JSON is read as a whole.
        let is_apart = text.len() > LIMITS.bytes || is_json(text);
        let again = memory
            .filter(|_| !is_apart)
            .and_then(|memory| memory.read(text, &cuts(text)));
        again.map_or_else(
            || Self::watched(text, LIMITS, braces, watch),
            Reader::into_reading,
        )
    }

    /// What is kept of it: nothing where a bound of the whole text is reached.
    pub fn into_memory(self) -> Option<Snapshot> {
        let last = self.marks.last()?;
        (self.marks.len() > 1 && last.is_within_bounds()).then(|| Snapshot {
            text: self.tree.text.to_owned(),
            documents: self.tree.documents,
            nodes: self.tree.nodes,
            members: self.tree.members,
            errors: self.errors,
            marks: self.marks,
        })
    }
}

impl Snapshot {
    /// Reads a text anew between the pieces at the front and at the back that it shares with this
    /// one. `None` where it has to be read as a whole.
    fn read<'t>(mut self, text: &'t str, cuts: &[usize]) -> Option<Reader<'t>> {
        let (front, back) = self.shared(text, cuts)?;
        let first = self.marks[front];
        let behind = self.marks.split_off(self.marks.len() - 1 - back);
        let from = behind[0];
        let tail = Snapshot {
            text: String::new(),
            documents: self.documents.split_off(from.documents),
            nodes: self.nodes.split_off(from.nodes),
            members: self.members.split_off(from.members),
            errors: self.errors.split_off(from.errors),
            marks: behind,
        };
        self.documents.truncate(first.documents);
        self.nodes.truncate(first.nodes);
        self.members.truncate(first.members);
        self.errors.truncate(first.errors);
        self.marks.truncate(front);
        let mut reader = Reader {
            tree: Tree {
                is_masked: false,
                text,
                documents: self.documents,
                nodes: self.nodes,
                members: self.members,
            },
            builder: Builder::behind(first.taken, LIMITS),
            errors: self.errors,
            begun: first.begun,
            marks: self.marks,
        };
        let end = cuts.len() - 1 - back;
        reader.read(&cuts[front..=end]);
        let here = reader.mark(cuts[end]);
        tail.append_to(&mut reader, here)?;
        Some(reader)
    }

    /// How many pieces at the front and at the back are the same in another text.
    fn shared(&self, text: &str, cuts: &[usize]) -> Option<(usize, usize)> {
        let (old, new) = (self.marks.len() - 1, cuts.len().checked_sub(1)?);
        let is_same = |old: usize, new: usize| {
            let (old, new) = (
                self.marks[old].at..self.marks[old + 1].at,
                cuts[new]..cuts[new + 1],
            );
            let is_spoilt = text[new.clone()].ends_with("---");
            self.text[old.clone()] == text[new.clone()]
                // The error for a bad separator is behind it.
                && (!is_spoilt
                    || following_line(&self.text, old.end) == following_line(text, new.end))
        };
        let most = old.min(new);
        let starts_alike = self.marks[0].at == cuts[0];
        let front = (0..most.saturating_sub(1)).take_while(|it| starts_alike && is_same(*it, *it));
        let front = front.count();
        let back = (1..=most - front).take_while(|it| is_same(old - it, new - it));
        Some((front, back.count()))
    }

    /// Puts what was read from the first mark on behind what is read up to another one. `None`
    /// where both together reach a bound.
    fn append_to(self, reader: &mut Reader<'_>, here: Mark) -> Option<()> {
        let from = self.marks[0];
        let moved = Rebase {
            text: (from.at, here.at),
            nodes: (from.nodes, here.nodes),
            members: (from.members, here.members),
        };
        let marks = self.marks.iter().map(|mark| Mark {
            at: shift(mark.at, moved.text),
            nodes: shift(mark.nodes, moved.nodes),
            members: shift(mark.members, moved.members),
            documents: shift(mark.documents, (from.documents, here.documents)),
            errors: shift(mark.errors, (from.errors, here.errors)),
            begun: shift(mark.begun, (from.begun, here.begun)),
            taken: (mark.taken - from.taken).saturating_add(here.taken),
        });
        reader.marks.extend(marks);
        reader.marks.last().filter(|it| it.is_within_bounds())?;
        let tree = &mut reader.tree;
        let ids = |ids: Vec<NodeId>| ids.into_iter().map(|id| moved.id(id));
        tree.documents.extend(ids(self.documents));
        tree.members.extend(ids(self.members));
        let nodes = self.nodes.into_iter().map(|node| moved.node(node));
        tree.nodes.extend(nodes);
        let errors = self.errors.into_iter().map(|error| Error {
            span: error.span.map(|span| moved.span(span)),
            ..error
        });
        reader.errors.extend(errors);
        Some(())
    }
}

/// Where something began, and where it begins now.
type Beginnings = (usize, usize);

fn shift(value: usize, (from, to): Beginnings) -> usize {
    value - from + to
}

/// How what was read of some pieces is moved.
struct Rebase {
    text: Beginnings,
    nodes: Beginnings,
    members: Beginnings,
}

impl Rebase {
    fn id(&self, id: NodeId) -> NodeId {
        NodeId(shift(id.0, self.nodes))
    }

    fn span(&self, span: Span) -> Span {
        Span {
            start: shift(span.start, self.text),
            end: shift(span.end, self.text),
        }
    }

    fn node(&self, mut node: Node) -> Node {
        node.span = self.span(node.span);
        match &mut node.content {
            Content::Scalar {
                value: Value::Written(span),
                ..
            } => *span = self.span(*span),
            Content::Sequence { members } | Content::Mapping { members, .. } => {
                members.start = shift(members.start, self.members);
                members.end = shift(members.end, self.members);
            }
            Content::Alias(target) => *target = self.id(*target),
            Content::Scalar { .. } | Content::Open => {}
        }
        node
    }
}
