//! A reference with the defaults of Docker Hub, as `ParseNormalizedNamed` of distribution/reference
//! reads it.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::ToString;
use core::fmt;

use crate::digest::Digest;
use crate::library::Library;
use crate::offsets::Offsets;
use crate::reference::{MAX_PATH_LENGTH, check};
use crate::scan::{self, Stop};
use crate::upstream::{self, Upstream};
use crate::{Error, ErrorCode, Named, Parts, Span, explain, grammar};

/// The domain of a name that has none.
pub const DEFAULT_DOMAIN: &str = "docker.io";
/// The old name of [`DEFAULT_DOMAIN`], which is read as that.
pub const LEGACY_DEFAULT_DOMAIN: &str = "index.docker.io";
/// What is before a path of one component on [`DEFAULT_DOMAIN`].
pub const OFFICIAL_REPOSITORY_PREFIX: &str = "library/";
/// The tag of a reference that has neither tag nor digest.
pub const DEFAULT_TAG: &str = "latest";
/// The one word that is a domain without a dot, a port or an uppercase letter.
const LOCALHOST: &str = "localhost";

/// A reference whose domain and path are complete: `busybox` is `docker.io/library/busybox`.
///
/// The spans are those of the text as it was written; what is implied has none. It prints as
/// [`Normalized::canonical`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Normalized<'a> {
    text: &'a str,
    offsets: Offsets,
    domain: &'a str,
    implies_library: bool,
    digest: Option<Digest<'a>>,
}

impl<'a> Normalized<'a> {
    /// Reads a whole text, as `ParseNormalizedNamed` of distribution/reference does.
    ///
    /// # Errors
    /// [`Error::upstream`] is the text that `ParseNormalizedNamed` returns.
    pub fn parse(text: &'a str) -> Result<Self, Error<'a>> {
        Self::parse_as(text, Library::NEWEST)
    }

    /// Reads a whole text, as `ParseNormalizedNamed` of a version of the library does.
    ///
    /// # Errors
    /// [`Error::upstream`] is the text that its `ParseNormalizedNamed` returns.
    pub fn parse_as(text: &'a str, library: Library) -> Result<Self, Error<'a>> {
        Self::read(text, library)
            .map_err(|stop| explain::error(text, stop, Upstream::ParseNormalizedNamed(library)))
    }

    /// Reads a whole text that must be canonical already, as `ParseNamed` does.
    ///
    /// # Errors
    /// Those of [`Normalized::parse`], and `repository name must be canonical` where the text is
    /// not what [`Normalized::canonical`] prints.
    pub fn parse_canonical(text: &'a str) -> Result<Self, Error<'a>> {
        let normalized = Self::parse(text)?;
        let canonical = normalized.canonical().to_string();
        if canonical == text {
            return Ok(normalized);
        }
        let stop = Stop {
            code: ErrorCode::NotCanonical,
            span: Span::new(0, text.len()),
        };
        Err(Error::new(
            text,
            stop,
            Upstream::Message(upstream::NAME_NOT_CANONICAL),
        ))
    }

    fn read(text: &'a str, library: Library) -> Result<Self, Stop> {
        if grammar::is_identifier(text) {
            return Err(Stop {
                code: ErrorCode::Identifier,
                span: Span::new(0, text.len()),
            });
        }
        let mut offsets = scan::reference(text)?;
        let split = Split::at(text, offsets.first_slash(text), library);
        let mut domain = split.domain;
        if text.starts_with('[') && !library.has_addresses() {
            return Err(Stop {
                code: ErrorCode::BadAddress,
                span: Span::new(0, offsets.host_end),
            });
        }
        if split.implies_domain {
            // The grammar takes a first component for a host, which may have uppercase letters.
            let host = &text[..offsets.host_end];
            if let Some(at) = host.bytes().position(|byte| byte.is_ascii_uppercase())
                && !library.has_uppercase_hosts()
            {
                return Err(Stop {
                    code: ErrorCode::Uppercase,
                    span: Span::new(at, at + 1),
                });
            }
            if text.starts_with('[') {
                return Err(Stop {
                    code: ErrorCode::BadAddress,
                    span: Span::new(0, offsets.host_end),
                });
            }
            offsets.host_end = 0;
            offsets.domain_end = 0;
        } else if offsets.domain_end == 0 {
            // `a_b.com/foo` is split as if it had a domain, but no host has an underscore: all of
            // it is the path then, on no domain at all.
            domain = "";
        }
        let implied = if split.implies_library {
            OFFICIAL_REPOSITORY_PREFIX.len()
        } else {
            0
        };
        if library < Library::NEWEST {
            let implied_domain = if offsets.domain_end > 0 || domain.is_empty() {
                0
            } else {
                domain.len() + "/".len()
            };
            let length = library.counted_length(&offsets) + implied_domain + implied;
            if length > MAX_PATH_LENGTH {
                let span = offsets.path();
                return Err(Stop {
                    code: ErrorCode::NameTooLong,
                    span,
                });
            }
        }
        let digest = check(text, &offsets, implied)?;
        Ok(Self {
            text,
            offsets,
            domain,
            implies_library: split.implies_library,
            digest,
        })
    }

    /// The text that was read.
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// Host and port of the registry. It is [`DEFAULT_DOMAIN`] where none is written, and `""` only
    /// for a name such as `a_b.com/foo`, whose first component looks like a domain and is none.
    pub const fn domain(&self) -> &'a str {
        self.domain
    }

    /// The repository without the domain, borrowed unless `library/` is implied.
    pub fn path(&self) -> Cow<'a, str> {
        let written = &self.text[self.offsets.path().range()];
        if self.implies_library {
            Cow::Owned(format!("{OFFICIAL_REPOSITORY_PREFIX}{written}"))
        } else {
            Cow::Borrowed(written)
        }
    }

    /// The tag as written; none is filled in.
    pub fn tag(&self) -> Option<&'a str> {
        self.slice(self.offsets.tag())
    }

