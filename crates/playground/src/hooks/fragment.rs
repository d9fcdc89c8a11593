//! The state of the page and the fragment of its URL, kept equal.

use gloo::{events::EventListener, utils::window};
use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::{at_rest, is_embedded, language};
use crate::state::{Action, State};

/// The state of the page. It begins as the URL says, follows links and the
/// buttons of the browser, and is written back where a person changes it: what is typed when it rests.
#[hook]
pub fn use_fragment() -> UseReducerHandle<State> {
    let state = use_reducer(|| State::opened(&fragment(), language::own()));

    // The fragment that the state has followed, or was written to.
    let known = use_mut_ref(fragment);
    let (dispatcher, followed) = (state.dispatcher(), known.clone());
    use_effect_with((), move |()| {
        let listener = EventListener::new(&window(), "hashchange", move |_| {
            followed.replace(fragment());
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

    use_effect_with(state.written.linked(), move |address| {
        // A link that was followed since is opened next, and is not written over.
        if fragment() == *known.borrow() {
            replace(address);
            known.replace(fragment());
        }
    });
    state
}

/// The fragment of the URL, with its `#`.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Follows a link of the page as if it was clicked, with an entry in the history: “Back” undoes it. Embedded, the
/// history is that of the page around, and gets no entry.
pub fn follow(state: &UseReducerHandle<State>, link: String) {
    let is_shown = fragment() == link;
    if is_shown || is_embedded() || window().location().set_hash(&link).is_err() {
        state.dispatch(Action::Open(link));
    }
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
