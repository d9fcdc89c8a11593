//! What the API server says when it validates an image and its policy, in its words.
//!
//! Source: kubernetes/kubernetes pkg/apis/core/validation/validation.go
//! (`validateContainerCommon`, `validateContainerOnlyForPod`, `validatePullPolicy`), the same from
//! 1.27 to 1.37.

use crate::{
    codes,
    diagnostic::Diagnostic,
    kubelet::go::{json_quote, quote},
    releases::{Change, Release},
    sources::POD_VALIDATION_GO,
    words::{Message, message},
};

/// The field `path` holds no image.
pub(crate) fn image_is_required(path: &str) -> Diagnostic {
    Diagnostic::new(
        codes::ADM002,
        Message::verbatim(format!("{path}: Required value")),
    )
    .help(message!("Enter an image name."))
    .docs(POD_VALIDATION_GO)
}

/// The image in the field `path` of a Pod has white space around it. In the template of a Pod
/// this is not said.
pub(crate) fn image_has_white_space_around(path: &str, image: &str) -> Diagnostic {
    Diagnostic::new(
        codes::ADM003,
        Message::verbatim(format!(
            "{path}: Invalid value: {}: must not have leading or trailing whitespace",
            quote(image)
        )),
    )
    .help(message!("Remove the whitespace around the name."))
    .docs(POD_VALIDATION_GO)
}

/// The field `path` holds another policy than the three.
pub(crate) fn policy_is_not_supported(path: &str, policy: &str) -> Diagnostic {
    not_supported(path, &quote(policy))
}

/// The same as a release says it: from 1.34 on the policy, which is of its own type, is shown as
/// JSON (apimachinery pkg/util/validation/field/errors.go).
pub(crate) fn policy_is_not_supported_in(release: Release, path: &str, policy: &str) -> Diagnostic {
    if release.has(Change::NamedTextsAreShownAsJson) {
        return not_supported(path, &json_quote(policy));
    }
    policy_is_not_supported(path, policy)
}

fn not_supported(path: &str, shown: &str) -> Diagnostic {
    Diagnostic::new(
        codes::ADM004,
        Message::verbatim(format!(
            "{path}: Unsupported value: {shown}: supported values: \"Always\", \"IfNotPresent\", \"Never\""
        )),
    )
    .help(message!("Use one of the three; case matters."))
    .docs(POD_VALIDATION_GO)
}

/// The field `path` holds no policy: an image volume of a Pod from before the gate ImageVolume.
pub(crate) fn policy_is_required(path: &str) -> Diagnostic {
    Diagnostic::new(
        codes::ADM004,
        Message::verbatim(format!("{path}: Required value")),
    )
    .help(message!("Use one of the three; case matters."))
    .docs(POD_VALIDATION_GO)
}

/// A Pod, or the template of some, has no containers in the list at `path`.
pub(crate) fn containers_are_required(path: &str) -> Diagnostic {
    Diagnostic::new(
        codes::ADM008,
        Message::verbatim(format!("{path}: Required value")),
    )
    .help(message!("A Pod needs at least one container."))
    .docs(POD_VALIDATION_GO)
}

/// A Pod is created with ephemeral containers.
pub(crate) fn no_ephemeral_containers_on_create() -> Diagnostic {
    Diagnostic::new(
        codes::ADM007,
        Message::verbatim("spec.ephemeralContainers: Forbidden: cannot be set on create"),
    )
    .help(message!(
        "Ephemeral containers are added to a running Pod through its `ephemeralcontainers` subresource, as kubectl debug does."
    ))
    .docs(POD_VALIDATION_GO)
}

/// An update adds or removes containers of the list at `path`.
pub(crate) fn containers_are_fixed(path: &str) -> Diagnostic {
    Diagnostic::new(
        codes::ADM006,
        Message::verbatim(format!(
            "{path}: Forbidden: pod updates may not add or remove containers"
        )),
    )
    .help(message!(
        "Recreate the Pod, ideally through its Deployment."
    ))
    .docs(POD_VALIDATION_GO)
}

/// An update changes more than images.
pub(crate) fn only_images_change() -> Diagnostic {
    Diagnostic::new(
        codes::ADM005,
        Message::verbatim(
            "spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,\
             `spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only \
             additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be \
             set to 1 if it was previously negative)",
        ),
    )
    .help(message!(
        "If AlwaysPullImages changes a policy during the update, that is such a change too: the image update is rejected."
    ))
    .docs(POD_VALIDATION_GO)
}

/// An ephemeral container that was there is `removed` or `changed`.
pub(crate) fn ephemeral_container_is_fixed(name: &str, verb: &str) -> Diagnostic {
    Diagnostic::new(
        codes::ADM005,
        Message::verbatim(format!(
            "spec.ephemeralContainers: Forbidden: existing ephemeral containers {} may not be {verb}",
            quote(name)
        )),
    )
    .help(message!("Recreate the Pod, ideally through its Deployment."))
    .docs(POD_VALIDATION_GO)
}
