//! Which algorithm a digest is to be verified with, as `Verifier` of go-digest decides it: without
//! validating the digest first, and with a panic where it cannot.

use alloc::string::{String, ToString};
use core::fmt::{self, Write as _};

use crate::Algorithm;

/// The algorithm with which go-digest would verify content against this text. The encoded part is
/// not looked at.
///
/// # Errors
/// [`VerifierPanic`] where go-digest panics.
pub fn verifier_algorithm(digest: &str) -> Result<Algorithm, VerifierPanic> {
    let Some((algorithm, _)) = digest.split_once(':') else {
        return Err(VerifierPanic::NoSeparator(digest.to_string()));
    };
    if algorithm.is_empty() {
        return Err(VerifierPanic::EmptyAlgorithm);
    }
    Algorithm::from_name(algorithm).map_err(|_| VerifierPanic::NotAvailable(algorithm.to_string()))
}

/// Why go-digest panics. It prints as the text of the panic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerifierPanic {
    /// This digest has no colon.
    NoSeparator(String),
    /// Nothing is before the colon.
    EmptyAlgorithm,
    /// No algorithm of this name is registered.
    NotAvailable(String),
}

impl fmt::Display for VerifierPanic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSeparator(digest) => {
                f.write_str("no ':' separator in digest ")?;
                write_quoted(digest, f)
            }
            Self::EmptyAlgorithm => {
                f.write_str("empty digest algorithm, validate before calling Algorithm.Hash()")
            }
            Self::NotAvailable(name) => {
                write!(f, "{name} not available (make sure it is imported)")
            }
        }
    }
}

impl core::error::Error for VerifierPanic {}

/// Quotes as `%q` of Go's fmt does. Characters beyond ASCII are kept but for control characters.
fn write_quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' => f.write_str("\\\""),
            '\\' => f.write_str("\\\\"),
            '\u{07}' => f.write_str("\\a"),
            '\u{08}' => f.write_str("\\b"),
            '\u{0C}' => f.write_str("\\f"),
            '\n' => f.write_str("\\n"),
            '\r' => f.write_str("\\r"),
            '\t' => f.write_str("\\t"),
            '\u{0B}' => f.write_str("\\v"),
            '\0'..=' ' | '\u{7F}' if character != ' ' => {
                write!(f, "\\x{:02x}", u32::from(character))
            }
            '\u{80}'..='\u{A0}' => write!(f, "\\u{:04x}", u32::from(character)),
            other => f.write_char(other),
        }?;
    }
    f.write_char('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_panic(digest: &str, text: &str) {
        assert_eq!(verifier_algorithm(digest).unwrap_err().to_string(), text);
    }

    #[test]
    fn panics() {
        check_panic("", "no ':' separator in digest \"\"");
        check_panic(
            "a\"\\\n\u{1}b é",
            "no ':' separator in digest \"a\\\"\\\\\\n\\x01b é\"",
        );
        check_panic(
            ":abc",
            "empty digest algorithm, validate before calling Algorithm.Hash()",
        );
        check_panic("md5:00", "md5 not available (make sure it is imported)");
    }

    #[test]
    fn the_encoded_part_does_not_matter() {
        assert_eq!(verifier_algorithm("sha384:"), Ok(Algorithm::Sha384));
    }
}
