//! The pull simulation a second time, to hold the first one against.
//!
//! This is a transcription of the rules of the model into code, one rule a
//! function, written without a look at the engine of `imagepull`. It is plain
//! rather than fast: at each step it looks at everything that could happen,
//! computes all rates anew and takes the least. Numbers of rules in comments
//! are those of the model.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts are checked to be whole and not negative, and are small"
)]

mod clock;
mod documents;
mod events;
mod hope;
mod jitter;
mod layers;
mod names;
mod phases;
mod plan;
mod pods;
mod puller;
mod rates;
mod reading;
mod report;
mod state;

use imagepull::simulate::scenario::Scenario;
use imagepull::simulate::trace::Trace;

use state::Run;

/// Times this close, in ms, are equal.
const EQUAL_MS: f64 = 1e-6;

/// Where a run without `untilMs` ends at the latest: 24 h.
const MAX_MS: f64 = 24.0 * 3600.0 * 1000.0;

/// What the nodes of the scenario do, with all details.
pub fn simulate(scenario: &Scenario) -> Trace {
    match reading::read(scenario) {
        Ok(plan) => {
            let mut run = Run::new(&plan);
            run.go_on_to_the_end();
            report::trace(&run)
        }
        Err(refusal) => report::refused(refusal),
    }
}

/// `a` comes before `b` and is not equal to it.
fn before(a: f64, b: f64) -> bool {
    a < b - EQUAL_MS
}
