//! The lanes below the player, and the events beside them.

use imagepull::simulate::{
    analysis::{Lane, Moment},
    scenario::Scenario,
};
use yew::prelude::*;

use super::{
    caption::caption,
    controls::{controls, use_keys},
    feed::Feed,
    figure,
    figures::clock,
    lane::{LaneView, lane_title},
    parts::Pointed,
    patterns::PATTERNS,
    player::{Clock, Player, use_player},
    query::{RunAnswer, RunQuestion},
    runs::{Runs, SharedRuns},
    shown::{Shown, use_answer},
};
use crate::{
    components::rich::rich,
    drawing::{pattern::Pattern, svg::Entry},
    hooks::use_language,
    text,
};

/// The height of a swatch of the legend, in px.
const SWATCH_HEIGHT: f64 = 12.0;

/// Properties of [`Stage`].
#[derive(Properties, PartialEq)]
pub struct StageProps {
    /// The three runs.
    pub runs: SharedRuns,
    /// Where the clock begins, and who hears where it is left.
    pub clock: Clock,
    /// Where a person has guessed that a pod is ready, in ms.
    pub guess_ms: Option<f64>,
}

/// Everything that moves with the clock.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    use_language();
    let runs = &props.runs;
    let player = use_player(&runs.timeline, &props.clock);
    use_keys(&player);
    let pointed = use_state_eq(|| None::<Pointed>);
    let point = use_callback((), {
        let pointed = pointed.setter();
        move |now: Option<Pointed>, ()| pointed.set(now)
    });
    // The same one as long as the runs are: a lane is not drawn again for another.
    let seek = use_memo(runs.timeline.clone(), |_| player.seek_callback());
    let shown = Shown::Runs(runs.clone());
    let compared = runs.results.compared();
    let lanes = Lane::ALL.map(|lane| {
        let guess_ms = props.guess_ms.filter(|_| lane == compared);
        html! { <LaneView runs={runs.clone()} {lane} point={point.clone()} seek={(*seek).clone()} {guess_ms} /> }
    });
    html! {
        <div class="stage" ref={player.places.stage.clone()}>
            { controls(&player) }
            <p class="visually-hidden" role="status">{ now(&player, &shown) }</p>
            { what_happens(&player, runs, compared, pointed.as_ref()) }
            <div class="lanes">
                <div>{ for lanes }</div>
                <Feed {shown} at_ms={player.drawn_ms()} seek={(*seek).clone()} />
            </div>
            <div class="legend-row">{ legend(&figure::legend(&runs.results)) }</div>
        </div>
    }
}

/// What is pointed at, or else what happens in the lane of the setting at the time of the clock.
fn what_happens(player: &Player, runs: &Runs, compared: Lane, pointed: Option<&Pointed>) -> Html {
    let (lane, said) = match pointed {
        Some(pointed) => (pointed.lane, pointed.part.said.clone()),
        None => (compared, caption(runs, compared, player.at_ms())),
    };
    // A moving caption is not read out.
    let live = if *player.playing { "off" } else { "polite" };
    html! {
        <p id="caption" class="caption" aria-live={live}>
            <span class="soft">{ lane_title(lane, &runs.results.scenario) }{ ": " }</span>{ rich(said) }
        </p>
    }
}

/// What the drawing shows where the clock rests, in words. Empty while it plays and at the beginning.
pub fn now(player: &Player, shown: &Shown) -> Html {
    let at_ms = player.at_ms();
    if *player.playing || at_ms == 0.0 {
        return Html::default();
    }
    // Another time has another one, so that it never is said of the time before.
    html! { <Now key={at_ms.to_bits()} shown={shown.clone()} {at_ms} /> }
}

#[derive(Properties, PartialEq)]
struct NowProps {
    shown: Shown,
    at_ms: f64,
}

#[component]
fn Now(props: &NowProps) -> Html {
    use_language();
    let (shown, question) = (&props.shown, Some(RunQuestion::Moment(props.at_ms)));
    let answers = [
        use_answer(shown, Lane::Serial, question),
        use_answer(shown, Lane::Parallel, question),
        use_answer(shown, Lane::Unlimited, question),
    ];
    let lanes = Lane::ALL.map(|lane| match &answers[lane as usize] {
        Some(RunAnswer::Moment(moment, pods)) => {
            Some(lane_now(lane, &shown.results().scenario, *moment, *pods))
        }
        _ => None,
    });
    let [Some(serial), Some(parallel), Some(unlimited)] = lanes else {
        return Html::default();
    };
    let lanes = [serial, parallel, unlimited].join("; ");
    html! { text::pulls_now(clock(props.at_ms), lanes) }
}

/// What a lane shows at a moment, of so many pods.
fn lane_now(lane: Lane, scenario: &Scenario, moment: Moment, pods: usize) -> String {
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
