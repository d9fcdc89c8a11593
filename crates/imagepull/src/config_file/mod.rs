//! The file of a configuration as a component of Kubernetes reads it: JSON where the text begins with
//! `{`, else the first document of a YAML; its `kind` and `apiVersion`; and the types of its fields, in
//! the words of Go.
//!
//! Sources: kubernetes/apimachinery pkg/runtime/serializer/recognizer and pkg/runtime/serializer/json
//! (the same from 1.27 to 1.37), sigs.k8s.io/yaml, encoding/json of Go.

mod below;
mod duration;
mod fields;

pub(crate) use below::Below;
pub(crate) use duration::GoDuration;
pub(crate) use fields::{FieldType, Struct, TypeError, kind_of, wrong_type};

use crate::{
    diagnostic::Span,
    words::{Message, message},
    yaml::{self, Limits, Meaning, NodeId, OF_CONVERSION, Problem, Tree},
};

/// A file that was read.
#[derive(Debug)]
pub(crate) struct ConfigFile<'t> {
    pub tree: Tree<'t>,
    /// `None` of a text without content.
    pub root: Option<NodeId>,
    text: &'t str,
    is_json: bool,
}

/// Why a file is not read.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// It begins as JSON and is none.
    Json {
        /// The words of Go.
        words: String,
        /// Where it is wrong.
        place: Span,
    },
    /// It is no YAML, or too much of it.
    Yaml(yaml::Error),
}

impl From<yaml::Error> for Unreadable {
    fn from(error: yaml::Error) -> Self {
        let words = match &error.problem {
            Problem::Json(words) => words.clone(),
            Problem::JsonEnd => "unexpected end of JSON input".to_owned(),
            _ => return Self::Yaml(error),
        };
        let place = error.span.unwrap_or(Span { start: 0, end: 0 });
        Self::Json { words, place }
    }
}

impl Unreadable {
    /// What the decoder says of it, without the file; `None` where its words are not known.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Json { words, .. } => Some(format!(
                "couldn't get version/kind; json parse error: {words}"
            )),
            Self::Yaml(error) => match &error.problem {
                // A configuration is decoded without the step whose name sigs.k8s.io/yaml puts before it.
                Problem::Syntax(words) => Some(
                    words
                        .strip_prefix(OF_CONVERSION)
                        .unwrap_or(words)
                        .to_owned(),
                ),
                _ => None,
            },
        }
    }
}

/// What is said of a text that is read as JSON and is none, in the words of the decoder.
pub(crate) fn no_json(words: &str) -> Message {
    message!(
        "A text that begins with a brace is read as JSON: {words}.",
        words = Message::verbatim(words)
    )
}

/// What a file says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub api_version: String,
    pub kind: String,
}

/// Why a file has no header, in the words of the decoder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoHeader {
    pub words: String,
    /// The field that is missing or wrong; `None` where all of it is.
    pub field: Option<&'static str>,
    pub place: Option<Span>,
}

impl<'t> ConfigFile<'t> {
    /// Reads a text.
    ///
    /// # Errors
    /// It is neither JSON nor YAML.
    pub fn read(text: &'t str) -> Result<Self, Unreadable> {
        let is_json = text.trim_start().starts_with('{');
        let tree = yaml::read_first(text, Limits::CONFIGURATION).map_err(Unreadable::from)?;
        Ok(Self {
            root: tree.documents.first().copied(),
            tree,
            text,
            is_json,
        })
    }

    /// The keys and values of a mapping in the order in which the decoder meets them: as written in
    /// JSON; YAML is made JSON with its keys sorted, of equal ones the last alone.
    pub fn members(&self, mapping: NodeId) -> Vec<(&str, NodeId)> {
        let name = |key| self.tree.scalar(key).unwrap_or_default();
        if self.is_json {
            let entries = self.tree.entries(mapping);
            return entries.map(|(key, value)| (name(key), value)).collect();
        }
        let fields = self.tree.fields(mapping);
        let fields = fields.iter().map(|it| (name(it.key), it.value));
        let fields: std::collections::BTreeMap<_, _> = fields.collect();
        fields.into_iter().collect()
    }

    /// What the file says of itself.
    ///
    /// # Errors
    /// It says too little, or not in texts.
    pub fn header(&self) -> Result<Header, NoHeader> {
        let (mut api_version, mut kind) = (String::new(), String::new());
        let members = match self.root.map(|root| (root, self.tree.meaning(root))) {
            None | Some((_, Meaning::Null)) => Vec::new(),
            Some((root, Meaning::Mapping)) => self.members(root),
            Some((root, other)) => {
                let words = format!(
                    "couldn't get version/kind; json parse error: json: cannot unmarshal {} into Go value of type struct {{ APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }}",
                    kind_of(&other),
                );
                return Err(NoHeader {
                    words,
                    field: None,
                    place: Some(self.tree.place(root)),
                });
            }
        };
        for (name, value) in members {
            let (field, known) = if name.eq_ignore_ascii_case("apiVersion") {
                (&mut api_version, "apiVersion")
            } else if name.eq_ignore_ascii_case("kind") {
                (&mut kind, "kind")
            } else {
                continue;
            };
            match self.tree.meaning(value) {
                Meaning::Text(text) => text.clone_into(field),
                Meaning::Null => {}
                other => {
                    let words = format!(
                        "couldn't get version/kind; json parse error: json: cannot unmarshal {} into Go struct field .{known} of type string",
                        kind_of(&other),
                    );
                    return Err(NoHeader {
                        words,
                        field: Some(known),
                        place: Some(self.tree.place(value)),
                    });
                }
            }
        }
        let missing = |field: &'static str, name: &str| NoHeader {
            words: format!("Object '{name}' is missing in '{}'", self.text),
            field: Some(field),
            place: None,
        };
        if api_version.matches('/').count() > 1 {
            return Err(NoHeader {
                words: format!("unexpected GroupVersion string: {api_version}"),
                field: Some("apiVersion"),
                place: self
                    .root
                    .and_then(|root| self.tree.value(root, "apiVersion"))
                    .map(|node| self.tree.place(node)),
            });
        }
        if kind.is_empty() {
            return Err(missing("kind", "Kind"));
        }
        if matches!(&*api_version, "" | "/") {
            return Err(missing("apiVersion", "apiVersion"));
        }
        Ok(Header { api_version, kind })
    }

    /// The value of a field, unless it is null.
    pub fn value(&self, mapping: NodeId, field: &str) -> Option<NodeId> {
        let value = self.tree.value(mapping, field)?;
        (!matches!(self.tree.meaning(value), Meaning::Null)).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_as_the_decoder_does() {
        let words = |text: &str| match ConfigFile::read(text).expect("a string").header() {
            Ok(header) => format!("{} {}", header.api_version, header.kind),
            Err(error) => error.words,
        };
        for (text, expected) in [
            ("{\"kind\": \"A\", \"apiVersion\": \"b/v1\"}", "b/v1 A"),
            ("Kind: A\napiVersion: b/v1\n", "b/v1 A"),
            ("kind: A\n", "Object 'apiVersion' is missing in 'kind: A\n'"),
            (
                "apiVersion: v1\n",
                "Object 'Kind' is missing in 'apiVersion: v1\n'",
            ),
            ("", "Object 'Kind' is missing in ''"),
            (
                "kind: A\napiVersion: a/b/c\n",
                "unexpected GroupVersion string: a/b/c",
            ),
            (
                "kind: 1\n",
                "couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .kind of type string",
            ),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
