//! Texts that are templates of a manifest and no manifest yet.

use super::{subject::Context, unreadable::NO_YAML};
use crate::{
    diagnostic::{Diagnostic, Span},
    sources::HELM_TEMPLATE,
    words::say,
    workload::report::Finding,
};

/// Where a document is no YAML because of `{{ … }}` in that line: that a tool has to fill it in.
pub(super) fn of(diagnostics: &[Finding], context: &Context<'_>) -> Vec<Finding> {
    let unreadable = diagnostics.iter().filter(|it| it.code == NO_YAML);
    let places = unreadable.filter_map(|it| {
        let place = it.span?;
        expression(context.text, place).or_else(|| unclosed(context.text, place))
    });
    places.map(finding).collect()
}

/// The first `{{ … }}` of the line in which a place stands.
fn expression(text: &str, place: Span) -> Option<Span> {
    let start = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let line = &text[start..end];
    let opening = line.find("{{")?;
    let closing = line[opening..]
        .find("}}")
        .map(|at| opening + at + "}}".len());
    Some(Span {
        start: start + opening,
        end: start + closing.unwrap_or(line.len()),
    })
}

/// A `{{` before a place, in the same document, that is not closed up to there.
fn unclosed(text: &str, place: Span) -> Option<Span> {
    let before = &text[..place.start];
    let start = before.rfind("{{")?;
    let between = &before[start..];
    let line = between.lines().next().map_or(0, str::len);
    (!between.contains("}}") && !between.contains("\n---")).then_some(Span {
        start,
        end: start + line,
    })
}

fn finding(place: Span) -> Finding {
    Diagnostic::warning(
        "MAN025",
        say!("A template stands here that nothing has filled in, and without that the text is no YAML."),
    )
    .at(place)
    .help(say!(
        "Paste what the template makes: helm template prints it, and helm get manifest what was \
         installed."
    ))
    .docs(HELM_TEMPLATE)
}
