//! When what a person types is taken over: after a rest, and at once when somebody may look.

use gloo::{
    events::{EventListener, EventListenerOptions},
    timers::callback::Timeout,
    utils::window,
};
use yew::Callback;

/// So long after the last key, in ms.
const REST_MS: u32 = 600;

/// Waits until this is dropped.
pub type Resting = (Timeout, [EventListener; 3]);

/// Calls back after a rest, or at once when a person may be about to take the address along: with a click
/// on anything, “Share” and links among it, before that does its work; with the keyboard in another
/// window, as the field of the address is one; and when the page goes.
pub fn at_rest(call: &Callback<()>) -> Resting {
    let at_once = ["click", "blur", "pagehide"].map(|event| {
        let call = call.clone();
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&window(), event, options, move |event| {
            // Of the window alone: the focus goes from field to field as well.
            if event.type_() != "blur" || event.target() == event.current_target() {
                call.emit(());
            }
        })
    });
    let call = call.clone();
    (Timeout::new(REST_MS, move || call.emit(())), at_once)
}
