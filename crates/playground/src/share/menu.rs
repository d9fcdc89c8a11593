//! The content of the share menu.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{exports::Exports, snippets};
use crate::{
    address::{Address, View, length::Length},
    components::copy_button::CopyButton,
    hooks::use_language,
    parts::{self, Loaded, ViewPart},
    state::Props,
    text,
};

/// Links, snippets, texts and files of what is on the page.
#[component]
pub fn Menu(props: &Props) -> Html {
    use_language();
    let address = &props.state.address.public();
    let part = use_state_eq(|| None::<Loaded<&'static ViewPart>>);
    {
        let part = part.clone();
        use_effect_with(address.view, move |view| {
            let view = *view;
            spawn_local(async move { part.set(Some(parts::view(view).await)) });
        });
    }
    // Without the view the page has links alone, by a name that says less.
    let title = match *part {
        Some(Ok(view)) => (view.title)(address),
        _ => text::page_title().to_owned(),
    };
    let answer = match *part {
        // An answer to what is left would be one to another question.
        Some(Ok(_)) if props.state.has_left_out() => Html::default(),
        Some(Ok(view)) => html! { <Exports address={address.clone()} {view} /> },
        Some(Err(_)) => html! { <p role="alert">{ text::share_not_loaded() }</p> },
        None => html! { <p class="soft" role="status">{ text::view_loading() }</p> },
    };
    html! {
        <>
            if props.state.has_left_out() { <p class="bad left-out">{ text::share_left_out() }</p> }
            { links(address, &title) }
            { answer }
            <p class="soft">{ carried(address.view) }</p>
        </>
    }
}

/// What of the view is part of the link.
fn carried(view: View) -> &'static str {
    match view {
        View::Manifest => text::share_manifest_text(),
        _ => text::share_not_pasted(),
    }
}

/// The link, and the snippets that are made of it.
fn links(address: &Address, title: &str) -> Html {
    let fragment = address.to_string();
    let base = snippets::base();
    let bytes = size(fragment.len());
    let length = Length::new(&fragment);
    if length == Length::TooLong {
        return html! { <p class="bad">{ text::share_link_too_long(bytes) }</p> };
    }
    let link = snippets::link(&base, &fragment);
    let markdown = snippets::markdown_link(&base, &fragment, title);
    let frame = snippets::frame(&base, &fragment, title);
    let element = snippets::element(&base, &fragment);
    html! {
        <>
            { snippet(text::share_link(), link) }
            if length == Length::Long { <p class="bad">{ text::share_link_long(bytes) }</p> }
            { snippet(text::share_markdown_link(), markdown) }
            { snippet(text::share_element(), element) }
            { snippet(text::share_frame(), frame) }
        </>
    }
}

/// A size in bytes. Whole numbers alone: printing others weighs more than the rest of the menu.
fn size(bytes: usize) -> String {
    let (megabytes, tenths) = (bytes / 1_000_000, bytes / 100_000 % 10);
    if megabytes == 0 {
        format!("{}\u{a0}kB", bytes / 1000)
    } else {
        format!("{megabytes}.{tenths}\u{a0}MB")
    }
}

/// A text to copy, which can also be looked at and selected.
fn snippet(label: &'static str, value: String) -> Html {
    let onfocus = |event: FocusEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        field.select();
    };
    html! {
        <div class="share-row">
            <label>
                <span>{ label }</span>
                <input class="code" type="text" readonly=true value={value.clone()} {onfocus} />
            </label>
            <CopyButton copied={value} what={label} />
        </div>
    }
}
