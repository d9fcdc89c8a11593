//! What the Credentials view carries in an address besides the image.

use super::{Problem, Query};

/// What is shown in the Credentials view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CredentialsChoice {
    /// The preset as it stands; empty where anything was changed.
    pub preset: String,
}

impl CredentialsChoice {
    /// Takes one parameter over, where it is one of this view.
    #[allow(clippy::unused_self)]
    pub(super) fn read(&mut self, _key: &str, _value: &str, _problems: &mut Vec<Problem>) {}

    pub(super) fn write(&self, image: &str, query: &mut Query) -> std::fmt::Result {
        if !self.preset.is_empty() {
            return query.parameter("preset", &self.preset);
        }
        query.parameter("image", image)
    }
}
