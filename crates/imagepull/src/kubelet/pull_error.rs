//! What the kubelet makes of the error of a pull.
//!
//! Source: kubernetes/kubernetes pkg/kubelet/images/image_manager.go `evalCRIPullErr`.

use imageref::Normalized;

use super::events::WaitingReason;
use crate::releases::{Change, Release};

/// The reason and the message of a container whose pull failed. `image` is its name as written,
/// `error` the text of the runtime.
pub fn waiting_for(release: Release, image: &str, error: &str) -> (WaitingReason, String) {
    let known = [
        (
            "RegistryUnavailable",
            WaitingReason::RegistryUnavailable,
            "the registry is unavailable",
        ),
        (
            "SignatureValidationFailed",
            WaitingReason::SignatureValidationFailed,
            "the signature validation failed",
        ),
    ];
    known
        .into_iter()
        .filter(|_| release.has(Change::PullErrorsHaveReasons))
        .find_map(|(prefix, reason, words)| {
            let rest = error.strip_prefix(prefix)?;
            let message = format!("image pull failed for {image} because {words}{rest}");
            Some((reason, message))
        })
        .unwrap_or_else(|| (WaitingReason::ErrImagePull, error.to_owned()))
}

/// The error of a pull as the kubelet's client of the runtime gives it to the image manager.
pub fn of_client(release: Release, error: &str) -> &str {
    let rest = error
        .strip_prefix("rpc error: code = Unknown desc = ")
        .filter(|_| release.has(Change::UnknownCodeIsDropped));
    rest.unwrap_or(error)
}

/// The runtime's error where it found no content for a name, as far as known that of containerd.
/// `reference` is the normalised name, `code` that of gRPC, `cause` what the registry said.
pub fn could_not_resolve(reference: &str, code: &str, cause: &str) -> String {
    format!(
        "rpc error: code = {code} desc = failed to pull and unpack image \"{reference}\": \
         failed to resolve reference \"{reference}\": {cause}"
    )
}

/// The runtime's error where the registry has no such image.
pub fn not_found(reference: &str) -> String {
    could_not_resolve(reference, "NotFound", &format!("{reference}: not found"))
}

/// The runtime's error where the registry does not let the pod read the image.
pub fn unauthorized(reference: &str) -> String {
    let cause = "pull access denied, repository does not exist or may require authorization: \
                 server message: insufficient_scope: authorization failed";
    could_not_resolve(reference, "Unknown", cause)
}

/// The runtime's error where the registry does not answer. `url` is that of the manifest.
pub fn timed_out(reference: &str, url: &str) -> String {
    let cause = format!("failed to do request: Head \"{url}\": dial tcp: i/o timeout");
    could_not_resolve(reference, "Unknown", &cause)
}

/// Where a runtime asks for the manifest of a name.
pub fn manifest_url(name: &Normalized<'_>) -> String {
    let host = match name.domain() {
        "docker.io" => "registry-1.docker.io",
        domain => domain,
    };
    let reference = name.docker_reference();
    let version = reference.digest().or(reference.tag()).unwrap_or_default();
    format!("https://{host}/v2/{}/manifests/{version}", name.path())
}
