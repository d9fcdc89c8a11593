//! The exact texts of distribution/reference for a text that it rejects.
//!
//! What is wrong in a person's words is [`crate::explain`]; this follows the order of checks in
//! `reference.go` and `normalize.go` instead, for the two do not always name the same cause.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;

use crate::digest::Digest;
use crate::library::Library;
use crate::normalize::{OFFICIAL_REPOSITORY_PREFIX, Split, is_lowercase};
use crate::reference::MAX_PATH_LENGTH;
use crate::{grammar, scan};

/// `ErrReferenceInvalidFormat`.
pub(crate) const INVALID_FORMAT: &str = "invalid reference format";
/// `ErrTagInvalidFormat`.
pub(crate) const INVALID_TAG_FORMAT: &str = "invalid tag format";
/// `ErrDigestInvalidFormat` of distribution/reference, which only `WithDigest` returns.
pub(crate) const INVALID_DIGEST_FORMAT: &str = "invalid digest format";
/// `ErrNameContainsUppercase`.
const NAME_CONTAINS_UPPERCASE: &str = "repository name must be lowercase";
/// What `ParseNormalizedNamed` of docker/distribution v2.8 says of a repository with uppercase letters.
const NAME_IS_UPPERCASE: &str = "invalid reference format: repository name must be lowercase";
/// `ErrNameEmpty`.
const NAME_EMPTY: &str = "repository name must have at least one component";
/// `ErrNameTooLong`.
pub(crate) const NAME_TOO_LONG: &str = "repository name must not be more than 255 characters";
/// `ErrNameNotCanonical`.
pub(crate) const NAME_NOT_CANONICAL: &str = "repository name must be canonical";

/// What a function returns for a text that it rejects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Upstream {
    /// These words.
    Message(&'static str),
    /// What `Parse` says.
    Parse,
    /// What `ParseNormalizedNamed` of a library says.
    ParseNormalizedNamed(Library),
}

impl Upstream {
    /// The exact text.
    pub(crate) fn message(self, text: &str) -> Cow<'static, str> {
        match self {
            Self::Message(words) => Cow::Borrowed(words),
            Self::Parse => Cow::Borrowed(parse(text, Library::NEWEST)),
            Self::ParseNormalizedNamed(library) => parse_normalized_named(text, library),
        }
    }
}

/// What `Parse` returns for a text that it rejects.
#[cold]
fn parse(text: &str, library: Library) -> &'static str {
    if text.is_empty() {
        return NAME_EMPTY;
    }
    let Ok(offsets) = scan::reference(text) else {
        let lowered = lowercase(text);
        return if lowered != text && scan::reference(&lowered).is_ok() {
            NAME_CONTAINS_UPPERCASE
        } else {
            INVALID_FORMAT
        };
    };
    if text.starts_with('[') && !library.has_addresses() {
        return INVALID_FORMAT;
    }
    if library.counted_length(&offsets) > MAX_PATH_LENGTH {
        return NAME_TOO_LONG;
    }
    let invalid = offsets.digest().and_then(|span| {
        let (algorithm, encoded) = text[span.range()].split_once(':')?;
        Digest::validate(algorithm, encoded, span.start).err()
    });
    invalid.map_or(INVALID_FORMAT, |invalid| invalid.upstream)
}

/// What `ParseNormalizedNamed` returns for a text that it rejects.
#[cold]
fn parse_normalized_named(text: &str, library: Library) -> Cow<'static, str> {
    if grammar::is_identifier(text) {
        let message =
            format!("invalid repository name ({text}), cannot specify 64-byte hexadecimal strings");
        return Cow::Owned(message);
    }
    let split = Split::new(text, library);
    let implied = if split.implies_library {
        OFFICIAL_REPOSITORY_PREFIX
    } else {
        ""
    };
    let remote = split.remainder.split(':').next().unwrap_or_default();
    if !is_lowercase(remote) {
        if !library.names_uppercase_repositories() {
            return Cow::Borrowed(NAME_IS_UPPERCASE);
        }
        let message = format!(
            "invalid reference format: repository name ({implied}{remote}) must be lowercase"
        );
        return Cow::Owned(message);
    }
    Cow::Borrowed(parse(
        &format!("{}/{implied}{}", split.domain, split.remainder),
        library,
    ))
}

/// The text in lowercase as far as the grammar can tell: besides `A-Z` only the Kelvin sign and the
/// capital I with a dot become letters of the grammar under Go's `strings.ToLower`.
fn lowercase(text: &str) -> String {
    let lower = |character: char| match character {
        '\u{212A}' => 'k',
        '\u{130}' => 'i',
        other => other.to_ascii_lowercase(),
    };
    text.chars().map(lower).collect()
}
