//! Places of a text as lines and columns, for many places of one text.

use crate::utf16::Units;

/// The lines of a text. A line ends with `\n`, also where a `\r` is before it.
pub struct Lines<'a> {
    /// Where each line begins, in bytes.
    starts: Vec<usize>,
    units: Units<'a>,
}

/// A place as an editor shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in UTF-16 units.
    pub column: usize,
}

impl<'a> Lines<'a> {
    /// Counts the lines of a text. A byte order mark in front belongs to no line.
    pub fn new(text: &'a str) -> Self {
        let content = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            starts: std::iter::once(content).chain(breaks).collect(),
            units: Units::new(text),
        }
    }

    /// The line of a byte, from 1.
    pub fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).max(1)
    }

    /// The line and the column of a byte.
    pub fn place(&self, byte: usize) -> Place {
        let line = self.line(byte);
        let start = self.starts[line - 1].min(byte);
        Place {
            line,
            column: self.units.before(byte) - self.units.before(start) + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_those_of_an_editor() {
        let text = "\u{feff}a: 한\r\n\n😀b";
        let lines = Lines::new(text);
        let place = |word: &str| {
            let place = lines.place(text.find(word).unwrap());
            (place.line, place.column)
        };
        assert_eq!(place("\u{feff}"), (1, 1));
        assert_eq!(place("a"), (1, 1));
        assert_eq!(place("한"), (1, 4));
        assert_eq!(place("😀"), (3, 1));
        assert_eq!(place("b"), (3, 3));
        assert_eq!(lines.place(text.len()), Place { line: 3, column: 4 });
        assert_eq!(Lines::new("").place(0), Place { line: 1, column: 1 });
    }
}
