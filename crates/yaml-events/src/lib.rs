//! The events of a YAML or JSON text, one by one, as kubectl and the API server read it.
//!
//! YAML is read as go-yaml v2 does, which Kubernetes uses through sigs.k8s.io/yaml: where other readers
//! of YAML differ, it decides. JSON is read as Go's encoding/json does. What is refused is told in
//! their words. Sources: github.com/go-yaml/yaml v2.4.0 scannerc.go and parserc.go; Go
//! encoding/json/scanner.go.
//!
//! Its own crate for speed: everything else is compiled for size, and this one for speed, because
//! a manifest is read again at every key that is pressed.

#![forbid(unsafe_code)]

mod cursor;
mod json;
mod parser;
mod scanner;
mod token;

use std::borrow::Cow;
use std::ops::{ControlFlow, Range};

pub use json::{ends_with_value, for_each_of_json};
use parser::{Parser, Stop};

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
        /// What a tag says of its type.
        tag: Tag,
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

/// What a tag says of the type of a scalar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tag {
    /// There is none.
    #[default]
    None,
    /// `!` alone: a text, even without quotes.
    NonSpecific,
    /// `!!str`.
    Text,
    /// `!!binary`: base64.
    Binary,
    /// `!!null`.
    Null,
    /// `!!bool`.
    Bool,
    /// `!!int`.
    Int,
    /// `!!float`.
    Float,
    /// `!!timestamp`.
    Timestamp,
    /// `!!merge`.
    Merge,
    /// Any other, of which go-yaml takes the value for a text.
    Other,
}

impl Tag {
    pub(crate) const PREFIX: &'static str = "tag:yaml.org,2002:";

    fn named(name: &str) -> Self {
        if name == "!" {
            return Self::NonSpecific;
        }
        match name.strip_prefix(Self::PREFIX) {
            Some("str") => Self::Text,
            Some("binary") => Self::Binary,
            Some("null") => Self::Null,
            Some("bool") => Self::Bool,
            Some("int") => Self::Int,
            Some("float") => Self::Float,
            Some("timestamp") => Self::Timestamp,
            Some("merge") => Self::Merge,
            _ => Self::Other,
        }
    }
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
    /// It is no YAML, in the words of go-yaml. They quote no more than the name of an anchor.
    Syntax(String),
    /// It is no JSON, in the words of Go. They quote at most one byte of the text.
    Json(String),
    /// It ends within a value of JSON.
    JsonEnd,
    /// Whoever took the events wanted no more.
    Stopped,
}

/// Calls `each` with the events of the first document of a text, and the bytes that each stands for,
/// until it breaks, and returns where what is behind the document begins. A text without a document has
/// no events. Lists and mappings may be nested as deeply as `depth`: those in brackets and those in
/// blocks, each by itself.
///
/// # Errors
/// Where the text is no YAML; the events before that place are given first.
pub fn for_each<'t>(
    text: &'t str,
    depth: usize,
    each: &mut dyn FnMut(Event<'t>, Range<usize>) -> ControlFlow<()>,
) -> Result<usize, Error> {
    let mut parser = Parser::new(text, depth);
    loop {
        match parser.next() {
            Ok(Some((event, place))) => {
                let place = place.start.min(text.len())..place.end.min(text.len());
                // What is read of a document up to a control character is refused with it.
                if each(event, place).is_break() {
                    return Ok(text.len());
                }
            }
            Ok(None) => break,
            Err(stop) => return Err(refused(&parser, stop, text)),
        }
    }
    match parser.scanner.cursor.control_character_seen() {
        Some(at) => Err(control_character(at)),
        None => Ok(parser.rest().min(text.len())),
    }
}

fn refused(parser: &Parser<'_>, stop: Stop, text: &str) -> Error {
    if let Some(at) = parser.scanner.cursor.control_character_seen() {
        return control_character(at);
    }
    let (problem, at) = match stop {
        Stop::Failure(failure) if failure.is_too_deep => (Problem::Depth, failure.mark.at),
        Stop::Failure(failure) => (Problem::Syntax(failure.words()), failure.mark.at),
        Stop::UnknownAnchor(name, at) => {
            let words = format!("unknown anchor '{name}' referenced");
            (Problem::Syntax(words), at)
        }
    };
    let at = at.min(text.len());
    Error { problem, at }
}

