//! Why a text, or a document of it, cannot be read; whoever reads it puts that into words.

use crate::diagnostic::Span;

/// Why a text, or a document of it, is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Error {
    pub problem: Problem,
    /// Where that was seen; `None` where it is true of the text as a whole.
    pub span: Option<Span>,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// It is no YAML. The words quote at most one character of the text, so no secret.
    Syntax(String),
    /// Lists and mappings are nested too deeply.
    Depth,
    /// Too many values and keys are written.
    Nodes,
    /// Aliases stand for too many values and keys, or for too many bytes.
    Aliases,
    /// An alias stands within what its anchor marks.
    Cycle,
    /// The text is too long.
    Bytes,
    /// The text has too many documents: it is not read from here on.
    Documents,
}

impl Error {
    pub fn at(problem: Problem, span: Span) -> Self {
        Self {
            problem,
            span: Some(span),
        }
    }
}
