//! Documents that cannot be read, and what to do about it.

use crate::{
    diagnostic::Diagnostic,
    words::{Words, say},
    workload::report::Finding,
    yaml::{Error, Limits, MOST_BYTES, MOST_DOCUMENTS, Problem},
};

/// The code of a document that is no YAML.
pub(super) const NO_YAML: &str = "YML001";

/// What is said of a document of a text that cannot be read.
pub(in crate::workload) fn unreadable(error: &Error, text: &str) -> Finding {
    let Limits { nodes, depth, .. } = Limits::MANIFESTS;
    match &error.problem {
        Problem::Syntax(words) => refused(
            NO_YAML,
            say!(
                "This document is no YAML that can be read: {words}.",
                words = Words::verbatim(words.as_str())
            ),
            say!("Mend it at this place. The other documents of the text are read all the same."),
        ),
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
            say!("The aliases of this document stand for more than {most} keys and values, so it is not read.", most = nodes),
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
                most = MOST_BYTES
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

fn refused(code: &'static str, message: Words, help: Words) -> Finding {
    Diagnostic::error(code, message).help(help)
}

fn fewer() -> Words {
    say!("Look at fewer documents at once.")
}
