//! Changes of a text as a list of small edits: what an edit does not touch stays byte for byte.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    diagnostic::Span,
    words::{Message, message},
};

/// One stretch of a text and what takes its place. An empty stretch is an insertion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The stretch of the text as it is, in bytes.
    pub span: Span,
    /// What is there afterwards.
    pub text: String,
}

impl Edit {
    /// A text put in before the byte `at`.
    pub fn insertion(at: usize, text: impl Into<String>) -> Self {
        let span = Span { start: at, end: at };
        Self::replacement(span, text)
    }

    /// A text in the place of another.
    pub fn replacement(span: Span, text: impl Into<String>) -> Self {
        Self {
            span,
            text: text.into(),
        }
    }

    fn is_insertion(&self) -> bool {
        self.span.start == self.span.end
    }
}

/// A repair of a manifest: what it does, and the edits that do it. [`apply`] makes the whole text
/// where it is needed: a text with thousands of findings would be copied thousands of times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditFix {
    /// What the repair does, as the label of a button.
    pub title: Message,
    /// The edits, all of them together.
    pub edits: Vec<Edit>,
}

impl EditFix {
    /// A repair of one edit.
    pub fn new(title: impl Into<Message>, edit: Edit) -> Self {
        Self {
            title: title.into(),
            edits: vec![edit],
        }
    }
}

/// Why edits cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// Two edits change the same stretch in different ways.
    Overlap {
        /// The stretch of the first of the two.
        first: Span,
        /// The stretch of the second.
        second: Span,
    },
    /// A stretch ends behind the text or within a character.
    Outside {
        /// The stretch.
        span: Span,
    },
}

impl EditError {
    /// What is wrong, as one sentence.
    pub fn words(&self) -> Message {
        match self {
            Self::Overlap { first, second } => message!(
                "Two of the changes overlap in the text (bytes {first} and {second}): apply one of them first.",
                first = bytes(*first),
                second = bytes(*second)
            ),
            Self::Outside { span } => message!(
                "A change refers to a place outside the text (bytes {span}): the text has changed since.",
                span = bytes(*span)
            ),
        }
    }
}

fn bytes(span: Span) -> String {
    format!("{}..{}", span.start, span.end)
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.words().fmt(f)
    }
}

impl std::error::Error for EditError {}

/// The edits in the order of the text, each once. Several repairs may ask for the very same edit;
/// insertions at one place stay in the order given.
///
/// # Errors
/// Where two of them change the same stretch, or one lies outside of the text.
pub fn in_order<'e>(
    text: &str,
    edits: impl IntoIterator<Item = &'e Edit>,
) -> Result<Vec<&'e Edit>, EditError> {
    let mut ordered: Vec<&Edit> = edits.into_iter().collect();
    ordered.sort_by_key(|edit| (edit.span.start, edit.span.end));
    // The same insertions of several repairs need not stand side by side, but they are few.
    let mut kept: Vec<&Edit> = Vec::with_capacity(ordered.len());
    for edit in ordered {
        if text.get(edit.span.start..edit.span.end).is_none() {
            return Err(EditError::Outside { span: edit.span });
        }
        let mut same_place = kept.iter().rev().take_while(|it| it.span == edit.span);
        if same_place.any(|it| *it == edit) {
            continue;
        }
        if let Some(before) = kept.last() {
            let is_apart = before.span.end <= edit.span.start
                && (before.span != edit.span || edit.is_insertion());
            if !is_apart {
                return Err(EditError::Overlap {
                    first: before.span,
                    second: edit.span,
                });
            }
        }
        kept.push(edit);
    }
    Ok(kept)
}

/// The text after all edits.
///
/// # Errors
/// As [`in_order`].
pub fn apply<'e>(
    text: &str,
    edits: impl IntoIterator<Item = &'e Edit>,
) -> Result<String, EditError> {
    let edits = in_order(text, edits)?;
    let added: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut changed = String::with_capacity(text.len() + added);
    let mut done = 0;
    for edit in edits {
        changed.push_str(&text[done..edit.span.start]);
        changed.push_str(&edit.text);
        done = edit.span.end;
    }
    changed.push_str(&text[done..]);
    Ok(changed)
}
