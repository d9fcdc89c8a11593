//! What a pasted text holds becomes part of what is given.

use imagepull::{
    credentials::{
        self, PullSecret, ServiceAccount, Unusable,
        pasted::{Part, PastedPod, read_pasted},
    },
    diagnostic::{Diagnostic, Severity},
    releases::Release,
};

use crate::{
    text,
    views::credentials::input::{self, Entry, Input},
};

/// What a config.json without a Secret around it is taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConfigJson {
    #[default]
    OfNode,
    /// The content of a Secret.
    InSecret,
}

/// An image, and what its Pod says about credentials.
#[derive(Clone, Debug, PartialEq)]
pub struct PodImage {
    /// The image.
    pub image: String,
    namespace: String,
    image_pull_secrets: Vec<String>,
}

impl PodImage {
    /// What is given, for the Pod of this image.
    pub fn pulled_with(&self, mut given: Input) -> Input {
        given.pod.namespace.clone_from(&self.namespace);
        given.pod.image_pull_secrets = Some(self.image_pull_secrets.clone());
        given
    }
}

/// What came of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PasteOutcome {
    /// What is given now.
    pub given: Input,
    /// What was taken over, in words.
    pub what: Vec<String>,
    /// The images of Pods, in order. What is given holds for the first of them.
    pub images: Vec<PodImage>,
    /// What is to be said of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a part of the text could not be used, so that the rest of it has to stay.
    pub is_incomplete: bool,
}

/// Adds what a text holds to what is given. What has the name of something that is there takes its
/// place. A configuration of providers is checked as the kubelet of the release does.
pub fn take(given: Input, text: &str, config: ConfigJson, release: Release) -> PasteOutcome {
    let pasted = read_pasted(text);
    let remarks = pasted.remarks(text, release);
    let is_error = |it: &Diagnostic| it.severity == Severity::Error;
    let mut taken = PasteOutcome {
        given,
        is_incomplete: pasted.diagnostics.iter().any(is_error) || remarks.iter().any(is_error),
        ..PasteOutcome::default()
    };
    for part in pasted.parts {
        match part {
            Part::DockerConfig(Ok(found)) => taken.config(&found.entries, config),
            Part::DockerConfig(Err(_)) => taken.is_incomplete = true,
            Part::PullSecret(secret) => taken.secret(secret),
            Part::ServiceAccount(account) => taken.service_account(account),
            Part::Pod(pod) => taken.pod(pod),
            Part::Providers(providers) => {
                for provider in providers {
                    taken.provider(provider);
                }
            }
        }
    }
    taken.is_incomplete |= taken.what.is_empty();
    taken.diagnostics = pasted.diagnostics.into_iter().chain(remarks).collect();
    // A change would have to hold the whole text.
    taken.diagnostics.iter_mut().for_each(|it| it.fixes.clear());
    taken
}

impl PasteOutcome {
    fn config(&mut self, found: &[credentials::Entry], config: ConfigJson) {
        let entries = entries(found);
        let keys = entries.len();
        match config {
            ConfigJson::OfNode => {
                self.given.node = entries;
                self.what.push(text::credentials_paste_what_node(keys));
            }
            ConfigJson::InSecret => self.add_secret(input::Secret {
                name: "config-json".to_owned(),
                entries,
                ..input::Secret::default()
            }),
        }
    }

