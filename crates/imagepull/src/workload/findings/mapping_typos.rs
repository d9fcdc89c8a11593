//! Values without quotes that YAML reads as one more key because of a colon in them.

use super::subject::Context;
use crate::{
    codes,
    diagnostic::{Diagnostic, Span},
    image::parse_image,
    words::message,
    workload::{
        edits::{Edit, EditFix},
        report::Finding,
    },
};

/// Where a document is no YAML because the value of a line ends with a colon or has one before a
/// space: what YAML sees there.
pub(super) fn find(diagnostics: &[Finding], context: &Context<'_>) -> Vec<Finding> {
    let unreadable = diagnostics.iter().filter(|it| it.code == codes::YML001.id);
    let values = unreadable.filter_map(|it| value(context.text, it.span?));
    values.map(|value| finding(context.text, value)).collect()
}

/// The value of the line in which a place is, without quotes and with a colon that makes a key
/// of what is before it.
fn value(text: &str, place: Span) -> Option<Span> {
    let start = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next()?;
    let code = line.find(" #").map_or(line, |at| &line[..at]).trim_end();
    let from = code.find(": ")? + ": ".len();
    let value = code[from..].trim_start();
    let is_plain = value.starts_with(|char: char| char.is_ascii_alphanumeric())
        && !value.contains(['"', '\\', '{', '}', '[', ']']);
    let makes_a_key = value.ends_with(':') || value.contains(": ");
    let end = start + code.len();
    (is_plain && makes_a_key).then_some(Span {
        start: end - value.len(),
        end,
    })
}

fn finding(text: &str, value: Span) -> Finding {
    let finding = Diagnostic::new(
        codes::MAN032,
        message!("A colon before a space or a line end makes a YAML key, and a value on the same line as its key can't contain another key."),
    )
    .at(value)
    .help(message!(
        "Remove the colon if nothing belongs after it, or put the whole value in quotes."
    ));
    let fixes = [
        without_space(text, value),
        without_colon(text, value),
        in_quotes(text, value),
    ];
    fixes
        .into_iter()
        .flatten()
        .fold(finding, Diagnostic::fixed_by)
}

/// `redis: 7` as the name of an image.
fn without_space(text: &str, value: Span) -> Option<EditFix> {
    let name: String = text[value.start..value.end].split_whitespace().collect();
    let is_name = names_an_image(text, value) && parse_image(&name).pulled.is_some();
    is_name.then(|| {
        EditFix::new(
            message!("Write {name}", name),
            Edit::replacement(value, name),
        )
    })
}

fn without_colon(text: &str, value: Span) -> Option<EditFix> {
    let written = &text[value.start..value.end];
    let shorter = written.trim_end_matches(':');
    let colon = Span {
        start: value.start + shorter.len(),
        end: value.end,
    };
    let ends_with_it = shorter.len() < written.len() && !shorter.contains(": ");
    let edit = Edit::replacement(colon, "");
    ends_with_it.then(|| EditFix::new(message!("Remove the colon"), edit))
}

/// Not of an image: no name has the colon or the space that the quotes would keep.
fn in_quotes(text: &str, value: Span) -> Option<EditFix> {
    let fix = EditFix {
        title: message!("Put it in quotes"),
        edits: vec![
            Edit::insertion(value.start, "\""),
            Edit::insertion(value.end, "\""),
        ],
    };
    (!names_an_image(text, value)).then_some(fix)
}

/// Whether a value is that of a field for the name of an image.
fn names_an_image(text: &str, value: Span) -> bool {
    let line = text[..value.start].lines().next_back().unwrap_or_default();
    let key = line.trim_start_matches([' ', '-']).trim_end();
    ["image:", "reference:"].contains(&key)
}
