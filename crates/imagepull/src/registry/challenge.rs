//! How a registry wants to know who asks: the header `WWW-Authenticate` of its answer 401.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::target::is_this_machine;

/// What a registry wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Challenge {
    /// User and password with each request.
    Basic,
    /// A token of a server of its own.
    Bearer {
        /// The address of the server.
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
            realm: parameter(rest, "realm")?,
            service: parameter(rest, "service"),
        })
    }

    /// Where a token that allows pulls of a repository is asked for. `None` where none is, or the
    /// server would be spoken to without encryption.
    pub fn token_url(&self, repository: &str) -> Option<String> {
        let Self::Bearer { realm, service } = self else {
            return None;
        };
        let host = Self::host_of(realm)?;
        if !realm.starts_with("https://") && !is_this_machine(host) {
            return None;
        }
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let separator = if realm.contains('?') { '&' } else { '?' };
        let service = service
            .as_ref()
            .map(|it| format!("service={}&", encoded(it)));
        let scope = encoded(&format!("repository:{repository}:pull"));
        Some(format!(
            "{realm}{separator}{}scope={scope}",
            service.unwrap_or_default()
        ))
    }

    /// The host of an address.
    fn host_of(address: &str) -> Option<&str> {
        let (_, rest) = address.split_once("://")?;
        rest.split(['/', '?', '#'])
            .next()
            .filter(|host| !host.is_empty() && !host.contains('@'))
    }
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

    #[test]
    fn the_challenges_of_registries_are_read() {
        let hub = Challenge::read(
            r#"Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/busybox:pull""#,
        );
        let hub = hub.expect("a challenge");
        assert_eq!(
            hub.token_url("library/busybox").as_deref(),
            Some(
                "https://auth.docker.io/token?service=registry%2Edocker%2Eio&scope=repository%3Alibrary%2Fbusybox%3Apull"
            )
        );
        assert_eq!(Challenge::read("Basic realm=\"r\""), Some(Challenge::Basic));
        for none in [
            "",
            "Digest realm=\"r\"",
            "Bearer",
            "Bearer service=\"s\"",
            "Bearer realm=\"open",
        ] {
            assert_eq!(Challenge::read(none), None, "{none}");
        }
        for refused in [
            "Bearer realm=\"http://auth.example.com/\"",
            "Bearer realm=\"http://127.0.0.1.evil.test/token\"",
            "Bearer realm=\"https://user@auth/\"",
            "Bearer realm=x",
        ] {
            assert_eq!(
                Challenge::read(refused).and_then(|it| it.token_url("a")),
                None,
                "{refused}"
            );
        }
        let here = Challenge::read("Bearer realm=http://127.0.0.1:5001/token?a=1");
        assert_eq!(
            here.and_then(|it| it.token_url("a")).as_deref(),
            Some("http://127.0.0.1:5001/token?a=1&scope=repository%3Aa%3Apull")
        );
    }
}
