//! The page: a header, the notices, and the view that is open.

use yew::prelude::*;

use crate::{
    address::View,
    components::{header::Header, problems::Problems},
    crash,
    hooks::use_fragment,
    text,
    views::name::NameView,
};

/// The whole page.
#[component]
pub fn App() -> Html {
    use_memo((), |()| crash::report_panics_on_the_page());
    let state = use_fragment();
    let view = match state.address.view {
        View::Name => html! { <NameView state={state.clone()} /> },
    };
    html! {
        <>
            <a class="skip" href="#main">{ text::header_skip() }</a>
            <Header state={state.clone()} />
            <Problems state={state.clone()} />
            <main id="main" tabindex="-1">{ view }</main>
            <footer>{ text::footer() }</footer>
        </>
    }
}