    fn secret(&mut self, secret: PullSecret) {
        let (entries, data_key) = match secret.config {
            Ok(config) => (entries(&config.entries), String::new()),
            Err(Unusable::NoKey(keys)) => (
                Vec::new(),
                keys.into_iter().next().unwrap_or_else(|| "?".to_owned()),
            ),
            Err(Unusable::Type | Unusable::Empty) => (Vec::new(), String::new()),
            Err(Unusable::Malformed(_)) => {
                self.is_incomplete = true;
                return;
            }
        };
        let namespace = secret.namespace.unwrap_or_default();
        self.settle_in(&namespace);
        self.add_secret(input::Secret {
            name: secret.name.unwrap_or_default(),
            namespace,
            r#type: match &*secret.r#type {
                input::DOCKER_CONFIG_JSON => String::new(),
                other => other.to_owned(),
            },
            data_key,
            entries,
        });
    }

    fn add_secret(&mut self, secret: input::Secret) {
        let (name, keys) = (&secret.name, secret.entries.len());
        self.what
            .push(text::credentials_paste_what_secret(name, keys));
        let secrets = &mut self.given.secrets;
        let same = secrets
            .iter_mut()
            .find(|it| it.name == secret.name && it.namespace == secret.namespace);
        match same {
            Some(same) => *same = secret,
            None => secrets.push(secret),
        }
    }

    fn service_account(&mut self, account: ServiceAccount) {
        let name = account.name.unwrap_or_default();
        let namespace = account.namespace.unwrap_or_default();
        self.settle_in(&namespace);
        self.what.push(text::credentials_paste_what_account(&name));
        self.given.pod.service_account = Some(input::ServiceAccount {
            name,
            namespace,
            image_pull_secrets: account.image_pull_secrets.unwrap_or_default(),
        });
    }

    /// A text can have several Pods; the first with an image is that of the image that is shown.
    fn pod(&mut self, pod: PastedPod) {
        let name = pod.name.unwrap_or(pod.kind);
        self.what.push(text::credentials_paste_what_pod(name));
        let namespace = pod.namespace.unwrap_or_default();
        if self.images.is_empty() {
            self.given.pod.namespace.clone_from(&namespace);
            self.given.pod.image_pull_secrets = Some(pod.image_pull_secrets.clone());
        }
        self.images
            .extend(pod.images.into_iter().map(|image| PodImage {
                image,
                namespace: namespace.clone(),
                image_pull_secrets: pod.image_pull_secrets.clone(),
            }));
    }

    /// The Pod is taken to be where the first thing is that says where it is.
    fn settle_in(&mut self, namespace: &str) {
        let pod = &mut self.given.pod;
        if pod.namespace.is_empty() && pod.image_pull_secrets.is_none() {
            namespace.clone_into(&mut pod.namespace);
        }
    }

    fn provider(&mut self, provider: credentials::Provider) {
        let name = &provider.name;
        self.what.push(text::credentials_paste_what_provider(name));
        let providers = &mut self.given.providers;
        let same = providers.iter_mut().find(|it| it.name == provider.name);
        match same {
            // Its answer is not in the configuration.
            Some(same) => same.match_images = provider.match_images,
            None => providers.push(input::Provider {
                name: provider.name,
                match_images: provider.match_images,
                ..input::Provider::default()
            }),
        }
    }
}

