//! The documents of a text, and what one that cannot be read leaves of the others.
//!
//! A text is cut into [`pieces`](super::pieces) as kubectl cuts it, and each is read by itself: what is
//! wrong in one does not hide the next. kubectl itself stops at the first. Of a piece it reads the first
//! document alone.

use std::ops::{ControlFlow, Range};

use yaml_events::Event;

use super::{
    Error, Limits, Problem, ScalarType, Tree,
    build::Builder,
    decode,
    limits::MAX_DOCUMENTS,
    pieces::{content, cuts, cuts_from, following_line, is_json},
    snapshot::Mark,
};
use crate::diagnostic::Span;

/// What sigs.k8s.io/yaml puts before what go-yaml says.
const OF_YAML: &str = "error converting YAML to JSON: yaml: ";

/// How a text is read that begins with a brace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Braces {
    /// As JSON alone: kubectl up to 1.32.
    AreJson,
    /// As JSON, and as YAML where that fails: kubectl from 1.33 on.
    MayBeYaml,
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
    /// Reads a text as the newest kubectl does.
    pub fn new(text: &'t str, limits: Limits) -> Self {
        Self::watched(text, limits, Braces::MayBeYaml, &mut |_| {})
    }

    /// Reads a text. `watch` is called with how many bytes are read, piece by piece.
    pub fn watched(
        text: &'t str,
        limits: Limits,
        braces: Braces,
        watch: &mut dyn FnMut(usize),
    ) -> Self {
        let mut reader = Reader::new(text, limits);
        if text.len() > limits.bytes {
            reader.errors.push(Error {
                problem: Problem::Bytes,
                span: None,
            });
        } else if is_json(text) {
            reader.read_json(braces);
            reader.marks.clear();
        } else {
            let cuts = cuts(text);
            for piece in cuts.windows(2) {
                watch(piece[0]);
                if !reader.read(piece) {
                    break;
                }
            }
            reader.marks.push(reader.mark(text.len()));
        }
        reader.into_reading()
    }
}

/// Reads a text whose documents can all be read: those of the tree are those that hold anything.
pub(crate) fn read(text: &str, limits: Limits) -> Result<Tree<'_>, Error> {
    let reading = Reading::new(text, limits);
    match reading.errors.into_iter().next() {
        Some(error) => Err(error),
        None => Ok(reading.tree),
    }
}

