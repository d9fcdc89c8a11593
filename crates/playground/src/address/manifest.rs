//! What the Manifest view carries in an address.

use super::{Problem, Query};

/// What is shown in the Manifest view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ManifestChoice {
    /// The preset as it stands; empty where anything was changed.
    pub preset: String,
}

impl ManifestChoice {
    /// Takes one parameter over, where it is one of this view.
    #[allow(clippy::unused_self)]
    pub(super) fn read(&mut self, _key: &str, _value: &str, _problems: &mut Vec<Problem>) {}

    pub(super) fn write(&self, query: &mut Query) -> std::fmt::Result {
        query.parameter("preset", &self.preset)
    }
}
