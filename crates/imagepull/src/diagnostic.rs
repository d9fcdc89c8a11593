//! The one shape of everything said about an input: what is wrong, where, and
//! what to do about it.

use serde::{Deserialize, Deserializer, Serialize};

use crate::{
    codes::Code,
    words::{Message, interned},
};

/// How much a [`Diagnostic`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing needs to change.
    Info,
    /// Works, but not as most people expect.
    Warning,
    /// Kubernetes or this crate refuses the input.
    Error,
}

/// A place in an input, in bytes. The JavaScript package converts to UTF-16.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    pub title: Message,
    /// The whole input after the change.
    pub replacement: String,
}

/// Something said about an input: an error, a warning or a remark. `F` is the kind of its repairs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic<F = Fix> {
    /// Stable code, one of [`codes::ALL`](crate::codes::ALL), for example `IMG001`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: one sentence.
    pub message: Message,
    /// The place in the input, where there is one.
    pub span: Option<Span>,
    /// What to do about it, or why it is so.
    pub help: Option<Message>,
    /// Changes that repair the input, best first.
    pub fixes: Vec<F>,
    /// Where to read on.
    pub docs: Option<&'static str>,
}

impl<'de, F: Deserialize<'de>> Deserialize<'de> for Diagnostic<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// The same with texts of its own.
        #[derive(Deserialize)]
        struct Owned<F> {
            code: String,
            severity: Severity,
            message: Message,
            span: Option<Span>,
            help: Option<Message>,
            fixes: Vec<F>,
            docs: Option<String>,
        }
        let owned = Owned::deserialize(deserializer)?;
        Ok(Self {
            code: interned(&owned.code),
            severity: owned.severity,
            message: owned.message,
            span: owned.span,
            help: owned.help,
            fixes: owned.fixes,
            docs: owned.docs.as_deref().map(interned),
        })
    }
}

impl<F> Diagnostic<F> {
    /// What is reported under a code, with a message and nothing else; the other parts are added by
    /// [`at`](Self::at), [`help`](Self::help) and [`fixed_by`](Self::fixed_by).
    pub(crate) fn new(code: Code, message: impl Into<Message>) -> Self {
        Self {
            code: code.id,
            severity: code.severity,
            message: message.into(),
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
    pub fn help(mut self, help: impl Into<Message>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with a link to read on.
    #[must_use]
    pub fn docs(mut self, link: &'static str) -> Self {
        self.docs = Some(link);
        self
    }

    /// The same with one more repair.
    #[must_use]
    pub fn fixed_by(mut self, fix: F) -> Self {
        self.fixes.push(fix);
        self
    }

    /// What is said without the repairs; they can be of another kind.
    pub fn without_fixes<G>(&self) -> Diagnostic<G> {
        Diagnostic {
            code: self.code,
            severity: self.severity,
            message: self.message.clone(),
            span: self.span,
            help: self.help.clone(),
            fixes: Vec::new(),
            docs: self.docs,
        }
    }
}

impl Diagnostic {
    /// The same with one more repair, as the whole input after it.
    #[must_use]
    pub fn fix(self, title: impl Into<Message>, replacement: impl Into<String>) -> Self {
        self.fixed_by(Fix {
            title: title.into(),
            replacement: replacement.into(),
        })
    }
}
