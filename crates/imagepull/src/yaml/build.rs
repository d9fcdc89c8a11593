//! The tree of one document from the events of the parser, within [`Limits`].

use std::{collections::HashMap, ops::Range};

use yaml_events::{Event, ScalarStyle, Tag};

use super::{Content, Error, Limits, MERGE, Node, NodeId, Problem, ScalarType, Tree, Value};
use crate::{base64_text, diagnostic::Span};

/// A document that is being read.
#[derive(Debug)]
pub(super) struct Builder {
    limits: Limits,
    /// Lists and mappings that are not read to their end, the outermost first.
    open: Vec<Open>,
    /// The members read so far of all of them.
    pending: Vec<NodeId>,
    anchors: HashMap<usize, Anchored>,
    /// Sum of the weights of the documents that are read, of this text.
    weight: u32,
    /// Sum of the weights of all that was ever taken: documents that were given up count too.
    taken: u32,
    /// How many bytes the aliases of this document stand for.
    aliased: usize,
    /// How many values and keys they stand for.
    aliased_weight: u32,
    /// Whether this document holds what may be YAML and no JSON.
    needs_decoding: bool,
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
    /// The number of its anchor; 0 is none.
    anchor: usize,
    /// What [`Builder::aliased`] was before it.
    aliased_before: usize,
}

/// What an anchor marks.
#[derive(Debug)]
struct Anchored {
    id: NodeId,
    /// How many bytes are written of it, with those that the aliases in it stand for.
    bytes: usize,
}

impl Builder {
    /// A builder for a text from its beginning.
    pub fn new(limits: Limits) -> Self {
        Self::behind(0, limits)
    }

    /// A builder for what is behind documents of which so much was taken.
    pub fn behind(taken: u32, limits: Limits) -> Self {
        Self {
            limits,
            open: Vec::new(),
            pending: Vec::new(),
            anchors: HashMap::new(),
            weight: taken,
            taken,
            aliased: 0,
            aliased_weight: 0,
            needs_decoding: false,
            weight_before: 0,
            first: (0, 0),
            root: None,
        }
    }

    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// How much was taken of all documents. Up to [`Limits::nodes`] no document can have been given
    /// up for the sake of another.
    pub fn taken(&self) -> u32 {
        self.taken
    }

    /// The document that is read to its end, if there is one.
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    /// Whether the document holds what may be YAML and no JSON: aliases, tags, odd keys, numbers
    /// without end.
    pub fn needs_decoding(&self) -> bool {
        self.needs_decoding
    }

