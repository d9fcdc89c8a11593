//! The reasons of an outcome.

use serde::{Deserialize, Deserializer, Serialize};

use crate::words::{Message, interned};

/// One rule that led to an outcome, in the order applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reason {
    /// Stable id of the rule, for example `default-policy-latest`.
    pub rule: &'static str,
    /// What the rule says about this input: one or two sentences.
    pub text: Message,
    /// Where the rule comes from: a link.
    pub source: &'static str,
}

impl<'de> Deserialize<'de> for Reason {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// The same with texts of its own.
        #[derive(Deserialize)]
        struct Owned {
            rule: String,
            text: Message,
            source: String,
        }
        let owned = Owned::deserialize(deserializer)?;
        Ok(Self {
            rule: interned(&owned.rule),
            text: owned.text,
            source: interned(&owned.source),
        })
    }
}

impl Reason {
    pub(crate) fn new(rule: &'static str, text: impl Into<Message>, source: &'static str) -> Self {
        Self {
            rule,
            text: text.into(),
            source,
        }
    }
}
