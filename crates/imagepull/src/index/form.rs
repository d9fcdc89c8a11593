//! What a text is that is not a document as a registry has it, and what is said about it.

use serde::Serialize;

use super::refused::how_to_print;
use crate::{
    codes,
    diagnostic::Diagnostic,
    sources::OCI_INDEX,
    words::{Message, message},
};

/// What a text is instead of a document of a registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Form {
    /// `docker manifest inspect -v`.
    DockerManifestInspectVerbose,
    /// `docker image inspect`.
    DockerImageInspect,
    /// `podman image inspect`.
    PodmanImageInspect,
    /// `crictl inspecti`.
    CrictlInspecti,
    /// `crictl images -o json`.
    CrictlImages,
    /// `skopeo inspect` without `--raw`.
    SkopeoInspect,
    /// `docker buildx imagetools inspect` without `--raw`.
    ImagetoolsInspect,
    /// The configurations of `docker buildx imagetools inspect --format '{{json .Image}}'`.
    ImagetoolsImage,
    /// The file of `docker buildx build --metadata-file`.
    BuildMetadata,
    /// `docker inspect` of a container.
    ContainerInspect,
    /// `regctl manifest get`.
    RegctlManifestGet,
    /// `oras manifest fetch --format json`.
    OrasManifestFetch,
    /// `ctr images ls`.
    CtrImages,
    /// `docker images --digests`.
    DockerImages,
    /// `docker pull` or `docker push`.
    DockerPull,
    /// A table of images with their IDs, such as `docker images` or `crictl images`.
    ImageTable,
    /// The ID of an image, as `crictl pull` and `podman pull` print it.
    ImageId,
    /// A Node with the images on it.
    NodeImages,
    /// `oras discover`.
    OrasDiscover,
    /// `cosign tree`.
    CosignTree,
    /// `aws ecr describe-images`.
    EcrDescribeImages,
    /// `aws ecr batch-get-image`.
    EcrBatchGetImage,
    /// `az acr manifest list-metadata`.
    AcrListMetadata,
    /// The API of Harbor.
    HarborApi,
    /// The API of Quay.
    QuayApi,
    /// The API of Docker Hub.
    DockerHubApi,
    /// manifest.json of an archive of `docker save`.
    DockerSave,
    /// index.json or oci-layout of an OCI layout.
    OciLayout,
    /// An error of a registry.
    RegistryError,
    /// A digest.
    Digest,
    /// The headers of an HTTP answer.
    HttpHeaders,
    /// A web page.
    Html,
    /// A document as YAML.
    Yaml,
}

impl Form {
    /// The command that prints it, where it is one.
    fn command(self) -> Option<&'static str> {
        Some(match self {
            Self::DockerManifestInspectVerbose => "docker manifest inspect -v",
            Self::DockerImageInspect => "docker image inspect",
            Self::PodmanImageInspect => "podman image inspect",
            Self::CrictlInspecti => "crictl inspecti",
            Self::CrictlImages => "crictl images -o json",
            Self::SkopeoInspect => "skopeo inspect",
            Self::ImagetoolsInspect => "docker buildx imagetools inspect",
            Self::RegctlManifestGet => "regctl manifest get",
            Self::OrasManifestFetch => "oras manifest fetch --format json",
            Self::CtrImages => "ctr images ls",
            Self::DockerImages => "docker images --digests",
            Self::DockerPull => "docker pull",
            Self::ImagetoolsImage => "docker buildx imagetools inspect --format '{{json .Image}}'",
            Self::BuildMetadata => "docker buildx build --metadata-file",
            Self::ContainerInspect => "docker inspect",
            Self::OrasDiscover => "oras discover",
            Self::CosignTree => "cosign tree",
            Self::EcrDescribeImages => "aws ecr describe-images",
            Self::EcrBatchGetImage => "aws ecr batch-get-image",
            Self::AcrListMetadata => "az acr manifest list-metadata",
            _ => return None,
        })
    }

    fn words(self, errors: &[String]) -> Message {
        if let Some(command) = self.command() {
            return message!(
                "This is the output of `{command}`, not the registry's document.",
                command
            );
        }
        match self {
            Self::DockerHubApi => {
                message!("This is a Docker Hub API response, not the registry's document.")
            }
            Self::HarborApi => {
                message!("This is a Harbor API response, not the registry's document.")
            }
            Self::QuayApi => message!("This is a Quay API response, not the registry's document."),
            Self::ImageTable => message!(
                "This is a list of images with their IDs: an image ID is not a digest that a registry has."
            ),
            Self::ImageId => {
                message!("This names an image ID, which is not a digest that a registry has.")
            }
            Self::NodeImages => {
                message!("This is a Node with the images on it, not the registry's document.")
            }
            Self::DockerSave => {
                message!(
                    "This is manifest.json from a `docker save` archive, not a registry document."
                )
            }
            Self::OciLayout => message!(
                "This is a file of an OCI layout, a directory or archive on disk: a registry has what it points to."
            ),
            Self::RegistryError if errors.is_empty() => {
                message!("This is a registry error, not a document.")
            }
            Self::RegistryError => message!(
                "This is a registry error, not a document: {codes}.",
                codes = errors.join(", ")
            ),
            Self::Digest => {
                message!("This is only a digest, without its document.")
            }
            Self::HttpHeaders => {
                message!("These are a response's HTTP headers, without the document.")
            }
            Self::Html => message!("This is a web page (HTML), not an image document."),
            _ => {
                message!("This is YAML: a registry has the document as JSON, with another digest.")
            }
        }
    }

    /// What is said about a text of this form. `stated` is the digest that it names for the whole
    /// image, `is_read` says whether a document was found in it.
    pub(super) fn said(self, errors: &[String], stated: Option<&str>, is_read: bool) -> Diagnostic {
        let words = self.words(errors);
        let diagnostic = if is_read {
            Diagnostic::new(codes::IDX027_INFO, words)
        } else {
            Diagnostic::new(codes::IDX027_ERROR, words)
        };
        let origin = stated.map(|digest| {
            message!(
                "It states the digest {digest}, which is the registry's.",
                digest
            )
        });
        let help = match self {
            Self::RegistryError => message!(
                "UNAUTHORIZED and DENIED require a login; MANIFEST_UNKNOWN and NAME_UNKNOWN mean that the tag or repository doesn't exist; TOOMANYREQUESTS is a rate limit."
            ),
            Self::Digest => message!(
                "`crane manifest NAME@DIGEST` prints the document. A digest to compare goes in the field for it."
            ),
            Self::ImageTable | Self::ImageId => message!(
                "`docker images --digests` or `crictl images --digests` prints the digests."
            )
            .and(how_to_print()),
            Self::ContainerInspect => message!(
                "`docker image inspect NAME` with the container's image prints its digest."
            )
            .and(how_to_print()),
            _ => how_to_print(),
        };
        diagnostic
            .help(match origin {
                Some(origin) => origin.and(help),
                None => help,
            })
            .docs(OCI_INDEX)
    }
}
