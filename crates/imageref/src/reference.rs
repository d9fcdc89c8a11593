//! A reference as `Parse` of distribution/reference reads it, without any default.

use core::fmt;

use crate::digest::Digest;
use crate::offsets::Offsets;
use crate::scan::{self, Stop};
use crate::upstream::Upstream;
use crate::{Error, ErrorCode, Named, Parts, Span, explain};

/// The longest path of a repository, in bytes, `library/` included where it is implied
/// (`RepositoryNameTotalLengthMax`; since distribution/reference v0.6.0 the domain does not count).
pub const MAX_PATH_LENGTH: usize = 255;

/// A reference read by its grammar alone: nothing is filled in, nothing is moved.
///
/// The first component is the domain whenever it fits the grammar of a host and another component
/// follows, so `foo/bar` has the domain `foo`. What Docker and Kubernetes make of the same text is
/// [`Normalized`](crate::Normalized).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reference<'a> {
    text: &'a str,
    offsets: Offsets,
    digest: Option<Digest<'a>>,
}

impl<'a> Reference<'a> {
    /// Reads a whole text, as `Parse` of distribution/reference does.
    ///
    /// # Errors
    /// [`Error::upstream`] is the text that `Parse` returns.
    pub fn parse(text: &'a str) -> Result<Self, Error<'a>> {
        let read = scan::reference(text).and_then(|offsets| {
            let digest = check(text, &offsets, 0)?;
            Ok(Self {
                text,
                offsets,
                digest,
            })
        });
        read.map_err(|stop| explain::error(text, stop, Upstream::Parse))
    }

    /// The text that was read.
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// Host and port of the registry as written, `""` where the reference names none.
    pub fn domain(&self) -> &'a str {
        self.slice(self.offsets.domain()).unwrap_or_default()
    }

    /// The domain without its port, `""` where the reference names none.
    pub fn host(&self) -> &'a str {
        self.slice(self.offsets.host()).unwrap_or_default()
    }

    /// The digits after the colon of the domain. They are not checked for their range.
    pub fn port(&self) -> Option<&'a str> {
        self.slice(self.offsets.port())
    }

    /// The repository without the domain.
    pub fn path(&self) -> &'a str {
        &self.text[self.offsets.path().range()]
    }

    /// The repository with its domain, as written.
    pub fn name(&self) -> &'a str {
        &self.text[..self.offsets.path_end]
    }

    /// The tag.
    pub fn tag(&self) -> Option<&'a str> {
        self.slice(self.offsets.tag())
    }

    /// The digest.
    pub const fn digest(&self) -> Option<Digest<'a>> {
        self.digest
    }

    /// The same reference as its own value, to build others from or to print other forms of.
    pub fn named(&self) -> Named<'a> {
        Named {
            domain: self.domain(),
            implies_library: false,
            path: self.path(),
            tag: self.tag(),
            digest: self.slice(self.offsets.digest()),
        }
    }

    /// Where [`Self::domain`] is.
    pub fn domain_span(&self) -> Option<Span> {
        self.offsets.domain()
    }

    /// Where [`Self::host`] is.
    pub fn host_span(&self) -> Option<Span> {
        self.offsets.host()
    }

    /// Where [`Self::port`] is.
    pub fn port_span(&self) -> Option<Span> {
        self.offsets.port()
    }

    /// Where [`Self::path`] is.
    pub fn path_span(&self) -> Span {
        self.offsets.path()
    }

    /// Where [`Self::tag`] is.
    pub fn tag_span(&self) -> Option<Span> {
        self.offsets.tag()
    }

    /// Where [`Self::digest`] is.
    pub fn digest_span(&self) -> Option<Span> {
        self.offsets.digest()
    }

    /// Every part from left to right, separators included, without gaps.
    pub fn parts(&self) -> Parts {
        self.offsets.parts()
    }

    fn slice(&self, span: Option<Span>) -> Option<&'a str> {
        span.map(|span| &self.text[span.range()])
    }
}

impl fmt::Display for Reference<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

/// What the grammar does not say: the length of the path, to which `implied` bytes are to be added,
/// and then the digest.
pub(crate) fn check<'a>(
    text: &'a str,
    offsets: &Offsets,
    implied: usize,
) -> Result<Option<Digest<'a>>, Stop> {
    let path = offsets.path();
    if path.len() + implied > MAX_PATH_LENGTH {
        let span = Span::new(path.start + MAX_PATH_LENGTH - implied, path.end);
        return Err(Stop {
            code: ErrorCode::NameTooLong,
            span,
        });
    }
    let Some(digest) = offsets.digest() else {
        return Ok(None);
    };
    let algorithm = &text[digest.start..offsets.algorithm_end];
    let encoded = &text[offsets.algorithm_end + 1..digest.end];
    match Digest::validate(algorithm, encoded, digest.start) {
        Ok(digest) => Ok(Some(digest)),
        Err(invalid) => Err(invalid.stop),
    }
}
