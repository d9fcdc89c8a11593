//! From the tree to the fields that are validated: header, strictness and types.

use super::{
    Check,
    fields::{At, Fields, find},
    reading_error, types,
};
use crate::{
    codes::{self, Code},
    config_file::{GoDuration, Header, TypeError},
    diagnostic::{Diagnostic, Severity, Span},
    kubelet::go::quote,
    releases::Change,
    sources::{PROVIDER_CONFIG_GO, PROVIDER_CONFIG_TYPES_GO},
    words::{Message, message},
    yaml::{Meaning, NodeId},
};

pub(super) const KIND: &str = "CredentialProviderConfig";
pub(super) const API_VERSIONS: [&str; 3] = [
    "kubelet.config.k8s.io/v1",
    "kubelet.config.k8s.io/v1beta1",
    "kubelet.config.k8s.io/v1alpha1",
];

/// Kinds that the scheme of the credential providers has besides CredentialProviderConfig.
const OTHER_KINDS: [(&str, &str); 2] = [
    ("kubelet.config.k8s.io/v1beta1", "KubeletConfiguration"),
    (
        "kubelet.config.k8s.io/v1beta1",
        "SerializedNodeConfigSource",
    ),
];

/// The providers and where the list is.
#[derive(Default)]
pub(super) struct Providers {
    pub list: Vec<ProviderFields>,
    pub span: Option<Span>,
}

/// The fields of a provider that are validated.
#[derive(Default)]
pub(super) struct ProviderFields {
    /// Where it is.
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

impl<'d> Check<'d> {
    /// The providers; `None` where the kubelet reads none, for reasons that were said.
    pub(super) fn decode(&mut self) -> Option<Providers> {
        let api_version = self.header()?;
        let root = self.file.root?;
        let known = ["kind", "apiVersion", "providers"];
        let fields = self.fields(root, "", &known);
        let mut providers = Providers::default();
        if let Some(list) = find(&fields, "providers") {
            providers.span = Some(self.tree.place(list));
            for (index, item) in self.list(list, "providers").iter().enumerate() {
                let path = format!("providers[{index}]");
                let provider = self.provider(*item, &path, &api_version);
                providers.list.push(provider);
            }
        }
        let type_errors = self
            .file
            .type_errors(root, types::for_version(&api_version, self.release));
        let is_strict = self.release.has(Change::CredentialProviderConfigIsStrict);
        let said = match TypeError::returned(&type_errors) {
            Some(error) => Some(error.words.clone()),
            None if is_strict => self.strict.error(),
            None => None,
        };
        if let Some(said) = said {
            self.errors.push(reading_error(self.release, &said));
            return None;
        }
        let is_error = |it: &Diagnostic| it.severity == Severity::Error;
        let is_refused = self.diagnostics.iter().any(is_error);
        (!is_refused).then_some(providers)
    }

    /// The version of the text; `None` where it is no CredentialProviderConfig.
    fn header(&mut self) -> Option<String> {
        let header = match self.file.header() {
            Ok(header) => header,
            Err(error) => {
                let missing = error.field.filter(|_| error.place.is_none());
                let said = missing.map_or_else(
                    || message!("The text has no `kind` and no `apiVersion`."),
                    |field| message!("`{field}` is missing.", field),
                );
                let diagnostic = Diagnostic::new(codes::PRV010, said)
                    .help(message!(
                        "The kubelet's file needs `apiVersion: {version}` and `kind: {kind}`; without them the kubelet doesn't start.",
                        version = API_VERSIONS[0],
                        kind = KIND
                    ))
                    .docs(PROVIDER_CONFIG_TYPES_GO)
                    .at_known(error.place);
                self.diagnostics.push(diagnostic);
                let words = self.without_secrets(error.words);
                self.errors.push(reading_error(self.release, &words));
                return None;
            }
        };
        let Header { api_version, kind } = header;
        if kind == KIND && API_VERSIONS.contains(&api_version.as_str()) {
            return Some(api_version);
        }
        let said = if OTHER_KINDS.contains(&(api_version.as_str(), kind.as_str())) {
            format!("failed to decode {} (wrong Kind)", quote(&kind))
        } else {
            let line = if self.release.has(Change::ProviderConfigPathsAreQuoted) {
                69
            } else if self
                .release
                .has(Change::ServiceAccountTokensForProvidersExist)
            {
                66
            } else {
                58
            };
            format!(
                "no kind {} is registered for version {} in scheme \"k8s.io/kubernetes/pkg/credentialprovider/plugin/plugin.go:{line}\"",
                quote(&kind),
                quote(&api_version)
            )
        };
        let field = if kind == KIND { "apiVersion" } else { "kind" };
        let node = self.file.root.and_then(|root| self.tree.value(root, field));
        let place = node.map(|node| self.tree.place(node));
        let help = message!(
            "Write `kind: {kind}` and `apiVersion: {version}`.",
            kind = KIND,
            version = API_VERSIONS[0]
        );
        let said = reading_error(self.release, &said);
        self.refuse(codes::PRV011, said, place, help);
        None
    }

