//! The one shape of everything said about an input: what is wrong, where, and
//! what to do about it.

use serde::Serialize;

/// How much a [`Diagnostic`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing needs to change.
    Info,
    /// Works, but not as most people expect.
    Warning,
    /// Kubernetes or this crate refuses the input.
    Error,
}

/// Words about an input are no longer than this, in bytes, however much of it they quote.
const MOST_BYTES: usize = 4096;

/// A place in an input, in bytes. The JavaScript package converts to UTF-16.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl From<imageref::Span> for Span {
    fn from(span: imageref::Span) -> Self {
        Self {
            start: span.start,
            end: span.end,
        }
    }
}

/// One change that repairs an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    /// What the change does, as the label of a button.
    pub title: String,
    /// The whole input after the change.
    pub replacement: String,
}

/// Something said about an input: an error, a warning or a remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    /// Stable code, for example `IMG001`; [`crate::diagnostic`] lists none twice.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: one sentence.
    pub message: String,
    /// The place in the input, where there is one.
    pub span: Option<Span>,
    /// What to do about it, or why it is so.
    pub help: Option<String>,
    /// Changes that repair the input, best first.
    pub fixes: Vec<Fix>,
    /// Where to read on.
    pub docs: Option<&'static str>,
}

impl Diagnostic {
    /// An error with a message and nothing else; the other parts are added by
    /// [`at`](Self::at), [`help`](Self::help) and [`fix`](Self::fix).
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// A warning with a message and nothing else.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    /// A remark with a message and nothing else.
    pub fn info(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Info, message)
    }

    fn new(code: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: shortened(message.into()),
            span: None,
            help: None,
            fixes: Vec::new(),
            docs: None,
        }
    }

    /// The same with its place in the input.
    #[must_use]
    pub fn at(mut self, span: impl Into<Span>) -> Self {
        self.span = Some(span.into());
        self
    }

    /// The same with its place in the input, where that is known.
    #[must_use]
    pub(crate) fn at_known(mut self, span: Option<Span>) -> Self {
        self.span = span;
        self
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(shortened(help.into()));
        self
    }

    /// The same with one more repair.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, replacement: impl Into<String>) -> Self {
        self.fixes.push(Fix {
            title: title.into(),
            replacement: replacement.into(),
        });
        self
    }

    /// The same with a link to read on.
    #[must_use]
    pub fn docs(mut self, link: &'static str) -> Self {
        self.docs = Some(link);
        self
    }
}

fn shortened(mut words: String) -> String {
    if words.len() > MOST_BYTES {
        words.truncate(words.floor_char_boundary(MOST_BYTES));
        words.push('…');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_quote_a_long_input_are_cut_between_two_characters() {
        let said = Diagnostic::error("IMG001", "é".repeat(1 << 20)).help("x".repeat(MOST_BYTES));
        assert_eq!(said.message, format!("{}…", "é".repeat(MOST_BYTES / 2)));
        assert_eq!(said.help.map(|help| help.len()), Some(MOST_BYTES));
        let said = Diagnostic::error("IMG001", format!("a{}", "é".repeat(MOST_BYTES)));
        assert_eq!(
            said.message,
            format!("a{}…", "é".repeat(MOST_BYTES / 2 - 1))
        );
    }
}
