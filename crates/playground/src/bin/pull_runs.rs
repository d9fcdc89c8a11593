//! The program of the workers that run scenarios of many nodes and pods: web/pull_runs_worker.js.
//! It has no interface, and is compiled for speed.

use imagepull::simulate::Progress;
use playground::views::pulls::{cluster::simulation_run::SimulationRun, number::curve};
use wasm_bindgen::prelude::*;
use web_sys::js_sys::Function;

/// A run that is held.
#[wasm_bindgen]
pub struct PullRun(SimulationRun);

#[wasm_bindgen]
impl PullRun {
    /// Runs a scenario as the lane of a number. `watch` is called with the pods that have started,
    /// and all pods.
    ///
    /// # Errors
    /// Where the text is no scenario.
    #[wasm_bindgen(constructor)]
    pub fn new(scenario: &str, lane: usize, watch: &Function) -> Result<Self, JsError> {
        tell_panics();
        let held = SimulationRun::from_text(scenario, lane, |progress| tell(watch, progress));
        held.map(Self)
            .map_err(|error| JsError::new(&error.to_string()))
    }

    /// What the run comes to, as JSON.
    pub fn outcome(&self) -> String {
        self.0.outcome_text()
    }

    /// The answer to a question, both as JSON.
    ///
    /// # Errors
    /// Where the text is no question.
    pub fn answer(&self, question: &str) -> Result<String, JsError> {
        let answer = self.0.answer_text(question);
        answer.map_err(|error| JsError::new(&error.to_string()))
    }
}

/// Runs a scenario with each number of parallel pulls: the curve, as JSON. `watch` is called as by [`PullRun::new`].
///
/// # Errors
/// Where the text is no scenario.
#[wasm_bindgen]
pub fn sweep(scenario: &str, watch: &Function) -> Result<String, JsError> {
    tell_panics();
    let curve = curve::swept_text(scenario, |progress| tell(watch, progress));
    curve.map_err(|error| JsError::new(&error.to_string()))
}

/// The page is sent the error, and then does without this worker.
fn tell_panics() {
    std::panic::set_hook(Box::new(|panic| {
        wasm_bindgen::throw_str(&panic.to_string())
    }));
}

fn tell(watch: &Function, progress: Progress) {
    let (started, pods) = (progress.started as f64, progress.pods as f64);
    let _ = watch.call2(&JsValue::NULL, &started.into(), &pods.into());
}

fn main() {}
