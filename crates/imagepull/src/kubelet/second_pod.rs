//! What a Pod may do with an image that is on its node already, by how the image came there, what
//! the Pod brings and what the cluster has set: the question of clusters with private images.
//!
//! Every answer is one start of a container by [`ensure_image`], with the policy that the API server
//! stores for a Pod with `IfNotPresent`.

use std::collections::BTreeMap;

use imageref::Normalized;

use super::{
    config::{ENSURE_SECRET_PULLED_IMAGES, VerificationPolicy},
    ensure_image::{
        Attempt, AttemptRequest, Coordinates, EnsureRequest, PullRecords, PullSecret, ensure_image,
    },
    pull_error::Wording,
};
use crate::{
    policy::{
        PullPolicy,
        admission::{AdmissionRequest, PodImages, admit_pod},
    },
    releases::{Change, Release},
};

/// How the image came to the node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The kubelet pulled it with the Secret of another Pod.
    WithSecretOfAnotherPod,
    /// The kubelet pulled it without credentials, or with those of the node.
    ForEveryPod,
    /// It was put there past the kubelet, or before the kubelet began to remember pulls.
    Preloaded,
}

/// What the Pod brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brings {
    /// No credentials; the registry refuses a pull without.
    Nothing,
    /// The Secret with which the image was pulled.
    TheSameSecret,
    /// Its own Secret that the registry accepts for this image.
    AcceptedSecret,
    /// Its own Secret that the registry does not accept for this image.
    RefusedSecret,
}

/// What the cluster has set against the use of images that are on the node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Nothing: the gate KubeletEnsureSecretPulledImages is off.
    Nothing,
    /// The gate is on with the default policy NeverVerifyPreloadedImages.
    VerifyPulled,
    /// The gate is on with the policy AlwaysVerify.
    VerifyAll,
    /// The admission plug-in AlwaysPullImages is on.
    AlwaysPullImages,
}

impl Guard {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Nothing,
        Self::VerifyPulled,
        Self::VerifyAll,
        Self::AlwaysPullImages,
    ];

    /// What a release has where nothing is set.
    pub fn default_of(release: Release) -> Self {
        if release.has(Change::PresentImageAccessIsVerified) {
            Self::VerifyPulled
        } else {
            Self::Nothing
        }
    }

    /// Whether a release has it at all.
    pub fn is_in(self, release: Release) -> bool {
        match self {
            Self::Nothing | Self::AlwaysPullImages => true,
            Self::VerifyPulled | Self::VerifyAll => release.has(Change::ImageAccessCanBeVerified),
        }
    }

    fn verification(self, release: Release) -> Option<VerificationPolicy> {
        match self {
            Self::Nothing => None,
            Self::VerifyPulled => Some(VerificationPolicy::NeverVerifyPreloadedImages),
            Self::VerifyAll => Some(VerificationPolicy::AlwaysVerify),
            Self::AlwaysPullImages => Self::default_of(release).verification(release),
        }
    }
}

/// The start of a container whose Pod was created with `IfNotPresent`; its image is on the node.
pub fn second_pod(
    image: &str,
    release: Release,
    arrival: Arrival,
    brings: Brings,
    guard: Guard,
) -> Attempt {
    let verification = guard.verification(release);
    let request = EnsureRequest {
        image: image.to_owned(),
        image_pull_policy: stored_policy(image, guard),
        kubernetes: Some(release.to_string()),
        feature_gates: Some(BTreeMap::from([(
            ENSURE_SECRET_PULLED_IMAGES.to_owned(),
            verification.is_some(),
        )])),
        image_pull_credentials_verification_policy: verification
            .map(|policy| policy.as_str().to_owned()),
        pull_secrets: match brings {
            Brings::Nothing => None,
            Brings::TheSameSecret => Some(vec![pull_secret("first")]),
            Brings::AcceptedSecret | Brings::RefusedSecret => Some(vec![pull_secret("second")]),
        },
        pull_records: match arrival {
            Arrival::WithSecretOfAnotherPod => Some(PullRecords {
                allowed_secrets: Some(BTreeMap::from([(
                    image.to_owned(),
                    vec![pull_secret("first").secret],
                )])),
                ..PullRecords::default()
            }),
            Arrival::ForEveryPod => Some(PullRecords {
                allow_all: Some(true),
                ..PullRecords::default()
            }),
            Arrival::Preloaded => None,
        },
        attempts: vec![AttemptRequest {
            present: Some(true),
            pull_error: match brings {
                Brings::TheSameSecret | Brings::AcceptedSecret => None,
                Brings::Nothing | Brings::RefusedSecret => refusal(image, release),
            },
            ..AttemptRequest::default()
        }],
        ..EnsureRequest::default()
    };
    ensure_image(&request).attempts.swap_remove(0)
}

