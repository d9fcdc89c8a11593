//! Places of a text where a value can be written: what is around it decides how.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::edits::Edit;
use crate::{diagnostic::Span, yaml::ScalarType};

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Notation {
    /// Without quotes.
    Plain,
    /// In single quotes.
    Single,
    /// In double quotes, as in JSON.
    Double,
    /// A line of a block scalar (`|` or `>`).
    Line,
}

/// A scalar that is in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ScalarSlot {
    /// The scalar, quotes included.
    pub span: Span,
    pub notation: Notation,
    /// Where its value begins, if its value is there letter by letter.
    pub verbatim: Option<Span>,
}

impl ScalarSlot {
    /// The edit that writes another value.
    pub fn written(&self, value: &str) -> Edit {
        Edit::replacement(self.span, in_notation(self.notation, value))
    }

    /// Whether it is a line of a block of text: spaces and line ends behind it stay as they are.
    pub fn is_line(&self) -> bool {
        self.notation == Notation::Line
    }

    /// The place in the text of a place in the value.
    pub fn place(&self, in_value: Span) -> Option<Span> {
        let verbatim = self.verbatim?;
        let place = Span {
            start: verbatim.start + in_value.start,
            end: verbatim.start + in_value.end,
        };
        (place.start <= place.end && place.end <= verbatim.end).then_some(place)
    }
}

/// The place of the value of a field, whether it is there or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct InsertionPoint {
    /// What the field replaces; empty where it is put in.
    pub span: Span,
    /// What is before the value: key, indentation, separators.
    pub before: String,
    /// What is behind it.
    pub after: String,
    pub notation: Notation,
}

impl InsertionPoint {
    /// The edit that writes the field with a value.
    pub fn written(&self, value: &str) -> Edit {
        let value = in_notation(self.notation, value);
        self.filled(&value)
    }

    /// The edit that writes the field with what is YAML already.
    pub fn filled(&self, yaml: &str) -> Edit {
        Edit::replacement(self.span, format!("{}{yaml}{}", self.before, self.after))
    }
}

/// A value in a notation, or in double quotes where that notation cannot say it.
pub(super) fn in_notation(notation: Notation, value: &str) -> String {
    let has_control = value.chars().any(char::is_control);
    match notation {
        Notation::Plain if is_plain(value) => value.to_owned(),
        Notation::Single if !has_control => format!("'{}'", value.replace('\'', "''")),
        Notation::Line if !has_control && !value.starts_with([' ', '\t']) => value.to_owned(),
        _ => in_double_quotes(value),
    }
}

/// Whether a value without quotes is read as just this text, in braces and outside of them.
/// Careful: what may need quotes gets them.
fn is_plain(value: &str) -> bool {
    let is_ordinary = |char: char| char.is_ascii_alphanumeric() || "-_./:@+".contains(char);
    value.starts_with(|char: char| char.is_ascii_alphanumeric())
        && value.chars().all(is_ordinary)
        && !value.ends_with(':')
        && ScalarType::from_plain(value) == ScalarType::Text
}

fn in_double_quotes(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('"');
    for char in value.chars() {
        match char {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
