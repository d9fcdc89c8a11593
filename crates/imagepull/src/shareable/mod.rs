//! What of a text may be in a link: the one place that decides it, for every kind of field.
//!
//! A link goes into the history of a browser, into chats and to the page around an embed. So each
//! kind of field has an allow-list, and what it does not allow stays in the page.
//!
//! | kind of field | what a link may have |
//! | --- | --- |
//! | image names | [`may_share_images`] |
//! | names of pods, nodes, Secrets, platforms | [`may_share_name`] |
//! | keys of registry credentials | [`may_share_registry`] |
//! | a scenario | [`may_share_scenario`] |
//! | an index, a manifest, an image configuration | [`may_share_document`]: byte for byte or not at all |
//! | a Kubernetes manifest | [`without_secrets`](crate::workload::without_secrets): masked |
//!
//! `tokens` has the shapes of tokens, `text` tells whether a longer text hides a secret in any way that
//! is known here. A value that is a valid name and has no shape of a token can be a secret all the same:
//! nobody can tell (docs/security.md says so).

mod document;
mod encoded;
mod scenario;
mod text;
mod tokens;

use imageref::Reference;
use percent_encoding::percent_decode_str;

pub use document::may_share_document;
pub use scenario::may_share_scenario;

pub(crate) use document::is_harmless_command;
pub(crate) use text::{hides_secret, is_secret_name};
pub(crate) use tokens::token_prefix;

use tokens::has_token;

/// The longest name that a link has, in bytes. None that can be pulled is longer: a host has at most
/// 253 characters, a path 255.
const MAX_NAME_BYTES: usize = 512;

/// From this length on, a piece of letters and digits is more likely a token than a word.
const TOKEN_CHARS: usize = 20;

/// Whether a link may have image names, one a line. A line that may not be in it keeps all of them out:
/// the lines of a PEM file or of a config.json are only told together.
pub fn may_share_images(names: &str) -> bool {
    names.lines().all(may_share_image)
}

/// Whether a link may have an image name: one that parses and has no shape of a token, or one that
/// does not parse and can hide nothing.
pub fn may_share_image(name: &str) -> bool {
    let name = name.trim();
    name.len() <= MAX_NAME_BYTES
        && !has_token(name)
        && (Reference::parse(name).is_ok() || can_hide_nothing(name))
}

/// Whether a link may have a name: of an object of Kubernetes, of a key, of a platform. Two words may be a
/// name that is mistyped; more are a sentence or a command, and a colon between them makes a field.
pub fn may_share_name(name: &str) -> bool {
    let name = name.trim();
    let is_allowed = |char: char| char.is_alphanumeric() || " ._/:-()+,*$~".contains(char);
    name.len() <= MAX_NAME_BYTES
        && name.chars().all(is_allowed)
        && (!name.contains(' ') || (name.split(' ').count() == 2 && !name.contains(':')))
        && !has_token(name)
        && !has_long_piece(name)
}

/// Whether a link may have a key of registry credentials, or a pattern of `matchImages`. What is not
/// written as a registry may be a password in its place.
pub fn may_share_registry(key: &str) -> bool {
    let key = key.trim();
    let is_allowed = |char: char| char.is_alphanumeric() || "._/:-*?[]^".contains(char);
    key.is_empty()
        || (key.len() <= MAX_NAME_BYTES
            && key.chars().all(is_allowed)
            && crate::credentials::is_registry(key)
            && !has_token(key)
            && !has_long_piece(key))
}

/// Whether a key of registry credentials has a token in it, or user and password behind percent escapes.
pub(crate) fn hides_token(key: &str) -> bool {
    has_token(key)
        || (key.contains('%') && {
            let decoded = percent_decode_str(key).decode_utf8_lossy();
            decoded != key && (has_token(&decoded) || decoded.contains('@'))
        })
}

