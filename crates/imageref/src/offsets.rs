//! Where the parts of a written reference end.

use crate::{Part, PartKind, Parts, Span};

/// Where the parts of a reference end. A part that is not there ends where the one before it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Offsets {
    pub(crate) host_end: usize,
    pub(crate) domain_end: usize,
    pub(crate) path_end: usize,
    pub(crate) tag_end: usize,
    pub(crate) algorithm_end: usize,
    pub(crate) end: usize,
}

impl Offsets {
    pub(crate) fn domain(&self) -> Option<Span> {
        (self.domain_end > 0).then(|| Span::new(0, self.domain_end))
    }

    pub(crate) fn host(&self) -> Option<Span> {
        (self.domain_end > 0).then(|| Span::new(0, self.host_end))
    }

    pub(crate) fn port(&self) -> Option<Span> {
        (self.host_end < self.domain_end).then(|| Span::new(self.host_end + 1, self.domain_end))
    }

    pub(crate) fn path(&self) -> Span {
        let start = if self.domain_end > 0 {
            self.domain_end + 1
        } else {
            0
        };
        Span::new(start, self.path_end)
    }

    pub(crate) fn tag(&self) -> Option<Span> {
        (self.path_end < self.tag_end).then(|| Span::new(self.path_end + 1, self.tag_end))
    }

    pub(crate) fn digest(&self) -> Option<Span> {
        (self.tag_end < self.end).then(|| Span::new(self.tag_end + 1, self.end))
    }

    pub(crate) fn digest_algorithm(&self) -> Option<Span> {
        self.digest()
            .map(|digest| Span::new(digest.start, self.algorithm_end))
    }

    pub(crate) fn digest_encoded(&self) -> Option<Span> {
        self.digest()
            .map(|digest| Span::new(self.algorithm_end + 1, digest.end))
    }

    /// Where the first slash of the text is: behind the domain, or in the path.
    pub(crate) fn first_slash(&self, text: &str) -> Option<usize> {
        match self.domain_end {
            0 => text[..self.path_end].find('/'),
            domain_end => Some(domain_end),
        }
    }

    /// Every part with the separators between them, from the first byte to the last.
    pub(crate) fn parts(&self) -> Parts {
        let written = [
            (PartKind::Domain, self.host()),
            (PartKind::Port, self.port()),
            (PartKind::Path, Some(self.path())),
            (PartKind::Tag, self.tag()),
            (PartKind::DigestAlgorithm, self.digest_algorithm()),
            (PartKind::DigestEncoded, self.digest_encoded()),
        ];
        let mut parts = Parts {
            slots: [None; Parts::MOST],
            next: 0,
        };
        let mut filled = 0;
        let mut covered = 0;
        for (kind, span) in written {
            let Some(span) = span else { continue };
            if span.start > covered {
                let separator = Span::new(covered, span.start);
                parts.slots[filled] = Some(Part {
                    kind: PartKind::Separator,
                    span: separator,
                });
                filled += 1;
            }
            parts.slots[filled] = Some(Part { kind, span });
            filled += 1;
            covered = span.end;
        }
        parts
    }
}
