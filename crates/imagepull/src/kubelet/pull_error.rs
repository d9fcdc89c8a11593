//! The errors of pulls: how containerd words them, and what the kubelet makes of them.

use imageref::Normalized;

use super::events::WaitingReason;
use crate::releases::{Change, Release};

/// The reason and the message of a container whose pull failed. `image` is its name as written,
/// `error` the text of the runtime.
///
/// Source: kubernetes/kubernetes pkg/kubelet/images/image_manager.go `evalCRIPullErr`.
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

/// The code of gRPC that is in front of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    NotFound,
    DeadlineExceeded,
    Unknown,
}

/// Who words the error of a pull that containerd gives the kubelet.
///
/// Sources: containerd client/pull.go (up to 2.0), core/transfer/local/pull.go (the transfer service,
/// by default from 2.1); the code in front: kubernetes pkg/kubelet/cri/remote/remote_image.go, since
/// 1.31 k8s.io/cri-client.
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    /// The release of the kubelet, which drops a code that says nothing from 1.28 on.
    pub release: Release,
    /// Whether containerd pulls with its transfer service, as it does by default from 2.1.
    pub has_transfer_service: bool,
}

impl Wording {
    /// A kubelet above the newest containerd.
    pub fn newest(release: Release) -> Self {
        Self {
            release,
            has_transfer_service: true,
        }
    }

    /// The registry doesn't have the image. `reference` is the normalised name, here and below.
    pub fn not_found(self, reference: &str) -> String {
        self.could_not_resolve(
            Code::NotFound,
            reference,
            &format!("{reference}: not found"),
        )
    }

    /// The registry does not let the pod read the image.
    pub fn unauthorized(self, reference: &str) -> String {
        let cause = "pull access denied, repository does not exist or may require authorization: \
                     server message: insufficient_scope: authorization failed";
        self.could_not_resolve(Code::Unknown, reference, cause)
    }

    /// The registry does not answer. `url` is that of the manifest.
    pub fn timed_out(self, reference: &str, url: &str) -> String {
        let cause = format!("failed to do request: Head \"{url}\": dial tcp: i/o timeout");
        self.could_not_resolve(Code::DeadlineExceeded, reference, &cause)
    }

    /// The registry answers with another status, such as `503 Service Unavailable`.
    pub fn unexpected_status(self, reference: &str, url: &str, status: &str) -> String {
        let cause = format!("unexpected status from HEAD request to {url}: {status}");
        self.could_not_resolve(Code::Unknown, reference, &cause)
    }

    /// The registry lets no more manifests be read. `url` is that of the manifest by its digest.
    pub fn rate_limited(self, reference: &str, url: &str) -> String {
        let status = "429 Too Many Requests";
        let words = "toomanyrequests: You have reached your pull rate limit";
        let cause = if self.has_transfer_service {
            format!("unexpected status from GET request to {url}: {status}\n{words}")
        } else {
            format!("unexpected status code {url}: {status} - Server message: {words}")
        };
        let cause = format!("failed to copy: httpReadSeeker: failed open: {cause}");
        self.could_not_pull(Code::Unknown, reference, &cause)
    }

    fn could_not_resolve(self, code: Code, reference: &str, cause: &str) -> String {
        let cause = if self.has_transfer_service {
            format!("failed to resolve image: {cause}")
        } else {
            format!("failed to resolve reference \"{reference}\": {cause}")
        };
        self.could_not_pull(code, reference, &cause)
    }

    fn could_not_pull(self, code: Code, reference: &str, cause: &str) -> String {
        let drops_unknown = self.release.has(Change::UnknownCodeIsDropped);
        let code = match code {
            Code::Unknown if drops_unknown => String::new(),
            code => format!("rpc error: code = {code:?} desc = "),
        };
        format!("{code}failed to pull and unpack image \"{reference}\": {cause}")
    }
}

