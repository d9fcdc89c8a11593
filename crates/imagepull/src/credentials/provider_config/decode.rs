//! From the tree to the fields that are validated: header, strictness and types.

use super::{
    Check,
    duration::GoDuration,
    fields::{At, Fields, find},
};
use crate::{
    diagnostic::{Diagnostic, Span},
    kubelet::go::quote,
    releases::Change,
    sources::{PROVIDER_CONFIG_GO, PROVIDER_CONFIG_TYPES_GO},
    words::{Words, say},
    yaml::{Meaning, NodeId},
};

const KIND: &str = "CredentialProviderConfig";
const API_VERSIONS: [&str; 3] = [
    "kubelet.config.k8s.io/v1",
    "kubelet.config.k8s.io/v1beta1",
    "kubelet.config.k8s.io/v1alpha1",
];

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

impl<'d> Check<'d> {
    /// The providers; `None` where the kubelet reads none, for reasons that were said.
    pub(super) fn decode(&mut self) -> Option<Providers> {
        let known = ["kind", "apiVersion", "providers"];
        let root = self.tree.documents.first().copied();
        let fields = root.map_or_else(Vec::new, |root| self.fields(root, "", &known));
        let api_version = self.header(&fields);
        let mut providers = Providers::default();
        if let Some(list) = find(&fields, "providers") {
            providers.span = Some(self.tree.place(list));
            for (index, item) in self.list(list, "providers").iter().enumerate() {
                let path = format!("providers[{index}]");
                let provider = self.provider(*item, &path, api_version);
                providers.list.push(provider);
            }
        }
        if self.release.has(Change::CredentialProviderConfigIsStrict)
            && let Some(said) = self.strict.error()
        {
            self.errors.push(said);
            return None;
        }
        let is_error = |it: &Diagnostic| it.severity == crate::diagnostic::Severity::Error;
        let is_refused = self.diagnostics.iter().any(is_error);
        (!is_refused).then_some(providers)
    }

    /// What the text says of itself; its version.
    fn header(&mut self, fields: &Fields<'d>) -> &'d str {
        let tree = self.tree;
        let mut of = |field: &str| -> Option<(&'d str, Option<Span>)> {
            let node = find(fields, field)?;
            match tree.meaning(node) {
                Meaning::Text(text) => Some((text, Some(tree.place(node)))),
                Meaning::Null => None,
                _ => {
                    self.wrong_type(node, field, say!("a text"));
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
                    self.wrong_type(node, &path, say!("true or false"));
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
            Meaning::Text(text) => GoDuration::parse(text),
            _ => None,
        };
        if duration.is_none() {
            let path = format!("{path}.defaultCacheDuration");
            self.wrong_type(
                node,
                &path,
                say!("a duration such as 10m or 1h30m, with its unit"),
            );
        }
        Some(At {
            value: duration?,
            span: Some(self.tree.place(node)),
        })
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
}
