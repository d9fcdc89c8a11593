//! A document within other text: behind a prompt and a command, the headers of an answer, or in a
//! fence of Markdown.

use serde_json::value::RawValue;

use super::super::json::{Json, JsonType};
use crate::{
    codes,
    diagnostic::{Diagnostic, Span},
    words::message,
};

/// Places at which a document is looked for; each costs as much as reading the rest of the text.
const MAX_STARTS: usize = 8;

/// A document that was found within a text.
#[derive(Debug)]
pub(super) struct Found<'t> {
    pub root: Json<'t>,
    /// What is said about the text around it.
    pub said: Diagnostic,
    /// The documents behind it.
    pub others: Vec<String>,
    /// The digest that the headers state.
    pub stated: Option<String>,
    /// Whether a command in front of it changed its white space.
    pub is_filtered: bool,
}

/// Looks for a document within a text.
pub(super) fn find(text: &str) -> Option<Found<'_>> {
    let starts = line_starts(text).filter(|it| text[*it..].starts_with(['{', '[']));
    let root = starts
        .take(MAX_STARTS)
        .find_map(|start| Json::first(text, &text[start..]).filter(is_something))?;
    let Span { start, end } = root.span();
    let (before, behind) = (&text[..start], &text[end..]);
    let others = documents(behind);
    // A mistake in this document.
    let goes_on = others.is_empty()
        && behind
            .trim_start()
            .starts_with(['{', '[', ']', '}', ',', ':', '"']);
    if goes_on || (before.trim().is_empty() && behind.trim().is_empty()) {
        return None;
    }
    Some(Found {
        said: if others.is_empty() {
            said(text, before, start, end)
        } else {
            several(others.len() + 1, root.span())
        },
        others,
        stated: header(before, "docker-content-digest"),
        is_filtered: before.contains("jq ") || before.contains("json.tool"),
        root,
    })
}

/// The documents one after another of which a text consists; none where something else is in it.
fn documents(text: &str) -> Vec<String> {
    let values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let values: Result<Vec<_>, _> = values.take(MAX_STARTS).collect();
    let values = values.unwrap_or_default();
    values.iter().map(|it| it.get().to_owned()).collect()
}

fn several(count: usize, first: Span) -> Diagnostic {
    let words = message!(
        "The text has {count} documents: the first is read, and the others where it leads to them.",
        count
    );
    Diagnostic::new(codes::IDX029, words).at(Span {
        start: first.start,
        end: first.start + 1,
    })
}

/// Where lines begin, behind their indentation.
fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut next = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = next + (line.len() - line.trim_start().len());
        next += line.len();
        start
    })
}

fn is_something(root: &Json<'_>) -> bool {
    match root.type_of() {
        JsonType::Object => !root.members().is_empty(),
        JsonType::List => {
            let first = root.items().first().map(Json::type_of);
            first == Some(JsonType::Object)
        }
        _ => false,
    }
}

fn said(text: &str, before: &str, start: usize, end: usize) -> Diagnostic {
    let (words, place) = if is_headers(before) {
        let words = message!("The HTTP headers in front of the document are not part of it.");
        (words, line(text, before.len() - before.trim_start().len()))
    } else if before.trim_end().lines().last().is_some_and(is_fence) {
        let words = message!("The Markdown fence around the document is not part of it.");
        (words, line(text, before.len() - before.trim_start().len()))
    } else if before.trim().is_empty() {
        let words =
            message!("What follows the document, such as the next prompt, is not part of it.");
        let behind = &text[end..];
        (
            words,
            line(text, end + behind.len() - behind.trim_start().len()),
        )
    } else {
        let words = message!(
            "What precedes the document, such as a prompt and a command, is not part of it."
        );
        (
            words,
            line(text, start.min(before.len() - before.trim_start().len())),
        )
    };
    Diagnostic::new(codes::IDX029, words).at(place)
}

/// The rest of the line from a place on.
fn line(text: &str, start: usize) -> Span {
    let length = text[start..].find(['\r', '\n']);
    Span {
        start,
        end: length.map_or(text.len(), |it| start + it),
    }
}

fn is_fence(line: &str) -> bool {
    line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~")
}

/// Whether a text is headers of HTTP, as `curl -i` or `curl -v` print them.
pub(super) fn is_headers(text: &str) -> bool {
    text.lines()
        .any(|line| header_line(line).starts_with("HTTP/"))
}

/// The value of a header; of several answers that of the last.
pub(super) fn header(text: &str, name: &str) -> Option<String> {
    let mut values = text.lines().rev().filter_map(|line| {
        let (key, value) = header_line(line).split_once(':')?;
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().to_owned())
    });
    values.next()
}

/// A line without what `curl -v` puts in front of the headers of an answer.
fn header_line(line: &str) -> &str {
    line.strip_prefix("< ").unwrap_or(line)
}