/// Where a runtime asks for the manifest of a name.
pub fn manifest_url(name: &Normalized<'_>) -> String {
    let reference = name.docker_reference();
    let version = reference.digest().or(reference.tag()).unwrap_or_default();
    manifest_url_of(name, version)
}

/// Where a runtime reads the manifest of a name once it has resolved it. A digest that the name does
/// not have stands for itself: `sha256:<digest>`.
pub fn manifest_url_by_digest(name: &Normalized<'_>) -> String {
    let reference = name.docker_reference();
    manifest_url_of(name, reference.digest().unwrap_or("sha256:<digest>"))
}

fn manifest_url_of(name: &Normalized<'_>, version: &str) -> String {
    let host = match name.domain() {
        "docker.io" => "registry-1.docker.io",
        domain => domain,
    };
    format!("https://{host}/v2/{}/manifests/{version}", name.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kubelet of 1.27 keeps every code, that of 1.28 drops the one that says nothing; containerd 2.1
    /// resolves in its transfer service.
    #[test]
    fn a_failure_is_worded_by_kubelet_and_containerd() {
        let wording = |release: &str, has_transfer_service| Wording {
            release: release.parse().expect("a release"),
            has_transfer_service,
        };
        let [old, oldest, new] = [
            wording("1.28", false),
            wording("1.27", false),
            wording("1.28", true),
        ];
        let (name, url) = (
            "docker.io/library/a:1",
            "https://r/v2/library/a/manifests/1",
        );
        let pull = r#"failed to pull and unpack image "docker.io/library/a:1": "#;
        let reference = r#"failed to resolve reference "docker.io/library/a:1": "#;
        let denied = "pull access denied, repository does not exist or may require authorization: \
                      server message: insufficient_scope: authorization failed";
        let unknown = "rpc error: code = Unknown desc = ";
        let rows = [
            (
                new.not_found(name),
                format!(
                    "rpc error: code = NotFound desc = {pull}failed to resolve image: {name}: not found"
                ),
            ),
            (
                old.not_found(name),
                format!("rpc error: code = NotFound desc = {pull}{reference}{name}: not found"),
            ),
            (
                new.unauthorized(name),
                format!("{pull}failed to resolve image: {denied}"),
            ),
            (
                oldest.unauthorized(name),
                format!("{unknown}{pull}{reference}{denied}"),
            ),
            (
                new.timed_out(name, url),
                format!(
                    "rpc error: code = DeadlineExceeded desc = {pull}failed to resolve image: failed to do request: Head \"{url}\": dial tcp: i/o timeout"
                ),
            ),
            (
                old.unexpected_status(name, url, "503 Service Unavailable"),
                format!(
                    "{pull}{reference}unexpected status from HEAD request to {url}: 503 Service Unavailable"
                ),
            ),
            (
                new.rate_limited(name, url),
                format!(
                    "{pull}failed to copy: httpReadSeeker: failed open: unexpected status from GET request to {url}: 429 Too Many Requests\ntoomanyrequests: You have reached your pull rate limit"
                ),
            ),
            (
                oldest.rate_limited(name, url),
                format!(
                    "{unknown}{pull}failed to copy: httpReadSeeker: failed open: unexpected status code {url}: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit"
                ),
            ),
        ];
        for (text, expected) in rows {
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn a_manifest_is_read_by_its_digest() {
        let digest = format!("sha256:{}", "0".repeat(64));
        for (name, tag_url, digest_url) in [
            (
                "a:1".to_owned(),
                "library/a/manifests/1".to_owned(),
                "library/a/manifests/sha256:<digest>".to_owned(),
            ),
            (
                format!("a:1@{digest}"),
                format!("library/a/manifests/{digest}"),
                format!("library/a/manifests/{digest}"),
            ),
        ] {
            let name = Normalized::parse(&name).expect("a name");
            let at = |path: &str| format!("https://registry-1.docker.io/v2/{path}");
            assert_eq!(manifest_url(&name), at(&tag_url));
            assert_eq!(manifest_url_by_digest(&name), at(&digest_url));
        }
    }
}
