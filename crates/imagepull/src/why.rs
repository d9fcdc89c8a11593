//! The reasons of an outcome.

use serde::Serialize;

use crate::words::Words;

/// One rule that led to an outcome, in the order applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Why {
    /// Stable id of the rule, for example `default-policy-latest`.
    pub rule: &'static str,
    /// What the rule says about this input: one or two sentences.
    pub text: Words,
    /// Where the rule comes from: a link.
    pub source: &'static str,
}

impl Why {
    pub(crate) fn new(rule: &'static str, text: impl Into<Words>, source: &'static str) -> Self {
        Self {
            rule,
            text: text.into(),
            source,
        }
    }
}
