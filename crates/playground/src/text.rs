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
