//! What a pasted text says about a pod that does not start: `kubectl describe pod`, `kubectl get
//! events`, or the text of an error.
//!
//! The causes and the words by which they are known stand in [`causes`]; the words are those of
//! the kubelet, containerd, CRI-O, the registries' clients and Go, as far as known.

mod causes;
mod next_attempt;

use serde::Serialize;

use crate::{
    diagnostic::{Diagnostic, Span},
    request::Refused,
    words::{Text, Words, say},
};
use causes::{CAUSES, Cause, Retry};

/// So many places of a cause are named.
const MOST_EVIDENCE: usize = 100;

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EventsReport {
    /// The causes that the text names, in the order of [`causes`].
    pub causes: Vec<FoundCause>,
    /// What is said of the text itself.
    pub diagnostics: Vec<Diagnostic>,
}

impl Refused for EventsReport {
    fn refused(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            ..Self::default()
        }
    }
}

/// A cause that a text names.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FoundCause {
    /// Stable code, for example `EVT001`.
    pub code: &'static str,
    /// What it is, in a few words.
    pub title: Text,
    /// What it means.
    pub text: Text,
    /// The places in the text, in bytes, that name it.
    pub evidence: Vec<Span>,
    /// When the kubelet tries again.
    pub next_attempt: Option<Words>,
    /// What to do, best first.
    pub fixes: Vec<Remedy>,
    /// Where the words come from: a link.
    pub source: &'static str,
}

/// Something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Remedy {
    /// What to do, as one sentence.
    pub title: Text,
    /// A command that does or shows it; words in angle brackets are to be filled in.
    pub command: Option<&'static str>,
}

/// Names the causes that a text gives for a pod that does not start.
pub fn explain_events(text: &str) -> EventsReport {
    let lower = text.to_ascii_lowercase();
    let mut causes: Vec<(&Cause, Vec<Span>)> = CAUSES
        .iter()
        .map(|cause| (cause, evidence(&lower, cause)))
        .filter(|(_, evidence)| !evidence.is_empty())
        .collect();
    // That a pull waits says nothing where the text also says why.
    if causes.iter().any(|(cause, _)| !cause.is_symptom) {
        causes.retain(|(cause, _)| !cause.is_symptom);
    }
    let diagnostics = match (causes.is_empty(), text.trim().is_empty()) {
        (true, false) => vec![nothing_known()],
        _ => Vec::new(),
    };
    let causes = causes.into_iter().map(|(cause, evidence)| FoundCause {
        code: cause.code,
        title: cause.title,
        text: cause.text,
        evidence,
        next_attempt: next_attempt(cause.retry, text),
        fixes: cause.fixes.to_vec(),
        source: cause.source,
    });
    EventsReport {
        causes: causes.collect(),
        diagnostics,
    }
}

/// The places of the words of a cause, in order, none inside another.
fn evidence(lower: &str, cause: &Cause) -> Vec<Span> {
    let places = cause.words.iter();
    let mut places: Vec<Span> = places
        .flat_map(|words| places_of(words, lower, cause.not_with).take(MOST_EVIDENCE))
        .collect();
    places.sort_by_key(|place| (place.start, usize::MAX - place.end));
    let mut end = 0;
    places.retain(|place| {
        let is_apart = place.start >= end;
        if is_apart {
            end = place.end;
        }
        is_apart
    });
    places.truncate(MOST_EVIDENCE);
    places
}

/// The places of words, in order, but for those on a line with any of `not_with`.
fn places_of<'a>(
    words: &'a str,
    text: &'a str,
    not_with: &'a [&str],
) -> impl Iterator<Item = Span> {
    let (mut line_end, mut is_meant) = (0, true);
    text.match_indices(words).filter_map(move |(start, found)| {
        // A line is looked at once, so that a long one with many places takes no longer.
        if !not_with.is_empty() && start >= line_end {
            let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
            line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
            let line = &text[line_start..line_end];
            is_meant = !not_with.iter().any(|other| line.contains(other));
        }
        let end = start + found.len();
        is_meant.then_some(Span { start, end })
    })
}

fn next_attempt(retry: Retry, text: &str) -> Option<Words> {
    // What fails before the pull has no back-off, whatever its cause.
    let is_inspecting = text.contains("Failed to inspect image");
    let said = match retry {
        Retry::BackOff if is_inspecting => return next_attempt(Retry::EverySync, text),
        Retry::BackOff => next_attempt::after_back_off(text),
        Retry::EverySync => {
            say!(
                "At every sync of the pod, 10 to 16 s after the last: there is no back-off, and no \
                 attempt succeeds before the cause is gone."
            )
        }
        Retry::Restart => {
            say!(
                "The image is there: the container is started again with the back-off of its restarts, \
                 which is another one than that of pulls."
            )
        }
        Retry::None => return None,
    };
    Some(said)
}

fn nothing_known() -> Diagnostic {
    Diagnostic::info(
        "EVT900",
        say!("The text names no cause that is known here."),
    )
    .help(say!(
        "Paste the events of the pod, the lines with Failed above all: kubectl describe pod <pod>. \
         Events are kept for an hour by default; delete the pod, and its next one has fresh ones."
    ))
}