/// Reads the first document of a text as a component reads the file of its configuration: what is
/// behind it is passed over.
pub(crate) fn read_first(text: &str, limits: Limits) -> Result<Tree<'_>, Error> {
    let mut reader = Reader::new(text, limits);
    if text.len() > limits.bytes {
        return Err(Error {
            problem: Problem::Bytes,
            span: None,
        });
    }
    if is_json(text) {
        let end = reader.read_value(0);
        let rest = end.map_or(Ok(()), |end| yaml_events::ends_with_value(text, end));
        let error = rest.err().map(|error| reader.syntax(error, 0));
        reader.errors.extend(error);
    } else {
        let _ = reader.read_document(0..text.len());
    }
    match reader.errors.into_iter().next() {
        Some(error) => Err(error),
        None => Ok(reader.tree),
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

    /// Reads the pieces between some cuts; false where no more are read.
    pub fn read(&mut self, cuts: &[usize]) -> bool {
        for piece in cuts.windows(2) {
            self.marks.push(self.mark(piece[0]));
            if !self.begin(piece[0]) {
                return false;
            }
            let content = content(self.tree.text, piece);
            if let Some(line) = content.bad_separator {
                self.refuse_separator(line);
                continue;
            }
            if let Some(rest) = self.read_document(content.range.clone()) {
                self.refuse_rest(rest..content.range.end);
            }
        }
        true
    }

    /// Counts a document; false where no more are read.
    fn begin(&mut self, start: usize) -> bool {
        self.begun += 1;
        let is_read = self.begun <= MAX_DOCUMENTS;
        if !is_read {
            let place = character_at(self.tree.text, start);
            self.errors.push(Error::at(Problem::Documents, place));
        }
        is_read
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

    /// Reads the first document of a part of the text and returns where it ends, unless it cannot be
    /// read.
    fn read_document(&mut self, part: Range<usize>) -> Option<usize> {
        let text = self.tree.text;
        let start = part.start;
        self.collect(start, |depth, each| {
            yaml_events::for_each(&text[part], depth, each).map(|end| Some(start + end))
        })
    }

    /// Reads a value of JSON from a place on and returns where it ends: `None` where there is none, or
    /// none that can be read.
    fn read_value(&mut self, start: usize) -> Option<usize> {
        let text = self.tree.text;
        self.collect(0, |depth, each| {
            yaml_events::for_each_of_json(text, start, depth, each)
        })
    }

    /// Takes the events of a document. `base` is where the text begins that they are of.
    fn collect(
        &mut self,
        base: usize,
        events: impl FnOnce(
            usize,
            &mut dyn FnMut(Event<'t>, Range<usize>) -> ControlFlow<()>,
        ) -> Result<Option<usize>, yaml_events::Error>,
    ) -> Option<usize> {
        // The tree has its own bound for blocks and brackets together.
        let depth = self.builder.limits().depth as usize + 1;
        self.builder.begin(&self.tree);
        let mut refused = None;
        let read = events(depth, &mut |event, place| {
            let taken = match event {
                Event::DocumentStart => Ok(()),
                Event::DocumentEnd => self.decode(),
                event => self.builder.take(&mut self.tree, event, &place, base),
            };
            match taken {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    refused = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        let error = match (refused, read) {
            (Some(error), _) => error,
            (None, Ok(end)) => {
                self.keep();
                return end;
            }
            (None, Err(error)) => self.syntax(error, base),
        };
        self.builder.give_up(&mut self.tree);
        self.errors.push(error);
        None
    }

    fn syntax(&self, error: yaml_events::Error, base: usize) -> Error {
        let problem = match error.problem {
            yaml_events::Problem::Depth => Problem::Depth,
            yaml_events::Problem::Syntax(words) => Problem::Syntax(format!("{OF_YAML}{words}")),
            yaml_events::Problem::Json(words) => Problem::Json(words),
            yaml_events::Problem::JsonEnd => Problem::JsonEnd,
            yaml_events::Problem::Stopped => Problem::Nodes,
        };
        Error::at(problem, character_at(self.tree.text, base + error.at))
    }

    /// Whether what is read becomes JSON.
    fn decode(&mut self) -> Result<(), Error> {
        match self.builder.root() {
            Some(root) if self.builder.needs_decoding() => decode::check(&self.tree, root),
            _ => Ok(()),
        }
    }

    /// Keeps the document that is read to its end, if it holds anything.
    fn keep(&mut self) {
        let root = self.builder.root();
        if let Some(root) = root.filter(|it| self.tree.scalar_type(*it) != ScalarType::Null) {
            self.tree.documents.push(root);
        }
        self.builder.begin(&self.tree);
    }

    /// Reads values of JSON, and from the first on that is none YAML where `braces` says so, as
    /// apimachinery pkg/util/yaml `YAMLOrJSONDecoder` does.
    fn read_json(&mut self, braces: Braces) {
        let (mut at, mut count) = (0, 0);
        while self.begin(at) {
            let errors = self.errors.len();
            if let Some(end) = self.read_value(at) {
                count += 1;
                at = end;
                continue;
            }
            let Some(error) = self.errors.get(errors).cloned() else {
                return;
            };
            let is_no_json = matches!(error.problem, Problem::Json(_) | Problem::JsonEnd);
            // Behind more than one value the text is surely JSON.
            let rest = behind_white_space(self.tree.text, at)
                .filter(|_| braces == Braces::MayBeYaml && count <= 1 && is_no_json);
            let behind = if let Some(rest) = rest {
                self.errors.truncate(errors);
                let cuts = cuts_from(self.tree.text, rest);
                let Some(first) = cuts.get(..2) else {
                    return;
                };
                self.begun -= 1;
                self.read(first);
                // Where neither fits, the error of the JSON reader is reported; of a text that is too much for us
                // nobody knows whether it fits.
                let mut found = self.errors[errors..].iter();
                if found.any(|it| it.problem != Problem::Unread && !it.is_limit()) {
                    self.errors.truncate(errors);
                    self.errors.push(error);
                }
                first[1]
            } else {
                let from = error.span.map_or(at, |span| span.start);
                let cuts = cuts_from(self.tree.text, from);
                cuts.get(1).copied().unwrap_or(self.tree.text.len())
            };
            if behind < self.tree.text.len() {
                let cuts = cuts_from(self.tree.text, behind);
                self.read(&cuts);
            }
            return;
        }
    }

    fn refuse_separator(&mut self, line: Range<usize>) {
        let text = self.tree.text;
        let words = following_line(text, line.start).trim_start_matches("---");
        let words = match words.trim() {
            "" => "-",
            words => words,
        };
        // What may be the value of a key is left out.
        let shown = words.split_inclusive(':').next().unwrap_or_default();
        let shown = shown.split_whitespace().next().unwrap_or_default();
        let more = if shown.len() < words.len() { "…" } else { "" };
        let words = format!("invalid Yaml document separator: {shown}{more}");
        let place = Span {
            start: line.start,
            end: line.end,
        };
        self.errors
            .push(Error::at(Problem::Separator(words), place));
    }

    /// What is behind the first document of a piece, unless it is nothing but comments.
    fn refuse_rest(&mut self, rest: Range<usize>) {
        let written = &self.tree.text[rest.clone()];
        let mut from = rest.start;
        for line in written.split_inclusive('\n') {
            let content = line.trim();
            if !content.is_empty() && !content.starts_with('#') {
                let start = from + (line.len() - line.trim_start().len());
                let place = Span {
                    start,
                    end: rest.end,
                };
                self.errors.push(Error::at(Problem::Unread, place));
                return;
            }
            from += line.len();
        }
    }
}

/// Where kubectl goes on behind white space, through the end of the line. It reads four bytes at once,
/// and finds nothing where fewer are left.
fn behind_white_space(text: &str, start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        if text.len() < at + 4 {
            return None;
        }
        let char = text[at..].chars().next()?;
        if !char.is_whitespace() {
            return Some(at);
        }
        at += char.len_utf8();
        if char == '\n' {
            return Some(at);
        }
    }
}

/// The character at a byte, the one before it at the end of the text.
fn character_at(text: &str, at: usize) -> Span {
    let at = text.floor_char_boundary(at.min(text.len()));
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
