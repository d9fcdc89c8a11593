//! What the Pulls view carries in an address besides the example and the scenario.

use super::{Problem, Query};

/// The latest moment that a link can have, in s: no run is longer than a week.
const LATEST_S: f64 = 7.0 * 24.0 * 3600.0;

/// What is chosen in the Pulls view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PullsChoice {
    /// Where the clock stands, in s; `None`: at the beginning.
    pub at_s: Option<f64>,
    /// Whether the run is shown only after a guess.
    pub predict: bool,
}

impl PullsChoice {
    /// Takes one parameter over, where it is one of this view.
    pub(super) fn read(&mut self, key: &str, value: &str, problems: &mut Vec<Problem>) {
        match key {
            "at" => {
                let at_s = value.parse().ok();
                self.at_s = at_s.filter(|at_s| (0.0..=LATEST_S).contains(at_s));
                if self.at_s.is_none() {
                    problems.push(Problem::unusable(key, value));
                }
            }
            "predict" if value == "on" => self.predict = true,
            "predict" => problems.push(Problem::unusable(key, value)),
            _ => {}
        }
    }

    pub(super) fn write(&self, query: &mut Query) -> std::fmt::Result {
        let at = self.at_s.map(|at_s| at_s.to_string());
        query.parameter("at", &at.unwrap_or_default())?;
        query.parameter("predict", if self.predict { "on" } else { "" })
    }

    /// Where the clock stands, in ms.
    pub fn at_ms(&self) -> Option<f64> {
        self.at_s.map(|at_s| at_s * 1000.0)
    }

    /// Writes where the clock stands, in ms, to a tenth of a second; the beginning is not written.
    pub fn set_at_ms(&mut self, at_ms: f64) {
        let seconds = (at_ms / 100.0).round() / 10.0;
        self.at_s = (seconds > 0.0).then_some(seconds);
    }
}
