//! One run, drawn: a bar a pull, and below them what the network carries.

use imagepull::simulate::{
    analysis::{Lane, parallel_pulls, sum, tokens},
    scenario::Scenario,
    trace::{NodeSteps, Phase},
};
use yew::prelude::*;

use super::{
    bars::Activity,
    figures::{bit_rate, duration, tick},
    parts::{PartButtons, Pointed},
    rows::Row,
    runs::{Runs, SharedRuns},
    scale::{SQUARE, area, highest, percent, ticks},
};
use crate::{components::verbatim::marked, hooks::use_language, text};

/// More rows than this are in the table only.
const MAX_ROWS: usize = 60;

/// More rows than this stand closer together.
const MAX_WIDE_ROWS: usize = 12;

/// From one row to the next, in px, where many stand together.
pub const NARROW_PITCH: usize = 15;

/// The height of the areas below the bars, in px.
const AREA_HEIGHT: usize = 16;

/// The space above an area, in px.
const AREA_GAP: usize = 6;

/// The height of the labels of the axis, in px.
const AXIS_HEIGHT: usize = 18;

/// Properties of [`LaneView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The three runs.
    pub runs: SharedRuns,
    /// The one to draw.
    pub lane: Lane,
    /// Hears what a person points at.
    pub point: Callback<Option<Pointed>>,
    /// Takes the clock to a time in ms.
    pub seek: Callback<f64>,
    /// Where a person has guessed that a pod is ready, in ms.
    pub guess_ms: Option<f64>,
}

/// Draws a lane. It is drawn once a scenario; time only moves the playhead above it.
#[component]
pub fn LaneView(props: &Props) -> Html {
    use_language();
    let runs = &props.runs;
    let lane = props.lane;
    let heading = format!("lane-{}", lane as usize);
    let refused = runs.trace(lane).errors.iter().map(|error| {
        html! { <p class="refused">{ text::pulls_refused() }{ " " }<code>{ marked(&error.diagnostic.message) }</code></p> }
    });
    html! {
        <section class="lane" aria-labelledby={heading.clone()}>
            <h2 id={heading}>
                { lane_title(lane, &runs.results.scenario) }
                <code>{ setting(lane, &runs.results.scenario) }</code>
            </h2>
            { for refused }
            if !runs.trace(lane).pulls.is_empty() { { Drawing::new(runs, lane).html(props) } }
        </section>
    }
}

/// What a lane is called: the one that the KubeletConfiguration asks for is “Your setting”, also where it is one of
/// the two that are always there.
pub fn lane_title(lane: Lane, scenario: &Scenario) -> String {
    match (lane, lane == Lane::configured(scenario)) {
        (Lane::Serial, false) => text::pulls_lane_serial().to_owned(),
        (Lane::Serial, true) => text::pulls_lane_yours_too(text::pulls_lane_serial()),
        (Lane::Parallel, false) => text::pulls_lane_parallel(parallel_pulls(scenario)),
        (Lane::Parallel, true) => text::pulls_lane_yours().to_owned(),
        (Lane::Unlimited, false) => text::pulls_lane_unlimited().to_owned(),
        (Lane::Unlimited, true) => text::pulls_lane_yours_too(text::pulls_lane_unlimited()),
    }
}

/// How a lane is configured, in the words of a KubeletConfiguration.
pub fn setting(lane: Lane, scenario: &Scenario) -> String {
    match lane {
        Lane::Serial => text::pulls_setting_serial().to_owned(),
        Lane::Parallel => text::pulls_setting_parallel(parallel_pulls(scenario)),
        Lane::Unlimited => text::pulls_setting_unlimited().to_owned(),
    }
}

/// What a phase is called.
pub fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Queued => text::pulls_phase_queue(),
        Phase::TimingOut => text::pulls_phase_timing_out(),
        Phase::Token => text::pulls_phase_token(),
        Phase::Resolving => text::pulls_phase_resolving(),
        Phase::WaitingForSlot => text::pulls_phase_slot(),
        Phase::ReadingDocuments => text::pulls_phase_documents(),
        Phase::WaitingForDocument => text::pulls_phase_document(),
        Phase::DownloadingAndUnpacking => text::pulls_phase_beside(),
        Phase::Downloading => text::pulls_phase_download(),
        Phase::Unpacking => text::pulls_phase_unpack(),
        Phase::WaitingForLayer => text::pulls_phase_shared(),
    }
}

