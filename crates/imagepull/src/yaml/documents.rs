//! Where documents begin, and what one that cannot be read leaves of the others.
//!
//! A text is cut at the lines that begin with `---`, as kubectl cuts it, and each piece is read by
//! itself: what is wrong in one does not hide the next.

use std::ops::ControlFlow;

use yaml_events::Event;

use super::{
    Error, Limits, Problem, ScalarType, Tree,
    build::Builder,
    limits::{MOST_BYTES, MOST_DOCUMENTS},
    memory::Mark,
};
use crate::diagnostic::Span;

/// What some editors write before a text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// What a line begins with that divides documents.
const MARKER: &str = "---";

/// The pieces of a text and where they begin, without the `---` before them.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let cuts = cuts(text);
    (1..cuts.len()).map(move |behind| {
        let (start, end) = (cuts[behind - 1], cuts[behind]);
        let marker = if is_divided_at(text, start) {
            MARKER.len()
        } else {
            0
        };
        (start + marker, &text[start + marker..end])
    })
}

/// Where the pieces of a text begin, and where the last one ends. None of a text that is too long.
pub(super) fn cuts(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    if text.len() > MOST_BYTES {
        return cuts;
    }
    let mut start = if text.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len_utf8()
    } else {
        0
    };
    cuts.push(start);
    while start < text.len() {
        start = end_of_piece(text, start);
        cuts.push(start);
    }
    cuts
}

/// What is read of a text.
pub(crate) struct Reading<'t> {
    pub tree: Tree<'t>,
    /// Why some documents cannot be read.
    pub errors: Vec<Error>,
    /// What was read before each piece, and behind the last.
    pub(super) marks: Vec<Mark>,
}

impl<'t> Reading<'t> {
    /// Reads a text.
    pub fn of(text: &'t str, limits: Limits) -> Self {
        let mut reader = Reader::new(text, limits);
        reader.read(&cuts(text));
        reader.marks.push(reader.mark(text.len()));
        reader.into_reading()
    }
}

/// Reads a text whose documents can all be read: those of the tree are those that hold anything.
pub(crate) fn read(text: &str, limits: Limits) -> Result<Tree<'_>, Error> {
    let reading = Reading::of(text, limits);
    match reading.errors.into_iter().next() {
        Some(error) => Err(error),
        None => Ok(reading.tree),
    }
}

/// Reads pieces of a text one behind the other.
pub(super) struct Reader<'t> {
    pub tree: Tree<'t>,
    pub builder: Builder,
    pub errors: Vec<Error>,
    /// How many documents are begun.
    pub begun: usize,
    /// What was read before each piece.
    pub marks: Vec<Mark>,
}

impl<'t> Reader<'t> {
    /// A reader of a text from its beginning.
    pub fn new(text: &'t str, limits: Limits) -> Self {
        Self {
            tree: Tree {
                text,
                ..Tree::default()
            },
            builder: Builder::new(limits),
            errors: Vec::new(),
            begun: 0,
            marks: Vec::new(),
        }
    }

