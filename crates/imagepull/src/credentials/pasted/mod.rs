//! What a person pastes or drops: docker configurations, Secrets, ServiceAccounts, Pods, the
//! configuration of credential providers and commands that log in, told apart by content and read without
//! what is secret: of a Secret nothing is kept but what [`SecretData`] keeps, and the tree goes with the
//! text.

mod login;
mod mask;
mod read;
mod remarks;

use std::collections::HashSet;

use super::{
    docker_config::{DockerConfig, Malformed, Problem, read_docker_config},
    request::{Provider, ServiceAccount},
    secret::PullSecret,
};
use crate::{
    base64_text, codes,
    diagnostic::{Diagnostic, Span},
    words::message,
    workload::objects::{self, Object},
    yaml::{self, Limits, MAX_BYTES, NodeId, Reading, Tree},
};

pub use mask::masked;
pub(crate) use read::secret;

/// Remarks per text.
const MAX_REMARKS: usize = 100;

/// What a text holds, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasted {
    /// The parts of a request.
    pub parts: Vec<Part>,
    /// What could not be read, and what is of no use here.
    pub diagnostics: Vec<Diagnostic>,
}

/// A part of a [`CredentialsRequest`](super::CredentialsRequest).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A `config.json` or `.dockercfg`, or why it is none.
    DockerConfig(Result<DockerConfig, Malformed>),
    /// A Secret of any type.
    PullSecret(PullSecret),
    /// A ServiceAccount.
    ServiceAccount(ServiceAccount),
    /// A Pod, a template of Pods, or another object that names images.
    Pod(PastedPod),
    /// The providers of a CredentialProviderConfig; their answers are not known.
    Providers(Vec<Provider>),
}

/// What an object pulls and with what: a Pod, a workload, or a custom resource that names images.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastedPod {
    /// The kind of the object, for example `Deployment`.
    pub kind: String,
    /// Its name.
    pub name: Option<String>,
    /// Its namespace.
    pub namespace: Option<String>,
    /// The names of its imagePullSecrets.
    pub image_pull_secrets: Vec<String>,
    /// The name of its ServiceAccount.
    pub service_account: Option<String>,
    /// Its images in their order, each once.
    pub images: Vec<String>,
}

/// Reads a text of any of these forms: JSON or YAML, one or several documents, Lists; or commands.
pub fn read_pasted(text: &str) -> Pasted {
    let mut pasted = Pasted::default();
    if text.len() > MAX_BYTES {
        pasted.say(Diagnostic::new(
            codes::CRD017,
            message!(
                "The text is longer than {most} bytes, so it is skipped.",
                most = MAX_BYTES
            ),
        ));
        return pasted;
    }
    if let Some(decoded) = base64_of_object(text) {
        pasted.piece(&decoded, 0);
        // Its places are not those of the text.
        pasted.diagnostics.iter_mut().for_each(|it| it.span = None);
    } else if !pasted.commands(text) {
        for (start, piece) in yaml::pieces(text) {
            pasted.piece(piece, start);
        }
    }
    if pasted.parts.is_empty() && pasted.diagnostics.is_empty() {
        pasted.say(
            Diagnostic::new(codes::CRD018, message!("Nothing in the text was recognised."))
                .help(message!("Supported are config.json, .dockercfg, Secrets, ServiceAccounts, Pods and workloads, Lists of them, CredentialProviderConfig, and the commands docker login and kubectl create secret docker-registry.")),
        );
    }
    pasted
}

/// The object that a text is the base64 of: the value of a Secret as `kubectl get` prints it.
fn base64_of_object(text: &str) -> Option<String> {
    let text = text.trim();
    if text.starts_with('{') || text.len() < 16 {
        return None;
    }
    let decoded = String::from_utf8(base64_text::decode(text)?).ok()?;
    decoded.trim_start().starts_with('{').then_some(decoded)
}

impl Pasted {
    fn say(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MAX_REMARKS {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reads a piece of the text that begins at a byte of it.
    fn piece(&mut self, text: &str, start: usize) {
        let in_whole = |place: Span| Span {
            start: start + place.start,
            end: start + place.end,
        };
        let Reading { tree, errors, .. } = Reading::new(text, Limits::PASTED);
        if !errors.is_empty() && is_docker_config(text) {
            self.parts
                .push(Part::DockerConfig(read_docker_config(text)));
            return;
        }
        for root in &tree.documents {
            let span = tree.span(*root);
            // A docker configuration is the whole piece, with all that spoils it.
            let written = match tree.documents[..] {
                [_] => text,
                _ => tree.written(span),
            };
            self.document(&tree, *root, written, in_whole(span));
        }
        for error in errors {
            // The words of the error may quote the text.
            self.say(
                Diagnostic::new(
                    codes::CRD017,
                    message!("Part of the text is neither valid JSON nor valid YAML."),
                )
                .help(message!(
                    "The first error is here; the other documents are read."
                ))
                .at_known(error.span.map(in_whole)),
            );
        }
    }

    fn document(&mut self, tree: &Tree<'_>, root: NodeId, written: &str, span: Span) {
        let has = |key| tree.text_at(root, &[key]).is_some();
        if !tree.is_mapping(root) {
            self.nothing(None, span);
        } else if has("kind") || has("apiVersion") {
            self.objects(tree, root, span);
        } else {
            self.without_kind(tree, root, written, span);
        }
    }

    /// A docker configuration has no kind; it has to be JSON.
    fn without_kind(&mut self, tree: &Tree<'_>, root: NodeId, written: &str, span: Span) {
        let config = read_docker_config(written);
        let is_json = !matches!(
            config,
            Err(Malformed {
                problem: Problem::NotJson { .. },
                ..
            })
        );
        if is_json || tree.value(root, "auths").is_some() {
            self.parts.push(Part::DockerConfig(config));
        } else {
            self.nothing(None, span);
        }
    }

    /// Reads an object and those that it holds. What several aliases stand for is one object.
    fn objects(&mut self, tree: &Tree<'_>, root: NodeId, span: Span) {
        let mut seen = HashSet::new();
        let root = Object::read(tree, root, 0, String::new());
        objects::visit(tree, root, &mut |object| {
            if tree.is_mapping(object.node) && seen.insert(tree.resolved(object.node)) {
                self.object(tree, &object, span);
            }
            true
        });
    }

    fn object(&mut self, tree: &Tree<'_>, object: &Object<'_>, span: Span) {
        let part = match object.kind {
            Some("Secret") => Some(Part::PullSecret(secret(tree, object.node))),
            Some("ServiceAccount") => Some(Part::ServiceAccount(read::account(tree, object.node))),
            Some("CredentialProviderConfig") => {
                Some(Part::Providers(read::providers(tree, object.node)))
            }
            _ => read::pod(tree, object).map(Part::Pod),
        };
        match part {
            Some(part) => self.parts.push(part),
            None => self.nothing(Some(object.kind.unwrap_or_default()), span),
        }
    }

    fn nothing(&mut self, kind: Option<&str>, span: Span) {
        let said = if let Some(kind) = kind {
            message!(
                "A {kind} object has nothing to do with credentials.",
                kind = format!("{kind:?}")
            )
        } else {
            message!("Part of the text wasn't recognised.")
        };
        self.say(Diagnostic::new(codes::CRD019, said).at(span));
    }
}

/// Whether a text that cannot be read was most likely meant as a docker configuration.
fn is_docker_config(text: &str) -> bool {
    text.trim_start().starts_with('{') && !text.contains("kind")
}
