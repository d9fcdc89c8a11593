//! The page around an embedded playground.
//!
//! `web/embed.js` alone talks with that page and knows its messages. It and the
//! app talk by three events of the document, two of them with a fragment:
//!
//! | event | from | says |
//! | --- | --- | --- |
//! | `imagepull:ready` | the app | it listens |
//! | `imagepull:show` | `embed.js` | what the page around it wants to be shown |
//! | `imagepull:state` | the app | what a person made of it |

use gloo::{
    events::EventListener,
    utils::{document, window},
};
use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, CustomEventInit};
use yew::prelude::*;

use crate::{
    address::Address,
    state::{Action, State},
};

/// Whether this is `embed.html`, which shows one view and nothing around it.
pub fn is_embedded() -> bool {
    has_attribute("data-embed")
}

/// Whether a page of another site is around this one, next to it or further out. That page could have
/// made a person press a button that they did not see.
pub fn is_in_another_site() -> bool {
    let own = window().location().origin().ok();
    let mut frame = window();
    loop {
        match frame.parent() {
            Ok(Some(parent)) if parent == frame => return false,
            // A page of another site does not tell even its origin.
            Ok(Some(parent)) if own.is_some() && parent.location().origin().ok() == own => {
                frame = parent;
            }
            _ => return true,
        }
    }
}

/// Whether the page around it wants a link to the whole playground.
pub fn wants_link() -> bool {
    !has_attribute("data-no-link")
}

/// Shows what the page around this one asks for, and tells it what a person changes.
#[hook]
pub fn use_host_page(state: &UseReducerHandle<State>) {
    // What that page knows to be shown: it gets no event for what it asked for itself.
    let known = use_mut_ref(|| state.written.to_string());
    {
        let (known, dispatcher) = (known.clone(), state.dispatcher());
        use_effect_with((), move |()| {
            let listener = EventListener::new(&document(), "imagepull:show", move |event| {
                let event: Option<&CustomEvent> = event.dyn_ref();
                if let Some(fragment) = event.and_then(|event| event.detail().as_string()) {
                    known.replace(Address::default().open(&fragment).0.public().to_string());
                    dispatcher.dispatch(Action::Show(fragment));
                }
            });
            tell("imagepull:ready", "");
            move || drop(listener)
        });
    }
    use_effect_with(state.written.to_string(), move |address| {
        if known.replace(address.clone()) != *address {
            tell("imagepull:state", address);
        }
    });
}

/// Dispatches an event of the document.
pub fn tell(name: &str, detail: &str) {
    let init = CustomEventInit::new();
    init.set_detail(&detail.into());
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = document().dispatch_event(&event);
    }
}

fn has_attribute(name: &str) -> bool {
    let root = document().document_element();
    root.is_some_and(|root| root.has_attribute(name))
}
