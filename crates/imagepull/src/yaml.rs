//! Configurations as trees with places, and places of the YAML parser in bytes of the text.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Error, Location, Spanned, options::DuplicateKeyPolicy};

use crate::diagnostic::Span;

/// No configuration of a kubelet is deeper.
const DEEPEST: usize = 16;

/// So many aliases are followed.
const MOST_ALIASES: usize = 1000;

/// A value of any shape.
pub(crate) enum Node {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Placed>),
    /// Names in the order of the text, also where one is there twice.
    Map(Vec<(Spanned<String>, Placed)>),
}

/// A value and where it stands.
pub(crate) type Placed = Spanned<Node>;

/// Reads a text of one document, as far as `most_nodes` values; JSON is YAML too.
pub(crate) fn read(text: &str, most_nodes: usize) -> Result<Placed, Error> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_nodes: most_nodes,
            max_aliases: MOST_ALIASES,
            max_depth: DEEPEST,
        },
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options(text, options)
}

/// What some editors write before a text; the parser does not count it.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The place in the text, in bytes; `None` where it is not known.
pub(crate) fn span(text: &str, location: Location) -> Option<Span> {
    let span = location.span();
    let Some((offset, length)) = span.byte_offset().zip(span.byte_len()) else {
        return character(text, location);
    };
    let mark = if text.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len_utf8()
    } else {
        0
    };
    let start = usize::try_from(offset).ok()? + mark;
    let end = start + usize::try_from(length).ok()?;
    text.get(start..end).map(|_| Span { start, end })
}

/// The character at a line and column, both counted from 1.
fn character(text: &str, location: Location) -> Option<Span> {
    let above = usize::try_from(location.line()).ok()?.checked_sub(1)?;
    let before = usize::try_from(location.column()).ok()?.checked_sub(1)?;
    let line_start: usize = text.split_inclusive('\n').take(above).map(str::len).sum();
    let line = text.get(line_start..)?;
    let start = line_start + line.chars().take(before).map(char::len_utf8).sum::<usize>();
    let width = text.get(start..)?.chars().next().map_or(0, char::len_utf8);
    Some(Span {
        start,
        end: start + width,
    })
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        Node::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Node::Map(fields))
    }
}
