//! What the core is asked for what a person gives.

use imagepull::{
    credentials::{
        self, CredentialsReport, CredentialsRequest, PullSecret, Unusable,
        docker_config::DockerConfig,
        secret::{DOCKER_CONFIG_JSON, DOCKERCFG},
    },
    releases::Release,
};

use super::input::{Entry, Input, Provider, Secret};

/// The credentials that the kubelet of a release tries for an image.
pub fn matched(image: &str, release: Release, given: &Input) -> CredentialsReport {
    credentials::match_credentials(&request(image, release, given))
}

fn request(image: &str, release: Release, given: &Input) -> CredentialsRequest {
    let pod = &given.pod;
    CredentialsRequest {
        image: image.to_owned(),
        kubernetes: Some(release.to_string()),
        namespace: Some(pod.namespace().to_owned()),
        image_pull_secrets: pod.image_pull_secrets.clone(),
        service_account: pod
            .service_account
            .as_ref()
            .map(|account| credentials::ServiceAccount {
                name: Some(account.name.clone()),
                namespace: named(&account.namespace),
                image_pull_secrets: Some(account.image_pull_secrets.clone()),
            }),
        pull_secrets: Some(given.secrets.iter().map(pull_secret).collect()),
        node_config: (!given.node.is_empty()).then(|| Ok(config(&given.node))),
        providers: Some(given.providers.iter().map(provider).collect()),
        ..CredentialsRequest::default()
    }
}

fn pull_secret(secret: &Secret) -> PullSecret {
    let expected = [DOCKER_CONFIG_JSON, DOCKERCFG]
        .into_iter()
        .find(|(kind, _)| *kind == secret.kind());
    PullSecret {
        name: Some(secret.name.clone()),
        namespace: named(&secret.namespace),
        r#type: secret.kind().to_owned(),
        config: match expected {
            None => Err(Unusable::Type),
            Some((_, key)) if key != secret.data_key() => {
                Err(Unusable::NoKey(vec![secret.data_key().to_owned()]))
            }
            Some(_) => Ok(config(&secret.entries)),
        },
    }
}

fn provider(provider: &Provider) -> credentials::Provider {
    credentials::Provider {
        name: provider.name.clone(),
        match_images: provider.match_images.clone(),
        auth: config(&provider.entries).entries,
        cache_key_type: named(&provider.cache_key_type),
    }
}

fn config(entries: &[Entry]) -> DockerConfig {
    DockerConfig {
        entries: entries
            .iter()
            .map(|entry| credentials::Entry::new(&entry.key, Some(&entry.user)))
            .collect(),
        ignored: Vec::new(),
    }
}

/// A name; `None` where it is left out.
fn named(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
