//! The curve as a drawing for each release of containerd, and as a table.

use std::rc::Rc;

use imagepull::simulate::scenario::Scenario;
use yew::prelude::*;

use super::{
    curve::{Point, Points, Said},
    is_shown,
};
use crate::{
    components::rich::rich,
    drawing::{
        figures::{duration, size, tick},
        scale::{SQUARE, ticks},
    },
    hooks::use_language,
    text,
};

/// Is called with the number and the release of containerd of a point.
pub type Choose = Callback<(f64, AttrValue)>;

/// Properties of [`Charts`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The points of all releases.
    pub points: Rc<Points<Said>>,
    /// The scenario that is shown.
    pub scenario: Rc<Scenario>,
    /// Shows the run of a point.
    pub choose: Choose,
}

/// A line: which time of a point it goes through, its class and its name.
type Line = (usize, &'static str, fn() -> &'static str);

/// What is drawn of the points, the line that lies above the others last.
const LINES: [Line; 3] = [
    (2, "last", text::pulls_number_last),
    (1, "most", text::pulls_number_most),
    (0, "half", text::pulls_number_half),
];

/// All of the curve.
#[component]
pub fn Charts(props: &Props) -> Html {
    use_language();
    let points = props.points.as_deref().unwrap_or_default();
    let times = points.iter().flat_map(|point| point.ready_ms).flatten();
    let most_ms = times.fold(1.0, f64::max);
    let releases: Vec<&[Point<Said>]> = points
        .chunk_by(|one, other| one.containerd == other.containerd)
        .collect();
    html! {
        <>
            <ul class="key" aria-label={text::pulls_legend()}>
                { for LINES.iter().rev().map(|(_, class, name)| html! {
                    <li><i class={*class}></i>{ name() }</li>
                }) }
            </ul>
            <div class="charts">
                { for releases.iter().enumerate().map(|(place, points)| chart(props, place, points, most_ms)) }
            </div>
            <details>
                <summary id="number-table">{ text::pulls_number_table() }</summary>
                { table(props, points) }
            </details>
        </>
    }
}

/// How a release is named: the first is the last one of its kind, the second the first of the next.
fn release(place: usize, containerd: &str) -> String {
    if place == 0 {
        text::pulls_number_up_to(containerd)
    } else {
        text::pulls_number_from(containerd)
    }
}

fn chart(props: &Props, place: usize, points: &[Point<Said>], most_ms: f64) -> Html {
    let containerd = points.first().map_or("", |point| &point.containerd);
    let name = release(place, containerd);
    let x = |index: usize| (index as f64 + 0.5) / points.len() as f64 * 100.0;
    let y = |ms: f64| 100.0 - ms / most_ms * 100.0;
    let knee = points.iter().find_map(|point| point.knee.as_ref());
    html! {
        <figure>
            <figcaption>{ &name }</figcaption>
            <div class="curve">
                <svg aria-hidden="true" viewBox={format!("0 0 {SQUARE} {SQUARE}")} preserveAspectRatio="none">
                    { for ticks(most_ms).into_iter().map(|ms| {
                        let y = format!("{:.1}", y(ms) * SQUARE / 100.0);
                        html! { <line class="grid" x1="0" x2={SQUARE.to_string()} y1={y.clone()} y2={y} /> }
                    }) }
                    { for LINES.iter().map(|(which, class, _)| html! {
                        <path class={*class} d={line(points, *which, &x, &y)} />
                    }) }
                </svg>
                { for ticks(most_ms).into_iter().map(|ms| html! {
                    <span class="tick" aria-hidden="true" ~style={format!("top:{:.2}%", y(ms))}>{ tick(ms) }</span>
                }) }
                { for points.iter().enumerate().map(|(index, point)| {
                    let top = point.ready_ms[0].map_or(100.0, y);
                    button(props, point, &name, format!("left:{:.2}%;top:{top:.2}%", x(index)))
                }) }
            </div>
            <div class="values" aria-hidden="true">
                { for points.iter().map(|point| html! { <span>{ point.value }</span> }) }
            </div>
            if let Some(knee) = knee { <p>{ rich(knee.parts()) }</p> }
        </figure>
    }
}

/// A line through the points that have the figure.
fn line(
    points: &[Point<Said>],
    which: usize,
    x: &impl Fn(usize) -> f64,
    y: &impl Fn(f64) -> f64,
) -> String {
    let mut is_open = false;
    let steps = points.iter().enumerate().map(|(index, point)| {
        let Some(ms) = point.ready_ms[which] else {
            is_open = false;
            return String::new();
        };
        let step = if is_open { 'L' } else { 'M' };
        is_open = true;
        let scale = SQUARE / 100.0;
        format!("{step}{:.1} {:.1}", x(index) * scale, y(ms) * scale)
    });
    steps.collect()
}

fn button(props: &Props, point: &Point<Said>, release: &str, place: String) -> Html {
    let label = text::pulls_number_point(point.value, release, time(point, 0), time(point, 2));
    html! {
        <button type="button" class={classes!("point", point.knee.is_some().then_some("knee"))} ~style={place}
            aria-pressed={is_shown(&props.scenario, point).to_string()} aria-label={label.clone()} title={label}
            onclick={on_choose(props, point)}></button>
    }
}

fn on_choose(props: &Props, point: &Point<Said>) -> Callback<MouseEvent> {
    let chosen = (point.value, AttrValue::from(point.containerd.clone()));
    props.choose.reform(move |_| chosen.clone())
}

fn time(point: &Point<Said>, which: usize) -> String {
    point.ready_ms[which].map_or_else(|| text::pulls_table_none().to_owned(), duration)
}

fn table(props: &Props, points: &[Point<Said>]) -> Html {
    let titles = [
        text::pulls_edit_runtime(),
        "maxParallelImagePulls",
        text::pulls_number_half(),
        text::pulls_number_most(),
        text::pulls_number_last(),
        text::pulls_table_bytes(),
        text::pulls_table_peak(),
    ];
    let row = |point: &Point<Said>| {
        let times = [0, 1, 2].map(|which| time(point, which));
        let rest = [size(point.bytes_downloaded), point.peak_pulls.to_string()];
        html! {
            <tr>
                <td>{ &point.containerd }</td>
                <th scope="row">
                    <button type="button" class="small" aria-pressed={is_shown(&props.scenario, point).to_string()} onclick={on_choose(props, point)}>
                        { point.value }
                    </button>
                </th>
                { for times.into_iter().chain(rest).map(|cell| html! { <td>{ cell }</td> }) }
            </tr>
        }
    };
    html! {
        <div class="scrolls" tabindex="0" role="region" aria-labelledby="number-table">
            <table class="pulls">
                <thead><tr>{ for titles.into_iter().map(|title| html! { <th scope="col">{ title }</th> }) }</tr></thead>
                <tbody>{ for points.iter().map(row) }</tbody>
            </table>
        </div>
    }
}
