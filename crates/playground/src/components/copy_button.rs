//! A button that copies a text.

use gloo::utils::window;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use crate::{hooks::use_language, text};

/// Properties of [`CopyButton`].
#[derive(Properties, PartialEq)]
pub struct Props {
    pub copied: AttrValue,
    /// What the text is, for those who do not see where the button is.
    pub what: AttrValue,
    /// The label; `Copy` where left out.
    #[prop_or_else(|| text::copy_label().into())]
    pub label: AttrValue,
}

/// Copies a text to the clipboard and says whether that worked.
#[component]
pub fn CopyButton(props: &Props) -> Html {
    let make = {
        let copied = props.copied.clone();
        Callback::from(move |()| Some(copied.to_string()))
    };
    html! {
        <CopyMade {make} of={props.copied.clone()} what={props.what.clone()} label={props.label.clone()} />
    }
}

/// Properties of [`CopyMade`].
#[derive(Properties, PartialEq)]
pub struct MadeProps {
    /// Makes what is copied; `None` where there is nothing: who makes it says why.
    pub make: Callback<(), Option<String>>,
    /// What the text is made of; where that changes, the button says no more that it copied.
    pub of: AttrValue,
    /// What the text is, for those who do not see where the button is.
    pub what: AttrValue,
    pub label: AttrValue,
}

#[derive(Clone, Copy, PartialEq)]
enum Said {
    Nothing,
    Copied,
    Refused,
}

/// Copies a text that is made only then.
#[component]
pub fn CopyMade(props: &MadeProps) -> Html {
    use_language();
    let said = use_state_eq(|| Said::Nothing);
    {
        let said = said.clone();
        use_effect_with(props.of.clone(), move |_| said.set(Said::Nothing));
    }
    let onclick = {
        let said = said.clone();
        let make = props.make.clone();
        Callback::from(move |_| match make.emit(()) {
            Some(text) => copy(&text, &said),
            None => said.set(Said::Nothing),
        })
    };
    let label = match *said {
        Said::Nothing => props.label.clone(),
        Said::Copied => text::copy_done().into(),
        Said::Refused => text::copy_refused().into(),
    };
    html! {
        <button type="button" class="small copy" {onclick}>
            <span aria-live="polite">{ label }</span>
            <span class="visually-hidden">{ format!(" {}", props.what) }</span>
        </button>
    }
}

fn copy(text: &str, said: &UseStateHandle<Said>) {
    let clipboard = window().navigator().clipboard();
    // A page that came without encryption has none.
    if clipboard.is_undefined() {
        said.set(Said::Refused);
        return;
    }
    let said = said.clone();
    let writing = clipboard.write_text(text);
    spawn_local(async move {
        let outcome = JsFuture::from(writing).await;
        said.set(if outcome.is_ok() {
            Said::Copied
        } else {
            Said::Refused
        });
    });
}
