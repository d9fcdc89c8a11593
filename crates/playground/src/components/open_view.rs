//! The view that is open: a note while its part of the program is fetched, a way to try again where that
//! does not arrive, and the view.

use std::collections::HashMap;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{not_loaded::NotLoadedNotice, tab_label::tab_label};
use crate::{
    address::View,
    hooks::use_language,
    parts::{self, Loaded, NotLoaded, ViewPart},
    state::Props,
    text,
};

/// What was fetched, or did not arrive.
type Parts = HashMap<View, Loaded<&'static ViewPart>>;

#[component]
pub fn OpenView(props: &Props) -> Html {
    use_language();
    let view = props.state.address.view;
    let parts = use_mut_ref(Parts::default);
    let redraw = use_force_update();
    let fetch = {
        let parts = parts.clone();
        Callback::from(move |view| {
            let (parts, redraw) = (parts.clone(), redraw.clone());
            spawn_local(async move {
                let part = parts::view(view).await;
                parts.borrow_mut().insert(view, part);
                redraw.force_update();
            });
        })
    };
    let fetched = parts.borrow().get(&view).copied();
    {
        let fetch = fetch.clone();
        use_effect_with(view, move |view| {
            if !matches!(fetched, Some(Ok(_))) {
                fetch.emit(*view);
            }
        });
    }
    match fetched {
        Some(Ok(part)) => html! { <key={view.slug()}>{ (part.draw)(props.clone()) }</> },
        Some(Err(NotLoaded)) => {
            let again = Callback::from(move |()| fetch.emit(view));
            html! {
                <>
                    <h1 class="visually-hidden">{ tab_label(view) }</h1>
                    <NotLoadedNotice {again} />
                </>
            }
        }
        None => html! { <p class="soft loading" role="status">{ text::view_loading() }</p> },
    }
}
