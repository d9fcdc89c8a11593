//! The digest of some bytes, and whether it is the one expected.
//!
//! A digest is that of exactly the bytes given, never of a document read and
//! written again (OCI image-spec descriptor.md, "Verification").

pub use imageref::digest::Algorithm;
use imageref::{ErrorCode, digest::Digest};
use serde::Serialize;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use crate::{
    codes, diagnostic::Diagnostic, reference_error::words_of, sources::OCI_DIGESTS, words::message,
};

/// The digest of some bytes, as `algorithm:hex`.
pub fn digest_of(bytes: &[u8], algorithm: Algorithm) -> String {
    let mut hashing = Hashing::new(algorithm);
    hashing.update(bytes);
    hashing.digest()
}

/// The digest of bytes that come piece by piece.
///
/// ```
/// use imagepull::digest::{Algorithm, Hashing, digest_of};
///
/// let mut hashing = Hashing::new(Algorithm::Sha256);
/// hashing.update(b"image");
/// hashing.update(b"pull");
/// assert_eq!(hashing.digest(), digest_of(b"imagepull", Algorithm::Sha256));
/// ```
#[derive(Clone, Debug)]
pub struct Hashing {
    algorithm: Algorithm,
    hash: Hash,
}

#[derive(Clone, Debug)]
enum Hash {
    Sha256(Sha256),
    Sha384(Sha384),
    Sha512(Sha512),
}

impl Hashing {
    /// Begins without any bytes.
    pub fn new(algorithm: Algorithm) -> Self {
        let hash = match algorithm {
            Algorithm::Sha256 => Hash::Sha256(Sha256::new()),
            Algorithm::Sha384 => Hash::Sha384(Sha384::new()),
            Algorithm::Sha512 => Hash::Sha512(Sha512::new()),
        };
        Self { algorithm, hash }
    }

    /// Goes on with more bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match &mut self.hash {
            Hash::Sha256(hash) => hash.update(bytes),
            Hash::Sha384(hash) => hash.update(bytes),
            Hash::Sha512(hash) => hash.update(bytes),
        }
    }

    /// The digest of all of them, as `algorithm:hex`.
    pub fn digest(self) -> String {
        let hash = match self.hash {
            Hash::Sha256(hash) => hash.finalize().to_vec(),
            Hash::Sha384(hash) => hash.finalize().to_vec(),
            Hash::Sha512(hash) => hash.finalize().to_vec(),
        };
        let hex: Vec<String> = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{}:{}", self.algorithm, hex.concat())
    }
}

/// Whether some bytes have a digest.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DigestCheck {
    /// Whether the digest is valid and that of the bytes.
    pub matches: bool,
    /// The digest that the bytes have, by the algorithm of the one expected, or sha256 where
    /// that is not known here; `None` where the one expected is malformed.
    pub actual: Option<String>,
    /// What is wrong with the digest expected. A mismatch is a warning.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compares the digest of some bytes with the one expected.
pub fn verify_digest(bytes: &[u8], expected: &str) -> DigestCheck {
    match Digest::parse(expected) {
        Ok(digest) => {
            let actual = digest_of(bytes, digest.algorithm());
            let matches = actual == expected;
            DigestCheck {
                matches,
                diagnostics: mismatch(matches, &actual).into_iter().collect(),
                actual: Some(actual),
            }
        }
        Err(error) => {
            let unknown = error.code() == ErrorCode::UnknownDigestAlgorithm;
            let code = if unknown {
                codes::DIG002_ERROR
            } else {
                codes::DIG001
            };
            let diagnostic = Diagnostic::new(code, words_of(&error));
            DigestCheck {
                matches: false,
                actual: unknown.then(|| digest_of(bytes, Algorithm::Sha256)),
                diagnostics: vec![diagnostic.at(error.span()).docs(OCI_DIGESTS)],
            }
        }
    }
}

fn mismatch(matches: bool, actual: &str) -> Option<Diagnostic> {
    (!matches).then(|| {
        Diagnostic::new(
            codes::DIG003,
            message!(
                "The digest doesn't match: these bytes have the digest `{actual}`.",
                actual
            ),
        )
        .help(message!(
            "One byte more or less changes the digest, even a line break at the end."
        ))
        .docs(OCI_DIGESTS)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn no_bytes_have_the_digests_that_everyone_knows() {
        assert_eq!(digest_of(b"", Algorithm::Sha256), EMPTY);
        assert!(digest_of(b"", Algorithm::Sha384).starts_with("sha384:38b060a751ac9638"));
        assert!(digest_of(b"", Algorithm::Sha512).starts_with("sha512:cf83e1357eefb8bd"));
    }

    #[test]
    fn a_digest_matches_a_warning_or_an_error_says_why_not() {
        let check = |bytes: &[u8], expected: &str| {
            let check = verify_digest(bytes, expected);
            let code = check.diagnostics.first().map(|diagnostic| diagnostic.code);
            (check.matches, check.actual.is_some(), code)
        };
        assert_eq!(check(b"", EMPTY), (true, true, None));
        assert_eq!(check(b"\n", EMPTY), (false, true, Some("DIG003")));
        assert_eq!(check(b"", "sha256:abc"), (false, false, Some("DIG001")));
        assert_eq!(check(b"", ""), (false, false, Some("DIG001")));
        assert_eq!(
            check(b"", "md5:d41d8cd98f00b204e9800998ecf8427e"),
            (false, true, Some("DIG002"))
        );
    }
}
