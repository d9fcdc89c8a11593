//! A reference or a digest alone, as `ParseAnyReference` of distribution/reference reads it.

use core::fmt;

use crate::digest::Digest;
use crate::{Error, Normalized, grammar};

/// A reference or a digest alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnyReference<'a> {
    /// A digest, or an identifier of 64 hexadecimal characters, which stands for its SHA-256.
    Digest(Digest<'a>),
    /// A reference with a name.
    Named(Normalized<'a>),
}

impl<'a> AnyReference<'a> {
    /// Reads a whole text: an identifier, else a valid digest, else what [`Normalized::parse`]
    /// makes of it. So `sha256:` with one character too few is an image called `sha256`.
    ///
    /// # Errors
    /// Those of [`Normalized::parse`].
    pub fn parse(text: &'a str) -> Result<Self, Error<'a>> {
        if grammar::is_identifier(text) {
            return Ok(Self::Digest(Digest::from_identifier(text)));
        }
        match text.split_once(':') {
            Some((algorithm, encoded)) => match Digest::validate(algorithm, encoded, 0) {
                Ok(digest) => Ok(Self::Digest(digest)),
                Err(_) => Normalized::parse(text).map(Self::Named),
            },
            None => Normalized::parse(text).map(Self::Named),
        }
    }
}

/// Prints the canonical form.
impl fmt::Display for AnyReference<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Digest(digest) => digest.fmt(f),
            Self::Named(named) => named.fmt(f),
        }
    }
}
