//! From the tree to the fields that are validated: header, strictness and types.

use std::collections::BTreeSet;

use serde_saphyr::Spanned;

use super::{
    Check,
    document::{self, Node, Placed},
    duration::GoDuration,
};
use crate::{
    diagnostic::{Diagnostic, Span},
    kubelet::go::quote,
    releases::Change,
    sources::{PROVIDER_CONFIG_GO, PROVIDER_CONFIG_TYPES_GO},
    words::{Words, say},
    yaml_place::span,
};

const KIND: &str = "CredentialProviderConfig";
const API_VERSIONS: [&str; 3] = [
    "kubelet.config.k8s.io/v1",
    "kubelet.config.k8s.io/v1beta1",
    "kubelet.config.k8s.io/v1alpha1",
];

/// A value and its place.
#[derive(Clone, Debug, Default)]
pub(super) struct At<T> {
    pub value: T,
    pub span: Option<Span>,
}

/// The providers and where the list stands.
#[derive(Default)]
pub(super) struct Providers {
    pub list: Vec<ProviderFields>,
    pub span: Option<Span>,
}

/// The fields of a provider that are validated.
#[derive(Default)]
pub(super) struct ProviderFields {
    /// Where it stands.
    pub span: Option<Span>,
    pub name: At<String>,
    pub match_images: Vec<At<String>>,
    pub default_cache_duration: Option<At<GoDuration>>,
    pub api_version: At<String>,
    pub token_attributes: Option<TokenAttributes>,
}

/// `tokenAttributes`.
#[derive(Default)]
pub(super) struct TokenAttributes {
    pub span: Option<Span>,
    pub audience: String,
    pub cache_type: At<String>,
    pub requires_account: Option<bool>,
    pub required_keys: Vec<At<String>>,
    pub optional_keys: Vec<At<String>>,
}

/// What a strict kubelet says of fields; the words for YAML as far as known.
#[derive(Default)]
struct Strict {
    is_yaml: bool,
    duplicates: Vec<String>,
    unknown: Vec<String>,
}

