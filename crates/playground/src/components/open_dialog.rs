//! A dialog whose part of the program is fetched when it first opens.

use std::pin::Pin;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::not_loaded::NotLoadedNotice;
use crate::{
    hooks::use_language,
    parts::{Loaded, NotLoaded},
    state::State,
    text,
};

/// Properties of a dialog.
#[derive(Clone, Properties, PartialEq)]
pub struct DialogProps {
    /// The state of the page.
    pub state: UseReducerHandle<State>,
    /// Called when it was closed.
    pub onclose: Callback<()>,
}

pub type DrawDialog = fn(DialogProps) -> Html;

/// Fetches what draws a dialog.
pub type FetchDialog = fn() -> Pin<Box<dyn Future<Output = Loaded<DrawDialog>>>>;

/// Properties of [`OpenDialog`].
#[derive(Clone, Properties)]
pub struct Props {
    /// Fetches the dialog.
    pub fetch: FetchDialog,
    /// Those of the dialog.
    pub dialog: DialogProps,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.dialog == other.dialog
    }
}

/// The dialog, or why it is not there.
#[component]
pub fn OpenDialog(props: &Props) -> Html {
    use_language();
    let draw = use_state(|| None::<Loaded<DrawDialog>>);
    let fetch = {
        let (draw, fetch) = (draw.setter(), props.fetch);
        Callback::from(move |()| {
            let draw = draw.clone();
            spawn_local(async move { draw.set(Some(fetch().await)) });
        })
    };
    {
        let fetch = fetch.clone();
        use_effect_with((), move |()| fetch.emit(()));
    }
    match *draw {
        Some(Ok(draw)) => draw(props.dialog.clone()),
        Some(Err(NotLoaded)) => html! { <NotLoadedNotice again={fetch} /> },
        None => html! { <p class="visually-hidden" role="status">{ text::view_loading() }</p> },
    }
}
