//! The examples of the view: manifests in web/manifests, written for the purpose.
//!
//! Each has its own address: `#/manifest?preset=<slug>`. Its settings are in
//! [`crate::presets::manifest`], which the page knows, too.

use crate::components::example::{TextExamples, text_example};

/// All examples in the order in which they are offered; the first one opens without a choice.
#[rustfmt::skip]
pub static PRESETS: TextExamples = TextExamples(&[
    text_example!("manifests"/"no-tag-anywhere"."yaml", manifest_presets_no_tag_anywhere_title, manifest_presets_no_tag_anywhere_look),
    text_example!("manifests"/"latest-then-pinned"."yaml", manifest_presets_latest_then_pinned_title, manifest_presets_latest_then_pinned_look),
    text_example!("manifests"/"template-variable"."yaml", manifest_presets_template_variable_title, manifest_presets_template_variable_look),
    text_example!("manifests"/"scheme-in-image"."yaml", manifest_presets_scheme_in_image_title, manifest_presets_scheme_in_image_look),
    text_example!("manifests"/"space-in-template"."yaml", manifest_presets_space_in_template_title, manifest_presets_space_in_template_look),
    text_example!("manifests"/"short-names-crio"."yaml", manifest_presets_short_names_crio_title, manifest_presets_short_names_crio_look),
    text_example!("manifests"/"tag-and-digest"."yaml", manifest_presets_tag_and_digest_title, manifest_presets_tag_and_digest_look),
    text_example!("manifests"/"same-image-twice-spelled"."yaml", manifest_presets_same_image_twice_spelled_title, manifest_presets_same_image_twice_spelled_look),
    text_example!("manifests"/"never-without-image"."yaml", manifest_presets_never_without_image_title, manifest_presets_never_without_image_look),
    text_example!("manifests"/"secret-in-another-namespace"."yaml", manifest_presets_secret_in_another_namespace_title, manifest_presets_secret_in_another_namespace_look),
    text_example!("manifests"/"arch-suffix"."yaml", manifest_presets_arch_suffix_title, manifest_presets_arch_suffix_look),
    text_example!("manifests"/"sidecars-init-and-volumes"."yaml", manifest_presets_sidecars_init_and_volumes_title, manifest_presets_sidecars_init_and_volumes_look),
    text_example!("manifests"/"digest-and-always"."yaml", manifest_presets_digest_and_always_title, manifest_presets_digest_and_always_look),
    text_example!("manifests"/"gitlab-three-secrets"."yaml", manifest_presets_gitlab_three_secrets_title, manifest_presets_gitlab_three_secrets_look),
    text_example!("manifests"/"helm-output-many"."yaml", manifest_presets_helm_output_many_title, manifest_presets_helm_output_many_look),
]);

#[cfg(test)]
mod tests {
    use super::{
        super::{answer::Answer, draft::Draft, options, sentence::sentence},
        PRESETS,
    };
    use crate::{address::Address, presets::manifest, text};

    #[test]
    fn the_page_knows_every_example() {
        let known = manifest::PRESETS.map(|(slug, _)| slug);
        assert!(PRESETS.offers().map(|offer| offer.slug).eq(known));
    }

    #[test]
    fn what_each_example_says() {
        let said: Vec<String> = PRESETS
            .0
            .iter()
            .map(|preset| {
                let mut address = Address::default();
                assert!(manifest::open(preset.offer.slug, &mut address));
                let text = Draft::new(&address.manifest).text;
                let answer = Answer::new(text, options(&address));
                let remarks = answer.remarks.iter().map(|remark| {
                    let line = remark.line.unwrap_or_default();
                    let finding = &remark.finding;
                    let message = text::marked(&text::localized(&finding.message));
                    format!(
                        "  {line} {:?} {} {message}\n",
                        finding.severity, finding.code
                    )
                });
                let remarks: String = remarks.collect();
                format!(
                    "{}\n  {}\n{remarks}\n",
                    preset.offer.slug,
                    text::marked(&sentence(&answer))
                )
            })
            .collect();
        insta::assert_snapshot!(said.concat());
    }
}
