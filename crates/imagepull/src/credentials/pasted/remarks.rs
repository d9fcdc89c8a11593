//! What is said of pasted configurations as they are written: what of them is malformed, for others
//! than the kubelet, or of no help.

use std::collections::BTreeMap;

use super::{Part, Pasted};
use crate::{
    credentials::{
        provider_config::check_credential_provider_config, remarks, report::Source,
        secret::Unusable,
    },
    diagnostic::Diagnostic,
    releases::Release,
};

impl Pasted {
    /// What the docker configurations in the text get, those of Secrets first. A text that is the
    /// configuration of credential providers gets what the kubelet of the release says to it.
    pub fn remarks(&self, text: &str, release: Release) -> Vec<Diagnostic> {
        if let [Part::Providers(_)] = &self.parts[..] {
            return check_credential_provider_config(text, release, &BTreeMap::new()).diagnostics;
        }
        let of_secrets = self
            .parts
            .iter()
            .flat_map(|part| check_secret(part, release));
        let of_files = self.parts.iter().flat_map(check_file);
        let mut said = of_secrets.chain(of_files).collect();
        remarks::shorten(&mut said);
        said
    }
}

fn check_secret(part: &Part, release: Release) -> Vec<Diagnostic> {
    let Part::PullSecret(secret) = part else {
        return Vec::new();
    };
    match &secret.config {
        Ok(config) => remarks::check_config(Source::PullSecret, secret.name.as_deref(), config),
        Err(unusable @ Unusable::Malformed(_)) => {
            vec![remarks::explain_unusable_secret(secret, unusable, release)]
        }
        // It stays out of the form, which says so.
        Err(_) => Vec::new(),
    }
}

fn check_file(part: &Part) -> Vec<Diagnostic> {
    match part {
        Part::DockerConfig(Ok(config)) => remarks::check_config(Source::Node, None, config),
        Part::DockerConfig(Err(malformed)) => vec![remarks::explain_unreadable_node(malformed)],
        _ => Vec::new(),
    }
}
