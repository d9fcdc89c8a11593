//! The smallest change from one text to another, so that the cursor, the scroll position and the
//! list of what can be undone survive a text that the page sets.

use imagepull::{diagnostic::Span, utf16};

/// A part of a text that becomes another.
#[derive(Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// The part, in UTF-16 units.
    pub span: Span,
    /// What is there afterwards.
    pub insert: &'a str,
}

impl<'a> Change<'a> {
    /// What makes `after` of `before`; `None` where they are the same.
    pub fn between(before: &str, after: &'a str) -> Option<Self> {
        if before == after {
            return None;
        }
        let same = |(one, other): &(u8, u8)| one == other;
        let start = before.bytes().zip(after.bytes()).take_while(same).count();
        let start = before.floor_char_boundary(start);
        let (old, new) = (&before[start..], &after[start..]);
        let same_end = old.bytes().rev().zip(new.bytes().rev());
        let same_end = same_end.take_while(same).count();
        let old_end = old.ceil_char_boundary(old.len() - same_end);
        let end = start + old_end;
        let span = Span { start, end };
        Some(Self {
            span: utf16::span(before, span),
            insert: &new[..new.len() - (old.len() - old_end)],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_as_small_as_it_can_be() {
        let rows = [
            ("", "a", (0, 0), "a"),
            ("a", "", (0, 1), ""),
            ("image: a\n", "image: b\n", (7, 8), "b"),
            ("aa", "aaa", (2, 2), "a"),
            ("aaa", "aa", (2, 3), ""),
            ("abc", "xyz", (0, 3), "xyz"),
            ("한글: a", "한글: b", (4, 5), "b"),
            // They begin with the same bytes, and end with them.
            ("é", "è", (0, 1), "è"),
            ("😀!", "😁!", (0, 2), "😁"),
            ("a\u{80}", "a\u{4e80}", (1, 2), "\u{4e80}"),
        ];
        for (before, after, (start, end), insert) in rows {
            let span = Span { start, end };
            let expected = Some(Change { span, insert });
            assert_eq!(Change::between(before, after), expected, "{before} {after}");
        }
        assert_eq!(Change::between("a", "a"), None);
    }
}
