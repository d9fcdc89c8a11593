//! A CredentialProviderConfig: what the kubelet says to it when it starts.
//!
//! Sources: kubernetes/kubernetes pkg/credentialprovider/plugin/config.go, in the words of 1.34 and
//! later; kubernetes/kubelet config/v1/types.go. Reading is strict since 1.32
//! (kubernetes/kubernetes#128062).

mod decode;
mod document;
mod duration;
mod fields;
mod qualified_name;
mod validate;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    diagnostic::{Diagnostic, Severity},
    releases::{Change, Release},
    request::{
        Refused,
        problems::{Problems, REQUEST},
    },
    yaml::Tree,
};
use fields::Strict;

/// The feature gate without which there are no `tokenAttributes`.
pub const SERVICE_ACCOUNT_TOKENS: &str = "KubeletServiceAccountTokenForCredentialProviders";

/// What the kubelet says to a configuration.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProviderConfigReport {
    /// Whether a kubelet with it starts.
    pub valid: bool,
    /// What is wrong, in the kubelet's own words.
    pub errors: Vec<String>,
    /// The same with places, and what else is wrong or remarkable.
    pub diagnostics: Vec<Diagnostic>,
}

impl Refused for ProviderConfigReport {
    fn refused(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            ..Self::default()
        }
    }
}

/// Reads and validates the text of a CredentialProviderConfig, YAML or JSON. Gates that are not set
/// are as the release has them; with one that is not known the text is not looked at.
pub fn check_credential_provider_config(
    text: &str,
    release: Release,
    feature_gates: &BTreeMap<String, bool>,
) -> ProviderConfigReport {
    let mut problems = Problems::new(REQUEST);
    problems.gates(feature_gates);
    if !problems.list.is_empty() {
        return ProviderConfigReport::refused(problems.list);
    }
    let has_tokens = release.has(Change::ServiceAccountTokensForProvidersExist)
        && feature_gates
            .get(SERVICE_ACCOUNT_TOKENS)
            .copied()
            .unwrap_or(release.has(Change::ServiceAccountTokensForProvidersAreOn));
    let tree = match document::read(text) {
        Ok(tree) => tree,
        Err(diagnostic) => {
            return ProviderConfigReport {
                diagnostics: vec![*diagnostic],
                ..ProviderConfigReport::default()
            };
        }
    };
    let mut check = Check {
        tree: &tree,
        strict: Strict::of(text),
        release,
        errors: Vec::new(),
        diagnostics: Vec::new(),
    };
    if let Some(providers) = check.decode() {
        check.validate(&providers, has_tokens);
    }
    let is_error = |it: &Diagnostic| it.severity == Severity::Error;
    ProviderConfigReport {
        valid: !check.diagnostics.iter().any(is_error),
        errors: check.errors,
        diagnostics: check.diagnostics,
    }
}

/// A check at work.
struct Check<'d> {
    tree: &'d Tree<'d>,
    strict: Strict<'d>,
    release: Release,
    errors: Vec<String>,
    diagnostics: Vec<Diagnostic>,
}
