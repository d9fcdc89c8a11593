//! The credential providers that were part of the kubelet: for the registries of three clouds, on
//! nodes of the cloud.
//!
//! Sources: release notes of Kubernetes 1.27 (#116329), 1.29 (gate
//! DisableKubeletCloudCredentialProviders), 1.30 (#122857) and 1.31 (#124519).

use crate::{
    releases::{Change, Release},
    words::{Message, message},
};

/// A registry for which a kubelet had credentials of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cloud {
    /// Amazon Elastic Container Registry.
    Ecr,
    /// Azure Container Registry.
    Acr,
    /// Google Container Registry and Artifact Registry.
    Gcr,
}

/// Whether a kubelet still has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltIn {
    /// On nodes of the cloud.
    On,
    /// Only with the gate DisableKubeletCloudCredentialProviders switched off.
    OffByDefault,
    /// Not any more.
    Gone,
}

impl Cloud {
    /// The cloud of a registry's host.
    pub fn from_host(host: &str) -> Option<Self> {
        let ends = |suffix: &str| host.ends_with(suffix);
        let is_amazon = ends(".amazonaws.com") || ends(".amazonaws.com.cn");
        if is_amazon && host.contains(".dkr.ecr") {
            return Some(Self::Ecr);
        }
        if [".azurecr.io", ".azurecr.cn", ".azurecr.de", ".azurecr.us"]
            .iter()
            .any(|it| ends(it))
        {
            return Some(Self::Acr);
        }
        let is_google = host == "gcr.io" || ends(".gcr.io") || ends("-docker.pkg.dev");
        is_google.then_some(Self::Gcr)
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ecr => "Amazon ECR",
            Self::Acr => "Azure Container Registry",
            Self::Gcr => "Google Container Registry / Artifact Registry",
        }
    }

    /// Whether the kubelet of a release has credentials for it.
    pub fn built_in(self, release: Release) -> BuiltIn {
        let gone = match self {
            Self::Ecr => Change::EcrIsNotBuiltIn,
            Self::Acr => Change::AcrIsNotBuiltIn,
            Self::Gcr => Change::GcrIsNotBuiltIn,
        };
        if release.has(gone) {
            BuiltIn::Gone
        } else if release.has(Change::CloudCredentialProvidersAreOff) {
            BuiltIn::OffByDefault
        } else {
            BuiltIn::On
        }
    }

    /// The release from which on no kubelet has them.
    pub const fn gone_since(self) -> &'static str {
        match self {
            Self::Ecr => "1.27",
            Self::Acr => "1.30",
            Self::Gcr => "1.31",
        }
    }

    /// What the kubelet of a release does for it, as one sentence or two.
    pub fn words(self, release: Release) -> Message {
        let (cloud, since) = (self.name(), self.gone_since());
        match self.built_in(release) {
            BuiltIn::On => message!(
                "On nodes of that cloud the kubelet of {release} has built-in credentials for {cloud}; from {since} on it doesn't.",
                release,
                cloud,
                since,
            ),
            BuiltIn::OffByDefault => message!(
                "The kubelet of {release} has built-in credentials for {cloud} only if the gate DisableKubeletCloudCredentialProviders is off; from {since} on it doesn't.",
                release,
                cloud,
                since,
            ),
            BuiltIn::Gone => message!(
                "Kubernetes {since} removed the kubelet's built-in credentials for {cloud}: in {release} a credential provider or a Secret is needed.",
                since,
                cloud,
                release,
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cloud_went_away_with_its_release() {
        use BuiltIn::{Gone, OffByDefault, On};
        for (host, states) in [
            (
                "123.dkr.ecr.eu-west-1.amazonaws.com",
                [Gone, Gone, Gone, Gone],
            ),
            ("acme.azurecr.io", [On, OffByDefault, Gone, Gone]),
            ("gcr.io", [On, OffByDefault, OffByDefault, Gone]),
            ("eu.gcr.io", [On, OffByDefault, OffByDefault, Gone]),
            (
                "europe-docker.pkg.dev",
                [On, OffByDefault, OffByDefault, Gone],
            ),
        ] {
            let cloud = Cloud::from_host(host).expect("a cloud");
            let found = ["1.28", "1.29", "1.30", "1.31"]
                .map(|release| cloud.built_in(release.parse().expect("a release")));
            assert_eq!(found, states, "{host}");
        }
        for host in ["docker.io", "public.ecr.aws", "ghcr.io", "notgcr.io"] {
            assert_eq!(Cloud::from_host(host), None, "{host}");
        }
    }
}
