//! The texts of the page in the language that is spoken, one function each, made from web/locales
//! by the build.

// A name may be the same in both languages.
#![allow(clippy::match_same_arms)]

use std::cell::Cell;

use imagepull::words::{Language, Text, Words};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

thread_local! {
    /// One for the whole page, as its attribute `lang`: set by [`Speaking`](crate::hooks::Speaking)
    /// before anything below it is drawn.
    static SPOKEN: Cell<Language> = const { Cell::new(Language::English) };
}

/// The language in which all texts are from now on.
pub fn speak(language: Language) {
    SPOKEN.set(language);
}

/// The language in which all texts are.
pub fn spoken() -> Language {
    SPOKEN.get()
}

/// What the core says.
pub fn said(words: &Words) -> String {
    words.in_language(spoken())
}

/// A text of the core.
pub fn of(text: Text) -> &'static str {
    text.in_language(spoken())
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
