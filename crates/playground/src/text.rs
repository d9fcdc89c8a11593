//! The texts of the page in the language that is spoken, one function each, made from web/locales
//! by the build. One with marks in it gives [`Parts`]; what is in its values is never a mark.

use std::cell::Cell;

use imagepull::words::{self, IntoParts, Language, Message, MessageId, Parts, filled_in};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// All texts in a language other than English: a part of the program, which is fetched for who reads it.
#[derive(Debug)]
pub struct Translations {
    language: Language,
    /// Those of the page.
    page: &'static [&'static str],
    /// Those of the core.
    core: words::Translations,
}

/// The Korean texts.
pub static KOREAN: Translations = Translations {
    language: Language::Korean,
    page: KOREAN_TEXTS,
    core: words::Translations::KOREAN,
};

thread_local! {
    /// One for the whole page, as its attribute `lang`: set by [`Speaking`](crate::hooks::Speaking)
    /// before anything below it is drawn. `None`: English.
    static SPOKEN: Cell<Option<&'static Translations>> = const { Cell::new(None) };
}

/// All texts are these from now on; `None`: the English ones.
pub fn speak(translations: Option<&'static Translations>) {
    SPOKEN.set(translations);
}

/// What all texts are; `None`: the English ones.
pub fn spoken_translations() -> Option<&'static Translations> {
    SPOKEN.get()
}

/// The language in which all texts are.
pub fn spoken() -> Language {
    SPOKEN.get().map_or(Language::English, |it| it.language)
}

/// The texts of the core in the language in which all texts are.
pub fn core_translations() -> words::Translations {
    SPOKEN
        .get()
        .map_or(words::Translations::ENGLISH, |it| it.core)
}

/// What a worker says in all languages, as it does not know which one is spoken.
pub fn from_worker(words: &[String; 2]) -> Parts {
    Parts::text(words[spoken() as usize].as_str())
}

fn translated(row: usize) -> Option<&'static str> {
    SPOKEN.get().map(|it| it.page[row])
}

/// What the core says.
pub fn localized(words: &Message) -> Parts {
    words.parts(core_translations())
}

/// What is said with its marks, as it is written in the files of texts.
#[cfg(test)]
pub fn marked(said: &Parts) -> String {
    use imagepull::words::Part;

    let parts = said.iter().map(|part| match part {
        Part::Text(text) | Part::Verbatim(text) => text.clone(),
        Part::Code(code) => format!("`{code}`"),
        Part::Strong(parts) => format!("**{}**", marked(parts)),
    });
    parts.collect()
}

pub fn core_text(text: MessageId) -> &'static str {
    text.translated(core_translations())
}

/// A whole number with its thousands apart: `150 000`.
pub fn grouped(number: impl std::fmt::Display) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            // Narrow, and no line breaks there.
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_stand_apart() {
        let rows = [
            (0, "0"),
            (999, "999"),
            (1000, "1\u{202f}000"),
            (450_000, "450\u{202f}000"),
            (1_234_567, "1\u{202f}234\u{202f}567"),
        ];
        for (number, expected) in rows {
            assert_eq!(grouped(number), expected);
        }
    }
}
