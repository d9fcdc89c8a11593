//! Whether a text of any kind hides a secret, by all ways that are known here.

use percent_encoding::percent_decode_str;

use super::tokens::has_token;
use crate::credentials::pasted::masked;

/// Ends of names whose values are secret, in lower case and without what separates words.
const SECRET_ENDS: [&str; 22] = [
    "password",
    "passwd",
    "passphrase",
    "passwort",
    "pwd",
    "token",
    "apikey",
    "secretkey",
    "accesskey",
    "accesskeyid",
    "privatekey",
    "accountkey",
    "sharedkey",
    "masterkey",
    "encryptionkey",
    "signingkey",
    "clientsecret",
    "connectionstring",
    "signature",
    "authorization",
    "clientkeydata",
    "webhookurl",
];

/// Names that say so only as a whole.
const SECRET_NAMES: [&str; 9] = [
    "auth", "secret", "pass", "dsn", "sas", "sig", "jwt", "cookie", "pat",
];

/// Last words of names that say so, and the same where a capital letter begins the word.
const SHORT_WORDS: [&str; 3] = ["pass", "pwd", "dsn"];
const SHORT_ENDS: [&str; 3] = ["Pass", "Pwd", "Dsn"];

/// What stands for a value and is none.
const NO_VALUES: [&str; 6] = ["", "null", "true", "false", "~", "***"];

/// Whether the value of a field or variable of this name is secret.
pub fn is_secret_name(name: &str) -> bool {
    let words = name.rsplit(['-', '_', '.']);
    let is_short = |word: &str| {
        SHORT_WORDS.iter().any(|it| it.eq_ignore_ascii_case(word))
            || SHORT_ENDS.iter().any(|end| word.ends_with(end))
    };
    if words.take(1).any(is_short) {
        return true;
    }
    let name: String = name
        .chars()
        .filter(|char| !matches!(char, '-' | '_' | '.'))
        .map(|char| char.to_ascii_lowercase())
        .collect();
    SECRET_ENDS.iter().any(|end| name.ends_with(end)) || SECRET_NAMES.contains(&&*name)
}

/// Whether a text hides a secret: a token, what is encoded as one, a user and password before a host, a
/// command that logs in, a field or parameter whose name says so.
pub fn hides_secret(text: &str) -> bool {
    if hides_plainly(text) {
        return true;
    }
    text.contains('%') && {
        let decoded = percent_decode_str(text).decode_utf8_lossy();
        decoded != text && hides_plainly(&decoded)
    }
}

fn hides_plainly(text: &str) -> bool {
    has_token(text) || has_user_info(text) || assigns_secret(text) || masked(text) != text
}

/// Whether a user and a password, or a token alone behind a scheme, are before an `@` and a host.
fn has_user_info(text: &str) -> bool {
    let is_end = |char: char| char.is_whitespace() || "\"'`<>(),;|".contains(char);
    text.split(is_end).any(|word| {
        // The first colon and the first scheme decide: what is behind them is before the `@`.
        let colon = word.find(':').filter(|colon| *colon > 0);
        let scheme = word.find("//").or_else(|| word.find("\\\\"));
        word.match_indices('@').any(|(at, _)| {
            let host = &word[at + 1..];
            let has_host = host.starts_with(|char: char| char.is_alphanumeric() || char == '[');
            let stands_before =
                |place: Option<usize>, length| place.is_some_and(|place| place + length < at);
            has_host
                && (stands_before(colon, 1) || stands_before(scheme, 2))
                && !super::is_digest(host)
        })
    })
}

/// Whether a text gives a value to a name that says that it is secret: `sig=x`, `password: x`.
fn assigns_secret(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.match_indices([':', '=']).any(|(at, _)| {
        let before = text[..at].trim_end_matches([' ', '\t', '"', '\'', '\\', '[', ']', ')']);
        let is_in_name = |char: char| char.is_ascii_alphanumeric() || "_-.".contains(char);
        let name = before.rfind(|char: char| !is_in_name(char));
        let name = &before[name.map_or(0, |end| {
            end + before[end..].chars().next().map_or(1, char::len_utf8)
        })..];
        let is_tag = bytes[at] == b':'
            && before.len() == at
            && bytes
                .get(at + 1)
                .is_some_and(|it| !it.is_ascii_whitespace());
        if name.is_empty() || is_tag || !is_secret_name(name) {
            return false;
        }
        let value = text[at + 1..].trim_start_matches([' ', '\t', '"', '\'', '\\', '=']);
        let end = value.find(|char: char| char.is_whitespace() || "\"',}&;".contains(char));
        !NO_VALUES.contains(&&value[..end.unwrap_or(value.len())])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_a_secret() {
        for text in [
            "https://u:hunter2@ghcr.io/a",
            "https://hunter2@ghcr.io/a",
            "https:\\\\u:hunter2@ghcr.io",
            "git clone u:hunter2@host.example/x",
            "https://x.blob.core.windows.net/c?sv=1&sig=hunter2",
            "AccountName=a;AccountKey=hunter2;",
            "DB_PASSWORD=hunter2",
            "api_key: hunter2",
            "{\"client_secret\": \"hunter2\"}",
            "docker login -u u -p hunter2 ghcr.io",
            "https%3A%2F%2Fu%3Ahunter2%40ghcr.io",
        ] {
            assert!(hides_secret(text), "{text}");
        }
        for text in [
            "nginx:1@sha256:0a1b2c3d",
            "team@example.com",
            "secretName: tls",
            "automountServiceAccountToken: false",
            "tokens=5",
            "https://github.com/acme/api",
            "{{ .Values.image.tag }}",
        ] {
            assert!(!hides_secret(text), "{text}");
        }
    }
}
