//! What the Policy view carries in an address besides the image.

use imagepull::policy::PullPolicy;

use super::{Problem, Query};

/// What is chosen in the Policy view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyChoice {
    /// The preset as it is; empty where anything was changed.
    pub preset: String,
    /// The policy that is written; `None`: left out.
    pub written: Option<PullPolicy>,
    /// The image after the edit; empty: as the view proposes.
    pub edited: String,
    /// Whether the plug-in AlwaysPullImages is on.
    pub always_pull_images: bool,
}

impl PolicyChoice {
    /// Takes one parameter over, where it is one of this view.
    pub(super) fn read(&mut self, key: &str, value: &str, problems: &mut Vec<Problem>) {
        match (key, value) {
            ("policy", written) => {
                self.written = PullPolicy::named(written);
                if self.written.is_none() {
                    problems.push(Problem::unusable(key, value));
                }
            }
            ("edited", image) => image.clone_into(&mut self.edited),
            ("alwaysPullImages", "on") => self.always_pull_images = true,
            ("alwaysPullImages", _) => problems.push(Problem::unusable(key, value)),
            _ => return,
        }
        self.preset.clear();
    }

    pub(super) fn write(&self, image: &str, query: &mut Query) -> std::fmt::Result {
        if !self.preset.is_empty() {
            return query.parameter("preset", &self.preset);
        }
        query.parameter("image", image)?;
        query.parameter("policy", self.written.map_or("", PullPolicy::as_str))?;
        query.parameter("edited", &self.edited)?;
        query.parameter(
            "alwaysPullImages",
            if self.always_pull_images { "on" } else { "" },
        )
    }
}