    /// The words of an error that quotes the whole text, which is cut where it holds more than the fields
    /// of a provider in which no secret can be.
    fn without_secrets(&self, words: String) -> String {
        const QUOTED: &str = "is missing in '";
        match words.find(QUOTED) {
            Some(at) if !self.is_plain() => format!("{}…'", &words[..at + QUOTED.len()]),
            _ => words,
        }
    }

    fn is_plain(&self) -> bool {
        const OF_PROVIDER: [&str; 4] =
            ["name", "matchImages", "defaultCacheDuration", "apiVersion"];
        let name = |key| self.tree.scalar(key).unwrap_or_default();
        let is_provider = |provider: &NodeId| {
            self.tree.is_mapping(*provider)
                && self
                    .tree
                    .entries(*provider)
                    .all(|(key, _)| OF_PROVIDER.contains(&name(key)))
        };
        self.file.root.is_none_or(|root| {
            self.tree.is_mapping(root)
                && self.tree.entries(root).all(|(key, value)| match name(key) {
                    "kind" | "apiVersion" => true,
                    "providers" => {
                        self.tree.is_list(value) && self.tree.items(value).iter().all(is_provider)
                    }
                    _ => false,
                })
        })
    }

    fn provider(&mut self, item: NodeId, path: &str, api_version: &str) -> ProviderFields {
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
        let fields = self.fields(item, path, known);
        let at = |field: &str| format!("{path}.{field}");
        if let Some(args) = find(&fields, "args") {
            self.texts(args, &at("args"));
        }
        if let Some(env) = find(&fields, "env") {
            for (index, variable) in self.list(env, &at("env")).iter().enumerate() {
                let path = format!("{path}.env[{index}]");
                let variable = self.fields(*variable, &path, &["name", "value"]);
                for field in ["name", "value"] {
                    self.text_at(&variable, field, &path);
                }
            }
        }
        let tokens = find(&fields, "tokenAttributes").filter(|_| has_tokens);
        let tokens = tokens.filter(|it| !matches!(self.tree.meaning(*it), Meaning::Null));
        ProviderFields {
            span: Some(self.tree.place(item)),
            name: self.text_at(&fields, "name", path),
            match_images: find(&fields, "matchImages")
                .map(|list| self.texts(list, &at("matchImages")))
                .unwrap_or_default(),
            default_cache_duration: self.duration(&fields, path),
            api_version: self.text_at(&fields, "apiVersion", path),
            token_attributes: tokens.map(|it| self.token_attributes(it, &at("tokenAttributes"))),
        }
    }

    fn token_attributes(&mut self, node: NodeId, path: &str) -> TokenAttributes {
        let known = [
            "serviceAccountTokenAudience",
            "requireServiceAccount",
            "requiredServiceAccountAnnotationKeys",
            "optionalServiceAccountAnnotationKeys",
            "cacheType",
        ];
        let has_cache_type = self.release.has(Change::ProviderCacheTypeIsRequired);
        let known = &known[..known.len() - usize::from(!has_cache_type)];
        let fields = self.fields(node, path, known);
        let mut keys = |field: &str| {
            let list = find(&fields, field);
            list.map(|list| self.texts(list, &format!("{path}.{field}")))
                .unwrap_or_default()
        };
        let required_keys = keys("requiredServiceAccountAnnotationKeys");
        let optional_keys = keys("optionalServiceAccountAnnotationKeys");
        let requires_account = match find(&fields, "requireServiceAccount") {
            None => None,
            Some(node) => match self.tree.meaning(node) {
                Meaning::Truth(value) => Some(value),
                Meaning::Null => None,
                _ => {
                    let path = format!("{path}.requireServiceAccount");
                    self.wrong_type(node, &path, &message!("true or false"));
                    None
                }
            },
        };
        TokenAttributes {
            span: Some(self.tree.place(node)),
            audience: self
                .text_at(&fields, "serviceAccountTokenAudience", path)
                .value,
            cache_type: self.text_at(&fields, "cacheType", path),
            requires_account,
            required_keys,
            optional_keys,
        }
    }

    fn duration(&mut self, fields: &Fields<'d>, path: &str) -> Option<At<GoDuration>> {
        let node = find(fields, "defaultCacheDuration")?;
        let duration = match self.tree.meaning(node) {
            Meaning::Null => return None,
            Meaning::Text(text) => GoDuration::parse(text).ok(),
            _ => None,
        };
        if duration.is_none() {
            let path = format!("{path}.defaultCacheDuration");
            self.wrong_type(
                node,
                &path,
                &message!("a duration with a unit, such as 10m or 1h30m"),
            );
        }
        Some(At {
            value: duration?,
            span: Some(self.tree.place(node)),
        })
    }

    pub(super) fn refuse(&mut self, code: Code, said: String, place: Option<Span>, help: Message) {
        let diagnostic = Diagnostic::new(code, Message::verbatim(said.as_str()))
            .help(help)
            .docs(PROVIDER_CONFIG_GO);
        self.diagnostics.push(diagnostic.at_known(place));
        if !self.errors.contains(&said) {
            self.errors.push(said);
        }
    }
}
