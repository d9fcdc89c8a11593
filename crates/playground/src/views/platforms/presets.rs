//! The examples of the view: documents in web/indexes, written for the purpose. Their digests are
//! made up.
//!
//! Each has its own address: `#/platforms?preset=<slug>`. Its node and its pinned digest are in
//! [`crate::presets::platforms`], which the page knows, too.

use crate::components::example::{TextExamples, text_example};

/// All examples in the order in which they are offered; the first one opens without a choice.
#[rustfmt::skip]
pub static PRESETS: TextExamples = TextExamples(&[
    text_example!("indexes"/"attestations"."json", platforms_presets_attestations_title, platforms_presets_attestations_look),
    text_example!("indexes"/"no-match"."json", platforms_presets_no_match_title, platforms_presets_no_match_look),
    text_example!("indexes"/"child-digest-pinned"."json", platforms_presets_child_digest_pinned_title, platforms_presets_child_digest_pinned_look),
    text_example!("indexes"/"one-architecture"."json", platforms_presets_one_architecture_title, platforms_presets_one_architecture_look),
    text_example!("indexes"/"arm-variants"."json", platforms_presets_arm_variants_title, platforms_presets_arm_variants_look),
    text_example!("indexes"/"windows-versions"."json", platforms_presets_windows_versions_title, platforms_presets_windows_versions_look),
    text_example!("indexes"/"nested-index"."json", platforms_presets_nested_index_title, platforms_presets_nested_index_look),
]);
