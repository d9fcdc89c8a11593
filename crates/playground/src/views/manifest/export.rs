//! What the Manifest view gives to other pages and programs: all of it is about the text as a link
//! carries it, without secrets.

use imagepull::{utf16, workload::inspect_manifest};

use super::{
    ManifestView, answer::Answer, draft::Draft, findings::severity, link_problem, options,
    sentence::sentence,
};
use crate::{
    address::Address,
    export::{
        Export, Exported,
        json::export_answer,
        markdown::{self, Place, rich},
    },
    text,
};

impl Export for ManifestView {
    fn title(address: &Address) -> String {
        match Draft::new(&address.manifest).preset() {
            Some(preset) => (preset.offer.title)().to_owned(),
            None => text::manifest_title().to_owned(),
        }
    }

    fn markdown(address: &Address) -> Exported {
        let answer = Answer::new(shown(address)?.text, options(address));
        let sentence = rich(sentence(&answer), Place::Paragraph);
        if answer.remarks.is_empty() {
            return Ok(format!("{sentence}\n"));
        }
        Ok(format!("{sentence}\n\n{}", table(&answer)))
    }

    fn result(address: &Address) -> Exported {
        let text = shown(address)?.text;
        let report = inspect_manifest(&text, &options(address));
        export_answer(&utf16::manifest_report(&text, report))
    }
}

/// The text that the view shows, or why that of the link cannot be read.
fn shown(address: &Address) -> Result<Draft, String> {
    let draft = Draft::new(&address.manifest);
    match &draft.problem {
        Some(problem) => Err(link_problem(problem)),
        None => Ok(draft),
    }
}

fn table(answer: &Answer) -> String {
    let head = [
        text::manifest_export_place(),
        text::manifest_export_severity(),
        text::manifest_export_finding(),
    ];
    let rows = answer.remarks.iter().map(|remark| {
        let finding = &remark.finding;
        vec![
            remark
                .line
                .map_or_else(String::new, |line| line.to_string()),
            markdown::text(severity(finding.severity).1),
            format!(
                "{} {}",
                markdown::code(finding.code, Place::Cell),
                rich(text::localized(&finding.message), Place::Cell)
            ),
        ]
    });
    markdown::table(&head.map(markdown::text), rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::packed;

    fn showing(fragment: &str) -> Address {
        Address::default().read(fragment).0
    }

    #[test]
    fn findings_as_markdown() {
        let address = showing("#/manifest?preset=template-variable");
        assert_eq!(
            ManifestView::title(&address),
            "A template that was never rendered"
        );
        insta::assert_snapshot!(ManifestView::markdown(&address).unwrap_or_default());
    }

    #[test]
    fn a_text_of_ones_own_is_what_is_answered() {
        let text =
            packed::pack_text("kind: Pod\nspec: { containers: [{ name: a, image: a|b }] }\n");
        let address = showing(&format!("#/manifest?manifest={text}"));
        let markdown = ManifestView::markdown(&address).unwrap_or_default();
        assert!(markdown.contains("1 can’t be pulled"), "{markdown}");
        let result = ManifestView::result(&address).unwrap_or_default();
        assert!(result.contains("\"policy\":\"IfNotPresent\""), "{result}");
    }

    #[test]
    fn a_link_that_cannot_be_read_gives_the_reason() {
        let address = showing("#/manifest?manifest=2.x");
        let reason = ManifestView::markdown(&address).unwrap_err();
        assert!(reason.contains("in format 2"), "{reason}");
        assert_eq!(ManifestView::result(&address), Err(reason));
    }
}
