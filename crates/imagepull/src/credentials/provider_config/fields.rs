//! Fields of an object, with what is said of those that are not known, there twice or of a wrong type.

use std::collections::BTreeSet;

use serde_saphyr::Spanned;

use super::Check;
use crate::{
    diagnostic::{Diagnostic, Span},
    kubelet::go::quote,
    releases::Change,
    sources::{PROVIDER_CONFIG_GO, PROVIDER_CONFIG_TYPES_GO},
    words::{Words, say},
    yaml::{Node, Placed, span},
};

/// A value and its place.
#[derive(Clone, Debug, Default)]
pub(super) struct At<T> {
    pub value: T,
    pub span: Option<Span>,
}

/// What a strict kubelet says of fields; the words for YAML as far as known.
#[derive(Default)]
pub(super) struct Strict {
    is_yaml: bool,
    duplicates: Vec<String>,
    unknown: Vec<String>,
}

impl Strict {
    /// Its error, where there is one.
    pub fn error(mut self) -> Option<String> {
        if self.is_yaml {
            let lines = self.duplicates.join("\n");
            self.duplicates = vec![format!("yaml: unmarshal errors:\n{lines}")];
        }
        self.duplicates.extend(self.unknown);
        let said = self.duplicates.join(", ");
        (!said.is_empty()).then(|| format!("strict decoding error: {said}"))
    }
}

/// The fields of an object by their names.
pub(super) type Fields<'a> = Vec<(&'a str, &'a Placed)>;

impl Check<'_> {
    /// The fields of an object. Those that are not known or there twice are said, and added to what a
    /// strict kubelet says.
    pub(super) fn fields<'n>(
        &mut self,
        node: &'n Placed,
        path: &str,
        known: &[&str],
        strict: &mut Strict,
    ) -> Fields<'n> {
        let map = match &node.value {
            Node::Map(map) => map,
            Node::Null => return Vec::new(),
            _ => {
                self.wrong_type(node, path, say!("an object"));
                return Vec::new();
            }
        };
        let mut seen = BTreeSet::new();
        let mut fields = Vec::new();
        for (key, value) in map {
            let at = match path {
                "" => key.value.clone(),
                path => format!("{path}.{}", key.value),
            };
            if !seen.insert(key.value.as_str()) {
                strict
                    .duplicates
                    .push(if self.text.trim_start().starts_with('{') {
                        format!("duplicate field {}", quote(&at))
                    } else {
                        let line = key.referenced.line();
                        format!(
                            "  line {line}: key {} already set in map",
                            quote(&key.value)
                        )
                    });
                strict.is_yaml = !self.text.trim_start().starts_with('{');
                self.not_strict("PRV013", say!("{field} is there twice.", field = at), key);
            } else if !known.contains(&key.value.as_str()) {
                strict.unknown.push(format!("unknown field {}", quote(&at)));
                self.not_strict(
                    "PRV012",
                    say!("{field} is no field that is known.", field = at),
                    key,
                );
            }
            fields.push((key.value.as_str(), value));
        }
        fields
    }

    pub(super) fn not_strict(&mut self, code: &'static str, said: Words, key: &Spanned<String>) {
        let is_strict = self.release.has(Change::CredentialProviderConfigIsStrict);
        let diagnostic = if is_strict {
            Diagnostic::error(code, said).help(say!("Since 1.32 a kubelet with it does not start."))
        } else {
            Diagnostic::warning(code, said).help(say!(
                "This release says nothing: of two equal fields the last counts, others are passed over. Since 1.32 a kubelet does not start."
            ))
        };
        let place = span(self.text, key.referenced);
        self.diagnostics
            .push(diagnostic.docs(PROVIDER_CONFIG_GO).at_known(place));
    }

    pub(super) fn text_at(&mut self, fields: &Fields, field: &str, path: &str) -> At<String> {
        let Some(placed) = find(fields, field) else {
            return At::default();
        };
        self.text(placed, &format!("{path}.{field}"))
    }

    pub(super) fn text(&mut self, placed: &Placed, path: &str) -> At<String> {
        let value = match &placed.value {
            Node::Text(text) => text.clone(),
            Node::Null => String::new(),
            _ => {
                self.wrong_type(placed, path, say!("a text"));
                String::new()
            }
        };
        At {
            value,
            span: self.place(placed),
        }
    }

    pub(super) fn texts(&mut self, placed: &Placed, path: &str) -> Vec<At<String>> {
        let items = self.list(placed, path).into_iter().enumerate();
        items
            .map(|(index, item)| self.text(item, &format!("{path}[{index}]")))
            .collect()
    }

    pub(super) fn list<'n>(&mut self, placed: &'n Placed, path: &str) -> Vec<&'n Placed> {
        match &placed.value {
            Node::List(list) => list.iter().collect(),
            Node::Null => Vec::new(),
            _ => {
                self.wrong_type(placed, path, say!("a list"));
                Vec::new()
            }
        }
    }

    pub(super) fn wrong_type(&mut self, placed: &Placed, path: &str, expected: Words) {
        let said = match path {
            "" => say!("The text has to be:"),
            path => say!("{path} has to be:", path),
        };
        let diagnostic = Diagnostic::error("PRV014", said.and(expected))
            .help(say!("A kubelet cannot read this value and does not start."))
            .docs(PROVIDER_CONFIG_TYPES_GO);
        let place = self.place(placed);
        self.diagnostics.push(diagnostic.at_known(place));
    }

    pub(super) fn place(&self, placed: &Placed) -> Option<Span> {
        span(self.text, placed.referenced)
    }
}

/// The last field of this name.
pub(super) fn find<'a>(fields: &Fields<'a>, name: &str) -> Option<&'a Placed> {
    let mut fields = fields.iter().rev();
    fields
        .find(|(field, _)| *field == name)
        .map(|(_, value)| *value)
}
