//! The answer in words.

use imagepull::{
    index::{IndexReport, kind::Kind, report::Match},
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

/// What other releases of containerd take of the same index, those that take the same together.
pub fn other_releases(answer: &IndexReport) -> Vec<Parts> {
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
