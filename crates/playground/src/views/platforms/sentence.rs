//! The answer in words.

use imagepull::{
    index::{
        IndexReport,
        kind::Kind,
        report::{Entry, Match, PinnedDigest},
    },
    words::{IntoParts, Parts},
};

use super::entries::platform;
use crate::text;

/// What a node takes of a document.
pub fn sentence(answer: &IndexReport) -> Parts {
    let Some(node) = &answer.platform else {
        return text::platforms_says_no_node().into_parts();
    };
    let node = node.format_all();
    match answer.kind {
        Kind::Index | Kind::ManifestList => index_sentence(answer, node),
        Kind::Manifest | Kind::DockerManifest => text::platforms_says_manifest(node),
        Kind::Config => text::platforms_says_config(
            answer
                .own_platform
                .as_ref()
                .map(imagepull::platform::Platform::format_all)
                .unwrap_or_default(),
        ),
        Kind::Descriptor => text::platforms_says_descriptor().into_parts(),
        Kind::Schema1 => text::platforms_says_schema1().into_parts(),
        Kind::Unknown => text::platforms_says_unknown().into_parts(),
    }
}

/// The entry that is pinned by its digest: no node selects one then.
fn pinned_entry(answer: &IndexReport) -> Option<&Entry> {
    answer.entries.get(answer.pinned.as_ref()?.entry?)
}

/// Why the pull fails.
pub fn error(answer: &IndexReport) -> Option<&str> {
    match pinned_entry(answer) {
        Some(_) => None,
        None => answer.error.as_deref(),
    }
}

/// What other releases of containerd take of the same index, those that take the same together.
pub fn other_releases(answer: &IndexReport) -> Vec<Parts> {
    if pinned_entry(answer).is_some() {
        return Vec::new();
    }
    let others = answer
        .other_releases
        .chunk_by(|one, next| one.entry == next.entry);
    others
        .map(|alike| {
            let releases: Vec<&str> = alike.iter().map(|it| it.containerd.as_str()).collect();
            let releases = releases.join(", ");
            let place = alike.first().and_then(|it| it.entry);
            match place.and_then(|place| Some((place, answer.entries.get(place)?))) {
                Some((place, entry)) => {
                    text::platforms_says_other_release(releases, platform(entry), place + 1)
                }
                None => text::platforms_says_other_release_none(releases),
            }
        })
        .collect()
}

fn index_sentence(answer: &IndexReport, node: String) -> Parts {
    if let Some(pinned) = &answer.pinned
        && let Some(said) = of_pinned(pinned, answer, &node)
    {
        return said;
    }
    let chosen = answer.entries.iter().position(|it| it.fit == Match::Chosen);
    let count = answer.entries.len();
    match (chosen, &answer.error) {
        (Some(place), None) => {
            let entry = &answer.entries[place];
            text::platforms_says_takes(node, platform(entry), place + 1, count)
        }
        (_, Some(_)) => text::platforms_says_fails(node, count),
        (None, None) => text::platforms_says_nothing(node, count),
    }
}

/// What a node takes of an index by the digest of something else: of one entry, or of another document.
fn of_pinned(pinned: &PinnedDigest, answer: &IndexReport, node: &str) -> Option<Parts> {
    if pinned.is_document {
        return None;
    }
    let Some(place) = pinned.entry else {
        let is_other = answer.registry_digest.digest.is_some();
        return is_other.then(|| text::platforms_says_pinned_elsewhere().into_parts());
    };
    let (entry, count) = (&answer.entries[place], answer.entries.len());
    let platform = platform(entry);
    match pinned.runs {
        Some(true) => Some(text::platforms_says_pinned_runs(
            node,
            platform,
            place + 1,
            count,
        )),
        Some(false) => Some(text::platforms_says_pinned_fails(
            node,
            platform,
            place + 1,
            count,
        )),
        None => Some(text::platforms_says_pinned_only(
            node,
            platform,
            place + 1,
            count,
        )),
    }
}
