//! The credentials for an image, over all that holds some.
//!
//! Sources: kubernetes/kubernetes pkg/kubelet/images/image_manager.go and
//! pkg/kubelet/kuberuntime/kuberuntime_image.go `PullImage`.

use super::{
    docker_config::{DockerConfig, Malformed},
    entry::Entry,
    explain::{self, Question},
    keyring::{Keyring, Lookup},
    matching::Target,
    near_miss,
    pod_secrets::PodSecrets,
    remarks,
    report::{Candidate, CredentialsReport, Rejected, Source, UrlMatch},
    request::{CredentialsRequest, Provider},
    secret::{PullSecret, Unusable},
};
use crate::{
    image_name::ImageName,
    releases::{Change, Release},
    request::{self, Refused as _},
    sources::{DOCKER_CONFIG_GO, KUBERUNTIME_IMAGE_GO, PLUGIN_GO, PULL_SECRETS_GO},
    why::Reason,
    words::message,
};

/// Whether a pattern fits an image, as the kubelet compares keys without their scheme and the
/// entries of `matchImages`.
pub fn match_url(pattern: &str, target: &str) -> UrlMatch {
    // What the answer quotes has no password; what is compared is the whole text.
    let matches = Target::new(target).fits(pattern).is_ok();
    let shown_target = super::without_user_info(target);
    let shown_pattern = super::without_user_info(pattern);
    let read = Target::new(&shown_target);
    let question = Question {
        pattern: &shown_pattern,
        repository: &shown_target,
        host: read.host(),
        is_key: false,
    };
    let why = match read.fits(&shown_pattern) {
        Ok(fit) => explain::fits(question, fit),
        Err(wrong) => near_miss::all(question, &wrong),
    };
    UrlMatch { matches, why }
}

/// Whether an entry with this key holds credentials for an image, whose name is normalised and
/// without tag and digest.
pub fn key_fits(key: &str, repository: &str) -> bool {
    let entry = Entry::new(key, None);
    let keyring = Keyring::new([(&entry, ())]);
    let found = keyring.look_up(repository, &Target::new(repository));
    !found.tried.is_empty()
}

/// An image that credentials with this key are for, for somebody who has none at hand: `ghcr.io/acme/app`. `None`
/// where no name is found, as for a pattern.
pub fn example_image(key: &str) -> Option<String> {
    let place = Entry::new(key, None).index_key.ok()?;
    let below = if place.contains('/') {
        "app"
    } else {
        "acme/app"
    };
    let names = [
        "nginx".to_owned(),
        format!("{}/{below}", place.trim_end_matches('/')),
    ];
    names.into_iter().find(|name| {
        let name = ImageName::parse_in(name, Release::NEWEST);
        name.is_ok_and(|it| key_fits(key, &it.repository))
    })
}

/// The credentials that the kubelet tries for an image: those of the Pod's Secrets, then those of the
/// node, then those of credential providers. Every request has an answer: a release that is not known
/// is named in `diagnostics`, and nothing is looked up then.
pub fn match_credentials(request: &CredentialsRequest) -> CredentialsReport {
    let release = match request::release(request.kubernetes.as_deref()) {
        Ok(release) => release,
        Err(problems) => return CredentialsReport::refused(problems),
    };
    let repository = match &request.lookup {
        Some(lookup) => super::without_user_info(lookup).into_owned(),
        None => match ImageName::parse_in(&request.image, release) {
            Ok(name) => name.repository,
            Err(_) => {
                return CredentialsReport {
                    diagnostics: remarks::check_image(&request.image, release),
                    ..CredentialsReport::default()
                };
            }
        },
    };
    let target = Target::new(&repository);
    let mut search = Search {
        repository: &repository,
        host: target.host(),
        target: &target,
        report: CredentialsReport::default(),
        blocked: None,
        release,
    };
    search.pod_secrets(PodSecrets::new(request, release));
    let mut of_node = search.node(request.node_config.as_ref());
    let providers = request.providers.as_deref().unwrap_or_default();
    if release.has(Change::ProvidersHaveTheirOwnKeyring) {
        search.look_up(of_node);
        let of_providers = search.providers(providers);
        search.look_up(of_providers);
    } else {
        // One keyring of all that is registered, by name; the configuration of the node has the name
        // `.dockercfg`.
        let mut providers: Vec<&Provider> = providers.iter().collect();
        providers.sort_by_key(|provider| provider.name.as_str());
        let place = providers.partition_point(|it| it.name.as_str() < NODE_PROVIDER);
        let behind = providers.split_off(place);
        let mut entries = search.providers(providers);
        entries.append(&mut of_node);
        entries.extend(search.providers(behind));
        search.look_up(entries);
    }
    search.finish()
}

