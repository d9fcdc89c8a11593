//! The policy of an image, and why it is that.

use std::sync::Arc;

use crate::{
    image::ImageReport,
    policy::{
        PullPolicy,
        admission::{AdmissionRequest, ContainerImage, ImageVolume, PodImages, admit_pod},
    },
    releases::{Change, Release},
    sources::{CUSTOM_RESOURCES_PAGE, KNATIVE_TAGS, POD_DEFAULTS_GO, POD_VALIDATION_GO},
    why::Reason,
    words::message,
    workload::report::{DefaultBy, Role},
};

const IMAGE_VOLUMES: &str =
    "https://kubernetes.io/docs/tasks/configure-pod-container/image-volumes/";

/// What decides the policy of an image.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PolicyKey {
    pub policy: Option<String>,
    pub role: Role,
    pub always_pull_images: bool,
}

/// A policy and why it is that.
#[derive(Clone, Debug)]
pub(super) struct EffectivePolicy {
    pub policy: Option<PullPolicy>,
    pub why: Arc<[Reason]>,
}

/// The policy as the API server stores it.
pub(super) fn decided(image: &str, written: &PolicyKey) -> EffectivePolicy {
    let (name, image) = (String::new(), image.to_owned());
    let policy = written.policy.clone();
    let mut pod = PodImages::default();
    if written.role == Role::Volume {
        pod.volumes.push(ImageVolume {
            name,
            reference: image,
            pull_policy: policy,
        });
    } else {
        let containers = match written.role {
            Role::Init | Role::Sidecar => &mut pod.init_containers,
            Role::Ephemeral => &mut pod.ephemeral_containers,
            _ => &mut pod.containers,
        };
        containers.push(ContainerImage {
            name,
            image,
            image_pull_policy: policy,
        });
    }
    let admitted = admit_pod(&AdmissionRequest::to_create(
        pod,
        written.always_pull_images,
    ));
    let pod = admitted.pod;
    let containers = [
        pod.init_containers,
        pod.containers,
        pod.ephemeral_containers,
    ];
    let containers = containers.into_iter().flatten();
    let policies = containers.map(|it| it.image_pull_policy);
    let mut policies = policies.chain(pod.volumes.into_iter().map(|it| it.pull_policy));
    let policy = policies.next().flatten().unwrap_or_default();
    let change = admitted.changes.into_iter().next();
    EffectivePolicy {
        policy: PullPolicy::named(&policy),
        why: change.map_or_else(|| Arc::new([as_written(&policy)]) as _, |it| it.why.into()),
    }
}

fn as_written(policy: &str) -> Reason {
    match PullPolicy::named(policy) {
        Some(policy) => Reason::new(
            "policy-written",
            message!(
                "The policy is set explicitly to {policy}; no default applies.",
                policy
            ),
            POD_DEFAULTS_GO,
        ),
        None => Reason::new(
            "policy-unknown",
            message!(
                "The API server rejects this policy: valid values are Always, IfNotPresent and Never."
            ),
            POD_VALIDATION_GO,
        ),
    }
}

pub(super) fn no_image_volumes(release: Release) -> EffectivePolicy {
    let text = if release.has(Change::ImageVolumesExist) {
        message!(
            "Image volumes need the gate ImageVolume, which is off by default in {release}: without it the API server removes the volume, and nothing is pulled.",
            release
        )
    } else {
        message!("Kubernetes {release} has no image volumes yet.", release)
    };
    EffectivePolicy {
        policy: None,
        why: Arc::new([Reason::new("image-volumes-off", text, IMAGE_VOLUMES)]),
    }
}

/// What an object that the API server does not complete makes of the policy of an image: it keeps what is written,
/// and nothing else.
pub(super) fn decide_for_custom_resource(
    image: &ImageReport,
    role: Role,
    written: Option<&str>,
    default_by: DefaultBy,
    kind: &str,
) -> (Option<PullPolicy>, EffectivePolicy) {
    if let Some(written) = written {
        let policy = PullPolicy::named(written);
        let why = Arc::new([as_written(written)]);
        return (policy, EffectivePolicy { policy, why });
    }
    let default = || {
        let written = PolicyKey {
            policy: None,
            role,
            always_pull_images: false,
        };
        image
            .valid
            .then(|| decided(&image.input, &written).policy)
            .flatten()
    };
    // https://knative.dev/docs/serving/tag-resolution/: registries that are not asked.
    let is_not_resolved = image.kubelet.as_ref().is_some_and(|it| {
        let host = it.repository.split('/').next().unwrap_or_default();
        ["kind.local", "ko.local", "dev.local"].contains(&host)
    });
    let (policy, why) = match default_by {
        DefaultBy::Digest if image.valid && !is_not_resolved => (
            Some(PullPolicy::IfNotPresent),
            Reason::new(
                "digest-of-knative",
                message!(
                    "Knative resolves the tag to a digest, so its Pods get IfNotPresent. The object itself stores no policy."
                ),
                KNATIVE_TAGS,
            ),
        ),
        DefaultBy::ApiServer | DefaultBy::ApiServerLater | DefaultBy::Digest => {
            let policy = default();
            let text = if let Some(policy) = policy {
                message!(
                    "The API server sets no default here. The Pods of the {kind} get {policy} when they are created.",
                    kind,
                    policy
                )
            } else {
                message!(
                    "The API server sets no default here. The Pods of the {kind} get their policy when they are created.",
                    kind
                )
            };
            (policy, Reason::new("policy-of-pods", text, POD_DEFAULTS_GO))
        }
        DefaultBy::Operator => (
            None,
            Reason::new(
                "policy-of-controller",
                message!(
                    "The {kind} controller sets the policy; the API server sets no default here.",
                    kind
                ),
                CUSTOM_RESOURCES_PAGE,
            ),
        ),
        DefaultBy::Nobody => (
            None,
            Reason::new(
                "no-policy",
                message!(
                    "No kubelet pulls this image for the {kind}: it has no pull policy.",
                    kind
                ),
                CUSTOM_RESOURCES_PAGE,
            ),
        ),
        DefaultBy::Unknown => (
            None,
            Reason::new(
                "policy-not-known",
                message!(
                    "{kind} is not a known kind: its controller sets the policy, or the API server when Pods are created.",
                    kind
                ),
                CUSTOM_RESOURCES_PAGE,
            ),
        ),
    };
    let stored = EffectivePolicy {
        policy: None,
        why: Arc::new([why]),
    };
    (policy, stored)
}

pub(super) fn decide_for_template() -> EffectivePolicy {
    EffectivePolicy {
        policy: None,
        why: Arc::new([Reason::new(
            "template",
            message!("A tool fills in this place first: the policy depends on what it writes."),
            POD_DEFAULTS_GO,
        )]),
    }
}