    /// Begins the next document.
    pub fn begin(&mut self, tree: &Tree<'_>) {
        self.open.clear();
        self.pending.clear();
        self.anchors.clear();
        self.aliased = 0;
        self.aliased_weight = 0;
        self.needs_decoding = false;
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
        place: &Range<usize>,
        base: usize,
    ) -> Result<(), Error> {
        let span = Span {
            start: base + place.start,
            end: base + place.end,
        };
        match event {
            Event::Scalar {
                value,
                style,
                tag,
                anchor,
            } => {
                let span = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => trimmed(tree.text, span),
                    _ => span,
                };
                self.needs_decoding |= is_odd(&value, style, tag);
                let value = match tag {
                    Tag::Binary => Value::Made(binary(&value, span)?),
                    _ => Value::new(value, tree.text, span),
                };
                let content = Content::Scalar { value, style, tag };
                let id = self.add(tree, span, content, (1, 0), anchor)?;
                self.pending.push(id);
            }
            Event::Alias(anchor) => {
                let target = self.anchors.get(&anchor);
                let target = target.ok_or_else(|| Error::at(Problem::Cycle, span))?;
                self.aliased = self.aliased.saturating_add(target.bytes);
                if self.aliased > self.limits.aliased_bytes {
                    return Err(Error::at(Problem::Aliases, span));
                }
                let target = target.id;
                let node = tree.node(target);
                if matches!(node.content, Content::Open) {
                    return Err(Error::at(Problem::Cycle, span));
                }
                self.needs_decoding = true;
                self.aliased_weight = self.aliased_weight.saturating_add(node.weight);
                if self.aliased_weight > self.limits.aliased_nodes {
                    return Err(Error::at(Problem::Aliases, span));
                }
                let size = (node.weight.saturating_add(1), node.height);
                let id = self.add(tree, span, Content::Alias(target), size, 0)?;
                self.pending.push(id);
            }
            Event::SequenceStart(anchor) | Event::MappingStart(anchor) => {
                self.open(tree, span, anchor)?;
            }
            Event::SequenceEnd => self.close(tree, span, false)?,
            Event::MappingEnd => self.close(tree, span, true)?,
            Event::DocumentStart | Event::DocumentEnd => {}
        }
        if self.open.is_empty() && self.root.is_none() {
            self.root = self.pending.pop();
        }
        Ok(())
    }

    fn open(&mut self, tree: &mut Tree<'_>, span: Span, anchor: usize) -> Result<(), Error> {
        if self.open.len() >= self.limits.depth as usize {
            return Err(Error::at(Problem::Depth, span));
        }
        let id = self.add(tree, span, Content::Open, (1, 0), anchor)?;
        self.open.push(Open {
            id,
            members: self.pending.len(),
            has_brackets: span.start < span.end,
            anchor,
            aliased_before: self.aliased,
        });
        Ok(())
    }

    fn close(&mut self, tree: &mut Tree<'_>, end: Span, is_mapping: bool) -> Result<(), Error> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let Open { id, members, .. } = open;
        if is_mapping && !self.needs_decoding {
            let mut keys = self.pending[members..].iter().step_by(2);
            self.needs_decoding = keys.any(|key| {
                let is_none = matches!(
                    tree.scalar_type(*key),
                    ScalarType::Null | ScalarType::Nested
                );
                is_none || tree.scalar(*key) == Some(MERGE)
            });
        }
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
        if height + 1 > self.limits.depth {
            return Err(Error::at(Problem::Depth, Span { start, ..last }));
        }
        let first = tree.members.len();
        tree.members.extend(self.pending.drain(members..));
        let range = first..tree.members.len();
        let node = &mut tree.nodes[id.0];
        node.span.end = if has_brackets { end.end } else { last.end };
        if let Some(anchored) = self.anchors.get_mut(&open.anchor) {
            let written = node.span.end - node.span.start;
            anchored.bytes = written.saturating_add(self.aliased - open.aliased_before);
        }
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
    ) -> Result<NodeId, Error> {
        self.weight = self.weight.saturating_add(weight);
        self.taken = self.taken.saturating_add(weight);
        if self.weight > self.limits.nodes {
            let problem = match content {
                Content::Alias(_) => Problem::Aliases,
                _ => Problem::Nodes,
            };
            return Err(Error::at(problem, span));
        }
        let id = NodeId(tree.nodes.len());
        tree.nodes.push(Node {
            span,
            content,
            weight,
            height,
        });
        if anchor != 0 {
            let bytes = span.end - span.start;
            self.anchors.insert(anchor, Anchored { id, bytes });
        }
        Ok(id)
    }
}

/// Whether a value may have no counterpart in JSON: one with a tag, a number without end.
fn is_odd(value: &str, style: ScalarStyle, tag: Tag) -> bool {
    let is_endless = || {
        let name = value.trim_start_matches(['+', '-', '.']);
        name.len() < value.len() && matches!(name.as_bytes(), [_, b'n' | b'N' | b'a' | b'A', _])
    };
    !matches!(tag, Tag::None | Tag::Text) || style == ScalarStyle::Plain && is_endless()
}

/// What a value in base64 stands for.
fn binary(value: &str, place: Span) -> Result<String, Error> {
    let bytes = base64_text::decode(value);
    let bytes = bytes.ok_or_else(|| {
        let words =
            "error converting YAML to JSON: yaml: !!binary value contains invalid base64 data";
        Error::at(Problem::Syntax(words.to_owned()), place)
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The place of a block scalar without the lines and the indentation behind it.
fn trimmed(text: &str, span: Span) -> Span {
    let content = text[span.start..span.end].trim_end();
    Span {
        start: span.start,
        end: span.start + content.len(),
    }
}