fn control_character(at: usize) -> Error {
    Error {
        problem: Problem::Syntax("control characters are not allowed".to_owned()),
        at,
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

    fn values(text: &str) -> Result<Vec<String>, String> {
        let (scalars, error) = read(text, 20);
        match error.map(|error| error.problem) {
            None => Ok(scalars.into_iter().map(|it| it.0).collect()),
            Some(Problem::Syntax(words) | Problem::Json(words)) => Err(words),
            Some(other) => Err(format!("{other:?}")),
        }
    }

    #[test]
    fn events_have_their_bytes() {
        let (scalars, error) = read(
            "한: \"\\x41\"\n# c\nb: !!str 'é'\nc: |\n  x\n  y\n\nd:\n",
            1,
        );
        let expected = [
            ("한", "한"),
            ("A", "\"\\x41\""),
            ("b", "b"),
            ("é", "'é'"),
            ("c", "c"),
            ("x\ny\n", "x\n  y"),
            ("d", "d"),
            ("", ""),
        ];
        assert_eq!(
            scalars,
            expected.map(|(value, written)| (value.to_owned(), written))
        );
        assert_eq!(error, None);
    }

    #[test]
    fn values_are_those_of_go_yaml() {
        for (text, expected) in [
            ("a b\n  c\n\n  d", &["a b c\nd"][..]),
            ("'a\n\n b''c'", &["a\nb'c"]),
            ("\"a\nb \\\n   c\\\td\"", &["a b c\td"]),
            ("\"\\u00e9\\U0001F600\\/\"", &[]),
            ("a: >\n  b\n  c\n\n   d\n  e\n", &["a", "b c\n\n d\ne\n"]),
            ("a: |+\n  b\n\n", &["a", "b\n\n"]),
            ("a: |-2\n   b", &["a", " b"]),
            ("{a, b: , ? c : d}", &["a", "", "b", "", "c", "d"]),
            ("[a: b, c]", &["a", "b", "c"]),
            ("a\n...\nb", &["a"]),
            ("\u{feff}a: b", &["a", "b"]),
        ] {
            let found = values(text);
            if expected.is_empty() {
                assert!(found.is_err(), "{text:?}: {found:?}");
            } else {
                let expected = expected.iter().map(|it| (*it).to_owned()).collect();
                assert_eq!(found, Ok(expected), "{text:?}");
            }
        }
    }

    #[test]
    fn what_is_refused_is_told_in_the_words_of_go_yaml() {
        for (text, expected) in [
            (
                "a:\n\tb: c",
                "line 2: found character that cannot start any token",
            ),
            (
                "a: b\n\tc: d",
                "line 2: found a tab character that violates indentation",
            ),
            ("a: b: c", "mapping values are not allowed in this context"),
            ("a:\n  - b\n c: d", "line 2: did not find expected key"),
            ("a: 'b", "line 2: found unexpected end of stream"),
            ("a: *b", "unknown anchor 'b' referenced"),
            (
                "a\nb: c",
                "line 2: mapping values are not allowed in this context",
            ),
            ("a: b\nc\nd: e", "line 3: could not find expected ':'"),
            ("a: \u{1}", "control characters are not allowed"),
            ("%YAML 1.2\n", "found incompatible YAML document"),
        ] {
            assert_eq!(values(text), Err(expected.to_owned()), "{text:?}");
        }
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

    /// The scalars of a value of JSON, or why it is none.
    fn json(text: &str) -> Result<String, String> {
        let mut scalars = Vec::new();
        let read = for_each_of_json(text, 0, 9, &mut |event, _| {
            if let Event::Scalar { value, .. } = event {
                scalars.push(value.into_owned());
            }
            ControlFlow::Continue(())
        });
        let read = read.and_then(|end| ends_with_value(text, end.unwrap_or(text.len())));
        match read.map_err(|error| error.problem) {
            Ok(()) => Ok(scalars.join(" ")),
            Err(Problem::Json(words)) => Err(words),
            Err(other) => Err(format!("{other:?}")),
        }
    }

    #[test]
    fn json_is_read_as_go_reads_it() {
        for (text, expected) in [
            ("", Ok("")),
            ("{}", Ok("")),
            ("{\"a\": {\"b\": [[], {}]}}", Ok("a b")),
            (
                r#" {"a": [1, "b\u00e9\/", true, {}], "c": null} "#,
                Ok("a 1 bé/ true c null"),
            ),
            (r#""\ud83d\ude00\ud83d""#, Ok("😀\u{fffd}")),
            ("[-0.5e+3]", Ok("-0.5e+3")),
            ("{", Err("JsonEnd")),
            ("{\"a\": ", Err("JsonEnd")),
            (
                "{\"a\": 1,}",
                Err("invalid character '}' looking for beginning of object key string"),
            ),
            (
                "{'a': 1}",
                Err(r"invalid character '\'' looking for beginning of object key string"),
            ),
            ("{\"a\" 1}", Err("invalid character '1' after object key")),
            (
                "{\"a\": 1 \"b\": 2}",
                Err("invalid character '\"' after object key:value pair"),
            ),
            ("[1 2]", Err("invalid character '2' after array element")),
            (
                "[1,]",
                Err("invalid character ']' looking for beginning of value"),
            ),
            ("{} x", Err("invalid character 'x' after top-level value")),
            (
                "[tru]",
                Err("invalid character ']' in literal true (expecting 'e')"),
            ),
            ("[01]", Err("invalid character '1' after array element")),
            ("[-]", Err("invalid character ']' in numeric literal")),
            ("[\"\n\"]", Err("invalid character '\\n' in string literal")),
            (
                r#"["\x"]"#,
                Err("invalid character 'x' in string escape code"),
            ),
            (
                "[é]",
                Err("invalid character 'Ã' looking for beginning of value"),
            ),
        ] {
            let expected = expected.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(json(text), expected, "{text}");
        }
    }
}
