//! Documents that cannot be read, and what to do about it.

use crate::{
    diagnostic::Diagnostic,
    words::{Words, say},
    workload::report::Finding,
    yaml::{Error, Limits, MOST_DOCUMENTS, Problem},
};

/// The code of a document that is no YAML.
pub(super) const NO_YAML: &str = "YML001";

/// What is said of a document of a text that cannot be read.
pub(in crate::workload) fn unreadable(error: &Error, text: &str) -> Finding {
    let Limits {
        bytes,
        nodes,
        aliased_nodes,
        depth,
        ..
    } = Limits::MANIFESTS;
    match &error.problem {
        Problem::Syntax(words) => refused(
            NO_YAML,
            say!(
                "This document is no YAML that can be read: {words}.",
                words = Words::verbatim(words.as_str())
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
            "YML011",
            say!(
                "A line that begins with --- ends a document and may have a comment behind it, nothing else: {words}.",
                words = words.as_str()
            ),
            say!("Put what follows --- into the next line. kubectl reads neither the document before this line nor what is behind it."),
        ),
        Problem::Unread => Diagnostic::warning(
            "YML012",
            say!("The document ends before this place: kubectl passes over everything from here to the next line with ---."),
        )
        .help(say!("Put a line with --- before it if it is a document of its own.")),
        Problem::Depth => refused(
            "YML002",
            say!("This document is nested more than {most} levels deep and is not read.", most = depth),
            say!("A manifest has some ten levels; look for brackets that are not closed."),
        ),
        Problem::Nodes => refused(
            "YML003",
            say!("The text holds more than {most} keys and values up to here; this document is not read.", most = nodes),
            fewer(),
        ),
        Problem::Aliases => refused(
            "YML004",
            say!(
                "The aliases of this document stand for too many keys and values, more than {most} or nearly all that it has: error converting YAML to JSON: yaml: document contains excessive aliasing.",
                most = aliased_nodes
            ),
            say!("Each alias stands for all that its anchor marks. Write out what is meant."),
        ),
        Problem::Cycle => refused(
            "YML005",
            say!("This alias stands within what its anchor marks, so it has no end; the document is not read."),
            say!("Write out what is meant, or move the anchor."),
        ),
        Problem::Bytes => refused(
            "YML006",
            say!(
                "The text has {length} bytes; more than {most} are not read.",
                length = text.len(),
                most = bytes
            ),
            fewer(),
        ),
        Problem::Documents => Diagnostic::warning(
            "YML007",
            say!(
                "The text has more than {most} documents; from here on it is not read.",
                most = MOST_DOCUMENTS
            ),
        )
        .help(fewer()),
    }
    .at_known(error.span)
}

fn no_json(words: &str) -> Finding {
    refused(
        NO_YAML,
        say!(
            "A text that begins with a brace is read as JSON, and this is none: {words}.",
            words
        ),
        mend().and(say!(
            "From Kubernetes 1.33 on, kubectl tries such a text as YAML as well."
        )),
    )
}

fn mend() -> Words {
    say!(
        "Mend it at this place. kubectl stops here; the other documents of the text are looked at all the same."
    )
}

fn refused(code: &'static str, message: Words, help: Words) -> Finding {
    Diagnostic::error(code, message).help(help)
}

fn fewer() -> Words {
    say!("Look at fewer documents at once.")
}
