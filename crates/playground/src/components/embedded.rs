//! A view in the page of another site: it alone, and a link to the whole playground.

use yew::prelude::*;

use super::{keys::Keys, problems::Problems};
use crate::{
    address::{Address, View},
    hooks::{use_host_page, use_language, wants_link},
    state::State,
    text,
};

/// The whole playground, which lies beside `embed.html`.
const PLAYGROUND: &str = "index.html";

/// Properties of [`Embedded`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state of the page.
    pub state: UseReducerHandle<State>,
    /// The view.
    pub children: Html,
}

/// The view with the notices. It has no landmarks: those are the business of the page around it.
#[component]
pub fn Embedded(props: &Props) -> Html {
    use_language();
    let state = &props.state;
    use_host_page(state);
    html! {
        <>
            <Problems state={state.clone()} />
            <div class="embedded">
                <h1 class="visually-hidden">{ "Imagepull" }</h1>
                { props.children.clone() }
                <div class="whole">
                    if state.has_left_out() { <span class="soft left-out" role="status">{ text::share_left_out() }</span> }
                    if wants_link() { { open_whole(&state.address) } }
                    if state.address.view == View::Pulls { <Keys state={state.clone()} /> }
                </div>
            </div>
        </>
    }
}

/// A link to the whole playground with what is shown.
pub fn open_whole(address: &Address) -> Html {
    html! {
        <a href={format!("{PLAYGROUND}{}", address.linked())} target="_blank" rel="noopener">{ text::embed_open() }</a>
    }
}
