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
    /// It is no YAML, or none that becomes JSON. The words are those of sigs.k8s.io/yaml; they quote
    /// names of anchors and single characters, so no secret.
    Syntax(String),
    /// It is no JSON. The words are those of Go; they quote at most one byte of the text.
    Json(String),
    /// It ends within a value of JSON.
    JsonEnd,
    /// A line begins with `---` and has something else behind it than a comment. What was before it is
    /// lost with it. The words are those of kubectl, without a value.
    Separator(String),
    /// What is here is no part of the document before it, and nothing reads it.
    Unread,
    /// Lists and mappings are nested too deeply.
    Depth,
    /// Too many values and keys are written.
    Nodes,
    /// Aliases stand for too many values and keys, or for too many bytes.
    Aliases,
    /// An alias is within what its anchor marks.
    Cycle,
    /// The text is too long.
    Bytes,
    /// The text has too many documents: it is not read from here on.
    Documents,
}

impl Error {
    /// Whether the text is only more than is read here.
    pub fn is_limit(&self) -> bool {
        matches!(
            self.problem,
            Problem::Depth | Problem::Nodes | Problem::Bytes | Problem::Documents
        )
    }

    pub fn at(problem: Problem, span: Span) -> Self {
        Self {
            problem,
            span: Some(span),
        }
    }
}
