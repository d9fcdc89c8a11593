//! The lanes below the player, and the events beside them.

use imagepull::simulate::{
    analysis::{Lane, Moment, state_at},
    scenario::Scenario,
};
use yew::prelude::*;

use super::{
    controls::{controls, use_keys},
    feed::Feed,
    figure,
    figures::clock,
    lane::{LaneView, lane_title},
    patterns::PATTERNS,
    player::{Player, use_player},
    runs::SharedRuns,
};
use crate::{
    components::rich::rich,
    drawing::{pattern::Pattern, svg::Entry},
    hooks::use_language,
    text,
};

/// The height of a swatch of the legend, in px.
const SWATCH_HEIGHT: f64 = 12.0;

/// Properties of [`Stage`] and of everything else that only draws the runs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The three runs.
    pub runs: SharedRuns,
}

/// Everything that moves with the clock.
#[component]
pub fn Stage(props: &Props) -> Html {
    use_language();
    let runs = &props.runs;
    let player = use_player(&runs.timeline);
    use_keys(&player);
    html! {
        <div class="stage" ref={player.places.stage.clone()}>
            { controls(&player) }
            <p class="visually-hidden" role="status">{ now(&player, runs) }</p>
            <div class="lanes">
                <div>
                    { for Lane::ALL.map(|lane| html! { <LaneView runs={runs.clone()} {lane} /> }) }
                </div>
                <Feed runs={runs.clone()} at_ms={player.drawn_ms()} />
            </div>
            <div class="legend-row">{ legend(&figure::legend(&runs.results)) }</div>
        </div>
    }
}

/// What the drawing shows at this moment, in words. Empty while it plays.
fn now(player: &Player, runs: &SharedRuns) -> String {
    if *player.playing || player.at_ms() == 0.0 {
        return String::new();
    }
    let lanes = Lane::ALL.map(|lane| {
        let trace = runs.trace(lane);
        let moment = state_at(trace, player.at_ms());
        lane_now(lane, &runs.results.scenario, moment, trace.pods.len())
    });
    lanes_now(player.at_ms(), &lanes)
}

/// What a lane shows at a moment, of so many pods.
pub fn lane_now(lane: Lane, scenario: &Scenario, moment: Moment, pods: usize) -> String {
    let title = lane_title(lane, scenario);
    let (active, queued) = (text::grouped(moment.active), text::grouped(moment.queued));
    let (started, pods) = (text::grouped(moment.started), text::grouped(pods));
    if moment.failed > 0 {
        text::pulls_now_failed(
            title,
            active,
            queued,
            text::grouped(moment.failed),
            started,
            pods,
        )
    } else {
        text::pulls_now_lane(title, active, queued, started, pods)
    }
}

/// What all lanes show at a time, each in its words.
pub fn lanes_now(at_ms: f64, lanes: &[String; 3]) -> String {
    text::pulls_now(clock(at_ms), lanes.join("; "))
}

/// What the drawing shows, with the paints that it uses.
pub fn legend(entries: &[Entry]) -> Html {
    let swatch = |entry: &Entry| {
        entry
            .swatch
            .iter()
            .map(|(paint, _, [top, height])| {
                let (y, height) = (SWATCH_HEIGHT * top, SWATCH_HEIGHT * height);
                html! { <rect width="22" y={y.to_string()} height={height.to_string()} fill={*paint} /> }
            })
            .collect::<Html>()
    };
    html! {
        <>
            <svg class="patterns" width="0" height="0" aria-hidden="true">
                { for PATTERNS.iter().map(Pattern::html) }
            </svg>
            <ul class="key" aria-label={text::pulls_legend()}>
                { for entries.iter().map(|entry| html! {
                    <li>
                        <svg class="swatch" width="22" height={SWATCH_HEIGHT.to_string()} aria-hidden="true">{ swatch(entry) }</svg>
                        { rich(&entry.meaning) }
                    </li>
                }) }
            </ul>
        </>
    }
}
