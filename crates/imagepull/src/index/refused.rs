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
        say!("The text begins with a byte order mark, which is not allowed in JSON.")
    } else {
        say!(
            "Invalid JSON: {words}.",
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
            "This is not an index, manifest, descriptor or image config: it has none of their fields."
        )
    } else {
        say!("This is not an image document, which is an object in braces.")
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
        "These print the registry's document: `crane manifest NAME`, `skopeo inspect --raw docker://NAME`, `docker buildx imagetools inspect --raw NAME`."
    )
}

/// A field that the schema refuses.
pub(super) fn violation(violation: &Violation) -> Diagnostic {
    let path = &violation.path;
    let words = match &violation.problem {
        Problem::Missing(name) if path.is_empty() => {
            say!("The document has no `{name}`, which is required.", name)
        }
        Problem::Missing(name) => say!("`{path}` has no `{name}`, which is required.", path, name),
        Problem::Empty => say!("`{path}` is empty but needs at least one entry.", path),
        Problem::NotA(wanted) => not_a(path, *wanted),
        Problem::OutOfRange { least, most } if least == most => {
            say!("`{path}` is not {number}.", path, number = least)
        }
        Problem::OutOfRange { least, most } => say!(
            "`{path}` is not an integer from {least} to {most}.",
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
        JsonType::Number => say!("`{path}` is not a number; numbers have no quotes.", path),
        JsonType::Text => say!("`{path}` is not a string; strings have quotes.", path),
        JsonType::List => say!("`{path}` is not a list; lists have square brackets.", path),
        JsonType::Object => say!("`{path}` is not an object; objects have braces.", path),
        JsonType::Flag | JsonType::Null => say!("`{path}` is neither true nor false.", path),
    }
}

fn unfit(path: &str, rule: Rule) -> Words {
    match rule {
        Rule::MediaType => say!(
            "`{path}` is not a media type, such as application/vnd.oci.image.manifest.v1+json.",
            path
        ),
        Rule::Digest | Rule::CheckedDigest => say!(
            "`{path}` is not a digest, such as sha256: and 64 characters of 0-9 and a-f.",
            path
        ),
        Rule::Uri => say!("`{path}` is not a URL with a scheme.", path),
        Rule::DateTime => say!(
            "`{path}` is not a date and time such as 2024-05-01T12:00:00Z.",
            path
        ),
        Rule::Base64 => say!("`{path}` is not base64.", path),
        Rule::Environment => say!("`{path}` is not NAME=value on one line.", path),
        Rule::Layers => say!("`{path}` is not layers, the only valid type.", path),
    }
}