/// The policy after admission.
fn stored_policy(image: &str, guard: Guard) -> Option<String> {
    let admitted = admit_pod(&AdmissionRequest::to_create(
        PodImages::from_image(image, Some(PullPolicy::IfNotPresent.as_str())),
        guard == Guard::AlwaysPullImages,
    ));
    let mut containers = admitted.pod.containers.into_iter();
    containers.next().and_then(|it| it.image_pull_policy)
}

fn pull_secret(name: &str) -> PullSecret {
    PullSecret {
        secret: Coordinates {
            namespace: "team".to_owned(),
            name: name.to_owned(),
            uid: name.to_owned(),
        },
        ..PullSecret::default()
    }
}

/// What the runtime says to a pull that the registry does not allow.
fn refusal(image: &str, release: Release) -> Option<String> {
    let name = Normalized::parse(image).ok()?;
    let reference = name.docker_reference().to_string();
    Some(Wording::newest(release).unauthorized(&reference))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kubelet::ensure_image::CriCall;

    const IMAGE: &str = "registry.example.com/acme/api:v1";

    /// `uses`: starts, and the registry is not asked. `pulls`: starts after a pull.
    fn told(release: &str, arrival: Arrival, brings: Brings, guard: Guard) -> &'static str {
        let release = release.parse().unwrap();
        let attempt = second_pod(IMAGE, release, arrival, brings, guard);
        match attempt.reason {
            Some(reason) => reason,
            None if attempt.cri_calls.contains(&CriCall::PullImage) => "pulls",
            None => "uses",
        }
    }

    #[test]
    fn who_may_use_what_is_on_the_node() {
        use Arrival::{ForEveryPod, Preloaded, WithSecretOfAnotherPod};
        use Brings::{AcceptedSecret, Nothing, RefusedSecret, TheSameSecret};
        // A Secret that the registry refuses is worth as much as none.
        const NO_ACCESS: [&str; 4] = ["uses", "ErrImagePull", "ErrImagePull", "ErrImagePull"];
        for (arrival, brings, expected) in [
            (WithSecretOfAnotherPod, Nothing, NO_ACCESS),
            (WithSecretOfAnotherPod, RefusedSecret, NO_ACCESS),
            (
                WithSecretOfAnotherPod,
                AcceptedSecret,
                ["uses", "pulls", "pulls", "pulls"],
            ),
            (
                WithSecretOfAnotherPod,
                TheSameSecret,
                ["uses", "uses", "uses", "pulls"],
            ),
            (
                ForEveryPod,
                Nothing,
                ["uses", "uses", "uses", "ErrImagePull"],
            ),
            (
                Preloaded,
                Nothing,
                ["uses", "uses", "ErrImagePull", "ErrImagePull"],
            ),
        ] {
            for release in ["1.33", "1.37"] {
                let told = Guard::ALL.map(|guard| told(release, arrival, brings, guard));
                assert_eq!(told, expected, "{arrival:?} {brings:?} {release}");
            }
        }
    }

    #[test]
    fn a_release_without_verification_has_only_the_plug_in() {
        let release = |text: &str| text.parse::<Release>().unwrap();
        let guards = |text: &str| Guard::ALL.map(|guard| guard.is_in(release(text)));
        assert_eq!(guards("1.32"), [true, false, false, true]);
        assert_eq!(guards("1.33"), [true; 4]);
        assert_eq!(Guard::default_of(release("1.34")), Guard::Nothing);
        assert_eq!(Guard::default_of(release("1.35")), Guard::VerifyPulled);
    }
}
