//! The keys of the page, listed under `?`.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    dialog::Dialog,
    open_dialog::{DialogProps, FetchDialog, OpenDialog},
};
use crate::{
    hooks::{
        shortcuts::{self, use_shortcuts},
        use_language,
    },
    parts,
    state::Props,
    text,
};

/// The button that lists the keys; `?` does the same.
#[component]
pub fn Keys(props: &Props) -> Html {
    use_language();
    let is_open = use_state_eq(|| false);
    {
        let is_open = is_open.clone();
        use_shortcuts(move |key| {
            let is_asked = key == "?";
            if is_asked {
                is_open.set(true);
            }
            is_asked
        });
    }
    let open = {
        let is_open = is_open.clone();
        move |_| is_open.set(true)
    };
    let onclose = {
        let is_open = is_open.clone();
        Callback::from(move |()| is_open.set(false))
    };
    html! {
        <>
            <button class="keys-button" aria-label={text::keys_title()} title={text::keys_title()} onclick={open}>{ "?" }</button>
            if *is_open {
                <OpenDialog fetch={parts::keys_dialog as FetchDialog} dialog={DialogProps { state: props.state.clone(), onclose }} />
            }
        </>
    }
}

#[component]
pub fn KeysDialog(props: &DialogProps) -> Html {
    use_language();
    html! { <Dialog title={text::keys_title()} onclose={props.onclose.clone()}>{ list() }</Dialog> }
}

fn list() -> Html {
    let everywhere = [("Tab", text::keys_tab()), ("?", text::keys_help())];
    let player = [
        (text::keys_space(), text::keys_play()),
        ("→", text::keys_right()),
        ("←", text::keys_left()),
        ("Home", text::keys_home()),
        ("End", text::keys_end()),
        ("+", text::keys_faster()),
        ("−", text::keys_slower()),
    ];
    let editor = [
        ("F8", text::keys_finding()),
        ("Shift+F8", text::keys_finding_before()),
        ("Ctrl+F", text::keys_find()),
        ("Ctrl+]", text::keys_indent()),
    ];
    let onchange = Callback::from(|event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        shortcuts::set_characters(field.checked());
    });
    html! {
        <>
            <h3>{ text::keys_everywhere() }</h3>
            { rows(&everywhere) }
            <h3>{ text::keys_player() }</h3>
            { rows(&player) }
            <h3>{ text::keys_editor() }</h3>
            { rows(&editor) }
            <label class="switch">
                <input type="checkbox" checked={shortcuts::characters_are_on()} {onchange} />
                { text::keys_characters() }
            </label>
        </>
    }
}

fn rows(keys: &[(&'static str, &'static str)]) -> Html {
    html! {
        <dl class="keys">
            { for keys.iter().map(|(key, does)| html! { <div><dt><kbd>{ key }</kbd></dt><dd>{ does }</dd></div> }) }
        </dl>
    }
}
