//! Patterns for familiar names, as `FamiliarMatch` of distribution/reference and Go's `path.Match`.

use alloc::string::ToString;
use alloc::vec::Vec;
use core::fmt;
use core::iter::Peekable;
use core::str::Chars;

use crate::AnyReference;

/// A shell pattern: `*` is any text without a slash, `?` any character but a slash, `[a-z]` and
/// `[^a-z]` one character of a class, and `\` takes the next character as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    chunks: Vec<Chunk>,
}

/// What stands between two stars.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Chunk {
    after_star: bool,
    items: Vec<Item>,
}

/// What matches one character.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    Literal(char),
    AnyButSlash,
    Class {
        negated: bool,
        ranges: Vec<(char, char)>,
    },
}

/// The pattern breaks off or has an empty class or range (`ErrBadPattern` of Go's `path`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadPattern;

impl fmt::Display for BadPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("syntax error in pattern")
    }
}

impl core::error::Error for BadPattern {}

impl Pattern {
    /// Reads a whole pattern.
    ///
    /// # Errors
    /// [`BadPattern`], with Go's text `syntax error in pattern`.
    pub fn parse(pattern: &str) -> Result<Self, BadPattern> {
        let mut chunks = Vec::new();
        let mut chunk = Chunk {
            after_star: false,
            items: Vec::new(),
        };
        let mut characters = pattern.chars().peekable();
        while let Some(character) = characters.next() {
            let item = match character {
                '*' => {
                    chunks.push(chunk);
                    chunk = Chunk {
                        after_star: true,
                        items: Vec::new(),
                    };
                    continue;
                }
                '?' => Item::AnyButSlash,
                '[' => class(&mut characters)?,
                '\\' => Item::Literal(characters.next().ok_or(BadPattern)?),
                literal => Item::Literal(literal),
            };
            chunk.items.push(item);
        }
        chunks.push(chunk);
        Ok(Self { chunks })
    }

    /// Whether the familiar form of the reference matches, with tag and digest or without
    /// (`FamiliarMatch`).
    pub fn matches(&self, reference: &AnyReference<'_>) -> bool {
        match reference {
            AnyReference::Digest(digest) => self.matches_text(&digest.to_string()),
            AnyReference::Named(named) => {
                self.matches_text(&named.familiar().to_string())
                    || self.matches_text(&named.familiar_name().to_string())
            }
        }
    }

    /// Whether the whole text matches (`path.Match`).
    ///
    /// Each chunk takes the first place where it fits and does not come back, as in Go.
    pub fn matches_text(&self, text: &str) -> bool {
        let mut rest = text;
        for (index, chunk) in self.chunks.iter().enumerate() {
            let is_last = index + 1 == self.chunks.len();
            match chunk.first_match(rest, is_last) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        true
    }
}

impl Chunk {
    /// What follows the first match, before which a star may take characters up to a slash. The
    /// last chunk matches only where nothing follows.
    fn first_match<'t>(&self, text: &'t str, is_last: bool) -> Option<&'t str> {
        let mut from = text;
        loop {
            match self.match_here(from) {
                Some(after) if after.is_empty() || !is_last => return Some(after),
                _ => {}
            }
            let mut skipped = from.chars();
            match skipped.next() {
                Some(character) if self.after_star && character != '/' => from = skipped.as_str(),
                _ => return None,
            }
        }
    }

    fn match_here<'t>(&self, text: &'t str) -> Option<&'t str> {
        let mut characters = text.chars();
        for item in &self.items {
            if !item.matches(characters.next()?) {
                return None;
            }
        }
        Some(characters.as_str())
    }
}

impl Item {
    fn matches(&self, character: char) -> bool {
        match self {
            Self::Literal(literal) => *literal == character,
            Self::AnyButSlash => character != '/',
            Self::Class { negated, ranges } => {
                let within = |(low, high): &(char, char)| (*low..=*high).contains(&character);
                ranges.iter().any(within) != *negated
            }
        }
    }
}

/// Reads what follows the `[` of a class, up to and including its `]`.
fn class(characters: &mut Peekable<Chars<'_>>) -> Result<Item, BadPattern> {
    let negated = characters.next_if_eq(&'^').is_some();
    let mut ranges = Vec::new();
    while ranges.is_empty() || characters.next_if_eq(&']').is_none() {
        let low = class_character(characters)?;
        let high = match characters.next_if_eq(&'-') {
            Some(_) => class_character(characters)?,
            None => low,
        };
        ranges.push((low, high));
    }
    Ok(Item::Class { negated, ranges })
}

/// A character of a class; `-` and `]` stand for themselves only after a backslash.
fn class_character(characters: &mut Peekable<Chars<'_>>) -> Result<char, BadPattern> {
    match characters.next() {
        None | Some('-' | ']') => Err(BadPattern),
        Some('\\') => characters.next().ok_or(BadPattern),
        Some(character) => Ok(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, text: &str, expected: bool) {
        let matches = Pattern::parse(pattern).map(|pattern| pattern.matches_text(text));
        assert_eq!(matches, Ok(expected), "{pattern} against {text}");
    }

    #[track_caller]
    fn check_bad(pattern: &str) {
        assert_eq!(Pattern::parse(pattern), Err(BadPattern), "{pattern}");
    }

    /// The rows are those of Go's documentation of `path.Match` put to the test by hand.
    #[test]
    fn a_star_stays_within_a_component() {
        check("*", "abc", true);
        check("*", "a/b", false);
        check("a*", "ab/c", false);
        check("a*/b", "a/b", true);
        check("a*/b", "a/c/b", false);
        check("a*b*c", "axbxc", true);
        check("**", "", true);
        check("", "", true);
        check("", "a", false);
        check("a*b?c*x", "abxbbxdbxebxczzx", true);
        check("a*b?c*x", "abxbbxdbxebxczzy", false);
    }

    #[test]
    fn one_character() {
        check("a?c", "abc", true);
        check("a?c", "a/c", false);
        check("ab[c]", "abc", true);
        check("ab[b-d]", "abc", true);
        check("ab[^b-d]", "abc", false);
        check("ab[^e-g]", "abc", true);
        check("a[^a]b", "a/b", true);
        check("a\\*", "a*", true);
        check("[\\]a]", "]", true);
        check("[\\-x]", "-", true);
        check("é[à-ü]?", "éñn", true);
    }

    /// A class may match a slash and a star may not, so it matters that chunks do not come back.
    #[test]
    fn the_first_match_of_a_chunk_stands() {
        check("*a[/b]*c", "aba/xc", false);
    }

    #[test]
    fn malformed() {
        for pattern in [
            "[", "[]", "[]a]", "[-]", "[-x]", "[x-]", "[x", "[x-", "[^", "[^]", "[a-b-c]", "\\",
            "a[", "[\\", "*[",
        ] {
            check_bad(pattern);
        }
        assert_eq!(BadPattern.to_string(), "syntax error in pattern");
    }

    #[test]
    fn both_familiar_forms_are_tried() {
        let reference = AnyReference::parse("docker.io/library/busybox:1.36").unwrap();
        let matches = |pattern| Pattern::parse(pattern).unwrap().matches(&reference);
        assert!(matches("busybox"));
        assert!(matches("busybox:1.*"));
        assert!(!matches("docker.io/library/busybox"));
    }
}
