//! Registries as Go's `net/url` reads them when `https://` is put before them: what the keyring
//! and `matchImages` do with every key and image.
//!
//! Source: kubernetes/kubernetes pkg/credentialprovider/keyring.go `ParseSchemelessURL` and
//! `SplitURL`; Go net/url `Parse`, net `SplitHostPort`.

use std::borrow::Cow;

use crate::kubelet::go::quote;

/// Host and path of a registry, decoded as Go does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GoUrl<'a> {
    /// Host, and the port where there is one.
    pub authority: Cow<'a, str>,
    /// Path with its leading slash; `""` where there is none.
    pub path: Cow<'a, str>,
}

/// Why Go does not read a text as a URL. The texts of a message may be parts of the input: they are
/// kept only where the input has no `@`, before which a password could be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UrlError {
    /// A control character.
    ControlCharacter,
    /// What is behind the last colon of the host is no number.
    Port(String),
    /// `[` without `]`.
    MissingBracket,
    /// A `%` without two hexadecimal digits, or one that a host may not have.
    Escape(String),
    /// A character that a host may not have.
    HostCharacter(char),
    /// What is in brackets is no IPv6 address.
    Address(String),
    /// User and password before the host that cannot be read.
    UserInfo,
}

impl UrlError {
    /// The words of `net/url`.
    pub fn words(&self) -> String {
        match self {
            Self::ControlCharacter => "net/url: invalid control character in URL".to_owned(),
            Self::Port(port) => format!("invalid port {} after host", quote(port)),
            Self::MissingBracket => "missing ']' in host".to_owned(),
            Self::Escape(text) => format!("invalid URL escape {}", quote(text)),
            Self::HostCharacter(character) => {
                let character = quote(character.encode_utf8(&mut [0; 4]));
                format!("invalid character {character} in host name")
            }
            Self::Address(address) => {
                format!(
                    "invalid host: ParseAddr({}): unable to parse IP",
                    quote(address)
                )
            }
            Self::UserInfo => "net/url: invalid userinfo".to_owned(),
        }
    }
}

/// Where a percent sign is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Host,
    Path,
    UserInfo,
}

impl<'a> GoUrl<'a> {
    /// Reads a registry that has no scheme: `ParseSchemelessURL`.
    pub fn schemeless(text: &'a str) -> Result<Self, UrlError> {
        let text = text.split('#').next().unwrap_or_default();
        if text.bytes().any(|byte| byte < b' ' || byte == 0x7f) {
            return Err(UrlError::ControlCharacter);
        }
        let text = text.split('?').next().unwrap_or_default();
        let slash = text.find('/').unwrap_or(text.len());
        let (authority, path) = text.split_at(slash);
        let (user_info, host) = match authority.rsplit_once('@') {
            Some((user_info, host)) => (Some(user_info), host),
            None => (None, authority),
        };
        let authority = read_host(host)?;
        if let Some(user_info) = user_info {
            read_user_info(user_info)?;
        }
        Ok(Self {
            authority,
            path: unescaped(path, Place::Path)?,
        })
    }

    /// The labels of the host and the port, `""` where there is none: `SplitURL`.
    pub fn host_and_port(&self) -> (&str, &str) {
        split_host_port(&self.authority).unwrap_or((&self.authority, ""))
    }
}

fn read_host(host: &str) -> Result<Cow<'_, str>, UrlError> {
    let port = if host.starts_with('[') {
        let end = host.rfind(']').ok_or(UrlError::MissingBracket)?;
        &host[end + 1..]
    } else {
        host.rfind(':').map_or("", |colon| &host[colon..])
    };
    let is_port = match port.strip_prefix(':') {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_digit()),
        None => port.is_empty(),
    };
    if !is_port {
        return Err(UrlError::Port(port.to_owned()));
    }
    let host = unescaped(host, Place::Host)?;
    if let Some(address) = host.strip_prefix('[') {
        let address = address.rsplit_once(']').map_or(address, |it| it.0);
        let without_zone = address.split('%').next().unwrap_or_default();
        if without_zone.parse::<std::net::Ipv6Addr>().is_err() {
            return Err(UrlError::Address(address.to_owned()));
        }
    }
    Ok(host)
}

fn read_user_info(user_info: &str) -> Result<(), UrlError> {
    let is_allowed = |character: char| {
        character.is_ascii_alphanumeric() || "-._:~!$&'()*+,;=%@".contains(character)
    };
    if !user_info.chars().all(is_allowed) {
        return Err(UrlError::UserInfo);
    }
    match unescaped(user_info, Place::UserInfo) {
        Ok(_) => Ok(()),
        Err(_) => Err(UrlError::UserInfo),
    }
}

