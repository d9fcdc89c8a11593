//! Files that are dropped where nothing takes them.

use gloo::{
    events::{EventListener, EventListenerOptions},
    utils::document,
};
use wasm_bindgen::JsCast;
use web_sys::DragEvent;
use yew::prelude::*;

/// Lets a file that is dropped beside a place for files do nothing: the browser would open it in
/// place of the page, and what was typed would be gone.
#[hook]
pub fn use_no_stray_files() {
    use_effect_with((), |()| {
        let listeners = ["dragover", "drop"].map(|name| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document(), name, options, |event| {
                if event.dyn_ref::<DragEvent>().is_some_and(has_files) {
                    event.prevent_default();
                }
            })
        });
        move || drop(listeners)
    });
}

fn has_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|transfer| transfer.types());
    types.is_some_and(|types| types.iter().any(|it| it == "Files"))
}
