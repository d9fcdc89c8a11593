//! What is said about the way that a choice took.

use super::{
    choice::ChoiceOutcome,
    document::{Descriptor, Document, Expected},
    report::{Entry, Match, Role},
};
use crate::{
    codes,
    containerd::ContainerdRelease,
    diagnostic::Diagnostic,
    platform::Platform,
    sources::{CONTAINERD_IMAGE_GO, CONTAINERD_IMAGESTORE_GO, OCI_INDEX, OCI_MEDIA_TYPES},
    words::{Message, message},
};

/// Platforms per sentence.
const MAX_NAMED: usize = 12;

/// What is to be said about a turn of the way from an index.
pub(super) fn said(
    turn: &ChoiceOutcome,
    (node, release): (&Platform, ContainerdRelease),
    document: &Document<'_>,
    entries: &[Entry],
) -> Diagnostic {
    let chosen = entries.iter().position(|it| it.fit == Match::Chosen);
    let chosen = chosen.and_then(|place| document.entries.get(place));
    let span = chosen.map(|it| it.json.span());
    let node = node.format_all();
    match turn {
        ChoiceOutcome::NoMatch { level: 0 } => Diagnostic::new(
            codes::IDX006,
            message!(
                "No entry matches a {node} node: the pull fails with “no match for platform in manifest”.",
                node
            ),
        )
        .help(offered(&document.entries, entries)),
        ChoiceOutcome::NotFetched(platform) => not_fetched(platform, &node, release),
        ChoiceOutcome::NoMatch { .. } => Diagnostic::new(
            codes::IDX009,
            message!(
                "The nested index that a {node} node selects has no match for it, and containerd doesn't fall back to another entry.",
                node
            ),
        )
        .at_known(span),
        ChoiceOutcome::OtherConfig(platform) => Diagnostic::new(
            codes::IDX006,
            message!(
                "Only an entry without a platform is left, and its config says {platform}, not {node}: the pull fails with “no match for platform in manifest”.",
                platform = platform.format_all(),
                node
            ),
        ),
        ChoiceOutcome::OnlyArtifact(what) => Diagnostic::new(
            codes::IDX006,
            message!(
                "Only {what} is left, which is not an image and gives no platform: the pull fails with “no match for platform in manifest”.",
                what
            ),
        )
        .help(offered(&document.entries, entries)),
        ChoiceOutcome::NoPlatform => Diagnostic::new(
            codes::IDX007,
            message!(
                "The selected entry gives no platform: whether it runs on {node} depends on its config.",
                node
            ),
        )
        .help(message!(
            "Add its manifest and config here, or build the index with platforms."
        ))
        .at_known(span),
        ChoiceOutcome::NestedUnknown => Diagnostic::new(
            codes::IDX008,
            message!("The selected entry is an index itself, and its document is not here."),
        )
        .help(message!(
            "Add it to see what a node selects in it: `crane manifest NAME@{digest}`.",
            digest = chosen
                .and_then(|it| it.digest.as_deref())
                .unwrap_or_default()
        ))
        .at_known(span),
        ChoiceOutcome::UnknownType(media_type) => Diagnostic::new(
            codes::IDX023,
            message!(
                "The selected entry has the media type {media_type}, which containerd knows neither as a manifest nor as an index: it rejects the pull.",
                media_type = format!("{media_type:?}")
            ),
        )
        .at_known(span),
        ChoiceOutcome::Conflict(expected) => conflict(*expected).at_known(span),
        ChoiceOutcome::TooDeep => Diagnostic::new(
            codes::IDX021,
            message!("Indexes are nested deeper than this page follows."),
        )
        .at_known(span),
    }
    .docs(match turn {
        ChoiceOutcome::Conflict(_) => OCI_MEDIA_TYPES,
        ChoiceOutcome::TooDeep => OCI_INDEX,
        ChoiceOutcome::NotFetched(_) => CONTAINERD_IMAGESTORE_GO,
        _ => CONTAINERD_IMAGE_GO,
    })
}

/// The platform that the client would use is not that of the node, and so was not fetched.
fn not_fetched(platform: &Platform, node: &str, release: ContainerdRelease) -> Diagnostic {
    let platform = platform.format_all();
    Diagnostic::new(
        codes::IDX026,
        message!(
            "containerd {release} only fetches an exact match for {node}, but this index has {platform}: the pull fails.",
            release,
            node,
            platform
        ),
    )
    .help(message!(
        "Up to 2.0 containerd accepts {platform} on such a node, and from 2.1 on if its configuration has `use_local_image_pull = true`. Build the image for {node} too.",
        platform,
        node
    ))
}

/// A document that is another thing than its media type says.
pub(super) fn conflict(expected: Expected) -> Diagnostic {
    let words = match expected {
        Expected::Index => {
            message!(
                "The media type says index, but the document is a manifest: containerd rejects it."
            )
        }
        Expected::Manifest => {
            message!(
                "The media type says manifest, but the document is an index: containerd rejects it."
            )
        }
    };
    Diagnostic::new(codes::IDX004, words)
        .help(message!(
            "A document that can be read in two ways may be one thing to a scanner and another to a runtime."
        ))
        .docs(OCI_MEDIA_TYPES)
}

/// Which platforms there are instead.
fn offered(descriptors: &[Descriptor<'_>], entries: &[Entry]) -> Message {
    let mut platforms: Vec<String> = descriptors
        .iter()
        .zip(entries)
        .filter(|(_, entry)| entry.role != Role::Attestation)
        .filter_map(|(descriptor, _)| Some(descriptor.platform.as_ref()?.format_all()))
        .collect();
    platforms.dedup();
    let more = platforms.len().saturating_sub(MAX_NAMED);
    platforms.truncate(MAX_NAMED);
    if more > 0 {
        platforms.push("…".to_owned());
    }
    if platforms.is_empty() {
        return message!("It has no image for any platform.");
    }
    message!(
        "The index only has {platforms}. Build the image for the node's platform too, or keep the Pod on matching nodes with the `nodeSelector` kubernetes.io/arch.",
        platforms = platforms.join(", ")
    )
}
