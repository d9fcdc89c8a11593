//! What a pasted text is, and which view answers it.
//!
//! A text need not be valid to be recognised. Nothing here parses YAML or reads a document: that is for the view
//! that opens. What a text says itself that it is (its `kind`, its media type, the heading of a table) is certain,
//! its keys and lines are likely, words alone are a guess.
//!
//! | file | what it tells |
//! | --- | --- |
//! | `kind` | the kinds, their views and titles, as a table |
//! | `wrapped` | what is in a Markdown fence, a here-document, behind a command |
//! | `outline`, `document` | the keys of JSON and YAML, and the documents they make |
//! | `toml` | configurations of registries in TOML |
//! | `prints` | what tools print |
//! | `command` | shell commands and Dockerfiles |
//! | `name` | image names, and those inside a line |

pub(crate) mod command;
mod document;
mod kind;
mod name;
mod outline;
mod prints;
mod toml;
pub(crate) mod wrapped;

pub use kind::{Kind, View};

use std::collections::HashSet;

use serde::Serialize;

use crate::{
    base64_text,
    diagnostic::{Diagnostic, Span},
    events::names_cause,
    sources,
    why::Reason,
    words::{Message, MessageId, message},
};
use outline::Outline;
use wrapped::Around;

/// Bytes of a text that are looked at: what a text is shows in its beginning.
const HEAD: usize = 1 << 18;
/// So much of a text is read for the cause of a failed pull, in bytes: it takes longer than all else.
const HEAD_WITH_CAUSE: usize = 1 << 14;
/// How deep texts are looked for inside a text.
const MAX_WRAPS: usize = 2;

/// How sure it is what a text is. Below [`Confidence::Likely`] a page offers a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Some words are those of this kind.
    Guess,
    /// The text has the shape of this kind.
    Likely,
    /// The text says itself what it is.
    Certain,
}

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recognition {
    /// What it is.
    pub kind: Kind,
    /// The view that answers it; `None` where none reads it.
    pub view: Option<View>,
    /// How sure that is.
    pub confidence: Confidence,
    /// The part of the text that counts: the image name, or what is in a fence or here-document.
    /// `None` where all of the text does.
    pub found: Option<Found>,
    /// The image names that a text for the Name view has in it, each once: those of a command, a Dockerfile or a
    /// Compose file. Empty where the text is nothing but names, and where it is for another view.
    pub images: Vec<String>,
    /// By what it was recognised.
    pub why: Vec<Reason>,
    /// What is wrong with the options of the call, not with the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The part as written.
    pub text: String,
    /// Its place, in bytes.
    pub span: Span,
}

/// Says what a text is, by its first 256 KiB. Never fails, whatever the text.
///
/// ```
/// use imagepull::recognize::{Confidence, Kind, recognize};
///
/// let recognition = recognize("    image: nginx:1.27");
/// assert_eq!(recognition.kind, Kind::ImageName);
/// assert_eq!(recognition.found.unwrap().text, "nginx:1.27");
/// assert_eq!(recognize("kind: KubeletConfiguration").confidence, Confidence::Certain);
/// ```
pub fn recognize(text: &str) -> Recognition {
    let verdict = look(text, 0);
    let kind = verdict.kind;
    let mut why = vec![Reason::new(verdict.rule, verdict.reason, kind.source())];
    why.extend(verdict.around.map(why_of_around));
    let found = verdict.found.map(|part| {
        let start = part.as_ptr().addr().saturating_sub(text.as_ptr().addr());
        let end = start + part.len();
        debug_assert_eq!(text.get(start..end), Some(part), "no part of the text");
        Found {
            text: part.to_owned(),
            span: Span { start, end },
        }
    });
    Recognition {
        kind,
        view: kind.view(),
        confidence: verdict.confidence,
        found,
        images: verdict.images,
        why,
        diagnostics: Vec::new(),
    }
}

/// Whether a text is commands that log in to a registry, and no document that quotes some. [`recognize`] looks for
/// all other kinds as well, some 40 kB more in a program that asks only this.
pub(crate) fn is_login_command(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(HEAD)];
    let outline = Outline::new(head);
    let is_document = document::by_kind(&outline)
        .or_else(|| document::by_keys(&outline))
        .is_some();
    !is_document && command::look(head).is_some_and(|it| it.kind == Kind::LoginCommand)
}

fn why_of_around(around: Around) -> Reason {
    match around {
        Around::Fence => Reason::new(
            "recognize-fence",
            MessageId::new("Only the text inside the Markdown fence is read."),
            sources::MARKDOWN_FENCES,
        ),
        Around::HereDocument => Reason::new(
            "recognize-here-document",
            MessageId::new("Only the text of the here-document is read."),
            sources::HERE_DOCUMENTS,
        ),
        Around::Command => Reason::new(
            "recognize-command-output",
            MessageId::new("The first line is a command, and the rest is its output."),
            sources::HERE_DOCUMENTS,
        ),
    }
}

/// What a text is, with the places as parts of it.
#[derive(Clone, Debug)]
struct Verdict<'t> {
    kind: Kind,
    confidence: Confidence,
    found: Option<&'t str>,
    images: Vec<String>,
    rule: &'static str,
    reason: Message,
    around: Option<Around>,
}

impl<'t> Verdict<'t> {
    /// A kind that a word of the text shows.
    fn new(kind: Kind, confidence: Confidence, sign: &'static str) -> Self {
        Self {
            rule: "recognize-sign",
            reason: message!("The text has `{sign}`.", sign),
            ..Self::said(kind, confidence)
        }
    }

