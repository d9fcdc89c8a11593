//! What a document is: its media types, and which fields tell it.

use serde::Serialize;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// An OCI image index.
    Index,
    /// A Docker manifest list, the same in other words.
    ManifestList,
    /// An OCI image manifest.
    Manifest,
    /// A Docker image manifest, schema 2.
    DockerManifest,
    /// A Docker image manifest of schema 1, which runtimes refuse by now.
    Schema1,
    /// The configuration of an image.
    Config,
    /// One descriptor: what an index or a manifest lists.
    Descriptor,
    /// None of these.
    Unknown,
}

/// The media type of an OCI image index.
pub const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";
/// The media type of a Docker manifest list.
pub const DOCKER_LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
/// The media type of an OCI image manifest.
pub const OCI_MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
/// The media type of a Docker image manifest, schema 2.
pub const DOCKER_MANIFEST: &str = "application/vnd.docker.distribution.manifest.v2+json";
/// The media type of the configuration of an OCI image.
pub const OCI_CONFIG: &str = "application/vnd.oci.image.config.v1+json";
/// The media type of the configuration of a Docker image.
pub const DOCKER_CONFIG: &str = "application/vnd.docker.container.image.v1+json";
/// The media type of the configuration of what has none: `{}`.
pub const OCI_EMPTY: &str = "application/vnd.oci.empty.v1+json";

/// Whether a media type is that of an index or a manifest list.
pub fn is_index_type(media_type: &str) -> bool {
    matches!(media_type, OCI_INDEX | DOCKER_LIST)
}

/// Whether a media type is that of an image manifest.
pub fn is_manifest_type(media_type: &str) -> bool {
    matches!(media_type, OCI_MANIFEST | DOCKER_MANIFEST)
}

/// Whether a media type is that of the configuration of an image.
pub fn is_config_type(media_type: &str) -> bool {
    matches!(media_type, OCI_CONFIG | DOCKER_CONFIG)
}

/// Whether containerd knows a media type as that of a layer (containerd v2.1.0
/// core/images/mediatypes.go, `IsLayerType`).
pub fn is_layer_type(media_type: &str) -> bool {
    let base = media_type.split('+').next().unwrap_or_default();
    media_type.starts_with("application/vnd.oci.image.layer.")
        || base == "application/vnd.erofs.layer.v1"
        || base
            .strip_prefix("application/vnd.docker.image.rootfs.")
            .is_some_and(|it| {
                let it = it.strip_prefix("foreign.").unwrap_or(it);
                matches!(it, "diff.tar" | "diff.tar.gzip" | "diff.tar.zstd")
            })
}

/// The type that the configuration of an image has where a registry did not know it
/// (distribution/distribution#1622); containerd takes it for that of an image
/// (core/remotes/docker/converter.go, `ConvertManifest`).
const UNTYPED_CONFIG: &str = "application/octet-stream";

/// Whether containerd takes what has this media type for the configuration of an image.
pub fn is_image_config(media_type: &str) -> bool {
    is_config_type(media_type) || media_type == UNTYPED_CONFIG
}

/// Whether a layer is encrypted (containers/ocicrypt, `+encrypted` behind the media type).
pub fn is_encrypted_layer(media_type: &str) -> bool {
    media_type.split('+').any(|it| it == "encrypted")
}

/// Whether a layer need not be in a registry: foreign in the words of Docker, nondistributable in
/// those of the OCI.
pub fn is_foreign_layer(media_type: &str) -> bool {
    media_type.starts_with("application/vnd.docker.image.rootfs.foreign.")
        || media_type.starts_with("application/vnd.oci.image.layer.nondistributable.")
}
