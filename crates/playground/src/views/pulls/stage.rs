//! The lanes below the player, and the events beside them.

use yew::prelude::*;

use super::{
    controls::{controls, use_keys},
    feed::Feed,
    figures::clock,
    lane::{BACK_OFF_PART, LaneView, lane_title, paint, phase_name},
    moment::state_at,
    player::{Player, use_player},
    runs::{Lane, SharedRuns},
    segments::Phase,
};
use crate::{hooks::use_language, text};

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
    let player = use_player(runs);
    use_keys(&player);
    html! {
        <div class="stage" ref={player.places.stage.clone()}>
            { controls(&player) }
            <p class="visually-hidden" role="status">{ now(&player, runs) }</p>
            <div class="legend-row">{ legend(runs) }</div>
            <div class="lanes">
                <div>
                    { for Lane::ALL.map(|lane| html! { <LaneView runs={runs.clone()} {lane} /> }) }
                </div>
                <Feed runs={runs.clone()} at_ms={player.drawn_ms()} />
            </div>
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
        let (title, pods) = (lane_title(lane, runs), trace.pods.len());
        let (active, queued, started) = (moment.active, moment.queued, moment.started);
        if moment.failed > 0 {
            text::pulls_now_failed(title, active, queued, moment.failed, started, pods)
        } else {
            text::pulls_now_lane(title, active, queued, started, pods)
        }
    });
    text::pulls_now(clock(player.at_ms()), lanes.join("; "))
}

fn legend(runs: &SharedRuns) -> Html {
    let has_failures = Lane::ALL
        .iter()
        .any(|lane| runs.trace(*lane).summary.pulls_failed > 0);
    let swatch = |paint: &'static str, part: f64| {
        let height = (12.0 * part).round();
        html! {
            <svg class="swatch" width="22" height="12" aria-hidden="true">
                <rect width="22" y={((12.0 - height) / 2.0).to_string()} height={height.to_string()} fill={paint} />
            </svg>
        }
    };
    let entry = |phase: Phase| {
        let (fill, part) = paint(phase);
        html! { <li>{ swatch(fill, part) }{ phase_name(phase) }</li> }
    };
    html! {
        <>
            { patterns() }
            <ul class="key" aria-label={text::pulls_legend()}>
                { for Phase::ALL.map(entry) }
                <li>
                    <svg class="swatch" width="22" height="12" aria-hidden="true">
                        <rect width="22" height="12" fill="var(--download)" />
                        <rect width="22" y="8" height="4" fill="var(--unpack)" />
                    </svg>
                    { text::pulls_phase_beside() }
                </li>
                if has_failures { <li>{ swatch("var(--queue)", BACK_OFF_PART) }{ text::pulls_phase_back_off() }</li> }
            </ul>
        </>
    }
}

/// The paints that are told apart without colour.
fn patterns() -> Html {
    html! {
        <svg class="patterns" width="0" height="0" aria-hidden="true">
            <pattern id="paint-slot" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="2" height="6" fill="var(--edge)" />
            </pattern>
            <pattern id="paint-shared" width="5" height="5" patternUnits="userSpaceOnUse">
                <rect width="5" height="5" fill="var(--queue)" /><circle cx="2.5" cy="2.5" r="1.2" fill="var(--ink)" />
            </pattern>
            <pattern id="paint-unpack" width="4" height="4" patternUnits="userSpaceOnUse">
                <rect width="4" height="4" fill="var(--unpack)" /><rect width="1" height="4" fill="var(--paper)" opacity=".45" />
            </pattern>
        </svg>
    }
}
