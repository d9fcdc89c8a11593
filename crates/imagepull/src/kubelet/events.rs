//! The kubelet's image events in its exact words.
//!
//! Source: kubernetes/kubernetes pkg/kubelet/images/image_manager.go and
//! pkg/kubelet/kuberuntime/kuberuntime_container.go.

use serde::Serialize;

use super::go::{duration, quote, whole_duration};
use crate::releases::{Change, Release};

/// An event, without its object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImageEvent {
    /// `Normal` or `Warning`.
    pub r#type: &'static str,
    /// Reason, for example `Pulling`.
    pub reason: &'static str,
    /// Message.
    pub message: String,
}

/// Why a container waits for its image: the reason of its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitingReason {
    /// The pull failed.
    ErrImagePull,
    /// The last pull failed, and the next is not tried yet.
    ImagePullBackOff,
    /// The image is absent and the policy is Never.
    ErrImageNeverPull,
    /// The name does not parse.
    InvalidImageName,
    /// The runtime did not answer whether the image is on the node.
    ImageInspectError,
    /// The runtime said that the registry is not there.
    RegistryUnavailable,
    /// The runtime said that a signature is not valid.
    SignatureValidationFailed,
}

/// Whether the kubelet has asked if the pod may use an image that is present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The gate KubeletEnsureSecretPulledImages is off.
    NotAsked,
    /// The gate is on, and the pod may use it.
    Allowed,
}

impl Access {
    /// As it is in a release with the gate at its default.
    pub fn by_default(release: Release) -> Self {
        if release.has(Change::PresentImageAccessIsVerified) {
            Self::Allowed
        } else {
            Self::NotAsked
        }
    }
}

impl WaitingReason {
    /// The reason as it is in the status.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ErrImagePull => "ErrImagePull",
            Self::ImagePullBackOff => "ImagePullBackOff",
            Self::ErrImageNeverPull => "ErrImageNeverPull",
            Self::InvalidImageName => "InvalidImageName",
            Self::ImageInspectError => "ImageInspectError",
            Self::RegistryUnavailable => "RegistryUnavailable",
            Self::SignatureValidationFailed => "SignatureValidationFailed",
        }
    }
}

fn normal(reason: &'static str, message: String) -> ImageEvent {
    ImageEvent {
        r#type: "Normal",
        reason,
        message,
    }
}

fn warning(reason: &'static str, message: String) -> ImageEvent {
    ImageEvent {
        r#type: "Warning",
        reason,
        message,
    }
}

/// The kubelet asks its puller for the image.
pub fn pulling(image: &str) -> ImageEvent {
    normal("Pulling", format!("Pulling image {}", quote(image)))
}

/// A pull succeeded. `pull_ms` is the time in the puller, `total_ms` that with the wait for it.
pub fn pulled(
    release: Release,
    image: &str,
    pull_ms: f64,
    total_ms: f64,
    image_bytes: f64,
) -> ImageEvent {
    let size = if release.has(Change::ImageSizeInPulledEvent) {
        format!(". Image size: {image_bytes} bytes.")
    } else {
        String::new()
    };
    let print = if release.has(Change::DurationsAreCut) {
        duration
    } else {
        whole_duration
    };
    let message = format!(
        "Successfully pulled image {} in {} ({} including waiting){size}",
        quote(image),
        print(pull_ms),
        print(total_ms)
    );
    normal("Pulled", message)
}

/// The image is on the node and the policy asks for no pull.
pub fn already_present(image: &str, access: Access) -> ImageEvent {
    let access = match access {
        Access::Allowed => " and can be accessed by the pod",
        Access::NotAsked => "",
    };
    let image = quote(image);
    normal(
        "Pulled",
        format!("Container image {image} already present on machine{access}"),
    )
}

/// A pull failed.
pub fn failed_to_pull(image: &str, error: &str) -> ImageEvent {
    let image = quote(image);
    warning("Failed", format!("Failed to pull image {image}: {error}"))
}

/// The last pull failed, and the next is not tried yet.
pub fn back_off(image: &str) -> ImageEvent {
    normal(
        "BackOff",
        format!("Back-off pulling image {}", quote(image)),
    )
}

/// The image is absent and the policy is Never.
pub fn never_pull(image: &str) -> ImageEvent {
    warning(
        "ErrImageNeverPull",
        format!(
            "Container image {} is not present with pull policy of Never",
            quote(image)
        ),
    )
}

/// The name does not parse; `error` is that of distribution/reference.
pub fn invalid_image_name(release: Release, image: &str, error: &str) -> ImageEvent {
    let image = quote(image);
    let what = if release.has(Change::InvalidNamesAreNames) {
        "name"
    } else {
        "reference"
    };
    warning(
        "InspectFailed",
        format!(
            "Failed to apply default image tag {image}: couldn't parse image {what} {image}: {error}"
        ),
    )
}

/// The runtime did not answer whether the image is on the node. Since 1.32 the event names no
/// image (kubernetes/kubernetes#126550).
pub fn inspect_failed(release: Release, image: &str, error: &str) -> ImageEvent {
    let named = if release.has(Change::AlwaysPullsWithoutInspecting) {
        ""
    } else {
        image
    };
    let named = quote(named);
    warning(
        "InspectFailed",
        format!("Failed to inspect image {named}: {error}"),
    )
}

/// What starting a container adds after any of the failures.
pub fn container_error(reason: WaitingReason) -> ImageEvent {
    warning("Failed", format!("Error: {}", reason.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_follow_the_release() {
        let release = |text: &str| text.parse::<Release>().unwrap();
        for (text, message) in [
            (
                "1.29",
                "Successfully pulled image \"nginx\" in 1.5s (2.25s including waiting)",
            ),
            (
                "1.30",
                "Successfully pulled image \"nginx\" in 1.5s (2.25s including waiting). Image size: 73000000 bytes.",
            ),
        ] {
            let event = pulled(release(text), "nginx", 1500.0, 2250.9, 73e6);
            assert_eq!(event.message, message);
        }
        assert_eq!(
            already_present("a", Access::by_default(release("1.34"))).message,
            "Container image \"a\" already present on machine"
        );
        assert_eq!(
            already_present("a", Access::by_default(release("1.35"))).message,
            "Container image \"a\" already present on machine and can be accessed by the pod"
        );
    }

    #[test]
    fn a_name_that_does_not_parse_is_quoted_twice() {
        let error = "invalid reference format: repository name (library/Alpine) must be lowercase";
        assert_eq!(
            invalid_image_name(Release::NEWEST, "Alpine:3.20", error).message,
            "Failed to apply default image tag \"Alpine:3.20\": couldn't parse image name \"Alpine:3.20\": \
             invalid reference format: repository name (library/Alpine) must be lowercase"
        );
    }
}
