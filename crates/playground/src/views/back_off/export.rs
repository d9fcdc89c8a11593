//! What the Back-off view gives to other pages and programs.

use imagepull::{kubelet::timeline::back_off_timeline, words::Parts};

use super::{
    BackOffView, figure, request,
    sentence::{Sentence, sentence},
    tables,
};
use crate::{
    address::Address,
    components::image_field::shown_image,
    export::{
        Colours, Export, Exported,
        json::export_answer,
        markdown::{Place, rich},
    },
    parts::{self, now},
    presets, text,
};

impl Export for BackOffView {
    fn title(address: &Address) -> String {
        match presets::back_off::named(&address.back_off.preset) {
            Some(preset) => (preset.offer.title)().to_owned(),
            None => text::share_title_back_off(shown_image(address)),
        }
    }

    fn markdown(address: &Address) -> Exported {
        let events = presets::back_off::events_of(&address.back_off.preset);
        if !events.is_empty() {
            return of_events(events);
        }
        let report = back_off_timeline(&request(address));
        let Sentence { answer, details } = sentence(&report, address.back_off.fixed_ms());
        let mut markdown = paragraph(&answer);
        if !details.is_empty() {
            markdown += &paragraph(&details);
        }
        if !report.attempts.is_empty() {
            markdown += &tables::markdown(&report);
        }
        Ok(markdown)
    }

    fn result(address: &Address) -> Exported {
        export_answer(&back_off_timeline(&request(address)))
    }

    fn figure(address: &Address, colours: Colours) -> Exported {
        let report = back_off_timeline(&request(address));
        if report.attempts.is_empty() {
            return Err(text::share_no_timeline().to_owned());
        }
        let release = text::header_kubernetes(address.kubernetes);
        let about = format!("{} · {release}", shown_image(address));
        let title = Self::title(address);
        let fixed_ms = address.back_off.fixed_ms();
        Ok(figure::figure(&report, fixed_ms, &title, &about, colours))
    }
}

fn paragraph(words: &Parts) -> String {
    format!("{}\n\n", rich(words, Place::Paragraph))
}

/// What the page says of the text of an example: each cause, or what the text is about.
fn of_events(events: &str) -> Exported {
    let reader = now(parts::events_reader()).and_then(Result::ok);
    let Some(reader) = reader else {
        return Err(text::view_loading().to_owned());
    };
    let report = (reader.explain)(events);
    let mut markdown = String::new();
    for cause in &report.causes {
        markdown += &paragraph(&text::localized(&cause.headline));
        let (reason, _) = text::localized(&cause.text.into()).split_sentence();
        markdown += &paragraph(&reason);
    }
    for diagnostic in &report.diagnostics {
        markdown += &paragraph(&text::localized(&diagnostic.message));
    }
    Ok(markdown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeline_as_markdown() {
        let (address, _) = Address::default().read("#/back-off?preset=next-attempt");
        insta::assert_snapshot!(BackOffView::markdown(&address).unwrap_or_default());
    }

    #[test]
    fn a_name_that_cannot_be_parsed_has_a_sentence_alone() {
        let (address, _) = Address::default().read("#/back-off?image=Nginx");
        let markdown = BackOffView::markdown(&address).unwrap_or_default();
        assert!(markdown.contains("**InvalidImageName**"), "{markdown}");
        assert_eq!(
            BackOffView::title(&address),
            "When a pod retries pulling Nginx"
        );
        let reason = BackOffView::figure(&address, Colours::Light).unwrap_err();
        assert_eq!(
            reason,
            "Nothing is pulled here, so there is nothing to draw."
        );
    }
}
