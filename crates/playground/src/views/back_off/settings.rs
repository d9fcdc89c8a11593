//! What a person sets: the fix above all.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Props, change};
use crate::{
    address::back_off::{LATEST_FIX_S, MAX_CONTAINERS, MAX_PULL_MS},
    components::fields::{NumberField, Unit},
    drawing::figures::duration,
    text,
};

/// The slider goes up to this, in s; the field beside it further.
const SLIDER_S: u32 = 1200;

/// The fix where it is switched on again, in s.
const PROPOSED_FIX_S: u32 = 240;

/// The fields, in two rows.
pub fn settings(props: &Props) -> Html {
    let choice = &props.address().back_off;
    let slide = change(props, |choice, event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        choice.fixed_s = Some(whole(field.value_as_number(), 0, SLIDER_S));
    });
    let switch = change(props, |choice, event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        choice.fixed_s = field.checked().then_some(PROPOSED_FIX_S);
    });
    let fixed = choice
        .fixed_ms()
        .map_or_else(|| text::back_off_never().to_owned(), duration);
    html! {
        <div class="fix-settings">
            <label>
                <input type="checkbox" checked={choice.fixed_s.is_some()} onchange={switch} />
                { text::back_off_fixed() }
            </label>
            if let Some(seconds) = choice.fixed_s {
                <input
                    type="range" min="0" max={SLIDER_S.to_string()} step="5" aria-label={text::back_off_fixed_after()}
                    aria-valuetext={fixed.clone()} value={seconds.to_string()} oninput={slide}
                />
            }
            <span class="fixed-at">{ fixed }</span>
            { numbers(props) }
        </div>
    }
}

fn numbers(props: &Props) -> Html {
    let choice = &props.address().back_off;
    let redraw = change(props, |choice, _: MouseEvent| {
        choice.seed = choice.next_seed();
    });
    let fixed = change(props, |choice, seconds: Option<f64>| {
        choice.fixed_s = Some(whole(seconds.unwrap_or(0.0), 0, LATEST_FIX_S));
    });
    let pull = change(props, |choice, ms: Option<f64>| {
        choice.pull_ms = whole(ms.unwrap_or(0.0), 0, MAX_PULL_MS);
    });
    let containers = change(props, |choice, count: Option<f64>| {
        choice.containers = whole(count.unwrap_or(1.0), 1, MAX_CONTAINERS);
    });
    html! {
        <div class="row">
            if choice.fixed_s.is_some() {
                <NumberField label={text::back_off_fixed_s()} value={choice.fixed_s.map(f64::from)} onchange={fixed} />
            }
            <NumberField label={text::back_off_pull_s()} unit={Unit::Seconds} value={Some(choice.pull_ms.into())} onchange={pull} />
            <NumberField label={text::back_off_containers()} value={Some(choice.containers.into())} onchange={containers} />
            <button type="button" onclick={redraw}>{ text::back_off_draw() }</button>
        </div>
    }
}

/// The whole number next to a number, within bounds; not a number is the least.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Within the bounds of u32.
fn whole(number: f64, least: u32, most: u32) -> u32 {
    let bounded = number.round().max(least.into()).min(most.into());
    bounded as u32
}
