//! Text that knows where it is in what was pasted: frames and line breaks are gone, and each
//! byte still has its place.

use std::ops::Range;

use crate::diagnostic::Span;

/// A text and the place of each of its bytes in the pasted text.
#[derive(Clone, Debug, Default)]
pub(super) struct Mapped {
    text: String,
    places: Vec<usize>,
}

impl Mapped {
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// A text as it was pasted.
    pub fn new(text: &str) -> Self {
        let mut mapped = Self::default();
        mapped.push(text, 0);
        mapped
    }

    pub fn part(&self, part: Range<usize>) -> Self {
        let mut mapped = Self::default();
        mapped.push_part(self, part);
        mapped
    }

    /// Adds a part of another text.
    pub fn push_part(&mut self, of: &Self, part: Range<usize>) {
        self.text.push_str(&of.text[part.clone()]);
        self.places.extend_from_slice(&of.places[part]);
    }

    /// The text with a line break instead of the blank before each of these places.
    pub fn with_breaks_before(mut self, starts: &[usize]) -> Self {
        for start in starts {
            self.text.replace_range(start - 1..*start, "\n");
        }
        self
    }

    /// Adds a piece of the pasted text that begins at `place`.
    pub fn push(&mut self, piece: &str, place: usize) {
        self.text.push_str(piece);
        self.places.extend(place..place + piece.len());
    }

    /// Adds a blank that stands for what is at `place`.
    pub fn push_blank(&mut self, place: usize) {
        self.text.push(' ');
        self.places.push(place);
    }

    /// The place of a part in the pasted text.
    pub fn span(&self, part: Range<usize>) -> Span {
        let place = |at: usize| self.places.get(at).copied();
        let start = place(part.start).or_else(|| self.places.last().map(|it| it + 1));
        let start = start.unwrap_or_default();
        let end = part.end.checked_sub(1).and_then(place);
        Span {
            start,
            end: end.map_or(start, |end| end + 1).max(start),
        }
    }
}
