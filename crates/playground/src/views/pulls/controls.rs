//! The buttons of the player, and its keys.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::player::{Player, SPEEDS};
use crate::{hooks::shortcuts::use_shortcuts, text};

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

/// Listens to the keys of the player.
#[hook]
pub fn use_keys(player: &Player) {
    let player = player.clone();
    use_shortcuts(move |key| press(&player, key));
}

/// Does what a key stands for; whether it stands for anything.
fn press(player: &Player, key: &str) -> bool {
    match key {
        " " => player.toggle(),
        "ArrowRight" => player.step(),
        "ArrowLeft" => player.step_back(),
        "Home" => player.seek(0.0),
        "End" => player.seek_end(),
        "+" | "=" => player.faster(),
        "-" => player.slower(),
        _ => return false,
    }
    true
}
