//! The language of the page: that of the link, else the one chosen, else the browser's.

use gloo::utils::{document, window};
use imagepull::words::Language;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{fragment::fragment, kept};
use crate::{parts, state::State, text};

const STORED_AS: &str = "imagepull.language";

/// Properties of [`Speaking`].
#[derive(Properties, PartialEq)]
pub struct SpeakingProps {
    /// The language that everything inside is drawn in.
    pub language: Language,
    /// What is drawn.
    pub children: Html,
}

/// Draws everything inside in a language, and anew when that changes. It stays in the language before
/// until the texts are there, and says where they do not arrive.
#[component]
pub fn Speaking(props: &SpeakingProps) -> Html {
    let translations = use_state(text::spoken_translations);
    let is_missing = use_state_eq(|| false);
    let fetch = {
        let (translations, is_missing) = (translations.clone(), is_missing.clone());
        Callback::from(move |language| {
            let (translations, is_missing) = (translations.setter(), is_missing.setter());
            spawn_local(async move {
                let fetched = parts::translations(language).await;
                is_missing.set(fetched.is_err());
                if let Ok(fetched) = fetched {
                    translations.set(fetched);
                }
            });
        })
    };
    {
        let fetch = fetch.clone();
        use_effect_with(props.language, move |language| fetch.emit(*language));
    }
    text::speak(*translations);
    let language = text::spoken();
    use_effect_with(language, |language| mark_page(*language));
    let again = {
        let asked = props.language;
        Callback::from(move |_| fetch.emit(asked))
    };
    html! {
        <ContextProvider<Language> context={language}>
            if *is_missing {
                <div class="notice bad" role="alert">
                    <p>{ text::view_no_language(props.language.name()) }</p>
                    <button class="small" onclick={again}>{ text::view_again() }</button>
                </div>
            }
            { props.children.clone() }
        </ContextProvider<Language>>
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
        .and_then(|code| Language::from_code(&code))
        .unwrap_or_else(language_of_browser)
}

/// Makes the texts ready in which the page opens, as far as they arrive.
pub async fn prepare() {
    let state = State::opened(&fragment(), own());
    if let Ok(translations) = parts::translations(state.language()).await {
        text::speak(translations);
    }
}

/// Keeps a choice in the browser, where that is allowed.
pub fn keep(language: Language) {
    kept::keep(STORED_AS, language.code());
}

/// Tells the browser which language the page has: screen readers speak it, and fonts follow it.
fn mark_page(language: Language) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", language.code());
    }
    if let Ok(Some(description)) = document().query_selector("meta[name=description]") {
        let _ = description.set_attribute("content", text::page_description());
    }
}

fn language_of_browser() -> Language {
    let codes = window().navigator().languages();
    codes
        .iter()
        .find_map(|code| Language::from_code(&code.as_string()?))
        .unwrap_or_default()
}
