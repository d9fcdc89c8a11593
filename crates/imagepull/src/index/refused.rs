//! What is wrong with a document by itself: no JSON, no document of an image, against the schema.

use super::{
    json::{Json, JsonType, SyntaxError},
    schema::{Problem, Rule, Violation},
};
use crate::{
    diagnostic::{Diagnostic, Span},
    sources::{OCI_INDEX, OCI_SCHEMA},
    words::{Words, say},
};

/// A text that is no JSON.
pub(super) fn syntax(text: &str, error: &SyntaxError) -> Diagnostic {
    let words = if text.trim().is_empty() {
        say!("The text is empty.")
    } else if text.starts_with('\u{feff}') {
        say!("The text begins with a byte order mark, which JSON does not have.")
    } else {
        say!(
            "The text is no JSON: {words}.",
            words = Words::verbatim(error.words.as_str())
        )
    };
    Diagnostic::error("IDX001", words)
        .at(error.span)
        .help(how_to_print())
        .docs(OCI_INDEX)
}

/// JSON that is no document of an image.
pub(super) fn unknown(root: Json<'_>) -> Diagnostic {
    let words = if root.type_of() == JsonType::Object {
        say!(
            "This is no index, manifest, descriptor or configuration of an image: it has the \
             fields of none of them."
        )
    } else {
        say!("This is no document of an image: that is an object in braces.")
    };
    let span = root.span();
    Diagnostic::error("IDX002", words)
        .at(Span {
            start: span.start,
            end: span.end.min(span.start + 1),
        })
        .help(how_to_print())
        .docs(OCI_INDEX)
}

pub(super) fn how_to_print() -> Words {
    say!(
        "These print the document as the registry has it: `crane manifest NAME`, \
         `skopeo inspect --raw docker://NAME`, `docker buildx imagetools inspect --raw NAME`."
    )
}

/// A field that the schema refuses.
pub(super) fn violation(violation: &Violation) -> Diagnostic {
    let path = &violation.path;
    let words = match &violation.problem {
        Problem::Missing(name) if path.is_empty() => {
            say!("The document has no `{name}`, which it needs.", name)
        }
        Problem::Missing(name) => say!("`{path}` has no `{name}`, which it needs.", path, name),
        Problem::Empty => say!("`{path}` is empty and needs at least one entry.", path),
        Problem::NotA(wanted) => not_a(path, *wanted),
        Problem::OutOfRange { least, most } if least == most => {
            say!("`{path}` is not {number}.", path, number = least)
        }
        Problem::OutOfRange { least, most } => say!(
            "`{path}` is no whole number from {least} to {most}.",
            path,
            least,
            most
        ),
        Problem::Unfit(rule) => unfit(path, *rule),
    };
    Diagnostic::error("IDX003", words)
        .at(violation.span)
        .docs(OCI_SCHEMA)
}

fn not_a(path: &str, wanted: JsonType) -> Words {
    match wanted {
        JsonType::Number => say!("`{path}` is no number; numbers stand without quotes.", path),
        JsonType::Text => say!("`{path}` is no text; texts stand in quotes.", path),
        JsonType::List => say!("`{path}` is no list; lists stand in square brackets.", path),
        JsonType::Object => say!("`{path}` is no object; objects stand in braces.", path),
        JsonType::Flag | JsonType::Null => say!("`{path}` is neither true nor false.", path),
    }
}

fn unfit(path: &str, rule: Rule) -> Words {
    match rule {
        Rule::MediaType => say!(
            "`{path}` is no media type, such as application/vnd.oci.image.manifest.v1+json.",
            path
        ),
        Rule::Digest | Rule::CheckedDigest => say!(
            "`{path}` is no digest: that is sha256: and 64 characters of 0-9 and a-f, or the like \
             of another algorithm.",
            path
        ),
        Rule::Uri => say!("`{path}` is no URL with its scheme.", path),
        Rule::DateTime => say!(
            "`{path}` is no date and time such as 2024-05-01T12:00:00Z.",
            path
        ),
        Rule::Base64 => say!("`{path}` is no base64.", path),
        Rule::Environment => say!("`{path}` is not NAME=value on one line.", path),
        Rule::Layers => say!("`{path}` is not layers, the only type there is.", path),
    }
}
