//! Where an image is asked for.

use std::net::Ipv4Addr;

use imageref::Normalized;

use crate::index::kind::{is_index_type, is_manifest_type};

/// The media types that are taken: indexes and manifests. A registry that is asked for less may
/// turn an index into the manifest of linux/amd64.
pub const ACCEPTED: &str = "application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json";

/// Whether a header `Content-Type` is that of what was asked for. Some registries send JSON without
/// saying of what kind, or say nothing.
pub fn is_document(content_type: &str) -> bool {
    let media_type = media_type(content_type).to_ascii_lowercase();
    is_index_type(&media_type)
        || is_manifest_type(&media_type)
        || matches!(&*media_type, "" | "application/json")
}

/// The media type of a header `Content-Type`, without parameters.
pub fn media_type(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim()
}

/// An image at its registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// `https`, or `http` of this machine itself.
    pub scheme: &'static str,
    /// The host, with its port where one is written.
    pub host: String,
    /// The repository, `library/busybox` for example.
    pub repository: String,
    /// The tag or digest.
    pub reference: String,
}

impl Target {
    /// Where the image of a name is; `None` where it is no name.
    pub fn new(image: &str) -> Option<Self> {
        let name = Normalized::parse(image).ok()?;
        let name = name.with_default_tag();
        let reference = name.digest().or(name.tag())?;
        // Docker Hub has two names: the one in image names answers nothing.
        let host = match name.domain() {
            "docker.io" => "registry-1.docker.io",
            host => host,
        };
        Some(Self {
            scheme: if is_this_machine(host) {
                "http"
            } else {
                "https"
            },
            host: host.to_owned(),
            repository: name.path().into_owned(),
            reference: reference.to_owned(),
        })
    }

    /// Asks nothing but whether there is a registry, and who may ask.
    pub fn ping_url(&self) -> String {
        format!("{}://{}/v2/", self.scheme, self.host)
    }

    /// An index or manifest by tag or digest.
    pub fn manifest_url(&self, reference: &str) -> String {
        format!(
            "{}{}/manifests/{reference}",
            self.ping_url(),
            self.repository
        )
    }

    /// A blob by its digest.
    pub fn blob_url(&self, digest: &str) -> String {
        format!("{}{}/blobs/{digest}", self.ping_url(), self.repository)
    }
}

/// Whether a host is the machine of whoever asks: registries there are spoken to without encryption.
pub(super) fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|it| it.is_ascii_digit()) => name,
        _ => host,
    };
    let is_loopback = |address: Ipv4Addr| address.is_loopback();
    name == "localhost" || name == "[::1]" || name.parse().is_ok_and(is_loopback)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_asked_for_at_its_registry() {
        let digest = format!("sha256:{}", "a".repeat(64));
        for (image, url) in [
            (
                "busybox",
                "https://registry-1.docker.io/v2/library/busybox/manifests/latest".to_owned(),
            ),
            (
                "ghcr.io/acme/api:v1",
                "https://ghcr.io/v2/acme/api/manifests/v1".to_owned(),
            ),
            (
                "localhost:5000/a:1",
                "http://localhost:5000/v2/a/manifests/1".to_owned(),
            ),
            (
                "127.0.0.1:5000/a:1",
                "http://127.0.0.1:5000/v2/a/manifests/1".to_owned(),
            ),
            (
                "127.0.0.1.evil.test/a:1",
                "https://127.0.0.1.evil.test/v2/a/manifests/1".to_owned(),
            ),
            (
                &format!("quay.io/a/b:1@{digest}"),
                format!("https://quay.io/v2/a/b/manifests/{digest}"),
            ),
        ] {
            let target = Target::new(image).expect(image);
            assert_eq!(target.manifest_url(&target.reference), url);
        }
        assert_eq!(Target::new("UPPER"), None);
    }

    #[test]
    fn only_indexes_and_manifests_are_documents() {
        for content_type in ACCEPTED.split(", ").chain([
            "application/vnd.oci.image.index.v1+json; charset=utf-8",
            "Application/JSON",
            "",
        ]) {
            assert!(is_document(content_type), "{content_type}");
        }
        for content_type in [
            "text/html; charset=utf-8",
            "application/vnd.oci.image",
            "json",
            "application/vnd.oci.image.config.v1+json",
            ACCEPTED,
        ] {
            assert!(!is_document(content_type), "{content_type}");
        }
    }

    #[test]
    fn only_this_machine_is_spoken_to_without_encryption() {
        for host in [
            "localhost",
            "localhost:5000",
            "127.0.0.1",
            "127.8.9.10:5000",
            "[::1]:5000",
        ] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "127.0.0.1.evil.test",
            "127.0.0.1.evil.test:5000",
            "127.evil.test",
            "localhost.evil.test",
            "128.0.0.1",
            "127.0.0.1:5000:1",
            "127.1",
            "",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
