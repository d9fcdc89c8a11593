//! The errors that a registry tells in the body of an answer.
//!
//! Sources: github.com/opencontainers/distribution-spec, v1.1, “Error Codes”; servers of tokens
//! send the same, or `details` alone, as that of Docker Hub does.

use serde_json::Value;

/// Errors that are kept.
const MOST: usize = 3;

/// Characters of one that are kept.
const MAX_CHARACTERS: usize = 300;

/// An answer that is larger, in bytes, is no error but something else.
const LARGEST: usize = 64 * 1024;

/// An error in the words of a registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnError {
    /// Its code, such as `MANIFEST_UNKNOWN`; empty where it has none.
    pub code: String,
    /// Its message; empty where it has none.
    pub message: String,
}

impl OwnError {
    /// The code and the message as one text.
    pub fn words(&self) -> String {
        let parts = [&*self.code, &*self.message];
        let said: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        said.join(": ")
    }
}

/// The errors in the body of an answer, in which `…` stands for each of the secrets.
pub fn own_errors(body: &[u8], secrets: &[&str]) -> Vec<OwnError> {
    if body.len() > LARGEST {
        return Vec::new();
    }
    let Ok(body) = serde_json::from_slice::<Value>(body) else {
        return Vec::new();
    };
    let said = |value: &Value| shown(value.as_str().unwrap_or_default(), secrets);
    let listed = body["errors"].as_array().into_iter().flatten();
    let listed = listed.map(|error| OwnError {
        code: said(&error["code"]),
        message: said(&error["message"]),
    });
    let alone = OwnError {
        code: String::new(),
        message: said(&body["details"]),
    };
    listed
        .chain([alone])
        .filter(|it| !it.words().is_empty())
        .take(MOST)
        .collect()
}

/// A text of a registry on one line, without secrets and not too long.
fn shown(text: &str, secrets: &[&str]) -> String {
    let mut text = text.to_owned();
    for secret in secrets.iter().filter(|it| !it.is_empty()) {
        text = text.replace(secret, "…");
    }
    let words: Vec<&str> = text
        .split(|it: char| it.is_control() || it.is_whitespace())
        .filter(|it| !it.is_empty())
        .collect();
    let text = words.join(" ");
    match text.char_indices().nth(MAX_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(body: &str) -> Vec<String> {
        let secrets = ["correct-horse", ""];
        let errors = own_errors(body.as_bytes(), &secrets);
        errors.iter().map(OwnError::words).collect()
    }

    #[test]
    fn the_errors_of_registries_are_read() {
        let rows: [(&str, &[&str]); 12] = [
            (
                r#"{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry","detail":{"name":"a"}}]}"#,
                &["NAME_UNKNOWN: repository name not known to registry"],
            ),
            (
                r#"{"errors":[{"code":"DENIED"},{"message":"no"}]}"#,
                &["DENIED", "no"],
            ),
            // The server of tokens of Docker Hub.
            (
                r#"{"details":"incorrect username or password"}"#,
                &["incorrect username or password"],
            ),
            (
                r#"{"errors":[{"code":"A","message":"1"},{"code":"B"},{"code":"C"},{"code":"D"}]}"#,
                &["A: 1", "B", "C"],
            ),
            (
                r#"{"errors":[{"code":"UNAUTHORIZED","message":"no user with correct-horse\n\u001b[31m here"}]}"#,
                &["UNAUTHORIZED: no user with … [31m here"],
            ),
            (
                r#"{"errors":[{"code":"A","message":"<b>bold</b> `code`"}]}"#,
                &["A: <b>bold</b> `code`"],
            ),
            (r#"{"errors":[{"code":null,"message":7},{},"x"]}"#, &[]),
            (r#"{"errors":{}}"#, &[]),
            (r#"{"errors":[]}"#, &[]),
            ("[]", &[]),
            ("<html>", &[]),
            ("", &[]),
        ];
        for (body, expected) in rows {
            assert_eq!(words(body), expected, "{body}");
        }
    }

    #[test]
    fn a_long_error_is_cut_and_a_secret_with_it_is_not() {
        let message = |text: String| words(&format!(r#"{{"errors":[{{"message":"{text}"}}]}}"#));
        let cut = message("é".repeat(1000));
        assert_eq!(cut, [format!("{}…", "é".repeat(MAX_CHARACTERS))]);
        let start = "x".repeat(MAX_CHARACTERS - 4);
        let told = message(format!("{start}correct-horse"));
        assert_eq!(told, [format!("{start}…")]);
        assert!(message("x".repeat(LARGEST)).is_empty());
        assert!(message("[".repeat(100)).len() == 1);
        assert!(words(&"[".repeat(LARGEST)).is_empty());
    }
}