    /// A kind that the form of the text shows.
    fn said(kind: Kind, confidence: Confidence) -> Self {
        let reason = match kind {
            Kind::ImageName => MessageId::new("The text looks like an image name."),
            Kind::ImageNames => MessageId::new("Every word of the text looks like an image name."),
            Kind::Unknown => MessageId::new("Nothing in the text was recognised."),
            _ => MessageId::new("The text is a shell command."),
        };
        Self {
            kind,
            confidence,
            found: None,
            images: Vec::new(),
            rule: "recognize-form",
            reason: reason.into(),
            around: None,
        }
    }

    /// The same with the part of the text that counts.
    fn with(mut self, found: &'t str) -> Self {
        self.found = Some(found);
        self
    }

    /// The same with the image names in the text, the first of which counts.
    fn naming(mut self, names: Vec<&'t str>) -> Self {
        self.found = names.first().copied();
        self.with_images(names.into_iter().map(str::to_owned))
    }

    /// The same with the image names that the text says in pieces: no part of it is one of them.
    fn with_images(mut self, names: impl Iterator<Item = String>) -> Self {
        let mut seen = HashSet::new();
        self.images = names.filter(|it| seen.insert(it.clone())).collect();
        self
    }
}

fn look(text: &str, depth: usize) -> Verdict<'_> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Verdict::said(Kind::Unknown, Confidence::Guess);
    }
    let head = &text[..text.floor_char_boundary(HEAD)];
    let outline = Outline::new(head);
    let inner = (depth < MAX_WRAPS).then(|| inside(text, outline.begins, depth));
    if let Some(inner) = inner.flatten() {
        return inner;
    }
    if document::is_helm_template(head, &outline) {
        return Verdict::new(Kind::HelmTemplate, Confidence::Certain, "{{");
    }
    let verdict = by_form(head, &outline);
    cause_of_pull(head, &verdict).unwrap_or(verdict)
}

/// What a text is by its form.
fn by_form<'t>(head: &'t str, outline: &Outline<'t>) -> Verdict<'t> {
    events_before_objects(head)
        .or_else(|| document::by_kind(outline))
        .or_else(|| toml::look(head))
        .or_else(|| document::by_keys(outline))
        .or_else(|| prints::look(head))
        .or_else(|| docker_config_as_base64(head))
        .or_else(|| command::look(head))
        .or_else(|| command::dockerfile(head))
        .or_else(|| name::single(head))
        .or_else(|| name::list(head))
        .or_else(|| name::in_assignment(head))
        .or_else(|| name::in_fields(outline))
        .or_else(|| name::in_prose(head))
        .unwrap_or_else(|| Verdict::said(Kind::Unknown, Confidence::Guess))
}

/// A described pod or events, where a person pasted its Secret or manifest behind them: Diagnose compares them.
fn events_before_objects(text: &str) -> Option<Verdict<'_>> {
    let objects = text.find("\napiVersion:")?;
    let verdict = prints::look(&text[..objects])?;
    let is_of_pod = matches!(verdict.kind, Kind::Describe | Kind::Events);
    (is_of_pod && verdict.confidence == Confidence::Certain).then_some(verdict)
}

/// A text in which Diagnose finds why a pull failed, whatever names and outputs it has besides.
fn cause_of_pull<'t>(text: &'t str, by_form: &Verdict<'t>) -> Option<Verdict<'t>> {
    // A word alone is a name, or a reason that is known already.
    let text = &text[..text.floor_char_boundary(HEAD_WITH_CAUSE)];
    let is_sentence = text.contains(' ');
    let may_be_one = matches!(
        by_form.kind,
        Kind::ImageName | Kind::ImageNames | Kind::PullOutput | Kind::ImageList | Kind::Unknown
    );
    (is_sentence && may_be_one && names_cause(text)).then(|| Verdict {
        rule: "recognize-cause",
        reason: message!("Diagnose finds the cause of a failed pull in the text."),
        ..Verdict::said(Kind::PullError, Confidence::Likely)
    })
}

/// The surest of the texts inside a text.
fn inside(text: &str, is_document: bool, depth: usize) -> Option<Verdict<'_>> {
    let mut best: Option<Verdict<'_>> = None;
    for part in wrapped::parts(text, is_document) {
        let verdict = look(part.text, depth + 1);
        let is_better = best
            .as_ref()
            .is_none_or(|it| verdict.confidence > it.confidence);
        if verdict.confidence >= Confidence::Likely && is_better {
            best = Some(Verdict {
                found: verdict.found.or(Some(part.text)),
                around: Some(part.around),
                ..verdict
            });
        }
    }
    best
}

/// The value of a Secret as `kubectl get` prints it.
fn docker_config_as_base64(text: &str) -> Option<Verdict<'_>> {
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=\r\n".contains(&byte);
    let starts = ["ey", "ew"].iter().any(|it| text.starts_with(it));
    if !starts || !text.bytes().all(is_base64) {
        return None;
    }
    let decoded = base64_text::decode(text)?;
    let outline = Outline::new(str::from_utf8(&decoded).ok()?);
    let verdict = document::by_keys(&outline)?;
    (verdict.kind == Kind::DockerConfig)
        .then(|| Verdict::new(Kind::DockerConfig, Confidence::Certain, "base64"))
}
