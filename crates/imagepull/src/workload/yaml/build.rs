//! The tree of one document from the events of the parser, within bounds: a small text can stand
//! for a huge one (an alias stands for all that its anchor marks), or be nested without end.

use std::collections::HashMap;

use yaml_events::{Event, ScalarStyle, Span as ParserSpan};

use super::{Content, Node, NodeId, Tree, Value};
use crate::diagnostic::Span;

/// So many values and keys are read of a text, those that aliases stand for included. A manifest
/// of 1 MiB has about 80 000.
pub(super) const MOST_NODES: u32 = 250_000;

/// So deep lists and mappings may stand in each other. A CronJob has eight levels down to the
/// fields of a container.
pub(super) const DEEPEST: u32 = 100;

/// Why a document is given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// More than [`MOST_NODES`] in what is written.
    Nodes,
    /// More than [`MOST_NODES`] in what aliases stand for.
    Aliases,
    /// More than [`DEEPEST`].
    Depth,
    /// An alias stands within what its anchor marks.
    Cycle,
}

/// A document that is being read.
#[derive(Debug, Default)]
pub(super) struct Builder {
    /// Lists and mappings that are not read to their end, the outermost first.
    open: Vec<Open>,
    /// The members read so far of all of them.
    pending: Vec<NodeId>,
    anchors: HashMap<usize, NodeId>,
    /// Sum of the weights of the documents that are read, of this text.
    weight: u32,
    /// Sum of the weights of all that was ever taken: documents that were given up count too.
    taken: u32,
    /// What `weight` was before this document.
    weight_before: u32,
    /// Where the nodes and members of this document begin.
    first: (usize, usize),
    root: Option<NodeId>,
}

#[derive(Debug)]
struct Open {
    id: NodeId,
    /// Its first member in `pending`.
    members: usize,
    /// Whether it has brackets or braces: those have a width, the start of a block has none.
    has_brackets: bool,
}

impl Builder {
    /// A builder for what is behind documents of which so much was taken.
    pub fn behind(taken: u32) -> Self {
        Self {
            weight: taken,
            taken,
            ..Self::default()
        }
    }

    /// How much was taken of all documents. Up to [`MOST_NODES`] no document can have been given
    /// up for the sake of another.
    pub fn taken(&self) -> u32 {
        self.taken
    }

    /// The document that is read to its end, if there is one.
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    /// Whether nothing of a document is read yet.
    pub fn is_between_documents(&self) -> bool {
        self.root.is_none() && self.open.is_empty()
    }

    /// Begins the next document.
    pub fn begin(&mut self, tree: &Tree<'_>) {
        self.open.clear();
        self.pending.clear();
        self.anchors.clear();
        self.weight_before = self.weight;
        self.first = (tree.nodes.len(), tree.members.len());
        self.root = None;
    }

    /// Forgets what is read of a document that cannot be read to its end.
    pub fn give_up(&mut self, tree: &mut Tree<'_>) {
        tree.nodes.truncate(self.first.0);
        tree.members.truncate(self.first.1);
        self.weight = self.weight_before;
        self.begin(tree);
    }

