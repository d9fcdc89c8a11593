//! The words of YAML.

use std::borrow::Cow;

use crate::{ScalarStyle, cursor::Mark};

/// A word of YAML and where it is.
#[derive(Debug)]
pub(crate) struct Token<'t> {
    pub kind: TokenKind<'t>,
    pub start: Mark,
    /// In bytes.
    pub end: usize,
}

#[derive(Debug)]
pub(crate) enum TokenKind<'t> {
    StreamEnd,
    /// `%YAML 1.1`.
    Version(u8, u8),
    /// `%TAG ! prefix`.
    TagDirective(Cow<'t, str>, Cow<'t, str>),
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias(&'t str),
    Anchor(&'t str),
    /// Its handle and what follows that.
    Tag(Cow<'t, str>, Cow<'t, str>),
    Scalar(Cow<'t, str>, ScalarStyle),
}

/// What is wrong with a text and where go-yaml says it is.
#[derive(Debug)]
pub(crate) struct Failure {
    pub problem: &'static str,
    pub mark: Mark,
    /// The scanner counts the line in which it is, the parser the lines before.
    pub is_of_scanner: bool,
    /// Whether it is nested too deeply.
    pub is_too_deep: bool,
}

impl Failure {
    pub fn from_scanner(problem: &'static str, mark: Mark) -> Self {
        Self {
            problem,
            mark,
            is_of_scanner: true,
            is_too_deep: false,
        }
    }

    pub fn from_parser(problem: &'static str, mark: Mark) -> Self {
        Self {
            is_of_scanner: false,
            ..Self::from_scanner(problem, mark)
        }
    }

    pub fn too_deep(mark: Mark) -> Self {
        Self {
            is_too_deep: true,
            ..Self::from_scanner("", mark)
        }
    }

    /// The words of go-yaml.
    pub fn words(&self) -> String {
        match (self.mark.line, self.is_of_scanner) {
            (0, _) => self.problem.to_owned(),
            (line, true) => format!("line {}: {}", line + 1, self.problem),
            (line, false) => format!("line {line}: {}", self.problem),
        }
    }
}
