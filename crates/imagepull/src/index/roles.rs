//! What an entry of an index is: an image, a statement about one, another index, something else.

use super::{
    document::{Descriptor, Document},
    kind,
    report::Role,
};
use crate::{
    sources::{BUILDKIT_ATTESTATIONS, OCI_INDEX, OCI_MANIFEST},
    why::Reason,
    words::message,
};

/// The annotations by which BuildKit tells what an entry is, and about which entry it is. Another
/// type than this one says nothing.
const REFERENCE_TYPE: &str = "vnd.docker.reference.type";
const ATTESTATION: &str = "attestation-manifest";
const REFERENCE_DIGEST: &str = "vnd.docker.reference.digest";

/// Whether an entry says that it is for nobody.
pub(super) fn is_for_nobody(entry: &Descriptor<'_>) -> bool {
    entry
        .platform
        .as_ref()
        .is_some_and(|it| it.os == "unknown" || it.architecture == "unknown")
}

/// The digest of the entry that an attestation is about.
pub(super) fn about<'a>(entry: &'a Descriptor<'_>) -> Option<&'a str> {
    entry.annotation(REFERENCE_DIGEST)
}

/// What an entry is, and by which sign. `document` is what it points to, where that was given.
pub(super) fn classify(
    entry: &Descriptor<'_>,
    document: Option<&Document<'_>>,
    all: &[Descriptor<'_>],
) -> (Role, Vec<Reason>) {
    let media_type = entry.media_type.as_deref().unwrap_or_default();
    if entry.annotation(REFERENCE_TYPE) == Some(ATTESTATION) {
        return (Role::Attestation, vec![why_attestation(entry, all)]);
    }
    if kind::is_index_type(media_type) {
        let why = Reason::new(
            "entry-index",
            message!("It is an index itself: the node's entry in it is chosen the same way."),
            OCI_INDEX,
        );
        return (Role::Index, vec![why]);
    }
    let artifact = entry
        .artifact_type
        .as_deref()
        .filter(|it| !kind::is_config_type(it))
        .or_else(|| document.and_then(Document::artifact));
    if let Some(what) = artifact {
        return (Role::Artifact, vec![why_artifact(what)]);
    }
    if !media_type.is_empty() && !kind::is_manifest_type(media_type) {
        return (Role::Artifact, vec![why_artifact(media_type)]);
    }
    if is_for_nobody(entry) {
        let why = Reason::new(
            "entry-unknown",
            message!(
                "Its platform is unknown: it accompanies the images, usually as an attestation of the build, and no node pulls it."
            ),
            BUILDKIT_ATTESTATIONS,
        );
        return (Role::Attestation, vec![why]);
    }
    (Role::Image, Vec::new())
}

fn why_attestation(entry: &Descriptor<'_>, all: &[Descriptor<'_>]) -> Reason {
    let is_about =
        |it: &&Descriptor<'_>| it.digest.is_some() && it.digest.as_deref() == about(entry);
    let platform = all
        .iter()
        .find(is_about)
        .and_then(|it| it.platform.as_ref());
    let words = if let Some(platform) = platform {
        message!(
            "An attestation for the {platform} image, such as its provenance or SBOM: nothing runs it.",
            platform = platform.format_all()
        )
    } else {
        message!("An attestation for an image, such as its provenance or SBOM: nothing runs it.")
    };
    Reason::new("entry-attestation", words, BUILDKIT_ATTESTATIONS)
}

fn why_artifact(what: &str) -> Reason {
    Reason::new(
        "entry-artifact",
        message!("It is not an image: its type is {what}.", what),
        OCI_MANIFEST,
    )
}
