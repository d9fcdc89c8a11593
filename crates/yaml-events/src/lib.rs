//! The events of a YAML text, one by one.
//!
//! A crate of its own for speed: everything else is compiled for size, and a generic parser is
//! compiled as the crate is that uses it. The workspace compiles this one for speed, because a
//! manifest is read again at every key that is pressed.
//!
//! Nothing outside knows the parser: its events and errors leave here in types of this crate.

#![forbid(unsafe_code)]

use std::borrow::Cow;
use std::ops::{ControlFlow, Range};

use granit_parser as parser;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<'t> {
    /// A document begins.
    DocumentStart,
    /// A document ends.
    DocumentEnd,
    /// A value or key that is neither list nor mapping.
    Scalar {
        /// What it stands for, without quotes and escapes.
        value: Cow<'t, str>,
        /// How it is written.
        style: ScalarStyle,
        /// Whether a tag says that it is a text.
        is_tagged_text: bool,
        /// The number of its anchor; 0 is none.
        anchor: usize,
    },
    /// What an anchor of this number marks.
    Alias(usize),
    /// A list begins; the number of its anchor, 0 is none.
    SequenceStart(usize),
    /// A list ends.
    SequenceEnd,
    /// A mapping begins, in which key and value follow each other; the number of its anchor, 0 is
    /// none.
    MappingStart(usize),
    /// A mapping ends.
    MappingEnd,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Without quotes.
    Plain,
    /// `'…'`.
    SingleQuoted,
    /// `"…"`.
    DoubleQuoted,
    /// Lines below a `|`.
    Literal,
    /// Lines below a `>`.
    Folded,
}

/// Why a text cannot be read further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub problem: Problem,
    /// The byte at which it was seen.
    pub at: usize,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Lists and mappings are nested more deeply than was asked for.
    Depth,
    /// It is no YAML, in a few words without a full stop. They quote at most one character of the
    /// text.
    Syntax(String),
}

/// Calls `each` with the events of a text, and the bytes that each stands for, until it breaks.
/// Lists and mappings may be nested as deeply as `depth`: those in brackets and those in blocks, each
/// by itself.
///
/// # Errors
/// Where the text is no YAML; the events before that place are given first.
pub fn for_each<'t>(
    text: &'t str,
    depth: usize,
    each: &mut dyn FnMut(Event<'t>, Range<usize>) -> ControlFlow<()>,
) -> Result<(), Error> {
    let options = parser::options! {
        emit_comments: false,
        flow_nesting_limit: depth,
        block_nesting_limit: depth,
    };
    for event in parser::Parser::new_from_str_with_options(text, options) {
        let (event, place) = event.map_err(|error| error_of(&error))?;
        let Some(event) = event_of(event) else {
            continue;
        };
        if each(event, place.byte_range().unwrap_or_default()).is_break() {
            break;
        }
    }
    Ok(())
}

fn event_of(event: parser::Event<'_>) -> Option<Event<'_>> {
    Some(match event {
        parser::Event::DocumentStart(..) => Event::DocumentStart,
        parser::Event::DocumentEnd => Event::DocumentEnd,
        parser::Event::Scalar(value, style, anchor, tag) => Event::Scalar {
            value,
            style: style_of(style),
            is_tagged_text: tag.is_some_and(|tag| tag.is_yaml_core_schema_tag("str")),
            anchor,
        },
        parser::Event::Alias(anchor) => Event::Alias(anchor),
        parser::Event::SequenceStart(_, anchor, _) => Event::SequenceStart(anchor),
        parser::Event::SequenceEnd => Event::SequenceEnd,
        parser::Event::MappingStart(_, anchor, _) => Event::MappingStart(anchor),
        parser::Event::MappingEnd => Event::MappingEnd,
        _ => return None,
    })
}

fn style_of(style: parser::ScalarStyle) -> ScalarStyle {
    match style {
        parser::ScalarStyle::Plain => ScalarStyle::Plain,
        parser::ScalarStyle::SingleQuoted => ScalarStyle::SingleQuoted,
        parser::ScalarStyle::DoubleQuoted => ScalarStyle::DoubleQuoted,
        parser::ScalarStyle::Literal => ScalarStyle::Literal,
        parser::ScalarStyle::Folded => ScalarStyle::Folded,
    }
}

fn error_of(error: &parser::ScanError) -> Error {
    let problem = match error.kind() {
        parser::ErrorKind::RecursionLimitExceeded => Problem::Depth,
        _ => Problem::Syntax(error.info()),
    };
    Error {
        problem,
        at: error.marker().byte_offset().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The scalars with what is written, and why no more is read.
    fn read(text: &str, depth: usize) -> (Vec<(String, &str)>, Option<Error>) {
        let mut scalars = Vec::new();
        let read = for_each(text, depth, &mut |event, place| {
            if let Event::Scalar { value, .. } = event {
                scalars.push((value.into_owned(), &text[place]));
            }
            ControlFlow::Continue(())
        });
        (scalars, read.err())
    }

    #[test]
    fn events_have_their_bytes() {
        let (scalars, error) = read("한: \"\\x41\"\n# c\nb: !!str 'é'", 1);
        let expected = [("한", "한"), ("A", "\"\\x41\""), ("b", "b"), ("é", "'é'")];
        assert_eq!(
            scalars,
            expected.map(|(value, written)| (value.to_owned(), written))
        );
        assert_eq!(error, None);
    }

    #[test]
    fn what_cannot_be_read_says_where_and_why() {
        let (scalars, error) = read("a: [b, c]\nd: }", 1);
        assert_eq!(scalars.len(), 4);
        let error = error.expect("a brace too many");
        assert_eq!(error.at, 13);
        assert!(matches!(error.problem, Problem::Syntax(words) if !words.is_empty()));
        for (text, depth) in [("[[a]]", 1), ("a:\n  b: c", 1), ("a: [[b]]", 1)] {
            let problem = read(text, depth).1.map(|error| error.problem);
            assert_eq!(problem, Some(Problem::Depth), "{text}");
        }
    }
}