/// Under which name the configuration of the node is registered up to 1.32.
const NODE_PROVIDER: &str = ".dockercfg";

struct Search<'a> {
    repository: &'a str,
    host: &'a str,
    target: &'a Target<'a>,
    report: CredentialsReport,
    /// The Secret that keeps the kubelet from making a keyring, and why.
    blocked: Option<(Option<String>, Malformed)>,
    release: Release,
}

/// What an entry belongs to.
#[derive(Clone, Copy)]
struct Owner<'a> {
    source: Source,
    name: Option<&'a str>,
    provider: Option<&'a Provider>,
}

impl<'a> Search<'a> {
    fn pod_secrets(&mut self, secrets: PodSecrets<'a>) {
        self.report.why.extend(secrets.why);
        self.report.diagnostics.extend(secrets.diagnostics);
        self.report.missing_secrets = secrets.missing;
        let mut entries = Vec::new();
        for secret in secrets.found {
            let name = secret.name.as_deref();
            match &secret.config {
                Ok(config) => {
                    self.remark(Source::PullSecret, name, config);
                    let owner = Owner {
                        source: Source::PullSecret,
                        name,
                        provider: None,
                    };
                    entries.extend(config.entries.iter().map(|entry| (entry, owner)));
                }
                Err(unusable) => self.unusable(secret, unusable),
            }
        }
        self.look_up(entries);
        self.report.rejected.extend(secrets.rejected);
    }

    fn unusable(&mut self, secret: &PullSecret, unusable: &Unusable) {
        let name = secret.name.as_deref();
        if let Unusable::Malformed(malformed) = unusable {
            self.blocked
                .get_or_insert_with(|| (secret.name.clone(), malformed.clone()));
        }
        let why = remarks::unusable(secret, unusable);
        self.report
            .diagnostics
            .push(remarks::explain_unusable_secret(
                secret,
                unusable,
                self.release,
            ));
        self.reject(Source::PullSecret, name, None, vec![why]);
    }

    /// The entries of the node.
    fn node(
        &mut self,
        config: Option<&'a Result<DockerConfig, Malformed>>,
    ) -> Vec<(&'a Entry, Owner<'a>)> {
        match config {
            None => Vec::new(),
            Some(Ok(config)) => {
                self.remark(Source::Node, None, config);
                let owner = Owner {
                    source: Source::Node,
                    name: None,
                    provider: None,
                };
                config.entries.iter().map(|entry| (entry, owner)).collect()
            }
            Some(Err(malformed)) => {
                let text = message!("The kubelet skips this file and looks for the next one.");
                let why = Reason::new(
                    "node-config-malformed",
                    malformed.words().and(text),
                    DOCKER_CONFIG_GO,
                );
                self.report
                    .diagnostics
                    .push(remarks::explain_unreadable_node(malformed));
                self.reject(Source::Node, None, None, vec![why]);
                Vec::new()
            }
        }
    }