impl Strict {
    fn error(mut self) -> Option<String> {
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
type Fields<'a> = Vec<(&'a str, &'a Placed)>;

impl Check<'_> {
    /// The providers; `None` where the kubelet reads none, for reasons that were said.
    pub(super) fn decode(&mut self) -> Option<Providers> {
        let root = match document::read(self.text) {
            Ok(root) => root,
            Err(diagnostic) => {
                self.diagnostics.push(*diagnostic);
                return None;
            }
        };
        let mut strict = Strict::default();
        let said = self.diagnostics.len();
        let fields = self.fields(&root, "", &["kind", "apiVersion", "providers"], &mut strict);
        let api_version = self.header(&fields);
        let mut providers = Providers::default();
        if let Some(list) = find(&fields, "providers") {
            providers.span = self.place(list);
            for (index, item) in self.list(list, "providers").into_iter().enumerate() {
                let path = format!("providers[{index}]");
                let provider = self.provider(item, &path, api_version, &mut strict);
                providers.list.push(provider);
            }
        }
        if self.release.has(Change::CredentialProviderConfigIsStrict)
            && let Some(said) = strict.error()
        {
            self.errors.push(said);
            return None;
        }
        let is_error = |it: &Diagnostic| it.severity == crate::diagnostic::Severity::Error;
        let is_refused = self.diagnostics[said..].iter().any(is_error);
        (!is_refused).then_some(providers)
    }

    /// What the text says of itself; its version.
    fn header<'f>(&mut self, fields: &Fields<'f>) -> &'f str {
        let mut of = |field: &str| -> Option<(&'f str, Option<Span>)> {
            let placed = find(fields, field)?;
            match &placed.value {
                Node::Text(text) => Some((text.as_str(), self.place(placed))),
                Node::Null => None,
                _ => {
                    self.wrong_type(placed, field, say!("a text"));
                    None
                }
            }
        };
        let (kind, version) = (of("kind"), of("apiVersion"));
        for (field, written, expected) in [
            ("kind", kind, KIND),
            ("apiVersion", version, API_VERSIONS[0]),
        ] {
            if written.is_none() {
                self.diagnostics.push(
                    Diagnostic::warning("PRV010", say!("{field} is missing.", field))
                        .help(say!(
                            "A file for a kubelet needs {field}: {expected}.",
                            field,
                            expected
                        ))
                        .docs(PROVIDER_CONFIG_TYPES_GO),
                );
            }
        }
        let (kind_text, kind_place) = kind.unwrap_or((KIND, None));
        let (version_text, version_place) = version.unwrap_or((API_VERSIONS[0], None));
        let is_known = API_VERSIONS.contains(&version_text);
        if kind_text != KIND || !is_known {
            let said = format!(
                "no kind {} is registered for version {}",
                quote(kind_text),
                quote(version_text)
            );
            let place = if is_known { kind_place } else { version_place };
            let help = say!(
                "Write kind: {kind} and apiVersion: {version}.",
                kind = KIND,
                version = API_VERSIONS[0]
            );
            self.refuse("PRV011", said, place, help);
        }
        version_text
    }

    fn provider(
        &mut self,
        item: &Placed,
        path: &str,
        api_version: &str,
        strict: &mut Strict,
    ) -> ProviderFields {
        // The older versions of the format have no tokenAttributes.
        let has_tokens = api_version == API_VERSIONS[0]
            && self
                .release
                .has(Change::ServiceAccountTokensForProvidersExist);
        let known = [
            "name",
            "matchImages",
            "defaultCacheDuration",
            "apiVersion",
            "args",
            "env",
            "tokenAttributes",
        ];
        let known = &known[..known.len() - usize::from(!has_tokens)];
        let fields = self.fields(item, path, known, strict);
        let at = |field: &str| format!("{path}.{field}");
        if let Some(args) = find(&fields, "args") {
            self.texts(args, &at("args"));
        }
        if let Some(env) = find(&fields, "env") {
            for (index, variable) in self.list(env, &at("env")).into_iter().enumerate() {
                let path = format!("{path}.env[{index}]");
                let variable = self.fields(variable, &path, &["name", "value"], strict);
                for field in ["name", "value"] {
                    self.text_at(&variable, field, &path);
                }
            }
        }
        let tokens = find(&fields, "tokenAttributes").filter(|_| has_tokens);
        let tokens = tokens.filter(|it| !matches!(it.value, Node::Null));
        ProviderFields {
            span: self.place(item),
            name: self.text_at(&fields, "name", path),
            match_images: find(&fields, "matchImages")
                .map(|list| self.texts(list, &at("matchImages")))
                .unwrap_or_default(),
            default_cache_duration: self.duration(&fields, path),
            api_version: self.text_at(&fields, "apiVersion", path),
            token_attributes: tokens
                .map(|it| self.token_attributes(it, &at("tokenAttributes"), strict)),
        }
    }

    fn token_attributes(
        &mut self,
        node: &Placed,
        path: &str,
        strict: &mut Strict,
    ) -> TokenAttributes {
        let known = [
            "serviceAccountTokenAudience",
            "requireServiceAccount",
            "requiredServiceAccountAnnotationKeys",
            "optionalServiceAccountAnnotationKeys",
            "cacheType",
        ];
        let has_cache_type = self.release.has(Change::ProviderCacheTypeIsRequired);
        let known = &known[..known.len() - usize::from(!has_cache_type)];
        let fields = self.fields(node, path, known, strict);
        let mut keys = |field: &str| {
            let list = find(&fields, field);
            list.map(|list| self.texts(list, &format!("{path}.{field}")))
                .unwrap_or_default()
        };
        let required_keys = keys("requiredServiceAccountAnnotationKeys");
        let optional_keys = keys("optionalServiceAccountAnnotationKeys");
        let requires_account = match find(&fields, "requireServiceAccount") {
            None => None,
            Some(placed) => match placed.value {
                Node::Bool(value) => Some(value),
                Node::Null => None,
                _ => {
                    let path = format!("{path}.requireServiceAccount");
                    self.wrong_type(placed, &path, say!("true or false"));
                    None
                }
            },
        };
        TokenAttributes {
            span: self.place(node),
            audience: self
                .text_at(&fields, "serviceAccountTokenAudience", path)
                .value,
            cache_type: self.text_at(&fields, "cacheType", path),
            requires_account,
            required_keys,
            optional_keys,
        }
    }

    /// The fields of an object. Those that are not known or there twice are said, and added to what a
    /// strict kubelet says.
    fn fields<'n>(
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
                self.not_strict(
                    "PRV013",
                    say!("{field} is there twice; the last one counts.", field = at),
                    key,
                );
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

    fn not_strict(&mut self, code: &'static str, said: Words, key: &Spanned<String>) {
        let is_strict = self.release.has(Change::CredentialProviderConfigIsStrict);
        let diagnostic = if is_strict {
            Diagnostic::error(code, said).help(say!("Since 1.32 a kubelet with it does not start."))
        } else {
            Diagnostic::warning(code, said).help(say!(
                "This release passes over it; since 1.32 a kubelet does not start."
            ))
        };
        let place = span(self.text, key.referenced);
        self.diagnostics
            .push(diagnostic.docs(PROVIDER_CONFIG_GO).at_known(place));
    }

    fn text_at(&mut self, fields: &Fields, field: &str, path: &str) -> At<String> {
        let Some(placed) = find(fields, field) else {
            return At::default();
        };
        self.text(placed, &format!("{path}.{field}"))
    }

    fn text(&mut self, placed: &Placed, path: &str) -> At<String> {
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

    fn texts(&mut self, placed: &Placed, path: &str) -> Vec<At<String>> {
        let items = self.list(placed, path).into_iter().enumerate();
        items
            .map(|(index, item)| self.text(item, &format!("{path}[{index}]")))
            .collect()
    }

    fn list<'n>(&mut self, placed: &'n Placed, path: &str) -> Vec<&'n Placed> {
        match &placed.value {
            Node::List(list) => list.iter().collect(),
            Node::Null => Vec::new(),
            _ => {
                self.wrong_type(placed, path, say!("a list"));
                Vec::new()
            }
        }
    }

    fn duration(&mut self, fields: &Fields, path: &str) -> Option<At<GoDuration>> {
        let placed = find(fields, "defaultCacheDuration")?;
        let duration = match &placed.value {
            Node::Null => return None,
            Node::Text(text) => GoDuration::parse(text),
            _ => None,
        };
        if duration.is_none() {
            let path = format!("{path}.defaultCacheDuration");
            self.wrong_type(
                placed,
                &path,
                say!("a duration such as 10m or 1h30m, with its unit"),
            );
        }
        Some(At {
            value: duration?,
            span: self.place(placed),
        })
    }

    fn wrong_type(&mut self, placed: &Placed, path: &str, expected: Words) {
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

    pub(super) fn refuse(
        &mut self,
        code: &'static str,
        said: String,
        place: Option<Span>,
        help: Words,
    ) {
        let diagnostic = Diagnostic::error(code, Words::verbatim(said.as_str()))
            .help(help)
            .docs(PROVIDER_CONFIG_GO);
        self.diagnostics.push(diagnostic.at_known(place));
        if !self.errors.contains(&said) {
            self.errors.push(said);
        }
    }

    fn place(&self, placed: &Placed) -> Option<Span> {
        span(self.text, placed.referenced)
    }
}

/// The last field of this name.
fn find<'a>(fields: &Fields<'a>, name: &str) -> Option<&'a Placed> {
    let mut fields = fields.iter().rev();
    fields
        .find(|(field, _)| *field == name)
        .map(|(_, value)| *value)
}
