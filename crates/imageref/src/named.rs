//! A repository name with an optional tag and digest: what is built and printed.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

use crate::normalize::{DEFAULT_DOMAIN, DEFAULT_TAG, OFFICIAL_REPOSITORY_PREFIX};
use crate::reference::MAX_PATH_LENGTH;
use crate::scan::{self, Stop};
use crate::upstream::{self, Upstream};
use crate::{Error, ErrorCode, Span, explain};

/// A repository name with an optional tag and digest, as `Named` of distribution/reference.
///
/// It has no place in a text: it is one of the forms of a reference, or built from parts. It prints
/// as `[domain/]path[:tag][@digest]` without allocating.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    pub(crate) domain: &'a str,
    pub(crate) implies_library: bool,
    pub(crate) path: &'a str,
    pub(crate) tag: Option<&'a str>,
    pub(crate) digest: Option<&'a str>,
}

impl<'a> Named<'a> {
    /// A name alone, as `WithName`: the first component is the domain whenever it can be one.
    ///
    /// # Errors
    /// `invalid reference format`, or `repository name must not be more than 255 characters`.
    pub fn with_name(name: &'a str) -> Result<Self, Error<'a>> {
        let domain_end = scan::name(name).map_err(|stop| {
            explain::error(name, stop, Upstream::Message(upstream::INVALID_FORMAT))
        })?;
        let (domain, path) = match domain_end {
            0 => ("", name),
            end => (&name[..end], &name[end + 1..]),
        };
        if path.len() > MAX_PATH_LENGTH {
            let start = name.len() - path.len() + MAX_PATH_LENGTH;
            let span = Span::new(start, name.len());
            let stop = Stop {
                code: ErrorCode::NameTooLong,
                span,
            };
            return Err(Error::new(
                name,
                stop,
                Upstream::Message(upstream::NAME_TOO_LONG),
            ));
        }
        Ok(Self {
            domain,
            implies_library: false,
            path,
            tag: None,
            digest: None,
        })
    }

    /// The same name and digest with this tag, as `WithTag`.
    ///
    /// # Errors
    /// `invalid tag format`; the span is one in `tag`.
    pub fn with_tag(self, tag: &'a str) -> Result<Self, Error<'a>> {
        match scan::tag(tag) {
            Ok(()) => Ok(Self {
                tag: Some(tag),
                ..self
            }),
            Err(stop) => Err(Error::new(
                tag,
                stop,
                Upstream::Message(upstream::INVALID_TAG_FORMAT),
            )),
        }
    }

    /// The same name and tag with this digest, as `WithDigest`: only the loose grammar of the
    /// reference is asked for, not a known algorithm or its length.
    ///
    /// # Errors
    /// `invalid digest format`; the span is one in `digest`.
    pub fn with_digest(self, digest: &'a str) -> Result<Self, Error<'a>> {
        match scan::digest(digest) {
            Ok(_) => Ok(Self {
                digest: Some(digest),
                ..self
            }),
            Err(stop) => Err(Error::new(
                digest,
                stop,
                Upstream::Message(upstream::INVALID_DIGEST_FORMAT),
            )),
        }
    }

    /// The name alone, as `TrimNamed`.
    #[must_use]
    pub const fn trimmed(self) -> Self {
        Self {
            tag: None,
            digest: None,
            ..self
        }
    }

    /// The name and digest without the tag.
    #[must_use]
    pub const fn without_tag(self) -> Self {
        Self { tag: None, ..self }
    }

    /// With [`DEFAULT_TAG`] where there is neither tag nor digest, as `TagNameOnly`.
    #[must_use]
    pub const fn with_default_tag(self) -> Self {
        match (self.tag, self.digest) {
            (None, None) => Self {
                tag: Some(DEFAULT_TAG),
                ..self
            },
            _ => self,
        }
    }

    /// The shortest form: [`DEFAULT_DOMAIN`] is dropped, and with it `library/` where one component
    /// remains.
    #[must_use]
    pub fn familiar(self) -> Self {
        if self.domain != DEFAULT_DOMAIN {
            return self;
        }
        let path = match self.path.strip_prefix(OFFICIAL_REPOSITORY_PREFIX) {
            Some(rest) if !rest.contains('/') => rest,
            _ => self.path,
        };
        Self {
            domain: "",
            implies_library: false,
            path,
            ..self
        }
    }

    /// Host and port of the registry, `""` where there is none.
    pub const fn domain(&self) -> &'a str {
        self.domain
    }

    /// The repository without the domain, borrowed unless `library/` is implied.
    pub fn path(&self) -> Cow<'a, str> {
        if self.implies_library {
            Cow::Owned([OFFICIAL_REPOSITORY_PREFIX, self.path].concat())
        } else {
            Cow::Borrowed(self.path)
        }
    }

    /// The tag.
    pub const fn tag(&self) -> Option<&'a str> {
        self.tag
    }

    /// The digest as text.
    pub const fn digest(&self) -> Option<&'a str> {
        self.digest
    }

    /// Whether there is neither tag nor digest (`IsNameOnly`).
    pub const fn is_name_only(&self) -> bool {
        self.tag.is_none() && self.digest.is_none()
    }

    /// Whether the paths are the same text, without writing them.
    fn has_path_of(&self, other: &Self) -> bool {
        let is_with_library = |complete: &str, short: &str| {
            complete.strip_prefix(OFFICIAL_REPOSITORY_PREFIX) == Some(short)
        };
        match (self.implies_library, other.implies_library) {
            (true, false) => is_with_library(other.path, self.path),
            (false, true) => is_with_library(self.path, other.path),
            _ => self.path == other.path,
        }
    }

    fn pieces(&self) -> [&'a str; 8] {
        let slash = if self.domain.is_empty() { "" } else { "/" };
        let library = if self.implies_library {
            OFFICIAL_REPOSITORY_PREFIX
        } else {
            ""
        };
        let (colon, tag) = self.tag.map_or(("", ""), |tag| (":", tag));
        let (at, digest) = self.digest.map_or(("", ""), |digest| ("@", digest));
        [
            self.domain,
            slash,
            library,
            self.path,
            colon,
            tag,
            at,
            digest,
        ]
    }
}

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces()
            .into_iter()
            .try_for_each(|piece| f.write_str(piece))
    }
}

/// The text that a name prints as, made at once.
impl From<Named<'_>> for String {
    fn from(name: Named<'_>) -> Self {
        name.pieces().concat()
    }
}

/// Two are equal when they print the same and divide it alike into domain and path.
impl PartialEq for Named<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.domain == other.domain
            && self.has_path_of(other)
            && self.tag == other.tag
            && self.digest == other.digest
    }
}

impl Eq for Named<'_> {}
