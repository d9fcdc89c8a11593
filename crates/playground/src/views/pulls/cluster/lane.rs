//! One run of many nodes, drawn: a row a group of nodes, and below them what the network carries.

use imagepull::simulate::analysis::Lane;
use yew::prelude::*;

use super::{
    super::{
        figures::{bit_rate, duration, tick},
        lane::{guess, lane_title, setting},
        scale::{percent, ticks},
    },
    row::{GroupRow, Most, Stack, outline},
    session::Cluster,
};
use crate::{hooks::use_language, text};

/// The height of the areas below the rows, in px.
const AREA_HEIGHT: f32 = 24.0;

/// Properties of [`LaneView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The three runs.
    pub cluster: Cluster,
    /// The one to draw.
    pub lane: Lane,
    /// Where a person has guessed that a pod is ready, in ms.
    pub guess_ms: Option<f64>,
}

/// Draws a lane. It is drawn once a scenario; time only moves the playhead above it.
#[component]
pub fn LaneView(props: &Props) -> Html {
    use_language();
    let (cluster, lane) = (&props.cluster, props.lane);
    let overview = cluster.overview(lane);
    let heading = format!("lane-{}", lane as usize);
    let scenario = &cluster.results.scenario;
    // One refusal for each entry of nodes alike: each is said once.
    let mut refusals = overview.facts.refusals.clone();
    refusals.dedup();
    let refused = refusals.iter().map(|words| {
        html! { <p class="refused">{ text::pulls_refused() }{ " " }<code>{ words }</code></p> }
    });
    html! {
        <section class="lane" aria-labelledby={heading.clone()}>
            <h2 id={heading}>{ lane_title(lane, scenario) }<code>{ setting(lane, scenario) }</code></h2>
            { for refused }
            if overview.pulls > 0 {
                <p class="soft lane-sum">{ sum(cluster, lane) }</p>
                { drawing(cluster, lane, props.guess_ms) }
            }
        </section>
    }
}

/// The lane in a few figures.
fn sum(cluster: &Cluster, lane: Lane) -> String {
    let overview = cluster.overview(lane);
    let nodes: usize = overview.groups.iter().map(|group| group.count).sum();
    let end = duration(overview.facts.makespan_ms);
    let failed = overview.facts.pulls_failed;
    let (nodes, pulls) = (text::grouped(nodes), text::grouped(overview.pulls));
    if failed > 0 {
        text::pulls_large_sum_failed(nodes, pulls, text::grouped(failed), end)
    } else {
        text::pulls_large_sum(nodes, pulls, end)
    }
}

fn drawing(cluster: &Cluster, lane: Lane, guess_ms: Option<f64>) -> Html {
    let overview = cluster.overview(lane);
    let part = overview.facts.end_ms.max(1.0) / cluster.end_ms;
    let most = Most::new(&overview.groups);
    let is_only = overview.groups.len() == 1;
    let rate = overview.carried.iter().copied().fold(0.0, f32::max);
    let pulls = overview.active.iter().copied().fold(0.0, f32::max);
    let areas = [
        (
            "carried",
            text::pulls_network(),
            &overview.carried,
            rate,
            bit_rate(f64::from(rate)),
        ),
        (
            "active",
            text::pulls_active(),
            &overview.active,
            pulls,
            text::grouped(pulls.round()),
        ),
    ];
    html! {
        <div class="cluster">
            <ul>
                { for overview.groups.iter().map(|group| html! {
                    <GroupRow key={group.first} cluster={cluster.clone()} {lane} group={group.clone()} {most} {is_only} />
                }) }
            </ul>
            { for areas.into_iter().map(|(class, label, values, peak, printed)| html! {
                <div class="cluster-row area" aria-hidden="true">
                    <span class="below">{ label }</span>
                    <Stack {part} height={AREA_HEIGHT} {class} paths={vec![("", outline(values, peak, AREA_HEIGHT, AREA_HEIGHT))]} />
                    <span class="peak">{ printed }</span>
                </div>
            }) }
            { axis(cluster.end_ms, guess_ms) }
        </div>
    }
}

/// The labels of the time axis, and above all rows its lines, the playhead and a guess.
fn axis(end_ms: f64, guess_ms: Option<f64>) -> Html {
    let lines = ticks(end_ms).into_iter().enumerate().map(|(index, at_ms)| {
        let x = format!("{}%", percent(at_ms, end_ms));
        let class = if index % 2 == 1 { "odd" } else { "" };
        let anchor = if index == 0 { "start" } else { "middle" };
        let line = html! { <line class="grid" x1={x.clone()} x2={x.clone()} y1="0" y2="100%" /> };
        let label = html! { <text {class} {x} y="15" text-anchor={anchor}>{ tick(at_ms) }</text> };
        (line, label)
    });
    let (lines, labels): (Vec<Html>, Vec<Html>) = lines.unzip();
    html! {
        <>
            <div class="cluster-row" aria-hidden="true">
                <div class="plot"><svg width="100%" height="20">{ for labels }</svg></div>
            </div>
            <div class="cluster-row over" aria-hidden="true">
                <div class="plot">
                    <svg width="100%" height="100%">{ for lines }</svg>
                    <i class="moving veil"></i>
                    <i class="moving playhead"></i>
                    { for guess_ms.map(|guess_ms| guess(guess_ms, end_ms)) }
                </div>
            </div>
        </>
    }
}
