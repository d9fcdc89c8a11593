//! What the Name view carries in an address besides the image names.

use super::Query;

/// What is chosen in the Name view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameChoice {
    /// The preset as it is; empty where another name was written.
    pub preset: String,
}

impl NameChoice {
    pub(super) fn write(&self, image: &str, query: &mut Query) -> std::fmt::Result {
        if self.preset.is_empty() {
            query.parameter("image", image)
        } else {
            query.parameter("preset", &self.preset)
        }
    }
}
