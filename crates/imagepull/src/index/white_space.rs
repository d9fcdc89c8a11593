//! The same JSON with other white space: what printing, pasting and editors make of a document.

use std::borrow::Cow;

use imageref::Algorithm;

use crate::digest::digest_of;

/// Indentations that commands print with.
const INDENTS: [&str; 4] = ["  ", "   ", "    ", "\t"];

/// The deepest text that is indented; no document of an image is half as deep, and each level costs
/// an indentation a line.
const MAX_DEPTH: usize = 32;

/// How a text differs from the bytes that have a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// Breaks at the ends of lines were added or lost.
    LineBreaks,
    /// It was indented, or an indentation was taken out.
    WhiteSpace,
}

/// How a text differs from the document that has a digest; `None` where it is another document, or
/// the very same.
pub(super) fn difference(text: &str, digest: &str, algorithm: Algorithm) -> Option<Difference> {
    let is_it = |form: &Cow<'_, str>| digest_of(form.as_bytes(), algorithm) == digest;
    if line_break_forms(text).iter().any(is_it) {
        return Some(Difference::LineBreaks);
    }
    let is_any = indented_forms(text).iter().any(is_it);
    is_any.then_some(Difference::WhiteSpace)
}

/// A text under all the forms that it may have had.
pub(super) fn forms(text: &str) -> Vec<Cow<'_, str>> {
    let mut forms = line_break_forms(text);
    forms.extend(indented_forms(text));
    forms
}

fn line_break_forms(text: &str) -> Vec<Cow<'_, str>> {
    let unix = text.replace("\r\n", "\n");
    let trimmed = unix.trim_end_matches('\n').to_owned();
    let forms = [
        format!("{trimmed}\n"),
        trimmed.replace('\n', "\r\n"),
        trimmed,
        unix,
    ];
    forms.into_iter().map(Cow::Owned).collect()
}

fn indented_forms(text: &str) -> Vec<Cow<'_, str>> {
    let (compact, depth) = compact(text);
    let mut forms: Vec<String> = Vec::new();
    if depth <= MAX_DEPTH {
        forms.extend(INDENTS.map(|indent| indented(&compact, indent)));
    }
    forms.push(compact);
    let with_break = forms.clone().into_iter().map(|it| it + "\n");
    let forms = with_break.chain(forms);
    forms.map(Cow::Owned).collect()
}

/// JSON without white space between its values, and how deep it is nested.
fn compact(text: &str) -> (String, usize) {
    let mut compact = String::with_capacity(text.len());
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut within = Within::default();
    for character in text.chars() {
        if within.is_text(character) {
            compact.push(character);
            continue;
        }
        match character {
            '{' | '[' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if !character.is_ascii_whitespace() {
            compact.push(character);
        }
    }
    (compact, deepest)
}

/// Compact JSON as `json.Indent` of Go, jq and Python indent it.
fn indented(compact: &str, indent: &str) -> String {
    let mut text = String::with_capacity(compact.len() * 2);
    let mut depth = 0_usize;
    let mut within = Within::default();
    let mut characters = compact.chars().peekable();
    let line = |text: &mut String, depth: usize| {
        text.push('\n');
        (0..depth).for_each(|_| text.push_str(indent));
    };
    while let Some(character) = characters.next() {
        if within.is_text(character) {
            text.push(character);
            continue;
        }
        match character {
            '{' | '[' => {
                text.push(character);
                if let Some(end) = characters.next_if(|it| matches!(it, '}' | ']')) {
                    text.push(end);
                    continue;
                }
                depth += 1;
                line(&mut text, depth);
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut text, depth);
                text.push(character);
            }
            ',' => {
                text.push(character);
                line(&mut text, depth);
            }
            ':' => text.push_str(": "),
            _ => text.push(character),
        }
    }
    text
}

/// Whether a character is within a text in quotes, the quotes included.
#[derive(Default)]
struct Within {
    is_open: bool,
    is_escaped: bool,
}

impl Within {
    fn is_text(&mut self, character: char) -> bool {
        if !self.is_open {
            self.is_open = character == '"';
            return self.is_open;
        }
        match character {
            _ if self.is_escaped => self.is_escaped = false,
            '\\' => self.is_escaped = true,
            '"' => self.is_open = false,
            _ => {}
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_known_whatever_its_white_space() {
        let compact = r#"{"a":[1,{"b":"x \" : , {"},[],{}],"c":null}"#;
        let printed = "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"x \\\" : , {\"\n    },\n    [],\n    {}\n  ],\n  \"c\": null\n}";
        assert_eq!(indented(compact, "  "), printed);
        assert_eq!(super::compact(printed), (compact.to_owned(), 3));
        let digest = |text: &str| digest_of(text.as_bytes(), Algorithm::Sha256);
        let between =
            |text: &str, origin: &str| difference(text, &digest(origin), Algorithm::Sha256);
        assert_eq!(between(printed, compact), Some(Difference::WhiteSpace));
        assert_eq!(between(compact, printed), Some(Difference::WhiteSpace));
        assert_eq!(
            between(&format!("{printed}\n"), printed),
            Some(Difference::LineBreaks)
        );
        assert_eq!(between(printed, "{}"), None);
    }
}
