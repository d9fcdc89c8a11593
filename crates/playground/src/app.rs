//! The page: a header, the notices, and the view that is open.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    address::View,
    components::{header::Header, problems::Problems},
    hooks::use_fragment,
    text,
    views::{name::NameView, on_demand::ViewOnDemand},
};

/// The whole page.
#[component]
pub fn App() -> Html {
    let state = use_fragment();
    let main = use_node_ref();
    let view = match state.address.view {
        View::Name => html! { <NameView state={state.clone()} /> },
        View::Policy | View::Pulls | View::BackOff => {
            let name = state.address.view.module();
            html! { <ViewOnDemand key={name} {name} state={state.clone()} /> }
        }
    };
    html! {
        <>
            <a class="skip" href="#main" onclick={skip_to(&main)}>{ text::header_skip() }</a>
            <Header state={state.clone()} />
            <Problems state={state.clone()} />
            <main id="main" tabindex="-1" ref={main}>{ view }</main>
            <footer>{ text::footer() }</footer>
        </>
    }
}

/// Moves the focus and leaves the fragment alone, which says what the page shows.
fn skip_to(main: &NodeRef) -> Callback<MouseEvent> {
    let main = main.clone();
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        if let Some(main) = main.cast::<HtmlElement>() {
            let _ = main.focus();
        }
    })
}
