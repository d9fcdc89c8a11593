//! What the Name view gives to other pages and programs.

use imagepull::{image::parse_image, policy::default_pull_policy, utf16};

use super::{NameView, answer, cards, images, list};
use crate::{
    address::Address,
    export::{
        Export, Exported,
        json::export_answer,
        markdown::{self, Place, code, rich},
    },
    presets, text,
};

impl Export for NameView {
    fn title(address: &Address) -> String {
        if let Some(preset) = presets::name::named(&address.name.preset) {
            return (preset.offer.title)().to_owned();
        }
        match images(&address.image).as_slice() {
            [""] => text::share_title_name_empty().to_owned(),
            [image] => text::share_title_name(image),
            several => text::share_title_names(several.len()),
        }
    }

    fn markdown(address: &Address) -> Exported {
        match images(&address.image).as_slice() {
            [""] => Err(text::share_no_image().to_owned()),
            [image] => Ok(one_image(image, address)),
            several => Ok(list::markdown(several)),
        }
    }

    /// A report, or a list of them where several images are written.
    fn result(address: &Address) -> Exported {
        let report = |image: &&str| export_answer(&utf16::image_report(parse_image(image)));
        match images(&address.image).as_slice() {
            [""] => Err(text::share_no_image().to_owned()),
            [image] => report(image),
            several => {
                let reports: Result<Vec<String>, String> = several.iter().map(report).collect();
                Ok(format!("[{}]", reports?.join(",")))
            }
        }
    }
}

fn one_image(image: &str, address: &Address) -> String {
    let report = parse_image(image);
    let sentence = rich(answer::sentence(&report), Place::Paragraph);
    let cell = |text: &str| code(text, Place::Cell);
    let forms = cards::forms_of(&report)
        .map(|(label, form)| vec![markdown::text(label), cell(form)])
        .chain(
            report
                .upstream_error
                .iter()
                .map(|error| vec![markdown::text(text::name_upstream()), cell(error)]),
        );
    let policy = default_pull_policy(image).as_str();
    let policy = vec![markdown::text(text::name_policy_title()), cell(policy)];
    let head = [markdown::text(text::name_title()), cell(image)];
    let table = markdown::table(&head, forms.chain([policy]));
    let condition = answer::condition(&report, address.kubernetes).map(markdown::text);
    let parts = [Some(sentence), condition, Some(table)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn showing(image: &str) -> Address {
        Address {
            image: image.to_owned(),
            ..Address::default()
        }
    }

    #[test]
    fn one_name_as_markdown() {
        let markdown = |image| NameView::markdown(&showing(image)).unwrap_or_default();
        insta::assert_snapshot!(
            [
                markdown("busybox"),
                markdown("ghcr.io/Acme|Api:v1"),
                markdown("busybox\nnginx:1.27\n\nHTTP://x|y"),
            ]
            .join("\n")
        );
    }

    #[test]
    fn nothing_written_has_a_title_and_the_reason_for_no_answer() {
        let reason = Err("Enter an image name first.".to_owned());
        assert_eq!(NameView::markdown(&showing("")), reason);
        assert_eq!(NameView::result(&showing("")), reason);
        assert!(!NameView::title(&showing("")).is_empty());
    }

    #[test]
    fn the_places_in_a_result_are_those_of_javascript() {
        let result = NameView::result(&showing("é/A")).unwrap_or_default();
        let report: serde_json::Value = serde_json::from_str(&result).expect("JSON");
        assert_eq!(report["diagnostics"][0]["span"]["start"], 0);
        let several = NameView::result(&showing("a\nb")).unwrap_or_default();
        let reports: Vec<serde_json::Value> = serde_json::from_str(&several).expect("a list");
        assert_eq!(reports[1]["canonical"], "docker.io/library/b");
    }
}
