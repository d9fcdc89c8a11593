//! When the curve is computed: a small one by the page when it is seen, a large one in a worker when it is asked for.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use imagepull::simulate::{scenario::Scenario, sweep::scenario_at};
use yew::prelude::*;

use super::{
    super::cluster::worker::{Heard, Worker},
    curve::{Points, Said, read, swept},
};

/// A scenario that is being edited rests for so long before its curve is computed, in ms.
const REST_MS: u32 = 300;

/// What there is of the curve.
#[derive(Clone, PartialEq)]
pub enum Swept {
    /// Nothing yet.
    Nothing,
    /// A worker is at it: pods that have started and all pods, in all runs together.
    Running(f64, f64),
    /// It.
    Points(Rc<Points<Said>>),
    /// The worker went wrong.
    Failed(String),
}

/// The curve, and what begins and ends its computation where it is large.
#[derive(Clone, PartialEq)]
pub struct Sweeping {
    /// What there is of it.
    pub is: Swept,
    /// Whether it is computed in a worker.
    pub is_large: bool,
    /// Begins it in a worker.
    pub start: Callback<()>,
    /// Ends that.
    pub stop: Callback<()>,
}

/// The curve of a scenario. That of the scenario before stays until the next one is there.
#[hook]
pub fn use_sweep(scenario: &Rc<Scenario>, is_large: bool, is_seen: bool) -> Sweeping {
    let is = use_state_eq(|| Swept::Nothing);
    let worker = use_mut_ref(|| None::<Worker>);
    // The curve is the same whichever of its points is shown.
    let swept_over = use_memo(scenario.clone(), |scenario| {
        let first = scenario_at(scenario, 1.0, "2.0");
        first.unwrap_or_else(|| (**scenario).clone())
    });
    {
        let (is, worker) = (is.clone(), worker.clone());
        // A large one begins by its button, which may bring the section into sight.
        let begins = is_seen && !is_large;
        let causes = (swept_over.clone(), is_large, begins);
        use_effect_with(causes, move |(scenario, is_large, begins)| {
            worker.take();
            if *is_large {
                is.set(Swept::Nothing);
            }
            let rest_ms = if *is == Swept::Nothing { 0 } else { REST_MS };
            let scenario = scenario.clone();
            let waiting = begins.then(|| {
                Timeout::new(rest_ms, move || {
                    is.set(Swept::Points(Rc::new(swept(&scenario))));
                })
            });
            move || drop(waiting)
        });
    }
    let start = {
        let (is, worker) = (is.clone(), worker.clone());
        Callback::from(move |()| {
            is.set(Swept::Running(0.0, 0.0));
            let heard = is.clone();
            let begun = Worker::new(move |_, what| match what {
                Heard::Progress([started, pods]) => heard.set(Swept::Running(started, pods)),
                Heard::Outcome(outcome) => heard.set(match read(&outcome) {
                    Ok(points) => Swept::Points(Rc::new(points)),
                    Err(error) => Swept::Failed(error.to_string()),
                }),
                Heard::Failed(error) => heard.set(Swept::Failed(error)),
                Heard::Answer(_) => {}
            });
            begun.sweep(
                1.0,
                &serde_json::to_string(&*swept_over).unwrap_or_default(),
            );
            worker.replace(Some(begun));
        })
    };
    let stop = {
        let is = is.clone();
        Callback::from(move |()| {
            worker.take();
            is.set(Swept::Nothing);
        })
    };
    Sweeping {
        is: (*is).clone(),
        is_large,
        start,
        stop,
    }
}
