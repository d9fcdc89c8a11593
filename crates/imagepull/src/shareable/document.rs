//! The documents of registries: indexes, manifests and image configurations. Their digests are those of
//! their bytes, so a link has them byte for byte or not at all.

use serde_json::{Map, Value};

use super::text::{hides_secret, is_secret_name};

/// Fields that tell a document of a registry from any other JSON (OCI image-spec v1.1.1, Docker
/// manifest schemas 1 and 2).
const TELLING: [&str; 10] = [
    "schemaVersion",
    "mediaType",
    "manifests",
    "layers",
    "fsLayers",
    "config",
    "rootfs",
    "history",
    "architecture",
    "Descriptor",
];

/// Variables that images set everywhere and that hold no secret.
const VARIABLES: [&str; 18] = [
    "PATH",
    "HOME",
    "USER",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "TZ",
    "TERM",
    "SHELL",
    "DEBIAN_FRONTEND",
    "GOPATH",
    "GOTOOLCHAIN",
    "NODE_ENV",
    "PYTHONUNBUFFERED",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONIOENCODING",
    "GPG_KEY",
    "GPG_KEYS",
];

/// Ends of the names of others.
const VARIABLE_ENDS: [&str; 8] = [
    "_VERSION", "_RELEASE", "_HOME", "_PATH", "_DIR", "_SHA256", "_SHA512", "_PORT",
];

/// Whether a link may have a document.
pub fn may_share_document(text: &str) -> bool {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => is_of_registry(&value) && is_harmless(&value),
        // A document that is typed or was cut off: nobody can tell what its parts are.
        Err(_) => !hides_secret(text) && !has_assignment(text) && !names_configuration(text),
    }
}

fn is_of_registry(value: &Value) -> bool {
    match value {
        Value::Object(fields) => {
            fields.is_empty() || TELLING.iter().any(|field| fields.contains_key(*field))
        }
        // `docker manifest inspect --verbose` prints a list.
        Value::Array(items) => items.iter().all(is_of_registry),
        _ => false,
    }
}

fn is_harmless(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => !hides_secret(text) && !holds_secrets(text),
        Value::Array(items) => items.iter().all(is_harmless) && !has_secret_argument(items),
        Value::Object(fields) => {
            !is_object_with_values(fields) && fields.iter().all(is_harmless_field)
        }
    }
}

/// Whether a text in a document is a document itself, with secrets in it.
fn holds_secrets(text: &str) -> bool {
    let is_document = text.contains('\n') || text.trim_start().starts_with(['{', '[']);
    is_document
        && match serde_json::from_str::<Value>(text) {
            Ok(value) => !is_harmless(&value),
            Err(_) => names_configuration(text),
        }
}

/// Whether an object is a docker configuration or one of Kubernetes, in the place of a document.
fn is_object_with_values(fields: &Map<String, Value>) -> bool {
    ["auths", "HttpHeaders", "stringData", "kind", "apiVersion"]
        .iter()
        .any(|field| fields.contains_key(*field))
}

fn is_harmless_field((key, value): (&String, &Value)) -> bool {
    let is_value = matches!(value, Value::String(_) | Value::Number(_) | Value::Array(_));
    if hides_secret(key) || holds_secrets(key) || (is_value && is_secret_name(key)) {
        return false;
    }
    match (&**key, value) {
        ("Env" | "env", Value::Array(variables)) => variables
            .iter()
            .all(|it| it.as_str().is_some_and(is_harmless_variable)),
        ("Env" | "env", other) => other.is_null(),
        ("created_by" | "v1Compatibility", Value::String(text)) => is_harmless_command(text),
        _ => is_harmless(value),
    }
}

/// `NAME=value` with a name of the list.
fn is_harmless_variable(variable: &str) -> bool {
    variable.split_once('=').is_some_and(|(name, value)| {
        let is_known =
            VARIABLES.contains(&name) || VARIABLE_ENDS.iter().any(|end| name.ends_with(end));
        // A path or a version, and no text in a text.
        let is_plain = !value.contains(['\n', '\r', '"', '{', '[']);
        is_known && is_plain && !is_secret_name(name) && !hides_secret(value)
    })
}

/// A step of a build. Arguments of the build are before it with their values: `|1 TOKEN=x /bin/sh`.
pub(crate) fn is_harmless_command(command: &str) -> bool {
    let is_instruction = |word: &str| matches!(word, "ENV" | "ARG" | "LABEL");
    let is_argument = command.trim_start().starts_with('|');
    let words: Vec<&str> = command.split_whitespace().collect();
    let sets = words.iter().position(|word| is_instruction(word));
    let assigned = sets.map_or(&[][..], |at| &words[at + 1..]);
    let mut assigned = assigned.iter().filter(|word| word.contains('='));
    let hides = hides_secret(command) || holds_secrets(command);
    !is_argument && !hides && assigned.all(|word| is_harmless_variable(word))
}

/// `["--password", "x"]`: the argument of an option in a list.
fn has_secret_argument(items: &[Value]) -> bool {
    let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
    words.len() > 1 && hides_secret(&words.join(" "))
}

/// Whether a text that is no JSON has `NAME=value` anywhere.
fn has_assignment(text: &str) -> bool {
    text.match_indices('=').any(|(at, _)| {
        let has_name =
            text[..at].ends_with(|char: char| char.is_ascii_alphanumeric() || char == '_');
        has_name && text[at + 1..].starts_with(|char: char| !char.is_whitespace() && char != '"')
    })
}

/// Whether a text that is no JSON has fields with values of one's own, or of other objects.
fn names_configuration(text: &str) -> bool {
    [
        "\"Env\"",
        "\"created_by\"",
        "\"auths\"",
        "\"kind\"",
        "kind:",
        "stringData",
        "env:",
        "-----",
    ]
    .iter()
    .any(|field| text.contains(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_registries_are_in_a_link() {
        for text in [
            r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"digest":"sha256:3f2b1c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b3f2b1c9d8e7f6a5b4c3d2e1f","size":7,"annotations":{"org.opencontainers.image.url":"https://github.com/acme/api"}}]}"#,
            r#"{"architecture":"arm64","config":{"Env":["PATH=/usr/local/sbin:/usr/bin","GOLANG_VERSION=1.23"],"Cmd":["nginx","-g","daemon off;"]},"history":[{"created_by":"/bin/sh -c #(nop)  CMD [\"bash\"]"}]}"#,
            "{\"schemaVersion\": 2, \"manif",
            "",
        ] {
            assert!(may_share_document(text), "{text}");
        }
    }

    #[test]
    fn documents_with_values_of_ones_own_are_in_none() {
        for text in [
            r#"{"config":{"Env":["P=x"]}}"#,
            r#"{"config":{"Env":["DB_PASSWORD=x"]}}"#,
            r#"{"config":{"Labels":{"token":"x"}}}"#,
            r#"{"config":{"Labels":{"a":"https://u:x@host/a"}}}"#,
            r#"{"config":{"Cmd":["--password","x"]}}"#,
            r#"{"history":[{"created_by":"|1 P=x /bin/sh -c make"}]}"#,
            r#"{"history":[{"created_by":"/bin/sh -c #(nop)  ENV P=x"}]}"#,
            r#"{"history":[{"created_by":"RUN curl -u u:x https://host"}]}"#,
            r#"{"auths":{"ghcr.io":{}}}"#,
            r#"{"a":1}"#,
            "kind: Secret",
            "P=x",
        ] {
            assert!(!may_share_document(text), "{text}");
        }
    }
}