    /// Takes an event. `base` is where the text that the parser reads begins in the whole text.
    pub fn take(
        &mut self,
        tree: &mut Tree<'_>,
        event: Event<'_>,
        place: &ParserSpan,
        base: usize,
    ) -> Result<(), (Bound, Span)> {
        let span = span_of(place, base);
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                let span = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => trimmed(tree.text, span),
                    // A value that is not there: the parser puts it before the colon.
                    ScalarStyle::Plain if span.start == span.end => behind_colon(tree.text, span),
                    _ => span,
                };
                let is_tagged_text = tag.is_some_and(|tag| tag.is_yaml_core_schema_tag("str"));
                let content = Content::Scalar {
                    value: Value::of(value, tree.text, span),
                    style,
                    is_tagged_text,
                };
                let id = self.add(tree, span, content, (1, 0), anchor)?;
                self.pending.push(id);
            }
            Event::Alias(anchor) => {
                let target = self.anchors.get(&anchor).copied();
                let target = target.ok_or((Bound::Cycle, span))?;
                let node = tree.node(target);
                if matches!(node.content, Content::Open) {
                    return Err((Bound::Cycle, span));
                }
                let size = (node.weight.saturating_add(1), node.height);
                let id = self.add(tree, span, Content::Alias(target), size, 0)?;
                self.pending.push(id);
            }
            Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _) => {
                self.open(tree, span, anchor)?;
            }
            Event::SequenceEnd => self.close(tree, span, false)?,
            Event::MappingEnd => self.close(tree, span, true)?,
            _ => {}
        }
        if self.open.is_empty() && self.root.is_none() {
            self.root = self.pending.pop();
        }
        Ok(())
    }

    fn open(
        &mut self,
        tree: &mut Tree<'_>,
        span: Span,
        anchor: usize,
    ) -> Result<(), (Bound, Span)> {
        if self.open.len() >= DEEPEST as usize {
            return Err((Bound::Depth, span));
        }
        let id = self.add(tree, span, Content::Open, (1, 0), anchor)?;
        self.open.push(Open {
            id,
            members: self.pending.len(),
            has_brackets: span.start < span.end,
        });
        Ok(())
    }

    fn close(
        &mut self,
        tree: &mut Tree<'_>,
        end: Span,
        is_mapping: bool,
    ) -> Result<(), (Bound, Span)> {
        let Some(Open { id, members, .. }) = self.open.pop() else {
            return Ok(());
        };
        let (mut weight, mut height) = (1_u32, 0);
        let mut last = tree.span(id);
        for member in &self.pending[members..] {
            let node = tree.node(*member);
            weight = weight.saturating_add(node.weight);
            height = height.max(node.height);
            last = node.span;
        }
        // Brackets have a width, the end of a block has none: there the last member ends it.
        let has_brackets = end.start < end.end;
        // The pair of `[a: b]` is a mapping without braces, in a line that takes no further one.
        let is_flow = has_brackets || self.open.last().is_some_and(|it| it.has_brackets);
        let start = tree.span(id).start;
        if height + 1 > DEEPEST {
            return Err((Bound::Depth, Span { start, ..last }));
        }
        let first = tree.members.len();
        tree.members.extend(self.pending.drain(members..));
        let range = first..tree.members.len();
        let node = &mut tree.nodes[id.0];
        node.span.end = if has_brackets { end.end } else { last.end };
        node.weight = weight;
        node.height = height + 1;
        node.content = if is_mapping {
            Content::Mapping {
                members: range,
                is_flow,
            }
        } else {
            Content::Sequence { members: range }
        };
        self.pending.push(id);
        Ok(())
    }

    fn add(
        &mut self,
        tree: &mut Tree<'_>,
        span: Span,
        content: Content,
        (weight, height): (u32, u32),
        anchor: usize,
    ) -> Result<NodeId, (Bound, Span)> {
        self.weight = self.weight.saturating_add(weight);
        self.taken = self.taken.saturating_add(weight);
        if self.weight > MOST_NODES {
            let is_alias = matches!(content, Content::Alias(_));
            return Err((
                if is_alias {
                    Bound::Aliases
                } else {
                    Bound::Nodes
                },
                span,
            ));
        }
        let id = NodeId(tree.nodes.len());
        tree.nodes.push(Node {
            span,
            content,
            weight,
            height,
        });
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
        Ok(id)
    }
}

fn span_of(place: &ParserSpan, base: usize) -> Span {
    let range = place.byte_range().unwrap_or_default();
    Span {
        start: base + range.start,
        end: base + range.end,
    }
}

fn behind_colon(text: &str, span: Span) -> Span {
    let at = span.start + usize::from(text[span.start..].starts_with(':'));
    Span { start: at, end: at }
}

/// The place of a block scalar without the lines and the indentation behind it.
fn trimmed(text: &str, span: Span) -> Span {
    let content = text[span.start..span.end].trim_end();
    Span {
        start: span.start,
        end: span.start + content.len(),
    }
}
