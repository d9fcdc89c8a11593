//! Content digests as [go-digest] v1.0.0 reads them: `algorithm:encoded`.
//!
//! ```text
//! digest    = algorithm ":" encoded
//! algorithm = part *( ("." / "+" / "_" / "-") part )      part = 1*[a-z0-9]
//! encoded   = 1*[a-zA-Z0-9=_-]
//! ```
//!
//! An algorithm is available when it is one of [`Algorithm`]; its encoded part is then lowercase
//! hexadecimal of exactly [`Algorithm::hex_length`] characters. go-digest registers sha256, sha384
//! and sha512 in v1.0.0, the version that distribution/reference uses; later commits of it leave
//! sha384 out. Computing digests is not done here.
//!
//! [go-digest]: https://github.com/opencontainers/go-digest

use core::fmt;

use crate::scan::Stop;
use crate::upstream::Upstream;
use crate::{Error, ErrorCode, Span};

/// go-digest's `ErrDigestInvalidFormat`.
pub(crate) const INVALID_FORMAT: &str = "invalid checksum digest format";
/// go-digest's `ErrDigestInvalidLength`.
pub(crate) const INVALID_LENGTH: &str = "invalid checksum digest length";
/// go-digest's `ErrDigestUnsupported`.
pub(crate) const UNSUPPORTED: &str = "unsupported digest algorithm";

/// A hash algorithm that go-digest v1.0.0 has registered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Algorithm {
    /// SHA-256, go-digest's `Canonical`.
    #[default]
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Algorithm {
    /// Every registered algorithm.
    pub const ALL: [Self; 3] = [Self::Sha256, Self::Sha384, Self::Sha512];

    /// The algorithm of this name.
    ///
    /// # Errors
    /// [`UnsupportedAlgorithm`] where go-digest has none of that name; names are case-sensitive.
    pub fn from_name(name: &str) -> Result<Self, UnsupportedAlgorithm> {
        let mut all = Self::ALL.into_iter();
        all.find(|it| it.name() == name).ok_or(UnsupportedAlgorithm)
    }

    /// The name as it is before the colon of a digest.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
        }
    }

    /// The number of hexadecimal characters of an encoded digest: 64, 96 or 128.
    pub const fn hex_length(self) -> usize {
        match self {
            Self::Sha256 => 64,
            Self::Sha384 => 96,
            Self::Sha512 => 128,
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// go-digest's `ErrDigestUnsupported`: no algorithm of that name is registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnsupportedAlgorithm;

impl fmt::Display for UnsupportedAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(UNSUPPORTED)
    }
}

impl core::error::Error for UnsupportedAlgorithm {}

/// A valid digest. It prints as `algorithm:encoded`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest<'a> {
    algorithm: Algorithm,
    encoded: &'a str,
}

impl<'a> Digest<'a> {
    /// Reads a whole text as a digest, as go-digest's `Parse` does.
    ///
    /// # Errors
    /// [`Error::upstream`] is one of go-digest's three texts: `invalid checksum digest format`,
    /// `invalid checksum digest length` or `unsupported digest algorithm`.
    pub fn parse(text: &'a str) -> Result<Self, Error<'a>> {
        let parsed = match text.split_once(':') {
            Some((algorithm, encoded)) if !algorithm.is_empty() && !encoded.is_empty() => {
                Self::validate(algorithm, encoded, 0)
            }
            _ => Err(Invalid {
                stop: incomplete(text),
                upstream: INVALID_FORMAT,
            }),
        };
        parsed
            .map_err(|invalid| Error::new(text, invalid.stop, Upstream::Message(invalid.upstream)))
    }

    /// The SHA-256 digest that a 64-character identifier stands for.
    pub(crate) fn from_identifier(identifier: &'a str) -> Self {
        Self {
            algorithm: Algorithm::Sha256,
            encoded: identifier,
        }
    }

    /// go-digest's `Validate` for a digest whose algorithm begins at byte `start` of its text.
    pub(crate) fn validate(
        algorithm: &str,
        encoded: &'a str,
        start: usize,
    ) -> Result<Self, Invalid> {
        let encoded_start = start + algorithm.len() + 1;
        let whole = Span::new(encoded_start, encoded_start + encoded.len());
        let Ok(known) = Algorithm::from_name(algorithm) else {
            return Err(unavailable(algorithm, encoded, start));
        };
        if encoded.len() != known.hex_length() {
            let stop = Stop {
                code: ErrorCode::DigestWrongLength,
                span: whole,
            };
            return Err(Invalid {
                stop,
                upstream: INVALID_LENGTH,
            });
        }
        match first_not_lowercase_hex(encoded) {
            None => Ok(Self {
                algorithm: known,
                encoded,
            }),
            Some((offset, character)) => {
                let code = match character {
                    'A'..='F' => ErrorCode::UppercaseDigest,
                    _ => ErrorCode::BadDigestCharacter,
                };
                let place = encoded_start + offset;
                let span = Span::new(place, place + character.len_utf8());
                Err(Invalid {
                    stop: Stop { code, span },
                    upstream: INVALID_FORMAT,
                })
            }
        }
    }

    /// The algorithm.
    pub const fn algorithm(self) -> Algorithm {
        self.algorithm
    }

    /// The hash in lowercase hexadecimal.
    pub const fn encoded(self) -> &'a str {
        self.encoded
    }
}

