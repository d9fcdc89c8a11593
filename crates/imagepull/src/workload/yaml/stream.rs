//! Where documents begin, and what one that cannot be read leaves of the others.
//!
//! A text is cut at the lines that begin with `---`, as kubectl cuts it, and each piece is read by
//! itself: what is wrong in one does not hide the next.

use std::ops::ControlFlow;

use yaml_events::{ErrorKind, Event, ScanError, options};

use super::{
    ScalarType, Tree,
    build::{Bound, Builder, DEEPEST, MOST_NODES},
    memory::{Mark, Reading},
};
use crate::{
    diagnostic::{Diagnostic, Span},
    words::say,
    workload::report::Finding,
};

/// Longer texts are not read, in bytes.
const MOST_BYTES: usize = 1 << 20;

/// So many documents are read of a text.
pub(super) const MOST_DOCUMENTS: usize = 5000;

/// What some editors write before a text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The documents of a text, and why some of them cannot be read.
pub(in crate::workload) fn read(text: &str) -> (Tree<'_>, Vec<Finding>) {
    let reading = Reading::of(text, None);
    (reading.tree, reading.problems)
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

/// Reads pieces of a text one behind the other.
pub(super) struct Reader<'t> {
    pub tree: Tree<'t>,
    pub builder: Builder,
    pub problems: Vec<Finding>,
    /// How many documents are begun.
    pub begun: usize,
    /// What was read before each piece.
    pub marks: Vec<Mark>,
}

impl<'t> Reader<'t> {
    /// A reader of a text from its beginning.
    pub fn new(text: &'t str) -> Self {
        Self {
            tree: Tree {
                text,
                ..Tree::default()
            },
            builder: Builder::default(),
            problems: Vec::new(),
            begun: 0,
            marks: Vec::new(),
        }
    }

    /// Reads the pieces between some cuts, of a text that may be too long.
    pub fn read(&mut self, cuts: &[usize]) {
        if cuts.is_empty() {
            self.problems.push(too_long(self.tree.text.len()));
        }
        for piece in cuts.windows(2) {
            let (mut start, end) = (piece[0], piece[1]);
            self.marks.push(self.mark(start));
            while start < end {
                self.begun += 1;
                if self.begun > MOST_DOCUMENTS {
                    self.problems.push(too_many_documents(Span {
                        start,
                        end: start + 1,
                    }));
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
            problems: self.problems.len(),
            begun: self.begun,
            taken: self.builder.taken(),
        }
    }

    /// Reads the documents from `start` to `end` and returns where it stopped: that is before
    /// `end` only where another JSON document begins.
    fn read_piece(&mut self, text: &'t str, start: usize, end: usize) -> usize {
        let limits = options! {
            emit_comments: false,
            // The tree has its own bound for both together.
            flow_nesting_limit: DEEPEST as usize + 1,
            block_nesting_limit: DEEPEST as usize + 1,
        };
        self.builder.begin(&self.tree);
        let mut too_much = None;
        let read = yaml_events::for_each(&text[start..end], limits, &mut |event, place| {
            match event {
                Event::DocumentStart(..) => self.builder.begin(&self.tree),
                Event::DocumentEnd => self.keep(),
                event => {
                    let taken = self.builder.take(&mut self.tree, event, &place, start);
                    if let Err(bound) = taken {
                        too_much = Some(bound);
                        return ControlFlow::Break(());
                    }
                }
            }
            ControlFlow::Continue(())
        });
        if let Err(error) = read {
            return self.fail(&error, start, end);
        }
        if let Some((bound, place)) = too_much {
            self.builder.give_up(&mut self.tree);
            self.problems.push(out_of_bounds(bound).at(place));
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

    fn fail(&mut self, error: &ScanError, start: usize, end: usize) -> usize {
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
        let at = start + error.marker().byte_offset().unwrap_or_default();
        let place = character_at(self.tree.text, at.min(end));
        self.problems.push(unreadable(error).at(place));
        end
    }
}

/// The comments of all pieces of a text in which one of some places is, each with its `#`. The
/// places are in order. `None` where a piece cannot be read to its end, as one of several JSON
/// documents without a line between them: nobody knows then where its comments are.
pub(in crate::workload) fn comments_beside(text: &str, places: &[Span]) -> Option<Vec<Span>> {
    let mut comments = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = end_of_piece(text, start);
        let first = places.partition_point(|place| place.start < start);
        if places.get(first).is_some_and(|place| place.start < end) {
            let limits = options! {
                max_buffered_comment_events: usize::MAX,
                flow_nesting_limit: DEEPEST as usize + 1,
                block_nesting_limit: DEEPEST as usize + 1,
            };
            let read = yaml_events::for_each(&text[start..end], limits, &mut |event, place| {
                if let (Event::Comment(..), Some(range)) = (event, place.byte_range()) {
                    comments.push(Span {
                        start: start + range.start,
                        end: start + range.end,
                    });
                }
                ControlFlow::Continue(())
            });
            read.ok()?;
        }
        start = end;
    }
    Some(comments)
}

/// Where the piece that begins at `start` ends: before the next line that begins with `---`.
/// Directives (`%YAML 1.2`) stand above such a line and belong to what is below it.
fn end_of_piece(text: &str, start: usize) -> usize {
    let mut from = start;
    while let Some(found) = text[from..].find("\n---") {
        let line = from + found + 1;
        from = line + "---".len();
        let is_marker =
            text[from..].is_empty() || text[from..].starts_with([' ', '\t', '\r', '\n']);
        if is_marker && !is_only_directives(&text[start..line]) {
            return line;
        }
    }
    text.len()
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

fn unreadable(error: &ScanError) -> Finding {
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return out_of_bounds(Bound::Depth);
    }
    // The words of the parser quote at most one character of the text, so no secret.
    Diagnostic::error(
        "YML001",
        say!(
            "This document is no YAML that can be read: {words}.",
            words = error.info()
        ),
    )
    .help(say!(
        "Mend it at this place. The other documents of the text are read all the same."
    ))
}

fn out_of_bounds(bound: Bound) -> Finding {
    match bound {
        Bound::Depth => Diagnostic::error(
            "YML002",
            say!("This document is nested more than {most} levels deep and is not read.", most = DEEPEST),
        )
        .help(say!("A manifest has some ten levels; look for brackets that are not closed.")),
        Bound::Nodes => Diagnostic::error(
            "YML003",
            say!("The text holds more than {most} keys and values up to here; this document is not read.", most = MOST_NODES),
        )
        .help(say!("Look at fewer documents at once.")),
        Bound::Aliases => Diagnostic::error(
            "YML004",
            say!("The aliases of this document stand for more than {most} keys and values, so it is not read.", most = MOST_NODES),
        )
        .help(say!("Each alias stands for all that its anchor marks. Write out what is meant.")),
        Bound::Cycle => Diagnostic::error(
            "YML005",
            say!("This alias stands within what its anchor marks, so it has no end; the document is not read."),
        )
        .help(say!("Write out what is meant, or move the anchor.")),
    }
}

fn too_long(length: usize) -> Finding {
    Diagnostic::error(
        "YML006",
        say!(
            "The text has {length} bytes; more than {most} are not read.",
            length,
            most = MOST_BYTES
        ),
    )
    .help(say!("Look at fewer documents at once."))
}

fn too_many_documents(place: Span) -> Finding {
    Diagnostic::warning(
        "YML007",
        say!(
            "The text has more than {most} documents; from here on it is not read.",
            most = MOST_DOCUMENTS
        ),
    )
    .help(say!("Look at fewer documents at once."))
    .at(place)
}