    pub fn into_reading(self) -> Reading<'t> {
        Reading {
            tree: self.tree,
            errors: self.errors,
            marks: self.marks,
        }
    }

    /// Reads the pieces between some cuts, of a text that may be too long.
    pub fn read(&mut self, cuts: &[usize]) {
        if cuts.is_empty() {
            self.errors.push(Error {
                problem: Problem::Bytes,
                span: None,
            });
        }
        for piece in cuts.windows(2) {
            let (mut start, end) = (piece[0], piece[1]);
            self.marks.push(self.mark(start));
            while start < end {
                self.begun += 1;
                if self.begun > MOST_DOCUMENTS {
                    let place = Span {
                        start,
                        end: start + 1,
                    };
                    self.errors.push(Error::at(Problem::Documents, place));
                    return;
                }
                start = self.read_piece(self.tree.text, start, end);
            }
        }
    }

    /// How much is read up to a place.
    pub fn mark(&self, at: usize) -> Mark {
        Mark {
            at,
            nodes: self.tree.nodes.len(),
            members: self.tree.members.len(),
            documents: self.tree.documents.len(),
            errors: self.errors.len(),
            begun: self.begun,
            taken: self.builder.taken(),
        }
    }

    /// Reads the documents from `start` to `end` and returns where it stopped: that is before
    /// `end` only where another JSON document begins.
    fn read_piece(&mut self, text: &'t str, start: usize, end: usize) -> usize {
        // The tree has its own bound for blocks and brackets together.
        let depth = self.builder.limits().depth as usize + 1;
        self.builder.begin(&self.tree);
        let mut too_much = None;
        let read = yaml_events::for_each(&text[start..end], depth, &mut |event, place| {
            match event {
                Event::DocumentStart => self.builder.begin(&self.tree),
                Event::DocumentEnd => self.keep(),
                event => {
                    let taken = self.builder.take(&mut self.tree, event, &place, start);
                    if let Err(error) = taken {
                        too_much = Some(error);
                        return ControlFlow::Break(());
                    }
                }
            }
            ControlFlow::Continue(())
        });
        if let Err(error) = read {
            return self.fail(error, start, end);
        }
        if let Some(error) = too_much {
            self.builder.give_up(&mut self.tree);
            self.errors.push(error);
        }
        end
    }

    /// Keeps the document that is read to its end, if it holds anything.
    fn keep(&mut self) {
        let root = self.builder.root();
        if let Some(root) = root.filter(|it| self.tree.scalar_type(*it) != ScalarType::Null) {
            self.tree.documents.push(root);
        }
        self.builder.begin(&self.tree);
    }

    fn fail(&mut self, error: yaml_events::Error, start: usize, end: usize) -> usize {
        if self.builder.is_between_documents() {
            // JSON documents may stand one behind the other without `---`.
            let before = self.tree.documents.last().copied();
            let before = before.filter(|root| self.tree.is_flow_mapping(*root));
            let behind = before.map_or(0, |root| self.tree.span(root).end);
            let rest = self.tree.text[behind.max(start)..end].trim_start();
            if behind > start && rest.starts_with('{') {
                return end - rest.len();
            }
        }
        self.builder.give_up(&mut self.tree);
        let place = character_at(self.tree.text, (start + error.at).min(end));
        let problem = match error.problem {
            yaml_events::Problem::Depth => Problem::Depth,
            yaml_events::Problem::Syntax(words) => Problem::Syntax(words),
        };
        self.errors.push(Error::at(problem, place));
        end
    }
}

/// Where the piece that begins at `start` ends: before the next line that begins with `---`.
/// Directives (`%YAML 1.2`) stand above such a line and belong to what is below it.
fn end_of_piece(text: &str, start: usize) -> usize {
    let mut from = start;
    while let Some(found) = text[from..].find("\n---") {
        let line = from + found + 1;
        from = line + MARKER.len();
        if is_divided_at(text, line) && !is_only_directives(&text[start..line]) {
            return line;
        }
    }
    text.len()
}

/// Whether the line that begins at a byte divides documents: with the marker and nothing right
/// behind it.
fn is_divided_at(text: &str, line: usize) -> bool {
    let rest = text[line..].strip_prefix(MARKER);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
}

fn is_only_directives(piece: &str) -> bool {
    let mut lines = piece.lines().filter(|line| !line.trim().is_empty());
    piece.starts_with(['%', '#', '\r', '\n', ' '])
        && piece.lines().any(|line| line.starts_with('%'))
        && lines.all(|line| line.starts_with(['%', '#']))
}

/// The character at a byte, the one before it at the end of the text.
fn character_at(text: &str, at: usize) -> Span {
    let at = text.floor_char_boundary(at);
    match text[at..].chars().next() {
        Some(char) => Span {
            start: at,
            end: at + char.len_utf8(),
        },
        None => Span {
            start: text.floor_char_boundary(at.saturating_sub(1)),
            end: at,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn a_line_of_dashes_divides_documents() {
        for (text, expected) in [
            ("", vec![]),
            ("a\n---\nb", vec![(0, "a\n"), (5, "\nb")]),
            ("---\na", vec![(3, "\na")]),
            (
                "--- a\n---\tb\n---",
                vec![(3, " a\n"), (9, "\tb\n"), (15, "")],
            ),
            (
                "---a\n----\n ---\nb---\n",
                vec![(0, "---a\n----\n ---\nb---\n")],
            ),
            ("\u{feff}a\r\n---\r\nb", vec![(3, "a\r\n"), (9, "\r\nb")]),
            (
                "%YAML 1.2\n---\na\n---\nb",
                vec![(0, "%YAML 1.2\n---\na\n"), (19, "\nb")],
            ),
        ] {
            assert_eq!(pieces(text).collect::<Vec<_>>(), expected, "{text:?}");
        }
    }
}
