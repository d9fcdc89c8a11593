//! The state of the page and the fragment of its URL, kept equal.

use gloo::{events::EventListener, utils::window};
use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::{at_rest, language};
use crate::state::{Action, State};

/// The state of the page. It begins as the URL says, follows links and the
/// buttons of the browser, and is written back where a person changes it: what is typed when it rests.
#[hook]
pub fn use_fragment() -> UseReducerHandle<State> {
    let state = use_reducer(|| State::opened(&fragment(), language::own()));

    let dispatcher = state.dispatcher();
    use_effect_with((), move |()| {
        let listener = EventListener::new(&window(), "hashchange", move |_| {
            dispatcher.dispatch(Action::Open(fragment()));
        });
        move || drop(listener)
    });

    let dispatcher = state.dispatcher();
    use_effect_with((state.is_pending, state.keys), move |(is_pending, _)| {
        let publish = Callback::from(move |()| dispatcher.dispatch(Action::Publish));
        let pending = is_pending.then(|| at_rest(&publish));
        move || drop(pending)
    });

    use_effect_with(state.written.linked(), |address| replace(address));
    state
}

/// The fragment of the URL, with its `#`.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Writes the fragment without an entry in the history. An embedding page may
/// forbid that; the page then works on without an address.
fn replace(address: &str) {
    if fragment() == address {
        return;
    }
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}
