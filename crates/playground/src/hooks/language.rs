//! The language of the page: that of the link, else the one chosen, else the browser's.

use gloo::utils::{document, window};
use imagepull::words::Language;
use yew::prelude::*;

use super::kept;
use crate::text;

const STORED_AS: &str = "imagepull.language";

/// Properties of [`Speaking`].
#[derive(Properties, PartialEq)]
pub struct SpeakingProps {
    /// The language that everything inside is drawn in.
    pub language: Language,
    /// What is drawn.
    pub children: Html,
}

/// Draws everything inside in a language, and anew when that changes.
#[component]
pub fn Speaking(props: &SpeakingProps) -> Html {
    text::speak(props.language);
    html! {
        <ContextProvider<Language> context={props.language}>{ props.children.clone() }</ContextProvider<Language>>
    }
}

/// The language that is spoken. Every component that says something uses it, so that it is drawn
/// anew when the language changes.
#[hook]
pub fn use_language() -> Language {
    use_context().unwrap_or_default()
}

/// The language of the reader: the one chosen before, else the first of the browser's that is known.
pub fn own() -> Language {
    kept::kept(STORED_AS)
        .and_then(|code| Language::of_code(&code))
        .unwrap_or_else(language_of_browser)
}

/// Keeps a choice in the browser, where that is allowed.
pub fn keep(language: Language) {
    kept::keep(STORED_AS, language.code());
}

/// Tells the browser which language the page has: screen readers speak it, and fonts follow it.
pub fn mark_page(language: Language) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", language.code());
    }
    document().set_title(text::page_title());
    if let Ok(Some(description)) = document().query_selector("meta[name=description]") {
        let _ = description.set_attribute("content", text::page_description());
    }
}

fn language_of_browser() -> Language {
    let codes = window().navigator().languages();
    codes
        .iter()
        .find_map(|code| Language::of_code(&code.as_string()?))
        .unwrap_or_default()
}