/// What an activity is called in the legend.
pub fn activity_name(activity: Activity) -> &'static str {
    match activity {
        Activity::Queue => text::pulls_phase_queue(),
        Activity::Registry => text::pulls_phase_resolve(),
        Activity::Slot => text::pulls_phase_slot(),
        Activity::Shared => text::pulls_phase_shared(),
        Activity::Download => text::pulls_phase_download(),
        Activity::Unpack => text::pulls_phase_unpack(),
    }
}

/// How an activity is drawn: its paint, and its height as a part of the bar's.
pub fn paint(activity: Activity) -> (&'static str, f64) {
    match activity {
        Activity::Queue => ("var(--queue)", 0.3),
        Activity::Registry => ("var(--resolve)", 0.6),
        Activity::Slot => ("url(#paint-slot)", 0.6),
        Activity::Shared => ("url(#paint-shared)", 0.6),
        Activity::Download => ("var(--download)", 1.0),
        Activity::Unpack => ("url(#paint-unpack)", 1.0),
    }
}

/// The mark of a guess.
pub fn guess(guess_ms: f64, end_ms: f64) -> Html {
    let left = format!("left:{}%", percent(guess_ms, end_ms).min(100.0));
    html! { <i class="guess" ~style={left}></i> }
}

/// What a lane draws, computed once.
pub struct Drawing<'a> {
    runs: &'a Runs,
    lane: Lane,
    /// The rows that are drawn.
    pub rows: Vec<Row>,
    /// How many are not.
    pub hidden_rows: usize,
    /// From one row to the next, in px.
    pub pitch: usize,
    /// What the network carries, as steps of time in ms and bytes a second.
    pub throughput: Vec<(f64, f64)>,
    /// Pulls at once, as steps.
    pub active: Vec<(f64, f64)>,
    /// The token bucket as steps, where it refused a pull.
    pub tokens: Option<Vec<(f64, f64)>>,
}

impl<'a> Drawing<'a> {
    /// What is drawn of a lane.
    pub fn new(runs: &'a Runs, lane: Lane) -> Self {
        let trace = runs.trace(lane);
        let names = runs.rows();
        let has_many_nodes = runs.trace(Lane::Unlimited).nodes.len() > 1;
        let rows = names.iter().take(MAX_ROWS);
        let drawn: Vec<Row> = rows
            .map(|names| Row::new(trace, *names, has_many_nodes))
            .collect();
        let series = |of: fn(&NodeSteps) -> Vec<(f64, f64)>| {
            let lists: Vec<_> = trace.nodes.iter().map(of).collect();
            sum(&lists)
        };
        Self {
            pitch: if drawn.len() > MAX_WIDE_ROWS {
                NARROW_PITCH
            } else {
                26
            },
            hidden_rows: names.len() - drawn.len(),
            rows: drawn,
            throughput: series(|steps| steps.throughput.clone()),
            active: series(|steps| {
                let active = steps.active_pulls.iter();
                active
                    .map(|(at_ms, pulls)| (*at_ms, f64::from(*pulls)))
                    .collect()
            }),
            tokens: tokens(&runs.results.scenario, trace, runs.end_ms),
            runs,
            lane,
        }
    }

    fn bars_height(&self) -> usize {
        self.rows.len() * self.pitch
    }

    fn height(&self) -> usize {
        let areas = 2 + usize::from(self.tokens.is_some());
        self.bars_height() + areas * (AREA_GAP + AREA_HEIGHT) + self.axis_height()
    }

    /// All lanes have one axis: its labels are below the last of them.
    fn has_axis(&self) -> bool {
        self.lane == Lane::Unlimited
    }

    fn axis_height(&self) -> usize {
        if self.has_axis() { AXIS_HEIGHT } else { 0 }
    }

