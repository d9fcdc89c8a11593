//! The pieces of a text that kubectl reads one by one, and the lines between them.
//!
//! Source: apimachinery pkg/util/yaml/decoder.go `YAMLReader` (v0.37): a line that begins with `---`
//! ends a piece, whether it is in a value or not. Where nothing is before it, the line belongs to the
//! piece.

use std::ops::Range;

/// What a line begins with that divides documents.
const MARKER: &str = "---";

/// So far kubectl looks for the brace of JSON, in bytes.
const MAX_JSON_LEAD: usize = 4096;

/// Whether kubectl tries a text as JSON.
pub(super) fn is_json(text: &str) -> bool {
    let content = text.trim_start();
    content.starts_with('{') && text.len() - content.len() < MAX_JSON_LEAD
}

/// The pieces of a text and where they begin, without a `---` before them.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let cuts = cuts(text);
    (1..cuts.len()).map(move |end| {
        let content = content(text, &cuts[end - 1..=end]).range;
        let piece = &text[content.clone()];
        let first_line = piece.lines().next().unwrap_or_default();
        let marker = if separator(first_line).is_some() {
            MARKER.len()
        } else {
            0
        };
        (content.start + marker, &piece[marker..])
    })
}

/// Where the pieces of a text begin, each with the line behind it that ends it, and where the last
/// ends.
pub(super) fn cuts(text: &str) -> Vec<usize> {
    cuts_from(text, 0)
}

/// The same from a place on.
pub(super) fn cuts_from(text: &str, start: usize) -> Vec<usize> {
    let mut cuts = vec![start];
    let (mut piece, mut line) = (start, start);
    while line < text.len() {
        let rest = &text[line..];
        let length = rest.find('\n').map_or(rest.len(), |at| at + 1);
        if let Some(words) = separator(&rest[..length]) {
            let is_good = words.is_empty();
            let is_first = line == piece;
            if !is_good || !is_first {
                piece = line + if is_good { length } else { MARKER.len() };
                cuts.push(piece);
            }
        }
        line += length;
    }
    if cuts.last() != Some(&text.len()) {
        cuts.push(text.len());
    }
    cuts
}

/// What is behind the marker of a line that divides documents, without a comment; `None` of
/// another line.
fn separator(line: &str) -> Option<&str> {
    let words = line.strip_prefix(MARKER)?.trim();
    Some(if words.starts_with('#') { "" } else { words })
}

/// What kubectl reads of a piece.
pub(super) struct Content {
    pub range: Range<usize>,
    /// The `---` that ends it and should not, with all of its line.
    pub bad_separator: Option<Range<usize>>,
}

/// What kubectl reads of the piece between two cuts.
pub(super) fn content(text: &str, piece: &[usize]) -> Content {
    let (start, end) = (piece[0], piece[1]);
    let written = &text[start..end];
    let line = written.strip_suffix('\n').unwrap_or(written);
    let line = line.rfind('\n').map_or(0, |at| at + 1);
    let last_line = &written[line..];
    let is_bad = last_line == MARKER && end < text.len() && !text[end..].starts_with('\n');
    let ends_it = separator(last_line).is_some_and(str::is_empty) && (line > 0 || is_bad);
    let range = start..if ends_it { start + line } else { end };
    let bad_separator = is_bad.then(|| start + line..end + following_line(text, end).len());
    Content {
        range,
        bad_separator,
    }
}

/// What is left of the line at a place.
pub(super) fn following_line(text: &str, at: usize) -> &str {
    text[at..].lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{content, cuts, pieces};

    #[test]
    fn a_line_of_dashes_divides_documents() {
        for (text, expected) in [
            ("", vec![]),
            ("a\n---\nb", vec![(0, "a\n"), (6, "b")]),
            ("---\na", vec![(3, "\na")]),
            ("a\n--- # b\nc\n---", vec![(0, "a\n"), (10, "c\n")]),
            ("---\n---\na", vec![(3, "\n"), (8, "a")]),
            (" ---\na\n", vec![(0, " ---\na\n")]),
            ("a\r\n---\r\nb", vec![(0, "a\r\n"), (8, "b")]),
            ("a: |\n---\n b", vec![(0, "a: |\n"), (9, " b")]),
            ("%YAML 1.1\n---\na", vec![(0, "%YAML 1.1\n"), (14, "a")]),
            ("a\n---b\nc", vec![(0, "a\n"), (5, "b\nc")]),
        ] {
            assert_eq!(pieces(text).collect::<Vec<_>>(), expected, "{text:?}");
        }
    }

    #[test]
    fn what_stands_behind_a_separator_spoils_the_piece_before_it() {
        for (text, expected) in [
            ("a\n---b\nc", Some("---b")),
            ("---b\nc", Some("---b")),
            ("a\n----\n", Some("----")),
            ("a\n--- b", Some("--- b")),
            ("a\n---\nb", None),
            ("a\n---", None),
            ("---", None),
            ("---\t# b\nc", None),
        ] {
            let cuts = cuts(text);
            let bad = content(text, &cuts[..2]).bad_separator;
            assert_eq!(bad.map(|it| &text[it]), expected, "{text:?}");
        }
    }
}
