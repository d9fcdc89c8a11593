//! The causes as Markdown, for a ticket or a chat.

use std::fmt::Write as _;

use super::{EventsReport, FoundCause};
use crate::{
    credentials::pasted::masked,
    words::{MessageId, Translations},
};

/// Bytes of an error that are quoted.
const MAX_QUOTED: usize = 600;

const NEXT: MessageId = MessageId::new("Next retry");
const WHAT_TO_DO: MessageId = MessageId::new("What to do");

/// What a report says, as Markdown: each cause with its Pod and image, the error with secrets masked, and
/// the commands.
pub fn markdown(report: &EventsReport, translations: Translations) -> String {
    let mut ticket = String::new();
    for cause in &report.causes {
        write_cause(cause, translations, &mut ticket);
    }
    for diagnostic in &report.diagnostics {
        let _ = writeln!(
            ticket,
            "- {} {}",
            diagnostic.code,
            diagnostic.message.translated(translations)
        );
    }
    ticket
}

fn write_cause(cause: &FoundCause, translations: Translations, ticket: &mut String) {
    let _ = writeln!(
        ticket,
        "### {} {}\n",
        cause.code,
        cause.title.translated(translations)
    );
    let namespace = cause
        .namespace
        .as_deref()
        .map_or_else(String::new, |it| format!("{it}/"));
    let pod = cause.pod.as_deref().map(|pod| format!("{namespace}{pod}"));
    let places = [
        pod.as_deref(),
        cause.container.as_deref(),
        cause.image.as_deref(),
    ];
    let places: Vec<String> = places
        .into_iter()
        .flatten()
        .map(|it| format!("`{}`", quoted(it)))
        .collect();
    if !places.is_empty() {
        let _ = writeln!(ticket, "{}\n", places.join(" · "));
    }
    let _ = writeln!(ticket, "{}\n", cause.text.translated(translations));
    if let Some(reason) = &cause.reason {
        let _ = writeln!(
            ticket,
            "```text\n{}\n```\n",
            quoted(reason).replace("```", "'''")
        );
    }
    if let Some(next) = &cause.next_attempt {
        let _ = writeln!(
            ticket,
            "{}: {}\n",
            NEXT.translated(translations),
            next.translated(translations)
        );
    }
    let _ = writeln!(ticket, "{}:\n", WHAT_TO_DO.translated(translations));
    for fix in &cause.fixes {
        let _ = writeln!(ticket, "- {}", fix.title.translated(translations));
        if let Some(command) = &fix.command {
            let _ = writeln!(ticket, "  `{command}`");
        }
    }
    ticket.push('\n');
}

/// A text of the paste, cut, without what may be secret: parameters of addresses are signatures and tokens.
fn quoted(text: &str) -> String {
    let end = text.floor_char_boundary(MAX_QUOTED.min(text.len()));
    let words = text[..end]
        .split(' ')
        .map(|word| match word.split_once('?') {
            Some((address, rest)) if address.contains("://") => {
                let behind = rest.trim_start_matches(|it: char| !"\"':,".contains(it));
                format!("{address}?…{behind}")
            }
            _ => word.to_owned(),
        });
    let shown = masked(&words.collect::<Vec<_>>().join(" "));
    if end < text.len() {
        format!("{shown}…")
    } else {
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::explain_events;

    #[test]
    fn a_ticket_has_cause_error_and_commands_without_secrets() {
        let text = "Warning  Failed  3s  kubelet  spec.containers{app}: Failed to pull image \"ghcr.io/acme/api:v2\": \
                    failed to do request: Get \"https://acme:hunter2@ghcr.io/v2/?sig=abc\": dial tcp 1.2.3.4:443: i/o timeout";
        let ticket = markdown(&explain_events(text), Translations::ENGLISH);
        assert!(
            ticket.starts_with(
                "### EVT015 The registry did not answer in time\n\n`app` · `ghcr.io/acme/api:v2`\n"
            ),
            "{ticket}"
        );
        assert!(
            ticket.contains("i/o timeout") && ticket.contains("`curl -v https://ghcr.io/v2/`"),
            "{ticket}"
        );
        assert!(
            !ticket.contains("hunter2") && !ticket.contains("sig=abc"),
            "{ticket}"
        );
    }
}