    fn html(&self, props: &Props) -> Html {
        let id = self.lane as usize;
        let (title, description) = (format!("title-{id}"), format!("description-{id}"));
        html! {
            <>
                <div class="drawing">
                    { self.labels() }
                    <div class={classes!("plot", self.has_axis().then_some("has-axis"))}>
                        <svg role="img" aria-labelledby={title.clone()} aria-describedby={description.clone()}
                            width="100%" height={self.height().to_string()}>
                            <title id={title}>{ self.title() }</title>
                            <desc id={description}>{ self.description() }</desc>
                            { self.axis() }
                            { for self.rows.iter().enumerate().map(|(index, row)| row.html(index, self.pitch, self.runs.end_ms)) }
                            { self.area(0, "carried", &self.throughput) }
                            { self.area(1, "active", &self.active) }
                            { for self.tokens.iter().map(|tokens| self.area(2, "tokens", tokens)) }
                        </svg>
                        <PartButtons runs={props.runs.clone()} lane={self.lane} pitch={self.pitch} rows={self.rows.len()}
                            point={props.point.clone()} seek={props.seek.clone()} />
                        { for props.guess_ms.map(|guess_ms| guess(guess_ms, self.runs.end_ms)) }
                        <i class="moving veil"></i>
                        <i class="moving playhead"></i>
                    </div>
                    { self.peaks() }
                </div>
                if self.hidden_rows > 0 {
                    <p class="soft">{ text::pulls_more_rows(self.hidden_rows) }</p>
                }
            </>
        }
    }

    fn labels(&self) -> Html {
        let row = format!("height:{}px", self.pitch);
        let below = format!("height:{AREA_HEIGHT}px;margin-top:{AREA_GAP}px");
        let label = |text: &str, style: &str, class: &'static str| {
            html! { <span {class} ~style={style.to_owned()} title={text.to_owned()}>{ text }</span> }
        };
        html! {
            <div class="labels" aria-hidden="true">
                { for self.rows.iter().map(|drawn| label(&drawn.label, &row, "row-name")) }
                { label(text::pulls_network(), &below, "below") }
                { label(text::pulls_active(), &below, "below") }
                if self.tokens.is_some() { { label(text::pulls_tokens(), &below, "below") } }
            </div>
        }
    }

    /// What the areas reach at most, to the right of them.
    fn peaks(&self) -> Html {
        let top = format!("margin-top:{}px", self.bars_height());
        html! {
            <div class="peaks" aria-hidden="true" ~style={top}>
                <span>{ bit_rate(highest(&self.throughput)) }</span>
                <span>{ highest(&self.active) }</span>
                { for self.tokens.iter().map(|tokens| html! { <span>{ highest(tokens) }</span> }) }
            </div>
        }
    }

    /// The lane in a few figures.
    pub fn title(&self) -> String {
        let summary = &self.runs.trace(self.lane).summary;
        let lane = lane_title(self.lane, &self.runs.results.scenario);
        let end = duration(summary.makespan_ms);
        text::pulls_drawing(lane, summary.pulls_started, end)
    }

    /// What each pull does, in words.
    pub fn description(&self) -> String {
        let rows = self.rows.iter().map(Row::description);
        rows.collect::<Vec<String>>().join(" ")
    }

    fn axis(&self) -> Html {
        let bottom = self.height() - self.axis_height();
        let line = |(index, at_ms): (usize, f64)| {
            let x = format!("{}%", percent(at_ms, self.runs.end_ms));
            let class = if index % 2 == 1 { "odd" } else { "" };
            let anchor = if index == 0 { "start" } else { "middle" };
            html! {
                <>
                    <line class="grid" x1={x.clone()} x2={x.clone()} y1="0" y2={bottom.to_string()} />
                    if self.has_axis() {
                        <text {class} {x} y={(bottom + 15).to_string()} text-anchor={anchor}>{ tick(at_ms) }</text>
                    }
                </>
            }
        };
        ticks(self.runs.end_ms)
            .into_iter()
            .enumerate()
            .map(line)
            .collect()
    }

    fn area(&self, place: usize, class: &'static str, steps: &[(f64, f64)]) -> Html {
        let y = self.bars_height() + place * (AREA_HEIGHT + AREA_GAP) + AREA_GAP;
        html! {
            <svg {class} x="0" y={y.to_string()} width="100%" height={AREA_HEIGHT.to_string()}
                viewBox={format!("0 0 {SQUARE} {SQUARE}")} preserveAspectRatio="none">
                <path d={area(steps, self.runs.end_ms, highest(steps))} />
            </svg>
        }
    }
}
