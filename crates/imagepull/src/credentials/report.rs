//! What [`match_credentials`](super::match_credentials) answers.

use serde::Serialize;

use crate::{codes, diagnostic::Diagnostic, request::Refused, why::Reason};

/// Where credentials come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Source {
    /// A Secret.
    PullSecret,
    /// The configuration of the node.
    Node,
    /// A credential provider.
    Provider,
}

/// Which credentials the kubelet tries for an image, and why not the others.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CredentialsReport {
    /// What the keyrings are asked for: the image's normalised name without tag and digest, or
    /// `lookup`; `None` where the image has no valid name.
    pub repository: Option<String>,
    /// The credentials in the order in which they are tried; the first that succeeds ends it.
    pub candidates: Vec<Candidate>,
    /// Everything else.
    pub rejected: Vec<Rejected>,
    /// The names in imagePullSecrets that no given Secret has.
    pub missing_secrets: Vec<String>,
    /// Whether the image is pulled without credentials.
    pub anonymous: bool,
    /// How the kubelet came to this order, and what follows.
    pub why: Vec<Reason>,
    /// What is wrong or worth knowing.
    pub diagnostics: Vec<Diagnostic>,
}

impl CredentialsReport {
    /// What is to be said to somebody who sees the candidates: not that they are tried in order.
    pub fn beside_candidates(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics
            .iter()
            .filter(|it| it.code != codes::CRD013.id)
    }
}

impl Refused for CredentialsReport {
    fn refused(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            ..Self::default()
        }
    }
}

/// Credentials that the kubelet tries.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// Where they come from.
    pub source: Source,
    /// The name of the Secret or provider.
    pub name: Option<String>,
    /// The key as written, without user and password before the host.
    pub key: String,
    /// The user.
    pub username: Option<String>,
    /// How many are tried before.
    pub order: usize,
    /// Why they are tried, and why at this place.
    pub why: Vec<Reason>,
}

/// Credentials that the kubelet does not try.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rejected {
    /// Where they come from.
    pub source: Source,
    /// The name of the Secret or provider.
    pub name: Option<String>,
    /// The key as written, without user and password before the host; `None` where a Secret, the
    /// node's configuration or a provider does not count as a whole.
    pub key: Option<String>,
    /// Why they are not tried.
    pub why: Vec<Reason>,
}

/// Whether a pattern fits an image.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UrlMatch {
    /// Whether it does.
    pub matches: bool,
    /// Why.
    pub why: Vec<Reason>,
}
