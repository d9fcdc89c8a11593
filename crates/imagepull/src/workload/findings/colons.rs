//! Values without quotes that YAML reads as one more key because of a colon in them.

use super::{subject::Context, unreadable::NO_YAML};
use crate::{
    diagnostic::{Diagnostic, Span},
    words::say,
    workload::{
        edits::{Edit, EditFix},
        report::Finding,
    },
};

/// Where a document is no YAML because the value of a line ends with a colon or has one before a
/// space: what YAML sees there.
pub(super) fn of(diagnostics: &[Finding], context: &Context<'_>) -> Vec<Finding> {
    let unreadable = diagnostics.iter().filter(|it| it.code == NO_YAML);
    let values = unreadable.filter_map(|it| value(context.text, it.span?));
    values.map(|value| finding(context.text, value)).collect()
}

/// The value of the line in which a place stands, without quotes and with a colon that makes a key
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
    let finding = Diagnostic::error(
        "MAN032",
        say!("YAML reads a colon before a space or at the end of a line as a key's, and a value on the line of its key can't have nested keys."),
    )
    .at(value)
    .help(say!(
        "Remove the colon if nothing belongs after it, or put the whole value in quotes."
    ));
    let written = &text[value.start..value.end];
    let shorter = written.trim_end_matches(':');
    let finding = if shorter.len() < written.len() && !shorter.contains(": ") {
        let colon = Span {
            start: value.start + shorter.len(),
            end: value.end,
        };
        let edit = Edit::replacement(colon, "");
        finding.fixed_by(EditFix::new(say!("Remove the colon"), edit))
    } else {
        finding
    };
    finding.fixed_by(EditFix {
        title: say!("Put it in quotes"),
        edits: vec![
            Edit::insertion(value.start, "\""),
            Edit::insertion(value.end, "\""),
        ],
        replacement: None,
    })
}
