//! What a pasted text says about a pod that does not get its image: `kubectl describe pod`, events in any
//! layout, statuses, logs of the kubelet and of runtimes, or the bare text of an error.
//!
//! | file | what it does |
//! | --- | --- |
//! | `plain` | the text without colours, times and marks before its lines |
//! | `lines`, `mapped` | the lines without frames and prompts, each byte with its place |
//! | `reader` | divides the text into statements; by layout: `event_row`, `pod_row`, `log_line`, `object` |
//! | `context` | the Pod, container and image that the text around a statement names |
//! | `phrases`, `rules` | the words by which causes are known |
//! | `verdict` | whether a statement may speak of an image, and its causes |
//! | `innermost` | the innermost error of a chain |
//! | `found` | the causes of all statements together |
//! | `causes` | what each cause means and what to do |
//! | `headline` | a cause in one sentence, with its names |
//! | `attempts` | the pulls so far |
//! | `next_attempt` | when the next pull comes |
//! | `ways_out` | what can be done instead of waiting |
//! | `remedies`, `place` | commands with what the text says filled in |
//! | `pulls` | the causes by the pull that fails |
//! | `related` | where a cause is looked into further |
//! | `joined` | the Secrets of a text against its images |
//! | `ticket` | the causes as Markdown |
//! | `topics` | what a text is about that is no image problem |

mod age;
mod attempts;
mod causes;
mod context;
mod event_row;
mod found;
mod headline;
mod image_name;
mod innermost;
mod joined;
mod lines;
mod log_line;
mod mapped;
mod next_attempt;
mod object;
mod phrases;
mod place;
mod plain;
mod pod_row;
mod pulls;
mod reader;
mod related;
mod remedies;
mod rules;
mod statement;
mod ticket;
mod topics;
mod verdict;
mod ways_out;

use serde::Serialize;

use crate::{
    codes,
    diagnostic::{Diagnostic, Span},
    request::Refused,
    words::{Message, MessageId, message},
};
pub use attempts::PastAttempt;
pub use next_attempt::NextAttempt;
pub use pulls::{FailingPull, failing_pulls};
pub use related::{Related, manifest_in, related};
pub use statement::{StatementKind, Subject};
pub use ticket::markdown;
pub use ways_out::{Action, WayOut};

/// Statements per text.
const MAX_STATEMENTS: usize = 1000;

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EventsReport {
    /// The causes that the text names, in the order of the text.
    pub causes: Vec<FoundCause>,
    /// What the text consists of, in order.
    pub statements: Vec<ReadStatement>,
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
    pub title: MessageId,
    /// The same as a sentence with the names that the text gives, in at most 20 words.
    pub headline: Message,
    /// What it means.
    pub text: MessageId,
    /// The image, as written.
    pub image: Option<String>,
    /// The container, init container or volume.
    pub container: Option<String>,
    /// The Pod.
    pub pod: Option<String>,
    /// Its namespace.
    pub namespace: Option<String>,
    /// Whose pull it is.
    pub subject: Option<Subject>,
    /// The innermost error, as it is in the text.
    pub reason: Option<String>,
    /// The places in the text, in bytes, that name it.
    pub evidence: Vec<Span>,
    /// When the kubelet tries again, in words.
    pub next_attempt: Option<Message>,
    /// The same in figures.
    pub next: Option<NextAttempt>,
    /// The pulls that failed so far, oldest first, as far as the text says when they were.
    pub attempts: Vec<PastAttempt>,
    /// What can be done instead of waiting, where a back-off holds the next pull.
    pub ways_out: Vec<WayOut>,
    /// What to do, best first.
    pub fixes: Vec<Remedy>,
    /// Where the words come from: a link.
    pub source: &'static str,
}

impl FoundCause {
    /// The platform that its error names, such as `linux/arm64/v8`.
    pub fn platform(&self) -> Option<&str> {
        remedies::platform(self.reason.as_deref()?)
    }
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Remedy {
    /// What to do, as one sentence.
    pub title: MessageId,
    /// A command that does or shows it, with what the text says filled in; names in angle brackets are
    /// not in the text.
    pub command: Option<String>,
}

/// One thing that the text says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReadStatement {
    /// What it is.
    pub kind: StatementKind,
    /// The reason of an event or status.
    pub reason: Option<String>,
    /// The image that it names.
    pub image: Option<String>,
    /// How long ago it was last, in s.
    pub age_seconds: Option<f64>,
    /// How often it was.
    pub count: Option<u32>,
    /// Its place in the text, in bytes.
    pub span: Span,
}

/// Names the causes that a text gives for a pod that does not get its image.
pub fn explain_events(text: &str) -> EventsReport {
    let Some(plain) = plain::plain(text) else {
        return explained(text);
    };
    let mut report = explained(plain.as_str());
    let in_paste = |span: &mut Span| {
        let Span { start, end } = plain.span(span.start..span.end);
        // Behind a blank that is longer than a byte where it was pasted.
        *span = Span {
            start,
            end: text.ceil_char_boundary(end),
        };
    };
    let of_causes = report.causes.iter_mut().flat_map(|it| &mut it.evidence);
    let of_statements = report.statements.iter_mut().map(|it| &mut it.span);
    let of_diagnostics = report
        .diagnostics
        .iter_mut()
        .filter_map(|it| it.span.as_mut());
    of_causes
        .chain(of_statements)
        .chain(of_diagnostics)
        .for_each(in_paste);
    report
}

/// Whether [`explain_events`] names a cause for a text that is no object of Kubernetes: what reads such objects
/// and what is said of causes is not needed for that.
pub(crate) fn names_cause(text: &str) -> bool {
    let plain = plain::plain(text);
    let pasted = reader::read_lines(plain.as_ref().map_or(text, mapped::Mapped::as_str));
    let mut statements = pasted.statements.iter();
    statements.any(|it| verdict::verdict(it, pasted.is_framed).leads_to_cause())
}

/// What [`explain_events`] says of a text as its program wrote it.
fn explained(text: &str) -> EventsReport {
    let pasted = reader::read(text);
    let found = found::find(&pasted, text);
    let mut diagnostics = Vec::new();
    if found.causes.is_empty() && !text.trim().is_empty() {
        diagnostics = topics::remarks(text);
        if diagnostics.is_empty() && found.waited.is_none() {
            diagnostics.push(nothing_known());
        }
    }
    diagnostics.extend(found.waited);
    diagnostics.extend(joined::compare(text, &found.causes));
    EventsReport {
        causes: found.causes,
        statements: found.statements.into_iter().take(MAX_STATEMENTS).collect(),
        diagnostics,
    }
}

fn nothing_known() -> Diagnostic {
    Diagnostic::new(
        codes::EVT900,
        message!("No known cause found in the text."),
    )
    .help(message!(
        "Paste the pod's events, above all the lines with Failed: kubectl describe pod <pod>. Events are kept for an hour by default; if you delete the pod, its replacement has fresh ones."
    ))
}
