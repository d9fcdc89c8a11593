//! The one reader of YAML and JSON: a text as a tree in which every key and value knows its place.
//!
//! [`Reading`] keeps the documents that can be read and says why others cannot; [`read`] is for a text
//! that is read as a whole or not at all, [`read_first`] for a file of which one document counts. All end
//! in the events of `yaml_events`, and whoever reads a text goes on with the [`Tree`] alone.
//!
//! | file | what it does |
//! | --- | --- |
//! | `pieces` | where kubectl cuts a text |
//! | `documents` | the documents of the pieces, and what one that cannot be read leaves of the others |
//! | `decode` | what is YAML and does not become JSON |
//! | `limits` | how much is read of a text |
//! | `build` | the tree of a document from the events of the parser, within these limits |
//! | `error` | why a text is not read |
//! | `snapshot` | what is kept of a text, so that the next one is read only where it differs |
//! | `scalar` | what a value without quotes means |
//! | `fields` | the way to a field, through aliases and merge keys |
//! | `comments` | where comments are |

mod build;
mod comments;
mod decode;
mod documents;
mod error;
mod fields;
mod limits;
mod pieces;
mod scalar;
mod snapshot;

use std::borrow::Cow;
use std::ops::Range;

use yaml_events::Tag;

use crate::diagnostic::Span;

pub(crate) use decode::OF_CONVERSION;
pub(crate) use documents::{Braces, Reading, read, read_first};
pub(crate) use error::{Error, Problem};
pub(crate) use fields::Field;
pub(crate) use limits::{Limits, MAX_BYTES, MAX_DOCUMENTS};
pub(crate) use pieces::pieces;
pub(crate) use scalar::ScalarType;
pub(crate) use snapshot::Snapshot;
pub(crate) use yaml_events::ScalarStyle;

/// The key whose value is merged into its mapping.
const MERGE: &str = "<<";

/// An index of [`Tree::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NodeId(usize);

/// The documents of a text.
#[derive(Debug, Default)]
pub(crate) struct Tree<'t> {
    pub text: &'t str,
    /// The documents that hold anything, in order.
    pub documents: Vec<NodeId>,
    /// Whether the text is that of a template, with its expressions masked.
    pub is_masked: bool,
    nodes: Vec<Node>,
    /// The members of all lists and mappings, those of one side by side; of a mapping key, value,
    /// key, value and so on.
    members: Vec<NodeId>,
}

/// A value or key.
#[derive(Debug)]
struct Node {
    span: Span,
    content: Content,
    /// How many nodes it stands for when every alias is replaced by what it means.
    weight: u32,
    /// How many levels are below it, also through aliases.
    height: u32,
}

#[derive(Debug)]
enum Content {
    Scalar {
        value: Value,
        style: ScalarStyle,
        tag: Tag,
    },
    Sequence {
        members: Range<usize>,
    },
    Mapping {
        members: Range<usize>,
        is_flow: bool,
    },
    Alias(NodeId),
    /// A list or mapping that is not read to its end.
    Open,
}

