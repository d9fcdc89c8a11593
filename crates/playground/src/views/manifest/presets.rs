//! The examples of the view: manifests in web/manifests, written for the purpose.

use crate::{components::example::Offer, text};

/// An example with an address of its own: `#/manifest?preset=<slug>`. Its settings are in
/// [`crate::presets::manifest`], which the page knows, too.
#[derive(Debug)]
pub struct Preset {
    /// As it is offered.
    pub offer: Offer,
    /// The manifest.
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
            text: include_str!(concat!("../../../../../web/manifests/", $slug, ".yaml")),
        }
    };
}

/// All examples in the order in which they are offered; the first one opens without a choice.
#[rustfmt::skip]
pub static PRESETS: [Preset; 15] = [
    preset!("no-tag-anywhere", manifest_presets_no_tag_anywhere_title, manifest_presets_no_tag_anywhere_look),
    preset!("latest-then-pinned", manifest_presets_latest_then_pinned_title, manifest_presets_latest_then_pinned_look),
    preset!("template-variable", manifest_presets_template_variable_title, manifest_presets_template_variable_look),
    preset!("scheme-in-image", manifest_presets_scheme_in_image_title, manifest_presets_scheme_in_image_look),
    preset!("space-in-template", manifest_presets_space_in_template_title, manifest_presets_space_in_template_look),
    preset!("short-names-crio", manifest_presets_short_names_crio_title, manifest_presets_short_names_crio_look),
    preset!("tag-and-digest", manifest_presets_tag_and_digest_title, manifest_presets_tag_and_digest_look),
    preset!("same-image-twice-spelled", manifest_presets_same_image_twice_spelled_title, manifest_presets_same_image_twice_spelled_look),
    preset!("never-without-image", manifest_presets_never_without_image_title, manifest_presets_never_without_image_look),
    preset!("secret-in-another-namespace", manifest_presets_secret_in_another_namespace_title, manifest_presets_secret_in_another_namespace_look),
    preset!("arch-suffix", manifest_presets_arch_suffix_title, manifest_presets_arch_suffix_look),
    preset!("sidecars-init-and-volumes", manifest_presets_sidecars_init_and_volumes_title, manifest_presets_sidecars_init_and_volumes_look),
    preset!("digest-and-always", manifest_presets_digest_and_always_title, manifest_presets_digest_and_always_look),
    preset!("gitlab-three-secrets", manifest_presets_gitlab_three_secrets_title, manifest_presets_gitlab_three_secrets_look),
    preset!("helm-output-many", manifest_presets_helm_output_many_title, manifest_presets_helm_output_many_look),
];

impl Preset {
    /// The example of a slug.
    pub fn named(slug: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.offer.slug == slug)
    }

    /// The example whose manifest is this text.
    pub fn with_text(text: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.text == text)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{answer::Answer, options, sentence::sentence, written::Written},
        PRESETS,
    };
    use crate::{address::Address, presets::manifest, text};

    #[test]
    fn the_page_knows_every_example() {
        let known = manifest::PRESETS.map(|(slug, _)| slug);
        assert_eq!(PRESETS.each_ref().map(|preset| preset.offer.slug), known);
    }

    #[test]
    fn what_each_example_says() {
        let said: Vec<String> = PRESETS
            .iter()
            .map(|preset| {
                let mut address = Address::default();
                assert!(manifest::open(preset.offer.slug, &mut address));
                let text = Written::of(&address.manifest).text;
                let answer = Answer::of(text, options(&address));
                let remarks = answer.remarks.iter().map(|remark| {
                    let line = remark.line.unwrap_or_default();
                    let finding = &remark.finding;
                    let message = text::said(&finding.message);
                    format!(
                        "  {line} {:?} {} {message}\n",
                        finding.severity, finding.code
                    )
                });
                let remarks: String = remarks.collect();
                format!(
                    "{}\n  {}\n{remarks}\n",
                    preset.offer.slug,
                    sentence(&answer)
                )
            })
            .collect();
        insta::assert_snapshot!(said.concat());
    }
}
