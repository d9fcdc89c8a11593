//! Places in a text: byte spans, and the parts that a reference is made of.

use core::ops::Range;

/// A place in the text as it was written: byte offsets, `start` included and `end` excluded.
///
/// Both ends always lie on character boundaries of that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The number of bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte, as at the end of a text that breaks off.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bytes as a range, to slice the text with.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// What a stretch of a written reference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// The host of the registry, without its port.
    Domain,
    /// The digits of the registry's port.
    Port,
    /// The repository path, with the slashes between its components.
    Path,
    /// The tag.
    Tag,
    /// The name of the digest's algorithm.
    DigestAlgorithm,
    /// The encoded bytes of the digest.
    DigestEncoded,
    /// A `:`, `/` or `@` between two other parts.
    Separator,
}

/// One stretch of a written reference. The parts of a reference tile its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Where it is.
    pub span: Span,
}

/// The parts of a written reference from left to right, without gaps.
#[derive(Clone, Debug)]
pub struct Parts {
    pub(crate) slots: [Option<Part>; Parts::MOST],
    pub(crate) next: usize,
}

impl Parts {
    /// Six parts with a separator between each two of them.
    pub(crate) const MOST: usize = 11;
}

impl Iterator for Parts {
    type Item = Part;

    fn next(&mut self) -> Option<Part> {
        let part = *self.slots.get(self.next)?;
        self.next += 1;
        part
    }
}
