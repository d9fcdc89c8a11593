//! What the Credentials view carries in an address besides the image: where credentials come from
//! and which keys they have. No user name, no password and nothing of a pasted text is part of it.

use super::{Problem, Query, packed::Packed};
use crate::presets;

/// What is shown in the Credentials view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CredentialsChoice {
    /// The preset whose credentials are shown as they are; empty where any was changed.
    pub preset: String,
    /// Credentials of one's own, as [`packed`](super::packed) writes JSON. Only the view unpacks
    /// it, so that the page stays light.
    pub given: Packed,
}

impl CredentialsChoice {
    /// Takes one parameter over, where it is one of this view.
    pub(super) fn read(&mut self, key: &str, value: &str, _problems: &mut Vec<Problem>) {
        if key == "credentials" {
            self.given = value.to_owned().into();
            self.preset.clear();
        }
    }

    /// A preset brings its image; another one beside it is written, too.
    pub(super) fn write(&self, image: &str, query: &mut Query) -> std::fmt::Result {
        query.parameter("preset", &self.preset)?;
        let usual = presets::credentials::image_of(&self.preset).unwrap_or_default();
        query.parameter_beside(usual, "image", image)?;
        query.parameter("credentials", &self.given)
    }
}
