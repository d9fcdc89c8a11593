//! What the Use cases view carries in an address.

use super::{Problem, Query};

/// What is shown in the Use cases view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UseCasesChoice {
    /// The use case that is open; empty: the first.
    pub case: String,
}

impl UseCasesChoice {
    /// Takes one parameter over, where it is one of this view.
    pub(super) fn read(&mut self, key: &str, value: &str, _problems: &mut Vec<Problem>) {
        if key == "case" {
            value.clone_into(&mut self.case);
        }
    }

    pub(super) fn write(&self, query: &mut Query) -> std::fmt::Result {
        query.parameter("case", &self.case)
    }
}
