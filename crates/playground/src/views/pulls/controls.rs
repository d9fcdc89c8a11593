//! The buttons of the player, and its keys.

use gloo::{events::EventListener, utils::document};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, KeyboardEvent};
use yew::prelude::*;

use super::player::{Player, SPEEDS};
use crate::text;

/// What has the focus when these match keeps all of its keys.
const FIELDS: &str = "input, select, textarea, [contenteditable], [tabindex='0']";

/// What has the focus when these match keeps Space and Enter.
const PRESSABLE: &str = "button, a, summary";

/// The bar with the buttons, the clock and the scrubber.
pub fn controls(player: &Player) -> Html {
    let playing = *player.playing;
    let label = if playing {
        text::pulls_play_pause()
    } else {
        text::pulls_play_play()
    };
    let on = |act: fn(&Player)| {
        let player = player.clone();
        Callback::from(move |_: MouseEvent| act(&player))
    };
    let oninput = {
        let player = player.clone();
        Callback::from(move |event: InputEvent| {
            let scrubber: HtmlInputElement = event.target_unchecked_into();
            player.seek_part(scrubber.value_as_number());
        })
    };
    html! {
        <div class="controls" role="group" aria-label={text::pulls_play_controls()}>
            <button class="play" aria-label={label} title={label} onclick={on(Player::toggle)}>
                { icon(if playing { "M5 3h4v14H5zM11 3h4v14h-4z" } else { "M5 3l12 7-12 7z" }) }
            </button>
            <button aria-label={text::pulls_play_step()} title={text::pulls_play_step()} onclick={on(Player::step)}>
                { icon("M3 3l9 7-9 7zM14 3h3v14h-3z") }
            </button>
            <button aria-label={text::pulls_play_back()} title={text::pulls_play_back()} onclick={on(|player| player.seek(0.0))}>
                { icon("M17 3l-9 7 9 7zM3 3h3v14H3z") }
            </button>
            <span class="clock" ref={player.places.clock.clone()}></span>
            <input type="range" min="0" max="1" step="any" aria-label={text::pulls_play_time()}
                ref={player.places.scrubber.clone()} {oninput} />
            { speed(player) }
        </div>
    }
}

fn icon(path: &'static str) -> Html {
    html! { <svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d={path} fill="currentColor" /></svg> }
}

fn speed(player: &Player) -> Html {
    let onchange = {
        let speed = player.speed.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            if let Ok(chosen) = select.value().parse() {
                speed.set(chosen);
            }
        })
    };
    html! {
        <select aria-label={text::pulls_play_speed()} {onchange}>
            { for SPEEDS.into_iter().map(|speed| html! {
                <option value={speed.to_string()} selected={speed == *player.speed}>
                    { text::pulls_play_times(speed) }
                </option>
            }) }
        </select>
    }
}

/// The list of the keys, which `?` shows and hides.
#[component]
pub fn Keys() -> Html {
    let rows = [
        (text::pulls_play_space(), text::pulls_play_key_space()),
        ("→", text::pulls_play_key_right()),
        ("←", text::pulls_play_key_left()),
        ("Home", text::pulls_play_key_home()),
        ("End", text::pulls_play_key_end()),
        ("+", text::pulls_play_key_faster()),
        ("−", text::pulls_play_key_slower()),
        ("?", text::pulls_play_key_help()),
    ];
    html! {
        <details class="keys" id="keys">
            <summary>{ text::pulls_play_keys() }</summary>
            <dl>
                { for rows.into_iter().map(|(key, does)| html! { <div><dt><kbd>{ key }</kbd></dt><dd>{ does }</dd></div> }) }
            </dl>
        </details>
    }
}

/// Listens to the keys of the player wherever the focus is, but in a field.
#[hook]
pub fn use_keys(player: &Player) {
    let player = player.clone();
    use_effect(move || {
        let options = gloo::events::EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&document(), "keydown", options, move |event| {
                if let Some(event) = event.dyn_ref::<KeyboardEvent>()
                    && press(&player, event)
                {
                    event.prevent_default();
                }
            });
        move || drop(listener)
    });
}

/// Does what a key stands for; whether it stands for anything.
fn press(player: &Player, event: &KeyboardEvent) -> bool {
    let is_shortcut = event.ctrl_key() || event.meta_key() || event.alt_key();
    let is_in = |selector: &str| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        target.is_some_and(|target| target.closest(selector).ok().flatten().is_some())
    };
    if is_shortcut || is_in(FIELDS) {
        return false;
    }
    match event.key().as_str() {
        " " if is_in(PRESSABLE) => return false,
        " " => player.toggle(),
        "ArrowRight" => player.step(),
        "ArrowLeft" => player.step_back(),
        "Home" => player.seek(0.0),
        "End" => player.seek_end(),
        "+" | "=" => player.faster(),
        "-" => player.slower(),
        "?" => toggle_list(),
        _ => return false,
    }
    true
}

fn toggle_list() {
    if let Some(list) = document().get_element_by_id("keys") {
        let _ = list.toggle_attribute("open");
    }
}
