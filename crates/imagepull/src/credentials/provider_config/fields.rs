//! Fields of an object, with what is said of those that are not known, there twice or of a wrong type.

use std::collections::BTreeSet;

use super::Check;
use crate::{
    codes::{self, Code},
    diagnostic::{Diagnostic, Span},
    kubelet::go::quote,
    lines::Lines,
    releases::Change,
    sources::{PROVIDER_CONFIG_GO, PROVIDER_CONFIG_TYPES_GO},
    words::{Message, message},
    yaml::{Meaning, NodeId},
};

/// A value and its place.
#[derive(Clone, Debug, Default)]
pub(super) struct At<T> {
    pub value: T,
    pub span: Option<Span>,
}

/// What a strict kubelet says of fields; the words for YAML as far as known.
pub(super) struct Strict<'d> {
    lines: Lines<'d>,
    is_json: bool,
    duplicates: Vec<String>,
    /// Their paths.
    unknown: Vec<String>,
}

impl<'d> Strict<'d> {
    pub fn new(text: &'d str) -> Self {
        Self {
            lines: Lines::new(text),
            is_json: text.trim_start().starts_with('{'),
            duplicates: Vec::new(),
            unknown: Vec::new(),
        }
    }

    /// Its error, where there is one.
    pub fn error(&self) -> Option<String> {
        let lines = self.duplicates.join("\n");
        let of_yaml = [format!("yaml: unmarshal errors:\n{lines}")];
        let duplicates = if self.is_json || self.duplicates.is_empty() {
            &self.duplicates
        } else {
            &of_yaml[..]
        };
        let mut unknown = self.unknown.clone();
        if !self.is_json {
            // YAML is made JSON with its keys sorted.
            unknown.sort_by_key(|path| sort_key(path));
        }
        let unknown = unknown
            .iter()
            .map(|path| format!("unknown field {}", quote(path)));
        let said: Vec<String> = duplicates.iter().cloned().chain(unknown).collect();
        let said = said.join(", ");
        (!said.is_empty()).then(|| format!("strict decoding error: {said}"))
    }

    fn duplicate(&mut self, name: &str, path: &str, place: Span) {
        self.duplicates.push(if self.is_json {
            format!("duplicate field {}", quote(path))
        } else {
            let line = self.lines.line(place.start);
            format!("  line {line}: key {} already set in map", quote(name))
        });
    }
}

/// A path in the order of its keys, with the places in lists as numbers.
fn sort_key(path: &str) -> Vec<(String, usize)> {
    let part = |part: &str| match part.split_once('[') {
        Some((name, index)) => {
            let index = index.trim_end_matches(']').parse().unwrap_or_default();
            (name.to_owned(), index)
        }
        None => (part.to_owned(), 0),
    };
    path.split('.').map(part).collect()
}

/// The fields of an object by their names.
pub(super) type Fields<'d> = Vec<(&'d str, NodeId)>;

impl<'d> Check<'d> {
    /// The fields of an object. Those that are not known or there twice are said, and added to what a
    /// strict kubelet says.
    pub(super) fn fields(&mut self, node: NodeId, path: &str, known: &[&str]) -> Fields<'d> {
        let tree = self.tree;
        match tree.meaning(node) {
            Meaning::Mapping => {}
            Meaning::Null => return Vec::new(),
            _ => {
                self.wrong_type(node, path, &message!("an object"));
                return Vec::new();
            }
        }
        let mut seen = BTreeSet::new();
        let mut fields = Vec::new();
        for field in tree.fields(node) {
            let name = tree.scalar(field.key).unwrap_or_default();
            let at = match path {
                "" => name.to_owned(),
                path => format!("{path}.{name}"),
            };
            let place = tree.place(field.key);
            if !seen.insert(name) {
                self.strict.duplicate(name, &at, place);
                self.not_strict(
                    [codes::PRV013_ERROR, codes::PRV013_WARNING],
                    message!("`{field}` appears twice.", field = at),
                    place,
                );
            } else if !known.contains(&name) {
                self.strict.unknown.push(at.clone());
                let said = message!("`{field}` is not a known field.", field = at);
                self.not_strict([codes::PRV012_ERROR, codes::PRV012_WARNING], said, place);
            }
            fields.push((name, field.value));
        }
        fields
    }

    /// An error for a strict release, a warning for another.
    fn not_strict(&mut self, [error, warning]: [Code; 2], said: Message, key: Span) {
        let is_strict = self.release.has(Change::CredentialProviderConfigIsStrict);
        let diagnostic = if is_strict {
            Diagnostic::new(error, said)
                .help(message!("Since 1.32 the kubelet doesn't start with it."))
        } else {
            Diagnostic::new(warning, said).help(message!(
                "This release doesn't report it: the last of two equal fields wins, others are skipped. Since 1.32 the kubelet doesn't start."
            ))
        };
        self.diagnostics
            .push(diagnostic.docs(PROVIDER_CONFIG_GO).at(key));
    }

    pub(super) fn text_at(&mut self, fields: &Fields<'d>, field: &str, path: &str) -> At<String> {
        let Some(node) = find(fields, field) else {
            return At::default();
        };
        self.text(node, &format!("{path}.{field}"))
    }

    fn text(&mut self, node: NodeId, path: &str) -> At<String> {
        let value = match self.tree.meaning(node) {
            Meaning::Text(text) => text.to_owned(),
            Meaning::Null => String::new(),
            _ => {
                self.wrong_type(node, path, &message!("a string"));
                String::new()
            }
        };
        At {
            value,
            span: Some(self.tree.place(node)),
        }
    }

    pub(super) fn texts(&mut self, node: NodeId, path: &str) -> Vec<At<String>> {
        let items = self.list(node, path).iter().enumerate();
        items
            .map(|(index, item)| self.text(*item, &format!("{path}[{index}]")))
            .collect()
    }

    pub(super) fn list(&mut self, node: NodeId, path: &str) -> &'d [NodeId] {
        match self.tree.meaning(node) {
            Meaning::List(items) => items,
            Meaning::Null => &[],
            _ => {
                self.wrong_type(node, path, &message!("a list"));
                &[]
            }
        }
    }

    pub(super) fn wrong_type(&mut self, node: NodeId, path: &str, expected: &Message) {
        let said = match path {
            "" => message!("The text must be {expected}.", expected),
            path => message!("`{path}` must be {expected}.", path, expected),
        };
        let diagnostic = Diagnostic::new(codes::PRV014, said)
            .help(message!(
                "The kubelet can't read this value and doesn't start."
            ))
            .docs(PROVIDER_CONFIG_TYPES_GO);
        self.diagnostics.push(diagnostic.at(self.tree.place(node)));
    }
}

/// The last field of this name.
pub(super) fn find(fields: &Fields<'_>, name: &str) -> Option<NodeId> {
    let mut fields = fields.iter().rev();
    fields
        .find(|(field, _)| *field == name)
        .map(|(_, value)| *value)
}