    /// The digest.
    pub const fn digest(&self) -> Option<Digest<'a>> {
        self.digest
    }

    /// Whether the domain is not written but [`DEFAULT_DOMAIN`] by default.
    pub const fn implies_domain(&self) -> bool {
        self.offsets.domain_end == 0 && !self.domain.is_empty()
    }

    /// Whether `library/` is not written but is before the path by default.
    pub const fn implies_library(&self) -> bool {
        self.implies_library
    }

    /// The repository with its domain: `docker.io/library/busybox`.
    pub fn name(&self) -> Named<'a> {
        self.canonical().trimmed()
    }

    /// The whole reference with domain and path complete, tag and digest as written.
    pub fn canonical(&self) -> Named<'a> {
        Named {
            domain: self.domain,
            implies_library: self.implies_library,
            path: &self.text[self.offsets.path().range()],
            tag: self.tag(),
            digest: self.slice(self.offsets.digest()),
        }
    }

    /// The shortest name: without [`DEFAULT_DOMAIN`] and `library/` (`FamiliarName`).
    pub fn familiar_name(&self) -> Named<'a> {
        self.canonical().familiar().trimmed()
    }

    /// The shortest form with tag and digest as written (`FamiliarString`).
    pub fn familiar(&self) -> Named<'a> {
        self.canonical().familiar()
    }

    /// The canonical form, with [`DEFAULT_TAG`] where there is neither tag nor digest
    /// (`TagNameOnly`).
    pub fn with_default_tag(&self) -> Named<'a> {
        self.canonical().with_default_tag()
    }

    /// What a runtime resolves (`ParseDockerRef`): with a digest the tag is dropped, without one
    /// [`DEFAULT_TAG`] is filled in where there is no tag.
    pub fn docker_reference(&self) -> Named<'a> {
        match self.digest {
            Some(_) => self.canonical().without_tag(),
            None => self.with_default_tag(),
        }
    }

    /// Where the domain is written, `None` where it is implied.
    pub fn domain_span(&self) -> Option<Span> {
        self.offsets.domain()
    }

    /// Where the domain without its port is written, `None` where it is implied.
    pub fn host_span(&self) -> Option<Span> {
        self.offsets.host()
    }

    /// Where the port is written.
    pub fn port_span(&self) -> Option<Span> {
        self.offsets.port()
    }

    /// Where the path is written, without an implied `library/`.
    pub fn path_span(&self) -> Span {
        self.offsets.path()
    }

    /// Where the tag is written.
    pub fn tag_span(&self) -> Option<Span> {
        self.offsets.tag()
    }

    /// Where the digest is written.
    pub fn digest_span(&self) -> Option<Span> {
        self.offsets.digest()
    }

    /// Every written part from left to right, separators included, without gaps.
    pub fn parts(&self) -> Parts {
        self.offsets.parts()
    }

    fn slice(&self, span: Option<Span>) -> Option<&'a str> {
        span.map(|span| &self.text[span.range()])
    }
}

impl fmt::Display for Normalized<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.canonical().fmt(f)
    }
}

/// A text divided into the domain and the rest by the rule of Docker, before any grammar
/// (`splitDockerDomain`).
pub(crate) struct Split<'a> {
    pub(crate) domain: &'a str,
    pub(crate) implies_domain: bool,
    pub(crate) implies_library: bool,
    /// What follows the domain, without an implied `library/`.
    pub(crate) remainder: &'a str,
}

impl<'a> Split<'a> {
    pub(crate) fn new(text: &'a str, library: Library) -> Self {
        Self::at(text, text.find('/'), library)
    }

    /// The same where the place of the first slash is known.
    fn at(text: &'a str, slash: Option<usize>, library: Library) -> Self {
        let (domain, remainder) = match slash {
            Some(slash) if is_domain(&text[..slash], library) => {
                (Some(&text[..slash]), &text[slash + 1..])
            }
            _ => (None, text),
        };
        let implies_domain = domain.is_none();
        let domain = match domain {
            None | Some(LEGACY_DEFAULT_DOMAIN) => DEFAULT_DOMAIN,
            Some(written) => written,
        };
        let implies_library = domain == DEFAULT_DOMAIN && !remainder.contains('/');
        Self {
            domain,
            implies_domain,
            implies_library,
            remainder,
        }
    }
}

/// Whether the first of several components is a domain: it is `localhost`, or it has a dot, a colon
/// or an uppercase letter, which no path may have.
fn is_domain(component: &str, library: Library) -> bool {
    component == LOCALHOST
        || component.bytes().any(|byte| matches!(byte, b'.' | b':'))
        || (library.has_uppercase_hosts() && !is_lowercase(component))
}

/// Whether lowercasing leaves a text as it is, letter by letter as Go's `strings.ToLower` does.
pub(crate) fn is_lowercase(text: &str) -> bool {
    if text.is_ascii() {
        return !text.bytes().any(|byte| byte.is_ascii_uppercase());
    }
    text.chars()
        .all(|character| character.to_lowercase().eq([character]))
}
