//! How a registry wants to know who asks: the header `WWW-Authenticate` of its answer 401.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::{Failure, target::is_this_machine};

/// What a registry wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Challenge {
    /// User and password with each request.
    Basic,
    /// Its own token server.
    Bearer {
        /// The address of the server; empty where the registry says none.
        realm: String,
        /// The name of the registry there.
        service: Option<String>,
    },
}

impl Challenge {
    /// Reads the header: the first of its challenges that is known here.
    pub fn read(header: &str) -> Option<Self> {
        let (scheme, rest) = header.trim().split_once(' ').unwrap_or((header.trim(), ""));
        if scheme.eq_ignore_ascii_case("basic") {
            return Some(Self::Basic);
        }
        if !scheme.eq_ignore_ascii_case("bearer") {
            return None;
        }
        Some(Self::Bearer {
            realm: parameter(rest, "realm").unwrap_or_default(),
            service: parameter(rest, "service"),
        })
    }

    /// Where a token that allows pulls of a repository is asked for; `None` where none is wanted.
    ///
    /// # Errors
    /// [`Failure::Realm`] where the server has no address, or would be spoken to without encryption.
    pub fn token_url(&self, repository: &str) -> Result<Option<String>, Failure> {
        let Self::Bearer { realm, service } = self else {
            return Ok(None);
        };
        let host = host_of(realm).ok_or(Failure::Realm(None))?;
        if !realm.starts_with("https://") && !is_this_machine(host) {
            return Err(Failure::Realm(Some(host.to_owned())));
        }
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let separator = if realm.contains('?') { '&' } else { '?' };
        let service = service
            .as_ref()
            .map(|it| format!("service={}&", encoded(it)));
        let scope = encoded(&format!("repository:{repository}:pull"));
        Ok(Some(format!(
            "{realm}{separator}{}scope={scope}",
            service.unwrap_or_default()
        )))
    }
}

/// The host of an address over HTTP, with its port; `None` where it has none, or names a user.
pub fn host_of(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    (matches!(scheme, "http" | "https") && !host.is_empty() && !host.contains('@')).then_some(host)
}

/// The token in the answer of a server of tokens, under either of its names: some send both.
///
/// Source: docs/content/spec/auth/token.md of github.com/distribution/distribution, v2.8.
///
/// # Errors
/// [`Failure::NoToken`] where there is none that fits into a header.
pub fn token_of(answer: &[u8]) -> Result<String, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        token: Option<String>,
        access_token: Option<String>,
    }
    let answer: Option<Answer> = serde_json::from_slice(answer).ok();
    answer
        .and_then(|it| it.token.or(it.access_token))
        .filter(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_graphic()))
        .ok_or(Failure::NoToken)
}

/// A parameter of a challenge, `realm="…"`.
fn parameter(parameters: &str, name: &str) -> Option<String> {
    let mut rest = parameters;
    loop {
        let (key, after) = rest.split_once('=')?;
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_at(after.find(',').unwrap_or(after.len())),
        };
        if key.trim_matches([' ', ',']).eq_ignore_ascii_case(name) {
            return Some(value.trim().to_owned());
        }
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HUB: &str = r#"Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/busybox:pull""#;

    #[test]
    fn the_challenges_of_registries_are_read() {
        let bearer = |realm: &str, service: Option<&str>| Challenge::Bearer {
            realm: realm.to_owned(),
            service: service.map(str::to_owned),
        };
        let hub = bearer("https://auth.docker.io/token", Some("registry.docker.io"));
        for (header, challenge) in [
            (HUB, Some(hub)),
            ("Basic realm=\"r\"", Some(Challenge::Basic)),
            ("Bearer", Some(bearer("", None))),
            ("Bearer service=\"s\"", Some(bearer("", Some("s")))),
            ("Bearer realm=\"open", Some(bearer("", None))),
            ("Digest realm=\"r\"", None),
            ("", None),
        ] {
            assert_eq!(Challenge::read(header), challenge, "{header}");
        }
    }

    #[test]
    fn a_token_is_asked_for_where_the_registry_says() {
        let refused = |host: &str| Err(Failure::Realm(Some(host.to_owned())));
        for (header, url) in [
            (
                HUB,
                Ok(Some(
                    "https://auth.docker.io/token?service=registry%2Edocker%2Eio&scope=repository%3Aa%3Apull",
                )),
            ),
            (
                "Bearer realm=http://127.0.0.1:5001/token?a=1",
                Ok(Some(
                    "http://127.0.0.1:5001/token?a=1&scope=repository%3Aa%3Apull",
                )),
            ),
            ("Basic realm=x", Ok(None)),
            (
                "Bearer realm=\"http://auth.example.com/\"",
                refused("auth.example.com"),
            ),
            (
                "Bearer realm=\"http://127.0.0.1.evil.test:80/token\"",
                refused("127.0.0.1.evil.test:80"),
            ),
            (
                "Bearer realm=\"https://user@auth/\"",
                Err(Failure::Realm(None)),
            ),
            ("Bearer realm=ftp://localhost/", Err(Failure::Realm(None))),
            ("Bearer realm=x", Err(Failure::Realm(None))),
            ("Bearer", Err(Failure::Realm(None))),
        ] {
            let challenge = Challenge::read(header).expect(header);
            let url = url.map(|it| it.map(str::to_owned));
            assert_eq!(challenge.token_url("a"), url, "{header}");
        }
    }

    #[test]
    fn a_token_has_two_names() {
        for (answer, token) in [
            (r#"{"token":"t"}"#, Some("t")),
            (r#"{"access_token":"a","expires_in":300}"#, Some("a")),
            // Docker Hub and Harbor.
            (r#"{"token":"t","access_token":"t"}"#, Some("t")),
            (r#"{"token":null,"access_token":"a"}"#, Some("a")),
            (r#"{"token":""}"#, None),
            (r#"{"token":"t\nCookie: c"}"#, None),
            (r#"{"token":1}"#, None),
            ("{}", None),
            ("<html>", None),
        ] {
            let token = token.map(str::to_owned).ok_or(Failure::NoToken);
            assert_eq!(token_of(answer.as_bytes()), token, "{answer}");
        }
    }
}
