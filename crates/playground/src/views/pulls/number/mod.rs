//! Which number of parallel pulls to set: a curve over the numbers, on which each point leads to its run.
//!
//! | file | what it is |
//! | --- | --- |
//! | `curve` | the points, computed in the page or in a worker |
//! | `sweeping` | when they are computed, and how far that is |
//! | `chart` | the drawing and the table |

use std::rc::Rc;

use imagepull::simulate::{
    scenario::Scenario,
    sweep::{is_at, scenario_at},
};
use yew::prelude::*;

use super::editor::Edit;
use crate::{components::rich::rich, hooks::use_language, hooks::use_seen, text};
use chart::{Charts, Choose};
use curve::Said;
use sweeping::{Sweeping, Swept, use_sweep};

mod chart;
pub mod curve;
mod sweeping;

/// With more pulls than this in a run the curve is computed beside the page: twenty runs take longer than a moment.
pub const MAX_AT_ONCE: usize = 200;

/// Properties of [`Number`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The scenario as it runs.
    pub scenario: Rc<Scenario>,
    /// Whether it runs beside the page, and the curve only when it is asked for.
    pub is_large: bool,
    /// The scenario as it shall be.
    pub change: Callback<Edit>,
}

/// The section with the curve. Nothing is computed before somebody sees it.
#[component]
pub fn Number(props: &Props) -> Html {
    use_language();
    let place = use_node_ref();
    let is_seen = use_seen(&place);
    let sweeping = use_sweep(&props.scenario, props.is_large, is_seen);
    let choose: Choose = {
        let change = props.change.clone();
        Callback::from(move |(value, containerd): (f64, AttrValue)| {
            change.emit(Edit::by(move |scenario| {
                if let Some(chosen) = scenario_at(scenario, value, &containerd) {
                    *scenario = chosen;
                }
            }));
        })
    };
    html! {
        <section class="number" ref={place} aria-labelledby="number">
            <h2 id="number">{ text::pulls_number_title() }</h2>
            { shown(&sweeping, &props.scenario, &choose) }
        </section>
    }
}

fn shown(sweeping: &Sweeping, scenario: &Rc<Scenario>, choose: &Choose) -> Html {
    match &sweeping.is {
        Swept::Nothing if sweeping.is_large => html! {
            <p>{ text::pulls_number_large() }{ " " }{ start(sweeping) }</p>
        },
        Swept::Nothing => {
            html! { <p class="soft" role="status">{ text::pulls_number_begins() }</p> }
        }
        Swept::Running(started, pods) => {
            let share = if *pods > 0.0 { started / pods } else { 0.0 };
            html! {
                <p class="sweeping">
                    <progress max="1" value={share.to_string()} aria-label={text::pulls_number_begins()} />
                    <button type="button" class="small" onclick={sweeping.stop.reform(|_| ())}>{ text::pulls_large_stop() }</button>
                </p>
            }
        }
        Swept::Failed(error) => html! {
            <p role="alert">{ text::pulls_large_failed(error) }{ " " }{ start(sweeping) }</p>
        },
        Swept::Points(points) => match &**points {
            Ok(_) => {
                html! { <Charts points={points.clone()} scenario={scenario.clone()} choose={choose.clone()} /> }
            }
            Err(problems) => html! { <p class="soft">{ for problems.iter().map(problem) }</p> },
        },
    }
}

fn problem(problem: &Said) -> Html {
    html! { <>{ rich(problem.parts()) }{ " " }</> }
}

fn start(sweeping: &Sweeping) -> Html {
    html! {
        <button type="button" onclick={sweeping.start.reform(|_| ())}>{ text::pulls_number_start() }</button>
    }
}

/// Whether a scenario is the run of a point.
fn is_shown(scenario: &Scenario, point: &curve::Point<Said>) -> bool {
    is_at(scenario, point.value, &point.containerd)
}
