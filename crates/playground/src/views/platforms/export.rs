//! What the Platforms view gives to other pages and programs.

use imagepull::{utf16, words::Parts};

use super::{
    Document, PlatformsView,
    entries::platform,
    sentence::{error, sentence},
    shown,
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

impl Export for PlatformsView {
    fn title(address: &Address) -> String {
        match Document::new(&address.platforms).preset {
            Some(preset) => (preset.offer.title)().to_owned(),
            None => text::platforms_title().to_owned(),
        }
    }

    fn markdown(address: &Address) -> Exported {
        let answer = shown(address);
        let error = error(&answer)
            .into_iter()
            .map(|error| markdown::code(error, Place::Paragraph));
        let said = [rich(sentence(&answer), Place::Paragraph)];
        let said = said
            .into_iter()
            .chain(error)
            .collect::<Vec<_>>()
            .join("\n\n");
        if answer.entries.is_empty() {
            return Ok(format!("{said}\n"));
        }
        let head = [
            text::platforms_entries_platform(),
            text::platforms_entries_why(),
            text::platforms_entries_digest(),
        ];
        let rows = answer.entries.iter().map(|entry| {
            let why = entry.why.iter().map(|why| text::localized(&why.text));
            vec![
                markdown::text(&platform(entry)),
                rich(why.collect::<Parts>(), Place::Cell),
                markdown::text(entry.digest.as_deref().unwrap_or_default()),
            ]
        });
        Ok(format!(
            "{said}\n\n{}",
            markdown::table(&head.map(markdown::text), rows)
        ))
    }

    fn result(address: &Address) -> Exported {
        let text = Document::new(&address.platforms).text;
        export_answer(&utf16::index_report(&text, shown(address)))
    }
}
