//! The text as a tree with places.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Spanned, options::DuplicateKeyPolicy};

use crate::{
    diagnostic::{Diagnostic, Span},
    words::say,
    yaml_place::span,
};

/// More than any configuration has.
const MOST_NODES: usize = 50_000;
const MOST_ALIASES: usize = 1000;
const DEEPEST: usize = 16;

/// A value of any shape.
pub(super) enum Node {
    Null,
    Bool(bool),
    Number,
    Text(String),
    List(Vec<Placed>),
    /// Names in the order of the text, also where one is there twice.
    Map(Vec<(Spanned<String>, Placed)>),
}

/// A value and where it stands.
pub(super) type Placed = Spanned<Node>;

/// Reads a text.
///
/// # Errors
/// It is no YAML. The words of the parser may quote the text, where a secret may stand in an
/// environment: only the place is used.
pub(super) fn read(text: &str) -> Result<Placed, Box<Diagnostic>> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_nodes: MOST_NODES,
            max_aliases: MOST_ALIASES,
            max_depth: DEEPEST,
        },
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let said = match error.without_snippet() {
            serde_saphyr::Error::MultipleDocuments { .. } => {
                say!("The text holds several YAML documents; a CredentialProviderConfig is one.")
            }
            serde_saphyr::Error::Budget { .. } => {
                say!("The text is too large or nested too deeply for a CredentialProviderConfig.")
            }
            _ => say!("The text is no YAML that can be read."),
        };
        let place: Option<Span> = error.location().and_then(|place| span(text, place));
        let diagnostic = Diagnostic::error("PRV009", said).help(say!(
            "Mend it at this place; a kubelet with it does not start."
        ));
        Box::new(diagnostic.at_known(place))
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

    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        Ok(Node::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
        Ok(Node::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Number)
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