    /// The entries of the answers of all providers that are asked.
    fn providers(
        &mut self,
        providers: impl IntoIterator<Item = &'a Provider>,
    ) -> Vec<(&'a Entry, Owner<'a>)> {
        let mut entries = Vec::new();
        for provider in providers {
            let name = Some(provider.name.as_str());
            let of_name = remarks::check_provider(&provider.name);
            self.report.diagnostics.extend(of_name);
            if !provider
                .match_images
                .iter()
                .any(|it| self.target.fits(it).is_ok())
            {
                let why = self.not_asked(provider);
                self.reject(Source::Provider, name, None, why);
                continue;
            }
            if let Some(kind) = provider
                .cache_key_type
                .as_deref()
                .filter(|kind| cache_key(kind, self.repository).is_none())
            {
                let why = Reason::new(
                    "provider-cache-key-type",
                    message!(
                        "The answer has the `cacheKeyType` {kind}, which is not Image, Registry or Global: the kubelet drops the whole answer.",
                        kind = format!("{kind:?}")
                    ),
                    PLUGIN_GO,
                );
                self.reject(Source::Provider, name, None, vec![why]);
                continue;
            }
            let owner = Owner {
                source: Source::Provider,
                name,
                provider: Some(provider),
            };
            if provider.auth.is_empty() {
                let mut why = self.provider_asked(owner);
                why.push(Reason::new(
                    "provider-without-credentials",
                    message!("Its answer has no credentials."),
                    PLUGIN_GO,
                ));
                self.reject(Source::Provider, name, None, why);
                continue;
            }
            entries.extend(provider.auth.iter().map(|entry| (entry, owner)));
        }
        entries
    }

    fn not_asked(&self, provider: &Provider) -> Vec<Reason> {
        let mut why = vec![Reason::new(
            "provider-not-asked",
            message!(
                "No entry of its `matchImages` matches {image}, so the kubelet doesn't run it.",
                image = format!("{:?}", self.repository)
            ),
            PLUGIN_GO,
        )];
        for pattern in &provider.match_images {
            let shown = super::without_user_info(pattern);
            if let Err(wrong) = self.target.fits(pattern) {
                why.extend(near_miss::all(self.question(&shown, false), &wrong));
            }
        }
        why
    }

    fn look_up(&mut self, entries: impl IntoIterator<Item = (&'a Entry, Owner<'a>)>) {
        let keyring = Keyring::new(entries);
        let Lookup { tried, refused } = keyring.look_up(self.repository, self.target);
        let mut before: Option<&Entry> = None;
        for (entry, owner, reason) in tried {
            let mut why = self.provider_asked(owner);
            why.extend(explain::tried(
                self.question(entry.key(), true),
                entry,
                reason,
            ));
            why.extend(before.map(|before| explain::place(before, entry)));
            before = Some(entry);
            self.report.candidates.push(Candidate {
                source: owner.source,
                name: owner.name.map(str::to_owned),
                key: entry.key().to_owned(),
                username: entry.username().map(str::to_owned),
                order: self.report.candidates.len(),
                why,
            });
        }
        for (entry, owner, refusal) in refused {
            let why = explain::refused(self.question(entry.key(), true), &refusal);
            let never = why
                .first()
                .and_then(|why| remarks::check_key(entry.key(), why));
            self.report.diagnostics.extend(never);
            self.reject(owner.source, owner.name, Some(entry.key()), why);
        }
    }

    fn provider_asked(&self, owner: Owner) -> Vec<Reason> {
        let Some(provider) = owner.provider else {
            return Vec::new();
        };
        let mut why = Vec::new();
        let mut patterns = provider.match_images.iter();
        if let Some(pattern) = patterns.find(|pattern| self.target.fits(pattern).is_ok()) {
            why.push(Reason::new(
                "provider-asked",
                message!("{pattern} in its `matchImages` matches, so the kubelet runs it; then the keys of its answer are compared with the image again.", pattern = format!("{:?}", super::without_user_info(pattern))),
                PLUGIN_GO,
            ));
        }
        let kind = provider.cache_key_type.as_deref().unwrap_or_default();
        if let Some(key) = cache_key(kind, self.repository) {
            why.push(Reason::new(
                "provider-cache-key",
                message!("With the `cacheKeyType` {kind} the kubelet caches the answer under {key}, for all images that share it.", kind, key = format!("{key:?}")),
                PLUGIN_GO,
            ));
        }
        why
    }

