//! What is wrong with a document by itself: no JSON, no document of an image, against the schema.

use super::{
    json::{Json, JsonType, SyntaxError},
    schema::{Problem, Rule, Violation},
};
use crate::{
    codes,
    diagnostic::{Diagnostic, Span},
    sources::{OCI_INDEX, OCI_SCHEMA},
    words::{Message, message},
};

/// A text that is no JSON.
pub(super) fn syntax(text: &str, error: &SyntaxError) -> Diagnostic {
    let words = if text.trim().is_empty() {
        message!("The text is empty.")
    } else if text.starts_with('\u{feff}') {
        message!("The text begins with a byte order mark, which is not allowed in JSON.")
    } else {
        message!(
            "Invalid JSON: {words}.",
            words = Message::verbatim(error.words.as_str())
        )
    };
    Diagnostic::new(codes::IDX001, words)
        .at(error.span)
        .help(how_to_print())
        .docs(OCI_INDEX)
}

/// JSON that is no document of an image.
pub(super) fn unknown(root: Json<'_>) -> Diagnostic {
    let words = if root.type_of() == JsonType::Object {
        message!(
            "This is not an index, manifest, descriptor or image config: it has none of their fields."
        )
    } else {
        message!("This is not an image document, which is an object in braces.")
    };
    let span = root.span();
    Diagnostic::new(codes::IDX002, words)
        .at(Span {
            start: span.start,
            end: span.end.min(span.start + 1),
        })
        .help(how_to_print())
        .docs(OCI_INDEX)
}

pub(super) fn how_to_print() -> Message {
    message!(
        "These print the registry's document: `crane manifest NAME`, `skopeo inspect --raw docker://NAME`, `docker buildx imagetools inspect --raw NAME`."
    )
}

/// A field that the schema refuses.
pub(super) fn violation(violation: &Violation) -> Diagnostic {
    let path = &violation.path;
    let words = match &violation.problem {
        Problem::Missing(name) if path.is_empty() => {
            message!("The document has no `{name}`, which is required.", name)
        }
        Problem::Missing(name) => {
            message!("`{path}` has no `{name}`, which is required.", path, name)
        }
        Problem::Empty => message!("`{path}` is empty but needs at least one entry.", path),
        Problem::NotA(wanted) => not_a(path, *wanted),
        Problem::OutOfRange { least, most } if least == most => {
            message!("`{path}` is not {number}.", path, number = least)
        }
        Problem::OutOfRange { least, most } => message!(
            "`{path}` is not an integer from {least} to {most}.",
            path,
            least,
            most
        ),
        Problem::Unfit(rule) => unfit(path, *rule),
    };
    Diagnostic::new(codes::IDX003, words)
        .at(violation.span)
        .docs(OCI_SCHEMA)
}

fn not_a(path: &str, wanted: JsonType) -> Message {
    match wanted {
        JsonType::Number => message!("`{path}` is not a number; numbers have no quotes.", path),
        JsonType::Text => message!("`{path}` is not a string; strings have quotes.", path),
        JsonType::List => message!("`{path}` is not a list; lists have square brackets.", path),
        JsonType::Object => message!("`{path}` is not an object; objects have braces.", path),
        JsonType::Flag | JsonType::Null => message!("`{path}` is neither true nor false.", path),
    }
}

fn unfit(path: &str, rule: Rule) -> Message {
    match rule {
        Rule::MediaType => message!(
            "`{path}` is not a media type, such as application/vnd.oci.image.manifest.v1+json.",
            path
        ),
        Rule::Digest | Rule::CheckedDigest => message!(
            "`{path}` is not a digest, such as sha256: and 64 characters of 0-9 and a-f.",
            path
        ),
        Rule::Uri => message!("`{path}` is not a URL with a scheme.", path),
        Rule::DateTime => message!(
            "`{path}` is not a date and time such as 2024-05-01T12:00:00Z.",
            path
        ),
        Rule::Base64 => message!("`{path}` is not base64.", path),
        Rule::Environment => message!("`{path}` is not NAME=value on one line.", path),
        Rule::Layers => message!("`{path}` is not layers, the only valid type.", path),
    }
}
