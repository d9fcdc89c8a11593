//! Keys that do something wherever the focus is.

use gloo::{
    events::{EventListener, EventListenerOptions},
    utils::document,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use super::kept::{keep, kept};

const STORED_AS: &str = "imagepull.characterKeys";

/// The attribute of the page that says whether keys that are characters do something.
const ATTRIBUTE: &str = "data-character-keys";

/// What has the focus when these match keeps all of its keys.
const FIELDS: &str = "input, select, textarea, dialog, [contenteditable], [tabindex='0']";

/// What has the focus when these match takes every character that is typed.
const TEXT_FIELDS: &str =
    "input:not([type='range'], [type='checkbox']), textarea, dialog, [contenteditable]";

/// What has the focus when these match keeps Space.
const PRESSABLE: &str = "button, a, summary";

/// Calls `press` with each key that is pressed outside of a field and without Ctrl, Alt or Meta.
/// It answers whether the key stands for something, which then has no other effect.
#[hook]
pub fn use_shortcuts(press: impl Fn(&str) -> bool + 'static) {
    use_effect(move || {
        let options = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&document(), "keydown", options, move |event| {
                if let Some(event) = event.dyn_ref::<KeyboardEvent>()
                    && is_shortcut(event)
                    && press(&event.key())
                {
                    event.prevent_default();
                }
            });
        move || drop(listener)
    });
}

fn is_shortcut(event: &KeyboardEvent) -> bool {
    let is_in = |selector: &str| {
        // Not `target()`: of what is in a shadow root, such as the text editor, that knows the host only.
        let target = event.composed_path().get(0).dyn_into::<Element>().ok();
        target.is_some_and(|target| target.closest(selector).ok().flatten().is_some())
    };
    let key = event.key();
    let is_character = key != " " && key.chars().count() == 1;
    let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
    // With Shift they select or scroll back; a character may need it.
    let has_modifier = has_modifier || (event.shift_key() && !is_character);
    let fields = if key == "?" { TEXT_FIELDS } else { FIELDS };
    let is_of_focus = is_in(fields) || (key == " " && is_in(PRESSABLE));
    let is_off = is_character && !characters_are_on();
    let is_behind_dialog = document()
        .query_selector("dialog[open]")
        .is_ok_and(|dialog| dialog.is_some());
    !(has_modifier || is_of_focus || is_off || is_behind_dialog || event.default_prevented())
}

/// Whether keys that are characters do something. Someone who dictates has to be able to switch
/// them off (WCAG 2.2, 2.1.4).
pub fn characters_are_on() -> bool {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute(ATTRIBUTE))
        .is_none_or(|value| value != "off")
}

/// Switches keys that are characters on or off, and keeps that where it is allowed.
pub fn set_characters(are_on: bool) {
    mark(are_on);
    keep(STORED_AS, if are_on { "on" } else { "off" });
}

/// Takes over what was kept, when the page opens.
pub fn restore() {
    mark(kept(STORED_AS).is_none_or(|value| value != "off"));
}

fn mark(are_on: bool) {
    if let Some(root) = document().document_element() {
        let _ = if are_on {
            root.remove_attribute(ATTRIBUTE)
        } else {
            root.set_attribute(ATTRIBUTE, "off")
        };
    }
}