    fn question<'q>(&'q self, pattern: &'q str, is_key: bool) -> Question<'q> {
        Question {
            pattern,
            repository: self.repository,
            host: self.host,
            is_key,
        }
    }

    fn remark(&mut self, source: Source, name: Option<&str>, config: &DockerConfig) {
        let remarks = remarks::check_config(source, name, config);
        self.report.diagnostics.extend(remarks);
    }

    fn reject(&mut self, source: Source, name: Option<&str>, key: Option<&str>, why: Vec<Reason>) {
        self.report.rejected.push(Rejected {
            source,
            name: name.map(str::to_owned),
            key: key.map(str::to_owned),
            why,
        });
    }

    fn finish(mut self) -> CredentialsReport {
        self.report.repository = Some(self.repository.to_owned());
        if let Some((name, _)) = &self.blocked {
            let why = Reason::new(
                "pull-secret-malformed",
                message!(
                    "The kubelet can't read the Secret {name}, so it builds no keyring and the pull fails.",
                    name = format!("{:?}", name.as_deref().unwrap_or_default())
                ),
                PULL_SECRETS_GO,
            );
            for candidate in self.report.candidates.drain(..) {
                self.report.rejected.push(Rejected {
                    source: candidate.source,
                    name: candidate.name,
                    key: Some(candidate.key),
                    why: vec![why.clone()],
                });
            }
            self.report.why.push(why);
        } else {
            self.report.anonymous = self.report.candidates.is_empty();
            self.report.why.extend(order(self.report.candidates.len()));
        }
        self.report
            .diagnostics
            .extend(remarks::explain_order(&self.report));
        self.report
            .diagnostics
            .extend(remarks::explain_built_in(self.host, self.release));
        remarks::shorten(&mut self.report.diagnostics);
        self.report
    }
}

/// What the kubelet does with this number of credentials.
fn order(candidates: usize) -> Vec<Reason> {
    if candidates == 0 {
        return vec![Reason::new(
            "pull-anonymous",
            message!("No credentials match: the kubelet pulls once, anonymously."),
            KUBERUNTIME_IMAGE_GO,
        )];
    }
    let mut why = vec![Reason::new(
        "union-order",
        message!(
            "The Pod's Secrets come first, then the node's config, then credential providers; within each, keys are tried in reverse alphabetical order, so a longer key comes before its prefix, and equal keys in the given order."
        ),
        crate::sources::KEYRING_GO,
    )];
    why.push(Reason::new(
        "first-success-wins",
        message!("The credentials are tried in order until a pull succeeds. If all fail, the pull fails: there is no anonymous attempt."),
        KUBERUNTIME_IMAGE_GO,
    ));
    why
}

/// Under what the kubelet keeps the answer of a provider; `None` where the type is not known.
pub fn cache_key<'a>(kind: &str, repository: &'a str) -> Option<&'a str> {
    match kind {
        "Image" => Some(repository),
        "Registry" => repository.split('/').next(),
        "Global" => Some("global"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::example_image;

    #[test]
    fn a_key_has_an_image_that_it_is_for() {
        for (key, image) in [
            ("https://index.docker.io/v1/", Some("nginx")),
            ("ghcr.io", Some("ghcr.io/acme/app")),
            (
                "https://registry.example.com:5000/v2/",
                Some("registry.example.com:5000/acme/app"),
            ),
            (
                "registry.gitlab.example.com/group",
                Some("registry.gitlab.example.com/group/app"),
            ),
            ("*.dkr.ecr.*.amazonaws.com", None),
            ("", None),
        ] {
            assert_eq!(example_image(key).as_deref(), image, "{key}");
        }
    }
}
