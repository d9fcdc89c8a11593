//! Whether a pod may use an image that is on the node: KubeletEnsureSecretPulledImages.
//!
//! Sources: kubernetes/kubernetes pkg/kubelet/images/pullmanager/image_pull_policies.go and
//! image_pull_manager.go; KEP-2535.

use super::check::Settings;
use super::request::{Coordinates, CredentialSource, EnsureRequest, PullRecords, PullSecret};
use crate::{
    credentials::key_fits,
    image_name::ImageName,
    kubelet::config::{
        VerificationPolicy,
        allowlist::{Pattern, without_tag_and_digest},
    },
    releases::{Change, Release},
};

/// Why a pod may use a present image, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The gate is off: nobody asks.
    NotAsked,
    /// The policy does not verify this image.
    NotVerified,
    /// The kubelet remembers that every pod may use it.
    EveryPod,
    /// It was pulled with a Secret that this pod has too.
    SameSecret,
    /// It was pulled with the ServiceAccount of this pod.
    SameServiceAccount,
    /// Nothing says that this pod may use it: it has to pull.
    Refused,
}

/// Whether the pod of a request may use its image, which is present. `is_gate_on` is that of
/// KubeletEnsureSecretPulledImages.
pub fn verdict(request: &EnsureRequest, settings: &Settings, is_gate_on: bool) -> Verdict {
    if !is_gate_on {
        return Verdict::NotAsked;
    }
    let release = settings.release;
    let records = request.pull_records.as_ref();
    let is_verified = match settings.verification {
        VerificationPolicy::NeverVerify => false,
        VerificationPolicy::NeverVerifyPreloadedImages => {
            records.is_some_and(|records| is_remembered(records, &request.image))
        }
        VerificationPolicy::NeverVerifyAllowlistedImages => !is_allowlisted(request, release),
        VerificationPolicy::AlwaysVerify => true,
    };
    if !is_verified {
        return Verdict::NotVerified;
    }
    records.map_or(Verdict::Refused, |records| {
        remembered_access(request, records, release)
    })
}

/// The same after a pull of the same request: it is remembered with the Secret that was used, else
/// for every pod.
pub fn after_own_pull(request: &EnsureRequest, settings: &Settings) -> Verdict {
    if settings.verification == VerificationPolicy::NeverVerify {
        Verdict::NotVerified
    } else if owners(request, CredentialSource::Secret).next().is_some() {
        Verdict::SameSecret
    } else {
        Verdict::EveryPod
    }
}

fn remembered_access(request: &EnsureRequest, records: &PullRecords, release: Release) -> Verdict {
    if records.allow_all.unwrap_or(false) {
        return Verdict::EveryPod;
    }
    let has_key_of = |key: &str, image: &str| is_key_of(key, image, release);
    let image = &request.image;
    let secrets = remembered(records.allowed_secrets.as_ref(), image, has_key_of);
    let accounts = remembered(records.allowed_service_accounts.as_ref(), image, has_key_of);
    if owners(request, CredentialSource::Secret).any(|owner| secrets.contains(&owner)) {
        return Verdict::SameSecret;
    }
    let knows_accounts = release.has(Change::ServiceAccountsAreRemembered);
    let mut own_accounts = owners(request, CredentialSource::ServiceAccount);
    if knows_accounts && own_accounts.any(|owner| accounts.contains(&owner)) {
        return Verdict::SameServiceAccount;
    }
    Verdict::Refused
}

/// The Secrets or ServiceAccounts that give the pod credentials.
fn owners(request: &EnsureRequest, source: CredentialSource) -> impl Iterator<Item = &Coordinates> {
    let secrets = request.pull_secrets.iter().flatten();
    let secrets = secrets
        .filter(move |_| source == CredentialSource::Secret)
        .filter(|it| gives_credentials(it, &request.image))
        .map(|it| &it.secret);
    let others = request.registry_credentials.iter().flatten();
    secrets.chain(
        others
            .filter(move |it| it.source == source)
            .map(|it| &it.owner),
    )
}

/// Whether the keyring finds the entry of a Secret for an image; a Secret of which no key is known is
/// taken to be right.
fn gives_credentials(secret: &PullSecret, image: &str) -> bool {
    let key = secret.registry_key.as_deref();
    key.is_none_or(|key| key_fits(key, &repository(image)))
}

fn is_remembered(records: &PullRecords, image: &str) -> bool {
    // The kubelet knows the image by its id, under any name.
    let has = |map: &Option<_>| !remembered(map.as_ref(), image, is_of_same_repository).is_empty();
    records.allow_all.unwrap_or(false)
        || has(&records.allowed_secrets)
        || has(&records.allowed_service_accounts)
}

/// What is remembered under the keys of an image.
fn remembered<'a>(
    map: Option<&'a std::collections::BTreeMap<String, Vec<Coordinates>>>,
    image: &str,
    is_key_of: impl Fn(&str, &str) -> bool,
) -> Vec<&'a Coordinates> {
    map.into_iter()
        .flatten()
        .filter(|(key, _)| is_key_of(key, image))
        .flat_map(|(_, coordinates)| coordinates)
        .collect()
}

