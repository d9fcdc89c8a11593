//! One entry of a docker configuration: a key and who logs in. The password is no part of it: what
//! reads a configuration drops it.

use std::fmt;

use super::{
    go_url::{GoUrl, UrlError},
    shown::{without_parameters, without_token, without_user_info},
};

/// A key of a docker configuration and its user.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    key: String,
    username: Option<String>,
    pub(super) index_key: Result<String, UnusableKey>,
    pub(super) login: Login,
}

/// Why the keyring passes over a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum UnusableKey {
    /// Go does not read it as a URL.
    Unreadable(UrlError),
    /// An `@` is left in it, which no image name has there.
    At,
}

/// What an entry gives to log in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Login {
    /// A user, a password or both.
    UserAndPassword,
    /// A user alone.
    OnlyUser,
    /// Nothing that the kubelet reads.
    Nothing,
    /// Nothing but a token in this field, which the kubelet does not read.
    OnlyToken(&'static str),
}

impl Entry {
    /// An entry with a user and a password that is not known here. User and password before the host
    /// of a key are dropped, and so is a user name that is a token.
    pub fn new(key: &str, username: Option<&str>) -> Self {
        Self::with_login(key, username, Login::UserAndPassword)
    }

    pub(super) fn with_login(key: &str, username: Option<&str>, login: Login) -> Self {
        let username = username.filter(|name| !name.is_empty());
        Self {
            key: without_parameters(&without_user_info(key)).into_owned(),
            username: username.map(|name| without_token(name).into_owned()),
            index_key: index_key(key),
            login,
        }
    }

    /// The key as written, without user and password before the host.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The user; `None` where there is none.
    pub fn username(&self) -> Option<&str> {
        self.username.as_deref()
    }
}

impl fmt::Debug for Entry {
    /// The index key may hold parts of a key that is malformed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("key", &self.key)
            .field("username", &self.username)
            .finish_non_exhaustive()
    }
}

/// What the keyring stores a key under: host and path, without scheme, and without `/v1` or `/v2`
/// where a path begins with it and goes on
/// (kubernetes/kubernetes pkg/credentialprovider/keyring.go `Add`).
fn index_key(key: &str) -> Result<String, UnusableKey> {
    let url = GoUrl::schemeless(without_scheme(key)).map_err(|error| {
        // The words of an error quote the key, in which a password may be.
        UnusableKey::Unreadable(if key.contains('@') {
            UrlError::UserInfo
        } else {
            error
        })
    })?;
    let path = match url.path.get(..4) {
        Some("/v1/" | "/v2/") => &url.path[3..],
        _ => &url.path,
    };
    let path = if path == "/" { "" } else { path };
    let index_key = format!("{}{path}", url.authority);
    if index_key.contains('@') {
        return Err(UnusableKey::At);
    }
    Ok(index_key)
}

/// The key without `https://` or `http://`; the keyring knows no other scheme, and case matters.
pub(super) fn without_scheme(key: &str) -> &str {
    let schemes = ["https://", "http://"];
    let rest = schemes.iter().find_map(|scheme| key.strip_prefix(scheme));
    rest.unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_stored_as_the_keyring_does() {
        for (key, expected) in [
            ("ghcr.io", "ghcr.io"),
            ("https://ghcr.io", "ghcr.io"),
            ("http://ghcr.io/", "ghcr.io"),
            ("https://ghcr.io/acme", "ghcr.io/acme"),
            ("https://index.docker.io/v1/", "index.docker.io"),
            ("https://quay.io/v2/acme", "quay.io/acme"),
            ("https://index.docker.io/v1", "index.docker.io/v1"),
            ("registry:5000", "registry:5000"),
            ("https://user:pw@ghcr.io/acme", "ghcr.io/acme"),
            ("docker://ghcr.io", "docker:/ghcr.io"),
        ] {
            let entry = Entry::new(key, None);
            let expected = expected.replace(":/ghcr", "://ghcr");
            assert_eq!(entry.index_key, Ok(expected), "{key}");
        }
        assert_eq!(
            Entry::new("a/b@c", None).index_key,
            Err(UnusableKey::At),
            "a password may stand there"
        );
    }

    #[test]
    fn neither_key_nor_user_shows_a_password() {
        let entry = Entry::new("https://joe:s3cret@ghcr.io", Some("ghp_s3cret"));
        assert_eq!(entry.key(), "https://ghcr.io");
        assert!(!format!("{entry:?}").contains("s3cret"), "{entry:?}");
    }
}
