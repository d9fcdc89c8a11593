//! A CredentialProviderConfig: what the kubelet says to it when it starts.
//!
//! Sources: kubernetes/kubernetes pkg/credentialprovider/plugin/config.go of 1.27 to 1.36;
//! kubernetes/kubelet config/v1/types.go. Reading is strict since 1.32
//! (kubernetes/kubernetes#128062).

mod decode;
mod fields;
mod qualified_name;
mod types;
mod validate;
mod wrapped;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    codes,
    config_file::{ConfigFile, Unreadable, no_json},
    diagnostic::{Diagnostic, Severity},
    releases::{Change, Release},
    request::{
        Refused,
        problems::{Problems, REQUEST},
    },
    words::message,
    yaml::{Problem, Tree},
};
use fields::Strict;
use wrapped::Config;

/// Texts in texts are looked at up to here.
const MAX_NESTING: usize = 2;

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
    check_text(text, release, feature_gates, 0)
}

/// Checks a text at a depth of nesting.
fn check_text(
    text: &str,
    release: Release,
    feature_gates: &BTreeMap<String, bool>,
    nesting: usize,
) -> ProviderConfigReport {
    let has_tokens = release.has(Change::ServiceAccountTokensForProvidersExist)
        && feature_gates
            .get(SERVICE_ACCOUNT_TOKENS)
            .copied()
            .unwrap_or(release.has(Change::ServiceAccountTokensForProvidersAreOn));
    let mut file = match ConfigFile::read(text) {
        Ok(file) => file,
        Err(unreadable) => return unread(unreadable, release),
    };
    let mut diagnostics = Vec::new();
    if nesting < MAX_NESTING
        && let Some(wrapped) = wrapped::find(&file)
    {
        match &wrapped.config {
            Config::Mapping(node) => {
                file.root = Some(*node);
                diagnostics.push(wrapped.read_there());
            }
            Config::Text(text) => {
                return wrapped.report(check_text(text, release, feature_gates, nesting + 1));
            }
        }
    }
    let mut check = Check {
        file: &file,
        tree: &file.tree,
        strict: Strict::new(text),
        release,
        errors: Vec::new(),
        diagnostics,
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

/// What the kubelet puts before what is wrong with a file. `FILE` stands for its path.
fn reading_error(release: Release, words: &str) -> String {
    if release.has(Change::ProviderConfigPathsAreQuoted) {
        format!("error decoding config \"FILE\": {words}")
    } else {
        format!("error decoding config FILE: {words}")
    }
}

/// The report on a text that is neither JSON nor YAML. The words of the parser of YAML may quote the
/// text, where a secret may be in an environment: only the place is used.
fn unread(unreadable: Unreadable, release: Release) -> ProviderConfigReport {
    let words = unreadable.words();
    let (said, place) = match unreadable {
        Unreadable::Json { words, place } => (no_json(&words), Some(place)),
        Unreadable::Yaml(error) => {
            let said = match error.problem {
                Problem::Syntax(_) | Problem::Cycle => {
                    message!("Invalid YAML.")
                }
                _ => message!(
                    "The text is too large or nested too deeply for a CredentialProviderConfig."
                ),
            };
            (said, error.span)
        }
    };
    let diagnostic = Diagnostic::new(codes::PRV009, said).help(message!(
        "Fix it here; the kubelet doesn't start with this file."
    ));
    let words = words.map(|words| reading_error(release, &words));
    ProviderConfigReport {
        valid: false,
        errors: words.into_iter().collect(),
        diagnostics: vec![diagnostic.at_known(place)],
    }
}

/// A check at work.
struct Check<'d> {
    file: &'d ConfigFile<'d>,
    tree: &'d Tree<'d>,
    strict: Strict<'d>,
    release: Release,
    errors: Vec<String>,
    diagnostics: Vec<Diagnostic>,
}