/// A text with its percent escapes decoded: `PathUnescape`.
pub fn path_unescaped(text: &str) -> Result<String, UrlError> {
    unescaped(text, Place::Path).map(Cow::into_owned)
}

/// The text with its percent escapes decoded.
fn unescaped(text: &str, place: Place) -> Result<Cow<'_, str>, UrlError> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == b'%' {
            let digits = bytes.get(at + 1..at + 3);
            let value = digits.and_then(|digits| hexadecimal(digits[0], digits[1]));
            let refused = || UrlError::Escape(text[at..].chars().take(3).collect());
            let value = value.ok_or_else(refused)?;
            // In a host only bytes that are no ASCII may be written so, and the percent sign.
            if place == Place::Host && value < 0x80 && value != b'%' {
                return Err(refused());
            }
            decoded.push(value);
            at += 3;
        } else {
            if place == Place::Host && byte < 0x80 && !is_host_byte(byte) {
                return Err(UrlError::HostCharacter(char::from(byte)));
            }
            decoded.push(byte);
            at += 1;
        }
    }
    if decoded == bytes {
        return Ok(Cow::Borrowed(text));
    }
    Ok(Cow::Owned(match String::from_utf8(decoded) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    }))
}

fn hexadecimal(high: u8, low: u8) -> Option<u8> {
    let high = char::from(high).to_digit(16)?;
    let low = char::from(low).to_digit(16)?;
    u8::try_from(high * 16 + low).ok()
}

fn is_host_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.~!$&'()*+,;=:[]<>\"".contains(&byte)
}

/// Host and port; `None` where there is no port, or the text is no host with a port.
fn split_host_port(authority: &str) -> Option<(&str, &str)> {
    let colon = authority.rfind(':')?;
    let port = &authority[colon + 1..];
    let host = &authority[..colon];
    if let Some(inner) = host.strip_prefix('[') {
        let inner = inner.strip_suffix(']')?;
        return (!inner.contains(['[', ']'])).then_some((inner, port));
    }
    (!host.contains([':', '[', ']']) && !port.contains(['[', ']'])).then_some((host, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(String, String, String), String> {
        let url = GoUrl::schemeless(text).map_err(|error| error.words())?;
        let (host, port) = url.host_and_port();
        Ok((
            host.to_owned(),
            port.to_owned(),
            url.path.clone().into_owned(),
        ))
    }

    #[test]
    fn host_port_and_path_are_those_of_go() {
        for (text, host, port, path) in [
            ("ghcr.io", "ghcr.io", "", ""),
            ("ghcr.io/", "ghcr.io", "", "/"),
            ("ghcr.io:443/acme/app", "ghcr.io", "443", "/acme/app"),
            ("ghcr.io:/acme", "ghcr.io", "", "/acme"),
            ("*.ghcr.io", "*.ghcr.io", "", ""),
            ("[::1]:5000/a", "::1", "5000", "/a"),
            // Without a port the brackets stay, and are read as a class of characters later.
            ("[::1]", "[::1]", "", ""),
            ("user:pw@ghcr.io/a", "ghcr.io", "", "/a"),
            ("ghcr.io/a%2Fb", "ghcr.io", "", "/a/b"),
            // What is behind a question mark is a query.
            ("regist?y.io/a", "regist", "", ""),
            ("ghcr.io/a#b", "ghcr.io", "", "/a"),
            ("https://ghcr.io", "https", "", "//ghcr.io"),
            ("", "", "", ""),
        ] {
            let expected = (host.to_owned(), port.to_owned(), path.to_owned());
            assert_eq!(read(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_go_refuses_is_refused_in_its_words() {
        for (text, words) in [
            ("%invalid%", "invalid URL escape \"%in\""),
            ("ghcr.io/%", "invalid URL escape \"%\""),
            ("ghcr.io/%é", "invalid URL escape \"%é\""),
            ("gh%41r.io", "invalid URL escape \"%41\""),
            ("ghcr.io:*", "invalid port \":*\" after host"),
            ("[a-c].ghcr.io", "invalid port \".ghcr.io\" after host"),
            ("[::1", "missing ']' in host"),
            ("gh cr.io", "invalid character \" \" in host name"),
            ("ghcr.io/\n", "net/url: invalid control character in URL"),
            ("us er@ghcr.io", "net/url: invalid userinfo"),
        ] {
            assert_eq!(read(text), Err(words.to_owned()), "{text}");
        }
    }
}
