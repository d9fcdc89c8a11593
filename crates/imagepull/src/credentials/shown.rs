//! Keys and user names as they may be shown: without what could be a password.

use std::borrow::Cow;

use crate::{base64_text, shareable::token_prefix};

/// A user name is no longer than this, in bytes; what is longer is a token.
const MAX_USER_NAME: usize = 128;

/// What is in the place of what is not shown.
pub const MASK: &str = "••••••";

/// A key without what could be a token behind its path: a parameter or a fragment.
pub fn without_parameters(key: &str) -> Cow<'_, str> {
    let fragment = key.find('#');
    let parameters = key.find('?').filter(|at| key[*at..].contains('='));
    match fragment.into_iter().chain(parameters).min() {
        Some(at) => Cow::Owned(format!("{}{MASK}", &key[..=at])),
        None => Cow::Borrowed(key),
    }
}

/// A key or image without user and password before its host. Where they cannot be told apart from
/// the rest, all before the last `@` is left out; a digest stays.
pub fn without_user_info(key: &str) -> Cow<'_, str> {
    let digest = key.rfind('@').filter(|at| is_digest(&key[at + 1..]));
    let (name, digest) = key.split_at(digest.unwrap_or(key.len()));
    let Some(at) = name.rfind('@') else {
        return Cow::Borrowed(key);
    };
    let scheme = name[..at].find("://").map_or(0, |place| place + 3);
    Cow::Owned(format!("{}{}{digest}", &name[..scheme], &name[at + 1..]))
}

/// Whether a text is written as a registry: with a scheme, as a host with a dot or a port, or as
/// `localhost`. What is not, in the place of a registry, may be a secret.
pub fn is_registry(text: &str) -> bool {
    if token_prefix(text).is_some() {
        return false;
    }
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    let host = rest.split('/').next().unwrap_or(rest);
    let (name, port) = match host.split_once(':') {
        Some((name, port)) => (name, Some(port)),
        None => (host, None),
    };
    let is_in_host = |byte: u8| byte.is_ascii_alphanumeric() || b".-*?[]".contains(&byte);
    let is_port = port.is_none_or(|port| port.bytes().all(|it| it.is_ascii_digit() || it == b'*'));
    let is_host = !name.is_empty() && name.bytes().all(is_in_host) && is_port;
    !scheme.is_empty() || (is_host && (port.is_some() || name.contains('.') || name == "localhost"))
}

/// Whether a text is the base64 of a user and a password, as in `auth`.
pub(super) fn is_auth(text: &str) -> bool {
    // Shorter than any that is in use, and longer than words that are base64 by chance.
    const SHORTEST: usize = 8;
    let decoded = base64_text::decode(text).or_else(|| base64_text::decode_unpadded(text));
    let decoded = decoded.and_then(|it| String::from_utf8(it).ok());
    text.len() >= SHORTEST
        && decoded.is_some_and(|it| it.contains(':') && !it.chars().any(char::is_control))
}

fn is_digest(text: &str) -> bool {
    // Shorter than any digest and longer than any port.
    const SHORTEST: usize = 8;
    text.split_once(':').is_some_and(|(algorithm, encoded)| {
        let is_algorithm = |byte: u8| byte.is_ascii_alphanumeric() || b"+._-".contains(&byte);
        !algorithm.is_empty()
            && algorithm.bytes().all(is_algorithm)
            && encoded.len() >= SHORTEST
            && encoded.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// A user name without what could be a password: a token, or a user and password before a host.
pub(super) fn without_token(username: &str) -> Cow<'_, str> {
    if let Some(token) = token_prefix(username) {
        return Cow::Owned(format!("{token}{MASK}"));
    }
    if username.len() > MAX_USER_NAME {
        return Cow::Borrowed(MASK);
    }
    if username.contains(':') {
        return without_user_info(username);
    }
    Cow::Borrowed(username)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_the_host_is_left_out() {
        let digest = format!("ghcr.io/a:v1@sha256:{}", "a".repeat(64));
        let both = format!("u:p@{digest}");
        for (key, expected) in [
            ("ghcr.io", "ghcr.io"),
            ("https://user:pw@ghcr.io/a", "https://ghcr.io/a"),
            ("https://user:p@/w@ghcr.io/a", "https://ghcr.io/a"),
            ("user:pw@ghcr.io", "ghcr.io"),
            (&digest, &digest),
            (&both, &digest),
        ] {
            assert_eq!(without_user_info(key), expected);
        }
    }

    #[test]
    fn what_could_be_a_token_behind_a_path_is_not_shown() {
        for (key, expected) in [
            ("https://r.io/x?token=hunter2", "https://r.io/x?••••••"),
            ("https://r.io/#hunter2", "https://r.io/#••••••"),
            ("prefix?.io", "prefix?.io"),
        ] {
            assert_eq!(without_parameters(key), expected);
        }
    }

    #[test]
    fn a_registry_is_told_from_what_may_be_a_secret() {
        for key in [
            "ghcr.io",
            "*.example.com/a",
            "localhost",
            "r:5000/a",
            "https://r/v1/",
        ] {
            assert!(is_registry(key), "{key}");
        }
        for key in [
            "hunter2",
            "joe:hunter2",
            "am9lOnMzY3JldA==",
            "ghp_a.b",
            "pass word.x",
            "",
        ] {
            assert!(!is_registry(key), "{key}");
        }
        assert!(is_auth("am9lOnMzY3JldA==") && is_auth("am9lOnMzY3JldA"));
        assert!(!is_auth("registry") && !is_auth("ghcr.io"));
    }

    #[test]
    fn a_token_in_the_place_of_a_user_is_not_shown() {
        for (username, expected) in [
            ("joe", "joe"),
            ("joe@example.com", "joe@example.com"),
            ("robot$acme+ci", "robot$acme+ci"),
            ("https://joe:pw@ghcr.io", "https://ghcr.io"),
            ("glpat-abcdef", "glpat-••••••"),
            (&"x".repeat(200), "••••••"),
        ] {
            assert_eq!(without_token(username), expected);
        }
    }
}