impl fmt::Display for Digest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.algorithm, self.encoded)
    }
}

/// Whether go-digest lets an algorithm of this name be registered:
/// `^[a-z0-9]+([+._-][a-z0-9]+)*$`.
pub fn is_algorithm_name(name: &str) -> bool {
    name.split(['+', '.', '_', '-']).all(|part| {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !part.is_empty() && part.bytes().all(fits)
    })
}

/// Why a digest is not valid: the place, and go-digest's text.
pub(crate) struct Invalid {
    pub(crate) stop: Stop,
    pub(crate) upstream: &'static str,
}

/// A digest must have something on both sides of its first colon.
fn incomplete(text: &str) -> Stop {
    match text.find(':') {
        None if text.is_empty() => Stop {
            code: ErrorCode::EmptyDigest,
            span: Span::new(0, 0),
        },
        None | Some(0) => Stop {
            code: ErrorCode::MissingDigestAlgorithm,
            span: Span::new(0, text.len()),
        },
        Some(colon) => Stop {
            code: ErrorCode::EmptyDigest,
            span: Span::new(colon, colon + 1),
        },
    }
}

/// An algorithm that is not registered is unsupported where the whole digest fits the grammar, and
/// a wrong format otherwise.
fn unavailable(algorithm: &str, encoded: &str, start: usize) -> Invalid {
    let span = Span::new(start, start + algorithm.len());
    if !is_algorithm_name(algorithm) {
        let code = if algorithm.bytes().any(|byte| byte.is_ascii_uppercase()) {
            ErrorCode::UppercaseDigestAlgorithm
        } else {
            ErrorCode::BadDigestAlgorithm
        };
        return Invalid {
            stop: Stop { code, span },
            upstream: INVALID_FORMAT,
        };
    }
    let fits =
        |character: char| matches!(character, 'a'..='z' | 'A'..='Z' | '0'..='9' | '=' | '_' | '-');
    match encoded
        .char_indices()
        .find(|(_, character)| !fits(*character))
    {
        Some((offset, character)) => {
            let place = span.end + 1 + offset;
            let span = Span::new(place, place + character.len_utf8());
            let stop = Stop {
                code: ErrorCode::BadDigestCharacter,
                span,
            };
            Invalid {
                stop,
                upstream: INVALID_FORMAT,
            }
        }
        None => Invalid {
            stop: Stop {
                code: ErrorCode::UnknownDigestAlgorithm,
                span,
            },
            upstream: UNSUPPORTED,
        },
    }
}

fn first_not_lowercase_hex(encoded: &str) -> Option<(usize, char)> {
    let is_hex = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if encoded
        .as_bytes()
        .iter()
        .fold(true, |all, byte| all & is_hex(byte))
    {
        return None;
    }
    let offset = encoded.as_bytes().iter().position(|byte| !is_hex(byte))?;
    encoded[offset..]
        .chars()
        .next()
        .map(|character| (offset, character))
}
