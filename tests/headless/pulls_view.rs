//! The Pulls view with its player.

use crate::mounted::{Mounted, next_frame};
use playground::app::App;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

const PLAY: &str = "button[aria-label=Play]";
const PAUSE: &str = "button[aria-label=Pause]";
const STEP: &str = "button[aria-label='Step to the next event']";
const BACK: &str = "button[aria-label='Back to the start']";
const CLOCK: &str = ".clock";
const SCRUBBER: &str = "input[type=range]";

/// Enough for a player that does not stop to be seen moving on.
const FRAMES_OF_REST: usize = 5;

#[wasm_bindgen_test]
async fn the_three_runs_of_an_example_are_drawn() {
    let view = open("small-behind-huge");
    view.find::<web_sys::Element>(".answer").await;
    let stage: HtmlElement = view.find(".stage").await;
    let drawings = stage.query_selector_all("svg[role=img]").unwrap();
    assert_eq!(drawings.length(), 3);
}

#[wasm_bindgen_test]
async fn play_moves_the_playhead_and_pause_stops_it() {
    let view = open("two-pods");
    view.expect_text(CLOCK, "00:00.0").await;
    // What nobody sees does not move.
    let stage: HtmlElement = view.find(".stage").await;
    stage.scroll_into_view();
    view.press(PLAY).await;
    let at = || playhead(&stage);
    view.wait_until("the playhead moves", || at() > 0.0).await;
    let first = at();
    view.wait_until("the playhead moves on", || at() > first)
        .await;

    view.press(PAUSE).await;
    view.find::<HtmlElement>(PLAY).await;
    let stopped = at();
    for _ in 0..FRAMES_OF_REST {
        next_frame().await;
    }
    assert_eq!(at(), stopped);
}

#[wasm_bindgen_test]
async fn a_step_leads_to_the_next_event_and_back_to_the_start() {
    let view = open("two-pods");
    view.expect_text(CLOCK, "00:00.0").await;
    // The second pod of the example is created after 200 ms.
    view.press(STEP).await;
    view.expect_text(CLOCK, "00:00.2").await;
    view.press(BACK).await;
    view.expect_text(CLOCK, "00:00.0").await;
}

#[wasm_bindgen_test]
async fn the_scrubber_moves_the_playhead() {
    let view = open("two-pods");
    view.slide(SCRUBBER, 0.5).await;
    let stage: HtmlElement = view.find(".stage").await;
    view.wait_until("the playhead is in the middle", || playhead(&stage) == 0.5)
        .await;
    let scrubber: HtmlInputElement = view.find(SCRUBBER).await;
    assert_eq!(scrubber.value(), "0.5");
}

fn open(preset: &str) -> Mounted<App> {
    Mounted::new(&format!("#/pulls?preset={preset}"), ())
}

/// Where the playheads of all drawings are, from 0 at the beginning to 1 at the end.
fn playhead(stage: &HtmlElement) -> f64 {
    let playhead = stage.query_selector(".playhead").unwrap();
    let playhead: HtmlElement = playhead.unwrap().unchecked_into();
    let at = playhead.style().get_property_value("--at").unwrap();
    at.parse().unwrap_or_default()
}