/// Whether access to an image is remembered under a key: its normalised repository up to 1.35, since
/// then the name as written without tag and digest.
fn is_key_of(key: &str, image: &str, release: Release) -> bool {
    if release.has(Change::AllowlistIsComparedAsWritten) {
        without_tag_and_digest(key) == without_tag_and_digest(image)
    } else {
        is_of_same_repository(key, image)
    }
}

fn is_of_same_repository(key: &str, image: &str) -> bool {
    repository(key) == repository(image)
}

/// The normalised name without tag and digest; a text that does not parse stands for itself.
fn repository(image: &str) -> String {
    ImageName::parse(image).map_or_else(|_| image.to_owned(), |name| name.repository)
}

/// Whether an entry of the allowlist fits.
fn is_allowlisted(request: &EnsureRequest, release: Release) -> bool {
    let allowlist = request.preloaded_images_verification_allowlist.iter();
    allowlist.flatten().any(|entry| {
        Pattern::new(entry, release).is_ok_and(|pattern| pattern.fits(&request.image, release))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(image: &str) -> EnsureRequest {
        EnsureRequest {
            image: image.to_owned(),
            ..EnsureRequest::default()
        }
    }

    fn settings(release: Release, verification: VerificationPolicy) -> Settings {
        Settings {
            verification,
            ..Settings::from_release(release, "")
        }
    }

    #[test]
    fn without_records_only_what_the_policy_spares_may_be_used() {
        for (policy, expected) in VerificationPolicy::ALL.into_iter().zip([
            Verdict::NotVerified,
            Verdict::NotVerified,
            Verdict::Refused,
            Verdict::Refused,
        ]) {
            let (request, settings) = (request("nginx"), settings(Release::NEWEST, policy));
            assert_eq!(verdict(&request, &settings, true), expected, "{policy:?}");
            assert_eq!(verdict(&request, &settings, false), Verdict::NotAsked);
        }
    }

    #[test]
    fn a_secret_shows_access_only_with_a_key_that_fits() {
        for (key, expected) in [
            (None, Verdict::SameSecret),
            (Some("ghcr.io"), Verdict::SameSecret),
            (Some("https://ghcr.io/acme"), Verdict::SameSecret),
            (Some("ghcr.io/other"), Verdict::Refused),
            (Some("docker.io"), Verdict::Refused),
        ] {
            let secret = Coordinates {
                namespace: "ns".to_owned(),
                name: "secret".to_owned(),
                uid: "uid".to_owned(),
            };
            let mut request = request("ghcr.io/acme/api:1");
            let remembered = [("ghcr.io/acme/api".to_owned(), vec![secret.clone()])];
            request.pull_records = Some(PullRecords {
                allowed_secrets: Some(remembered.into()),
                ..PullRecords::default()
            });
            request.pull_secrets = Some(vec![PullSecret {
                secret,
                registry_key: key.map(str::to_owned),
            }]);
            let settings = settings(Release::NEWEST, VerificationPolicy::AlwaysVerify);
            assert_eq!(verdict(&request, &settings, true), expected, "{key:?}");
        }
    }

    #[test]
    fn the_allowlist_is_compared_with_the_name_as_written() {
        let release = |text: &str| text.parse::<Release>().unwrap();
        for (image, entry, before, since) in [
            (
                "alpine:3",
                "docker.io/library/alpine",
                Verdict::Refused,
                Verdict::Refused,
            ),
            ("alpine:3", "alpine", Verdict::Refused, Verdict::NotVerified),
            (
                "docker.io/library/alpine:3",
                "docker.io/library/alpine",
                Verdict::Refused,
                Verdict::NotVerified,
            ),
            (
                "docker.io/library/alpine",
                "docker.io/library/alpine",
                Verdict::NotVerified,
                Verdict::NotVerified,
            ),
            (
                "ghcr.io/acme/api:1@sha256:6cdd53869dcd9ec6c0a6096b3dcaed6ec44d120d4d7ba09409c98858a21e99c8",
                "ghcr.io/acme/*",
                Verdict::NotVerified,
                Verdict::NotVerified,
            ),
            (
                "ghcr.io/acme/api:1",
                "ghcr.io/acme/*",
                Verdict::NotVerified,
                Verdict::NotVerified,
            ),
            (
                "ghcr.io/acmeapi:1",
                "ghcr.io/acme/*",
                Verdict::Refused,
                Verdict::Refused,
            ),
            (
                "localhost:5000/a",
                "localhost:5000/a",
                Verdict::NotVerified,
                Verdict::NotVerified,
            ),
        ] {
            let mut request = request(image);
            request.preloaded_images_verification_allowlist = Some(vec![entry.to_owned()]);
            for (name, expected) in [("1.35", before), ("1.36", since)] {
                let policy = VerificationPolicy::NeverVerifyAllowlistedImages;
                let settings = settings(release(name), policy);
                assert_eq!(
                    verdict(&request, &settings, true),
                    expected,
                    "{image} {name}"
                );
            }
        }
    }
}
