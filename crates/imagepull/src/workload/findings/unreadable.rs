//! Documents that cannot be read, and what to do about it.

use crate::{
    codes::{self, Code},
    diagnostic::Diagnostic,
    words::{Message, message},
    workload::report::Finding,
    yaml::{Error, Limits, MAX_DOCUMENTS, Problem},
};

/// What is said of a document of a text that cannot be read.
pub(in crate::workload) fn unreadable(error: &Error) -> Finding {
    let Limits {
        bytes,
        nodes,
        aliased_nodes,
        depth,
        ..
    } = Limits::MANIFESTS;
    match &error.problem {
        Problem::Syntax(words) => refused(
            codes::YML001,
            message!(
                "Invalid YAML: {words}.",
                words = Message::verbatim(words.as_str())
            ),
            mend(),
        ),
        Problem::Json(words) => {
            let offset = error.span.map_or(0, |span| span.start) + 1;
            let words = format!("json: offset {offset}: {words}");
            no_json(&words)
        }
        Problem::JsonEnd => no_json("unexpected EOF"),
        Problem::Separator(words) => refused(
            codes::YML011,
            message!(
                "A line that begins with --- ends a document and may only have a comment after it: {words}.",
                words = words.as_str()
            ),
            message!("Put what follows --- on the next line. kubectl reads neither the document before this line nor what follows it."),
        ),
        Problem::Unread => Diagnostic::new(
            codes::YML012,
            message!("The document ends before this place: kubectl skips everything from here to the next line with ---."),
        )
        .help(message!("Put a line with --- before it if it is a separate document.")),
        Problem::Depth => refused(
            codes::YML002,
            message!("This document is nested more than {most} levels deep, so it is skipped.", most = depth),
            message!("A manifest has about ten levels; look for brackets that aren't closed."),
        ),
        Problem::Nodes => refused(
            codes::YML003,
            message!("The text has more than {most} keys and values up to here; this document is skipped.", most = nodes),
            fewer(),
        ),
        Problem::Aliases => refused(
            codes::YML004,
            message!(
                "The aliases of this document expand to more than {most} keys and values, or make up nearly all of its content: error converting YAML to JSON: yaml: document contains excessive aliasing.",
                most = aliased_nodes
            ),
            message!("An alias repeats everything its anchor marks. Write the content out instead."),
        ),
        Problem::Cycle => refused(
            codes::YML005,
            message!("This alias is inside its own anchor, so it would expand forever; the document is skipped."),
            message!("Write the content out, or move the anchor."),
        ),
        Problem::Bytes => refused(
            codes::YML006,
            message!(
                "The text is larger than {most} MiB.",
                most = bytes >> 20
            ),
            fewer(),
        ),
        Problem::Documents => Diagnostic::new(
            codes::YML007,
            message!(
                "The text has more than {most} documents; the rest is skipped.",
                most = MAX_DOCUMENTS
            ),
        )
        .help(fewer()),
    }
    .at_known(error.span)
}

fn no_json(words: &str) -> Finding {
    refused(
        codes::YML001,
        message!(
            "A text that begins with a brace is read as JSON, but this is invalid: {words}.",
            words
        ),
        mend().and(message!(
            "From Kubernetes 1.33 on, kubectl also tries to read such a text as YAML."
        )),
    )
}

fn mend() -> Message {
    message!("Fix it here; the other documents are still checked. kubectl stops at this place.")
}

fn refused(code: Code, message: Message, help: Message) -> Finding {
    Diagnostic::new(code, message).help(help)
}

fn fewer() -> Message {
    message!("Check fewer documents at once.")
}