/// Whether a name that does not parse has nothing that could be a secret: only letters, digits and
/// what separates them, and an `@` only before a digest.
fn can_hide_nothing(name: &str) -> bool {
    let name = match name.split_once('@') {
        Some((name, digest)) if is_digest(digest) => name,
        Some(_) => return false,
        None => name,
    };
    let is_allowed = |char: char| char.is_alphanumeric() || "._/:-".contains(char);
    name.chars().all(is_allowed) && !has_long_piece(name)
}

/// Whether a piece between separators is as long as a token and mixes letters and digits as one.
fn has_long_piece(name: &str) -> bool {
    name.split(|char: char| !char.is_alphanumeric())
        .any(|piece| {
            piece.chars().count() >= TOKEN_CHARS
                && piece.contains(char::is_alphabetic)
                && piece.contains(char::is_numeric)
        })
}

/// Whether a text is a digest, or the beginning of one as it is typed or was cut off.
fn is_digest(text: &str) -> bool {
    let Some((algorithm, encoded)) = text.split_once(':') else {
        return false;
    };
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    matches!(algorithm, "sha256" | "sha384" | "sha512")
        && encoded.len() <= 128
        && encoded.bytes().all(is_hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_no_secret_is_in_a_link_as_it_is() {
        let digest = format!("sha256:{}", "0a1b2c3d".repeat(8));
        for name in [
            "",
            "nginx",
            "nginx:1.27",
            " busybox ",
            "registry.k8s.io/pause:3.5",
            "localhost:5000/acme/api",
            "ghcr.io/acme/api:v1.2.3-20240101123456-abcdef012345",
            "ghcr.io/acme/api:3f2b1c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b",
            "minio/minio:RELEASE.2024-01-16T16-07-38Z",
            "acme/api:0wxyz1i9j2k3l4m5n6p7q8r9s0v1w2x3",
            "Nginx:1.27",
            "GHCR.io/Acme/API:v1",
            "https://ghcr.io/acme/api:v1",
            "nginx:1.27:latest",
            "pypi-server:1",
            "acme/auth:v1",
            "nginx@sha256:0a1b",
            "Nginx@sha256:0a1b",
            &format!("nginx:1@{digest}"),
            &digest,
        ] {
            assert!(may_share_image(name), "{name}");
        }
        assert!(may_share_images("nginx\nghcr.io/acme/api:v1\n\n"));
        for name in [
            "linux/arm64",
            "windows(10.0.20348)/amd64",
            "web-7d4b9c6f5d-x2x1z",
            "파드",
        ] {
            assert!(may_share_name(name), "{name}");
        }
        for key in [
            "ghcr.io",
            "https://index.docker.io/v1/",
            "*.dkr.ecr.*.amazonaws.com",
            "123456789012.dkr.ecr.eu-central-1.amazonaws.com",
            "registry.example.com:5000/team-a",
        ] {
            assert!(may_share_registry(key), "{key}");
        }
    }

    #[test]
    fn what_may_hide_one_is_in_none() {
        for name in [
            "user:hunter2@ghcr.io/app",
            "user:hunter2@ghcr.io",
            "user:hun/ter2@ghcr.io/app",
            "u:hunter2@ghcr.io@sha256:0a1b",
            "https:\\\\u:hunter2@ghcr.io",
            "u:hunter2\r@ghcr.io/app",
            "nginx@",
            "nginx?x",
            "nginx=x",
            "nginx%41",
            "docker login -u u -p hunter2 ghcr.io",
            "{",
            "Abcdefghij0123456789",
        ] {
            assert!(!may_share_image(name), "{name}");
        }
        assert!(!may_share_image(&"a".repeat(MAX_NAME_BYTES + 1)));
        assert!(!may_share_images("nginx\npassword: x"));
        for key in ["hunter2", "ghcr.io/a%62", "u:p@ghcr.io", "ghcr.io?token=x"] {
            assert!(!may_share_registry(key), "{key}");
        }
    }
}
