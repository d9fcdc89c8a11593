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
        Kind::Index | Kind::ManifestList => of_index(answer, node),
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

fn of_index(answer: &IndexReport, node: String) -> Parts {
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
