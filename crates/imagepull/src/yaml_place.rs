//! Places of a YAML parser in bytes of the text.

use serde_saphyr::Location;

use crate::diagnostic::Span;

/// What some editors write before a text; the parser does not count it.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The place in the text, in bytes; `None` where it is not known.
pub(crate) fn span(text: &str, location: Location) -> Option<Span> {
    let span = location.span();
    let Some((offset, length)) = span.byte_offset().zip(span.byte_len()) else {
        return character(text, location);
    };
    let mark = if text.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len_utf8()
    } else {
        0
    };
    let start = usize::try_from(offset).ok()? + mark;
    let end = start + usize::try_from(length).ok()?;
    text.get(start..end).map(|_| Span { start, end })
}

/// The character at a line and column, both counted from 1.
fn character(text: &str, location: Location) -> Option<Span> {
    let above = usize::try_from(location.line()).ok()?.checked_sub(1)?;
    let before = usize::try_from(location.column()).ok()?.checked_sub(1)?;
    let line_start: usize = text.split_inclusive('\n').take(above).map(str::len).sum();
    let line = text.get(line_start..)?;
    let start = line_start + line.chars().take(before).map(char::len_utf8).sum::<usize>();
    let width = text.get(start..)?.chars().next().map_or(0, char::len_utf8);
    Some(Span {
        start,
        end: start + width,
    })
}