fn entries(found: &[credentials::Entry]) -> Vec<Entry> {
    found
        .iter()
        .map(|entry| Entry {
            key: entry.key().to_owned(),
            user: entry.username().unwrap_or_default().to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "s3cret-in-no-place";

    fn taken(text: &str) -> PasteOutcome {
        take(
            Input::default(),
            text,
            ConfigJson::InSecret,
            Release::NEWEST,
        )
    }

    /// In base64 `robot:s3cret-in-no-place`.
    fn config_json(key: &str) -> String {
        let auth = "cm9ib3Q6czNjcmV0LWluLW5vLXBsYWNl";
        format!(r#"{{ "auths": {{ "{key}": {{ "auth": "{auth}" }} }} }}"#)
    }

    #[test]
    fn a_config_json_becomes_the_nodes_or_a_secret() {
        let text = config_json("ghcr.io");
        let in_secret = taken(&text).given;
        let of_node = take(Input::default(), &text, ConfigJson::OfNode, Release::NEWEST).given;
        assert_eq!(in_secret.secrets[0].entries, of_node.node);
        assert_eq!(of_node.node[0].key, "ghcr.io");
        assert_eq!(of_node.node[0].user, "robot");
    }

    #[test]
    fn documents_become_pod_account_and_secrets() {
        let json = config_json("ghcr.io").replace('\n', "");
        let text = format!(
            "kind: Pod\nmetadata: {{ name: web, namespace: team-a }}\nspec:\n  imagePullSecrets: [{{ name: a }}]\n  containers: [{{ name: c, image: ghcr.io/acme/api:v1 }}]\n---\nkind: ServiceAccount\nmetadata: {{ name: build, namespace: team-a }}\nimagePullSecrets: [{{ name: b }}]\n---\nkind: Secret\nmetadata: {{ name: a, namespace: team-a }}\ntype: kubernetes.io/dockerconfigjson\nstringData:\n  .dockerconfigjson: '{json}'\n"
        );
        let taken = taken(&text);
        assert!(!taken.is_incomplete, "{:?}", taken.diagnostics);
        assert_eq!(
            taken.what,
            ["Pod web", "ServiceAccount build", "Secret a (keys: 1)"]
        );
        let images: Vec<&str> = taken.images.iter().map(|it| &*it.image).collect();
        assert_eq!(images, ["ghcr.io/acme/api:v1"]);
        assert_eq!(taken.given.pod.namespace, "team-a");
        assert_eq!(taken.given.secrets[0].entries[0].key, "ghcr.io");
        assert!(!format!("{taken:?}").contains(SECRET));
    }

    #[test]
    fn the_pod_is_where_the_first_secret_is() {
        let text = "kind: Secret\nmetadata: { name: a, namespace: team-b }\ntype: Opaque\n";
        let taken = taken(text);
        assert_eq!(taken.given.pod.namespace, "team-b");
        assert_eq!(taken.given.secrets[0].r#type, "Opaque");
    }

    #[test]
    fn a_configuration_of_providers_is_checked() {
        let text = "apiVersion: kubelet.config.k8s.io/v1\nkind: CredentialProviderConfig\nproviders:\n- name: ecr\n  apiVersion: credentialprovider.kubelet.k8s.io/v1\n  defaultCacheDuration: 12h\n  matchImages:\n  - \"*.dkr.ecr.*.amazonaws.com\"\n";
        let right = taken(text);
        assert!(!right.is_incomplete, "{:?}", right.diagnostics);
        let matched = &right.given.providers[0].match_images;
        assert_eq!(matched[..], ["*.dkr.ecr.*.amazonaws.com"]);
        let wrong = taken(&text.replace("  defaultCacheDuration: 12h\n", ""));
        assert!(wrong.is_incomplete);
        assert!(
            wrong.diagnostics[0].span.is_some(),
            "{:?}",
            wrong.diagnostics
        );
    }

    #[test]
    fn an_image_is_pulled_with_the_secrets_of_its_own_pod() {
        let pod = |image, secrets| {
            format!(
                "kind: Pod\nspec: {{ containers: [{{ image: {image} }}], imagePullSecrets: [{secrets}] }}\n---\n"
            )
        };
        let taken = taken(&(pod("ghcr.io/acme/shop", "{ name: ghcr }") + &pod("postgres", "")));
        let listed = |given: &Input| given.pod.image_pull_secrets.clone().unwrap_or_default();
        assert_eq!(listed(&taken.given), ["ghcr"]);
        assert_eq!(
            listed(&taken.images[1].pulled_with(taken.given.clone())),
            [""; 0]
        );
    }

    #[test]
    fn what_cannot_be_read_is_incomplete_and_said() {
        for text in [
            "kind: [",
            "just words",
            r#"{ "auths": { "ghcr.io": { "auth": "s3cret-in-no-place" } } }"#,
        ] {
            let taken = taken(text);
            assert!(taken.is_incomplete, "{text}");
            assert!(!taken.diagnostics.is_empty(), "{text}");
            assert!(!format!("{taken:?}").contains(SECRET), "{taken:?}");
        }
    }
}
