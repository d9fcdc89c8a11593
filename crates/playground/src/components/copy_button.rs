//! A button that copies a text.

use gloo::utils::window;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use crate::{hooks::use_language, text};

/// Properties of [`CopyButton`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is copied.
    pub copied: AttrValue,
    /// What the text is, for those who do not see where the button stands.
    pub what: AttrValue,
    /// The label; `Copy` where left out.
    #[prop_or_else(|| text::copy_label().into())]
    pub label: AttrValue,
}

#[derive(Clone, Copy, PartialEq)]
enum Said {
    Nothing,
    Copied,
    Refused,
}

/// Copies a text to the clipboard and says whether that worked.
#[component]
pub fn CopyButton(props: &Props) -> Html {
    use_language();
    let said = use_state_eq(|| Said::Nothing);
    {
        let said = said.clone();
        use_effect_with(props.copied.clone(), move |_| said.set(Said::Nothing));
    }
    let onclick = {
        let said = said.clone();
        let copied = props.copied.clone();
        Callback::from(move |_| {
            let said = said.clone();
            let clipboard = window().navigator().clipboard();
            if clipboard.is_undefined() {
                // As in a page that came without TLS.
                said.set(Said::Refused);
                return;
            }
            let writing = clipboard.write_text(&copied);
            spawn_local(async move {
                let outcome = JsFuture::from(writing).await;
                said.set(if outcome.is_ok() {
                    Said::Copied
                } else {
                    Said::Refused
                });
            });
        })
    };
    let label = match *said {
        Said::Nothing => props.label.clone(),
        Said::Copied => text::copy_done().into(),
        Said::Refused => text::copy_refused().into(),
    };
    html! {
        <button class="small copy" {onclick}>
            <span aria-live="polite">{ label }</span>
            <span class="visually-hidden">{ format!(" {}", props.what) }</span>
        </button>
    }
}
