//! Places in a name that a script fills in before it is one.

use crate::diagnostic::Span;

/// What is around a placeholder, the longer marks first.
const MARKS: [(&str, &str); 7] = [
    ("__", "__"),
    ("@@", "@@"),
    ("#{", "}#"),
    ("#{", "}"),
    ("[[", "]]"),
    ("{", "}"),
    ("%", "%"),
];

/// Words that nobody calls an image or a project.
const WORDS: [&str; 5] = ["REPLACE", "PLACEHOLDER", "CHANGEME", "CHANGE-ME", "YOUR-"];

/// The first placeholder of a name: `__IMAGE__`, `%TAG%`, `#{tag}#`, `gcr.io/PROJECT_ID/app`.
pub(super) fn placeholder_in(input: &str) -> Option<Span> {
    MARKS
        .into_iter()
        .find_map(|(open, close)| between(input, open, close))
        .or_else(|| in_uppercase(input))
}

/// The first word between two marks, with them.
fn between(input: &str, open: &str, close: &str) -> Option<Span> {
    let start = input.find(open)?;
    // `${TAG}`, `{% if tag %}`: a variable or a statement of a template.
    if input[..start].ends_with(['$', '{', '<']) {
        return None;
    }
    let word = start + open.len();
    let length = input[word..].find(close)?;
    let is_word = |text: &str| {
        let is_ordinary = |char: char| char.is_ascii_alphanumeric() || "_.- ".contains(char);
        // `a__1__b` is the name of a repository.
        let is_shouted = open != "__" || !text.contains(|char: char| char.is_ascii_lowercase());
        let has_letter = text.contains(|char: char| char.is_ascii_alphabetic());
        has_letter && is_shouted && text.chars().all(is_ordinary)
    };
    is_word(&input[word..word + length]).then(|| Span {
        start,
        end: word + length + close.len(),
    })
}

/// A part of the name in capitals that is two words, or one of those that mark what is to be replaced.
fn in_uppercase(input: &str) -> Option<Span> {
    let end = input.find('@').unwrap_or(input.len());
    let mut start = 0;
    for part in input[..end].split_inclusive(['/', ':']) {
        let word = part.trim_end_matches(['/', ':']);
        let is_capital = |char: char| char.is_ascii_uppercase() || "0123456789_-".contains(char);
        let is_two_words =
            word.contains('_') && word.contains(|char: char| char.is_ascii_alphabetic());
        let is_marked = WORDS.iter().any(|it| word.contains(it));
        if word.chars().all(is_capital) && (is_two_words || is_marked) {
            return Some(Span {
                start,
                end: start + word.len(),
            });
        }
        start += part.len();
    }
    None
}
