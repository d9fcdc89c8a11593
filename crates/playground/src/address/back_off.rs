//! What the Back-off view carries in an address besides the image. A pasted text is none of it:
//! it may hold names that are nobody's business.

use super::{Problem, Query};

/// The latest fix that can be chosen, in s.
pub const LATEST_FIX_S: u32 = 3600;
/// The longest pull that can be chosen, in ms.
pub const MAX_PULL_MS: u32 = 3_600_000;
/// The most containers that can be chosen.
pub const MAX_CONTAINERS: u32 = 20;
/// The greatest seed that can be chosen.
const GREATEST_SEED: u32 = 9999;

/// What is chosen in the Back-off view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackOffChoice {
    /// The preset as it is; empty where anything was changed.
    pub preset: String,
    /// When the cause is gone, in s after the first sync; `None`: never.
    pub fixed_s: Option<u32>,
    /// How long a pull takes, in ms.
    pub pull_ms: u32,
    /// Containers of the pod with this image.
    pub containers: u32,
    /// The seed of the jitter.
    pub seed: u32,
}

impl Default for BackOffChoice {
    fn default() -> Self {
        Self {
            preset: String::new(),
            fixed_s: Some(240),
            pull_ms: 2000,
            containers: 1,
            seed: 0,
        }
    }
}

impl BackOffChoice {
    /// Takes one parameter over, where it is one of this view.
    pub(super) fn read(&mut self, key: &str, value: &str, problems: &mut Vec<Problem>) {
        let (field, least, most) = match key {
            "fixed" if value == "never" => {
                self.fixed_s = None;
                self.preset.clear();
                return;
            }
            "fixed" => (self.fixed_s.get_or_insert_default(), 0, LATEST_FIX_S),
            "pullMs" => (&mut self.pull_ms, 0, MAX_PULL_MS),
            "containers" => (&mut self.containers, 1, MAX_CONTAINERS),
            "seed" => (&mut self.seed, 0, GREATEST_SEED),
            _ => return,
        };
        let number = value.parse().ok();
        let number = number.filter(|number| (least..=most).contains(number));
        match number {
            Some(number) => *field = number,
            None => problems.push(Problem::unusable(key, value)),
        }
        self.preset.clear();
    }

    pub(super) fn write(&self, image: &str, query: &mut Query) -> std::fmt::Result {
        if !self.preset.is_empty() {
            return query.parameter("preset", &self.preset);
        }
        let default = Self::default();
        query.parameter("image", image)?;
        if self.fixed_s != default.fixed_s {
            let fixed = self.fixed_s.map_or("never".to_owned(), |it| it.to_string());
            query.parameter("fixed", &fixed)?;
        }
        for (key, value, default) in [
            ("pullMs", self.pull_ms, default.pull_ms),
            ("containers", self.containers, default.containers),
            ("seed", self.seed, default.seed),
        ] {
            if value != default {
                query.parameter(key, &value.to_string())?;
            }
        }
        Ok(())
    }

    /// When the cause is gone, in ms; `None`: never.
    pub fn fixed_ms(&self) -> Option<f64> {
        self.fixed_s.map(|seconds| f64::from(seconds) * 1000.0)
    }

    /// Another draw of the jitter.
    pub fn next_seed(&self) -> u32 {
        (self.seed + 1) % (GREATEST_SEED + 1)
    }
}
