//! The examples of the view: documents in web/indexes, written for the purpose. Their digests are
//! made up.

use crate::{components::example::Offer, text};

/// An example with an address of its own: `#/platforms?preset=<slug>`. Its node and its pinned
/// digest are in [`crate::presets::platforms`], which the page knows, too.
#[derive(Debug)]
pub struct Preset {
    /// As it is offered.
    pub offer: Offer,
    /// The document.
    pub text: &'static str,
}

macro_rules! preset {
    ($slug:literal, $title:ident, $look:ident) => {
        Preset {
            offer: Offer {
                slug: $slug,
                title: text::$title,
                look: text::$look,
            },
            text: include_str!(concat!("../../../../../web/indexes/", $slug, ".json")),
        }
    };
}

/// All examples in the order in which they are offered; the first one opens without a choice.
#[rustfmt::skip]
pub static PRESETS: [Preset; 7] = [
    preset!("attestations", platforms_presets_attestations_title, platforms_presets_attestations_look),
    preset!("no-match", platforms_presets_no_match_title, platforms_presets_no_match_look),
    preset!("child-digest-pinned", platforms_presets_child_digest_pinned_title, platforms_presets_child_digest_pinned_look),
    preset!("one-architecture", platforms_presets_one_architecture_title, platforms_presets_one_architecture_look),
    preset!("arm-variants", platforms_presets_arm_variants_title, platforms_presets_arm_variants_look),
    preset!("windows-versions", platforms_presets_windows_versions_title, platforms_presets_windows_versions_look),
    preset!("nested-index", platforms_presets_nested_index_title, platforms_presets_nested_index_look),
];

impl Preset {
    /// The example of a slug.
    pub fn named(slug: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.offer.slug == slug)
    }

    /// The example whose document is this text.
    pub fn with_text(text: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.text == text)
    }
}
