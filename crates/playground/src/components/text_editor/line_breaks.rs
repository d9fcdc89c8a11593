//! Line breaks. A field of a browser knows one, `\n`; a text from a file may have others, and an edit
//! must leave every other byte of it alone.

use std::borrow::Cow;

use imagepull::{diagnostic::Span, utf16::Units};

/// How the lines of a text end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineBreaks {
    /// `\n`.
    #[default]
    Unix,
    /// `\r\n`.
    Windows,
}

impl LineBreaks {
    /// Those of a text, by its first one.
    pub fn new(text: &str) -> Self {
        let is_windows = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
        if is_windows {
            Self::Windows
        } else {
            Self::Unix
        }
    }

    /// A text as a field has it, with these line breaks.
    pub fn put_into(self, field: String) -> String {
        match self {
            Self::Unix => field,
            Self::Windows => field.replace('\n', "\r\n"),
        }
    }
}

pub fn in_field(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Places of a text, in bytes, as places in a field with this text, in UTF-16 units. What is beyond
/// the text or within a character is moved to where a character ends.
pub fn places_in_field(text: &str, spans: &[Span]) -> Vec<Span> {
    let within = spans.iter().map(|span| Span {
        start: text.floor_char_boundary(span.start),
        end: text.floor_char_boundary(span.end),
    });
    let within: Vec<Span> = within.collect();
    let units = Units::new(text);
    let mut places: Vec<Span> = within.iter().map(|&span| units.span(span)).collect();
    // The second halves of line breaks, which a field does not have.
    let halves: Vec<usize> = text.match_indices("\r\n").map(|(at, _)| at + 1).collect();
    let before = |byte| halves.partition_point(|&half| half < byte);
    for (place, span) in places.iter_mut().zip(&within) {
        place.start -= before(span.start);
        place.end -= before(span.end);
    }
    places
}

#[cfg(test)]
mod tests {
    use imagepull::utf16;

    use super::*;

    #[test]
    fn a_text_comes_out_of_a_field_as_it_went_in() {
        for text in ["", "a", "a\nb\n", "a\r\nb\r\n", "\r\n"] {
            let field = in_field(text).into_owned();
            assert!(!field.contains('\r'), "{text:?}");
            assert_eq!(LineBreaks::new(text).put_into(field), text);
        }
        assert_eq!(in_field("a\rb\r\rc\r\n"), "a\nb\n\nc\n");
        assert_eq!(LineBreaks::new("a\nb\r\n"), LineBreaks::Unix);
    }

    #[test]
    fn places_are_where_the_field_has_them() {
        let text = "é:\r\n  😀\r\nend";
        let field = in_field(text);
        for part in ["é", ":", "😀", "end"] {
            let start = text.find(part).unwrap();
            let end = start + part.len();
            let at = field.find(part).unwrap();
            let expected = utf16::span(
                &field,
                Span {
                    start: at,
                    end: at + part.len(),
                },
            );
            assert_eq!(
                places_in_field(text, &[Span { start, end }]),
                [expected],
                "{part}"
            );
        }
        let beyond = Span { start: 1, end: 99 };
        let all = Span { start: 0, end: 11 };
        assert_eq!(places_in_field(text, &[beyond]), [all]);
    }
}