/// What a value stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Meaning<'a> {
    Null,
    Truth(bool),
    Number(f64),
    Text(&'a str),
    List(&'a [NodeId]),
    Mapping,
}

/// The value of a scalar.
#[derive(Debug)]
enum Value {
    /// It is in the text as it is.
    Written(Span),
    /// It is written in another way: with escapes, on several lines.
    Made(String),
}

impl Value {
    /// The value of a scalar that is at a place of a text, perhaps in quotes.
    fn new(value: Cow<'_, str>, text: &str, span: Span) -> Self {
        let stands_at = |at: &usize| {
            let rest = text.as_bytes().get(*at..span.end);
            rest.is_some_and(|rest| rest.starts_with(value.as_bytes()))
        };
        match [span.start, span.start + 1].into_iter().find(stands_at) {
            Some(start) => Self::Written(Span {
                start,
                end: start + value.len(),
            }),
            None => Self::Made(value.into_owned()),
        }
    }

    fn in_text<'a>(&'a self, text: &'a str) -> &'a str {
        match self {
            Self::Written(span) => &text[span.start..span.end],
            Self::Made(value) => value,
        }
    }
}

impl<'t> Tree<'t> {
    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    /// The place of a node as written; of an alias, the alias itself.
    pub fn span(&self, id: NodeId) -> Span {
        self.node(id).span
    }

    /// The node that an alias means; every other node itself.
    pub fn resolved(&self, id: NodeId) -> NodeId {
        match self.node(id).content {
            Content::Alias(target) => target,
            _ => id,
        }
    }

    /// Where something said of a node points: a scalar or alias as a whole, a list or mapping by its
    /// bracket, or where it begins.
    pub fn place(&self, id: NodeId) -> Span {
        let node = self.node(id);
        let start = node.span.start;
        let end = match node.content {
            Content::Scalar { .. } | Content::Alias(_) => node.span.end,
            _ => start + usize::from(self.text[start..].starts_with(['[', '{'])),
        };
        Span { start, end }
    }

    /// The text between two places.
    pub fn written(&self, span: Span) -> &'t str {
        &self.text[span.start..span.end]
    }

    /// The style of a scalar, also through an alias.
    pub fn scalar_style(&self, id: NodeId) -> Option<ScalarStyle> {
        match self.node(self.resolved(id)).content {
            Content::Scalar { style, .. } => Some(style),
            _ => None,
        }
    }

    /// What a node is, also through an alias; of a scalar, as Kubernetes reads it.
    pub fn scalar_type(&self, id: NodeId) -> ScalarType {
        match &self.node(self.resolved(id)).content {
            Content::Scalar { value, style, tag } => {
                ScalarType::new(value.in_text(self.text), *style, *tag)
            }
            _ => ScalarType::Nested,
        }
    }

    /// Whether a key merges its value into its mapping. In quotes it is a key like any other.
    pub fn is_merge(&self, key: NodeId) -> bool {
        match &self.node(key).content {
            Content::Scalar { value, style, tag } => {
                let is_implicit = match tag {
                    Tag::None => *style == ScalarStyle::Plain,
                    tag => matches!(tag, Tag::NonSpecific | Tag::Merge),
                };
                is_implicit && value.in_text(self.text) == MERGE
            }
            _ => false,
        }
    }

    /// The value of a scalar of any type as written, also through an alias.
    pub fn scalar(&self, id: NodeId) -> Option<&str> {
        match &self.node(self.resolved(id)).content {
            Content::Scalar { value, .. } => Some(value.in_text(self.text)),
            _ => None,
        }
    }

    /// The value of a text, also through an alias; `None` where it is a number, null and so on.
    pub fn text_of(&self, id: NodeId) -> Option<&str> {
        self.scalar(id)
            .filter(|_| self.scalar_type(id) == ScalarType::Text)
    }

    /// What a node stands for, also through an alias.
    pub fn meaning(&self, id: NodeId) -> Meaning<'_> {
        let written = self.scalar(id).unwrap_or_default();
        match self.scalar_type(id) {
            ScalarType::Null => Meaning::Null,
            ScalarType::Bool => Meaning::Truth(scalar::is_true(written)),
            ScalarType::Number => Meaning::Number(scalar::number(written)),
            ScalarType::Text => Meaning::Text(written),
            ScalarType::Nested if self.is_list(id) => Meaning::List(self.items(id)),
            ScalarType::Nested => Meaning::Mapping,
        }
    }

    /// The items of a list, also through an alias; none where it is no list.
    pub fn items(&self, id: NodeId) -> &[NodeId] {
        match &self.node(self.resolved(id)).content {
            Content::Sequence { members } => &self.members[members.clone()],
            _ => &[],
        }
    }

    /// Whether a node is a list, also through an alias.
    pub fn is_list(&self, id: NodeId) -> bool {
        matches!(
            self.node(self.resolved(id)).content,
            Content::Sequence { .. }
        )
    }

    /// Whether a node is a mapping, also through an alias.
    pub fn is_mapping(&self, id: NodeId) -> bool {
        matches!(
            self.node(self.resolved(id)).content,
            Content::Mapping { .. }
        )
    }

    /// Whether a node is a mapping in braces, also through an alias.
    pub fn is_flow_mapping(&self, id: NodeId) -> bool {
        matches!(
            self.node(self.resolved(id)).content,
            Content::Mapping { is_flow: true, .. }
        )
    }

    /// Where the pieces of the text begin that are read one by one, and where the last ends.
    pub fn pieces(&self) -> Vec<usize> {
        if pieces::is_json(self.text) {
            return vec![0, self.text.len()];
        }
        pieces::cuts(self.text)
    }

    /// All mappings of all documents.
    pub fn mappings(&self) -> impl Iterator<Item = NodeId> {
        let nodes = self.nodes.iter().enumerate();
        let mappings = nodes.filter(|(_, node)| matches!(node.content, Content::Mapping { .. }));
        mappings.map(|(index, _)| NodeId(index))
    }

    /// The keys and values of a mapping as written, also through an alias; merge keys are not
    /// followed.
    pub fn entries(&self, id: NodeId) -> impl DoubleEndedIterator<Item = (NodeId, NodeId)> {
        let members = match &self.node(self.resolved(id)).content {
            Content::Mapping { members, .. } => &self.members[members.clone()],
            _ => &[],
        };
        members.chunks_exact(2).map(|pair| (pair[0], pair[1]))
    }
}
