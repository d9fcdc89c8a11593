//! The examples of the view: titles, what to look at, and what they hold besides their image, which
//! [`crate::presets::credentials`] knows.

use super::input::{Entry, Input, Pod, Provider, Secret, ServiceAccount};
use crate::{components::example::Offer, text};

macro_rules! offer {
    ($slug:literal, $title:ident, $look:ident) => {
        Offer {
            slug: $slug,
            title: text::$title,
            look: text::$look,
        }
    };
}

/// All examples in the order in which they are offered.
#[rustfmt::skip]
pub static OFFERS: [Offer; 15] = [
    offer!("hub-key", credentials_presets_hub_key_title, credentials_presets_hub_key_look),
    offer!("gitlab-group-three-secrets", credentials_presets_gitlab_title, credentials_presets_gitlab_look),
    offer!("missing-secret", credentials_presets_missing_title, credentials_presets_missing_look),
    offer!("secret-in-another-namespace", credentials_presets_namespace_title, credentials_presets_namespace_look),
    offer!("service-account-secrets", credentials_presets_account_title, credentials_presets_account_look),
    offer!("globs-in-keys", credentials_presets_globs_title, credentials_presets_globs_look),
    offer!("near-miss-port", credentials_presets_port_title, credentials_presets_port_look),
    offer!("near-miss-scheme", credentials_presets_scheme_title, credentials_presets_scheme_look),
    offer!("near-miss-path", credentials_presets_path_title, credentials_presets_path_look),
    offer!("ecr-token-12h", credentials_presets_ecr_title, credentials_presets_ecr_look),
    offer!("image-on-the-node", credentials_presets_on_node_title, credentials_presets_on_node_look),
    offer!("wrong-secret-type", credentials_presets_type_title, credentials_presets_type_look),
    offer!("several-credentials-no-anonymous-retry", credentials_presets_several_title, credentials_presets_several_look),
    offer!("provider-and-node-order", credentials_presets_order_title, credentials_presets_order_look),
    offer!("config-json-two-keys", credentials_presets_two_keys_title, credentials_presets_two_keys_look),
];

const TEAM: &str = "team-a";
const REGISTRY: &str = "registry.example.com";
const GITLAB: &str = "registry.gitlab.example.com";

/// What an example holds; nothing for one that is not known.
pub fn given(slug: &str) -> Input {
    match slug {
        "hub-key" => secrets(vec![secret(
            "docker-hub",
            &["registry-1.docker.io", "https://index.docker.io/v1"],
        )]),
        "gitlab-group-three-secrets" => secrets(vec![
            secret("gitlab-group", &[&format!("{GITLAB}/group")]),
            secret("gitlab-other-group", &[&format!("{GITLAB}/other-group")]),
            secret("gitlab-project", &[&format!("{GITLAB}/group/project")]),
        ]),
        "missing-secret" => Input {
            pod: pod(Some(&["registry-login", "mirror-login"]), None),
            secrets: vec![secret("mirror-login", &["mirror.example.com"])],
            ..Input::default()
        },
        "secret-in-another-namespace" => Input {
            pod: pod(Some(&["registry-login"]), None),
            secrets: vec![Secret {
                namespace: "default".to_owned(),
                ..secret("registry-login", &[REGISTRY])
            }],
            ..Input::default()
        },
        "service-account-secrets" => Input {
            pod: pod(
                Some(&["mirror-login"]),
                Some(("default", &["registry-login"])),
            ),
            secrets: vec![
                secret("mirror-login", &["mirror.example.com"]),
                secret("registry-login", &[REGISTRY]),
            ],
            ..Input::default()
        },
        "wrong-secret-type" => secrets(vec![
            Secret {
                r#type: "Opaque".to_owned(),
                ..secret("made-from-a-file", &[REGISTRY])
            },
            Secret {
                data_key: "config.json".to_owned(),
                ..secret("wrong-data-key", &[REGISTRY])
            },
        ]),
        "several-credentials-no-anonymous-retry" => secrets(vec![
            secret("old-robot", &[REGISTRY]),
            secret("other-team", &[&format!("{REGISTRY}/public")]),
        ]),
        "ecr-token-12h" => {
            let key = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
            Input {
                secrets: vec![secret("ecr-token", &[key])],
                providers: vec![provider(
                    "ecr-credential-provider",
                    "*.dkr.ecr.*.amazonaws.com",
                    &[key],
                )],
                ..Input::default()
            }
        }
        "provider-and-node-order" => Input {
            secrets: vec![secret("registry-login", &[REGISTRY])],
            node: entries(&[&format!("{REGISTRY}/acme/api")]),
            providers: vec![
                provider("first-provider", REGISTRY, &[REGISTRY]),
                provider("second-provider", "*.example.com", &["*.example.com"]),
            ],
            ..Input::default()
        },
        "config-json-two-keys" => node(&[
            "my-registry.example/images",
            "my-registry.example/images/subpath",
        ]),
        "globs-in-keys" => node(&[
            "*.my-registry.example/images",
            "*.my-registry.example/*",
            "*.*.my-registry.example",
            "my-registry.example/images",
            "su*.my-registry.example",
        ]),
        "near-miss-port" => node(&[
            REGISTRY,
            &format!("{REGISTRY}:5001"),
            &format!("{REGISTRY}:*"),
            &format!("{REGISTRY}:5000/group"),
        ]),
        "near-miss-scheme" => node(&[
            &format!("docker://{REGISTRY}"),
            &format!("HTTPS://{REGISTRY}"),
            &format!("https://{REGISTRY}/v2/"),
        ]),
        "near-miss-path" => node(&[
            &format!("{REGISTRY}/images/"),
            &format!("{REGISTRY}/images"),
            &format!("{REGISTRY}/imagesxyz/*"),
            &format!("{REGISTRY}/imagesxyz/app:v1"),
        ]),
        _ => Input::default(),
    }
}

fn secrets(secrets: Vec<Secret>) -> Input {
    Input {
        secrets,
        ..Input::default()
    }
}

fn node(keys: &[&str]) -> Input {
    Input {
        node: entries(keys),
        ..Input::default()
    }
}

fn pod(listed: Option<&[&str]>, account: Option<(&str, &[&str])>) -> Pod {
    Pod {
        namespace: TEAM.to_owned(),
        image_pull_secrets: listed.map(names),
        service_account: account.map(|(name, listed)| ServiceAccount {
            name: name.to_owned(),
            image_pull_secrets: names(listed),
            ..ServiceAccount::default()
        }),
    }
}

fn secret(name: &str, keys: &[&str]) -> Secret {
    Secret {
        name: name.to_owned(),
        entries: entries(keys),
        ..Secret::default()
    }
}

fn provider(name: &str, matched: &str, keys: &[&str]) -> Provider {
    Provider {
        name: name.to_owned(),
        match_images: vec![matched.to_owned()],
        entries: entries(keys),
        cache_key_type: "Registry".to_owned(),
    }
}

fn entries(keys: &[&str]) -> Vec<Entry> {
    keys.iter().map(|key| (*key).to_owned().into()).collect()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
