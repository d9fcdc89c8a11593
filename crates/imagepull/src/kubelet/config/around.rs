//! What is around the text of a configuration: a fence of Markdown, a here-document, a command, the
//! headers of a part of MIME, as user data of a cloud has them.

use crate::{
    recognize::wrapped::{self, Around},
    words::{Message, message},
};

/// A text inside another.
pub(super) struct Part<'t> {
    pub text: &'t str,
    pub start: usize,
    pub around: PartKind,
}

/// What is around a part.
#[derive(Clone, Copy)]
pub(super) enum PartKind {
    Text(Around),
    Mime,
}

impl PartKind {
    /// What is said of it.
    pub fn words(self) -> Message {
        match self {
            Self::Text(Around::Fence) => message!(
                "The Markdown fence around the kubelet's settings is not part of the file."
            ),
            Self::Text(Around::HereDocument) => {
                message!("The shell command around the kubelet's settings is not part of the file.")
            }
            Self::Text(Around::Command) => {
                message!("The command in front of the kubelet's settings is not part of the file.")
            }
            Self::Mime => {
                message!("The MIME headers around the kubelet's settings are not part of the file.")
            }
        }
    }
}

/// The texts inside a text, in their order.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mime = mime_parts(text);
    if !mime.is_empty() {
        return mime;
    }
    let parts = wrapped::parts(text, false).into_iter();
    parts
        .map(|part| Part {
            text: match part.around {
                Around::Command => without_prompt(part.text),
                _ => part.text,
            },
            start: part.start,
            around: PartKind::Text(part.around),
        })
        .collect()
}

/// The output of a command without the next prompt.
fn without_prompt(text: &str) -> &str {
    let text = text.trim_end();
    let (before, last) = text.rsplit_once('\n').unwrap_or(("", text));
    if last.ends_with(['$', '#', '>', '%']) {
        before
    } else {
        text
    }
}

/// The bodies of the parts of a MIME message (RFC 2046, 5.1): each behind a line with the boundary, its
/// headers and an empty line.
fn mime_parts(text: &str) -> Vec<Part<'_>> {
    let Some(boundary) = boundary(text) else {
        return Vec::new();
    };
    let mark = format!("--{boundary}");
    let mut parts = Vec::new();
    // Where the part begins that is open, and whether its headers are behind.
    let mut open: Option<(usize, bool)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let trimmed = line.trim_end();
        if trimmed.starts_with(&mark) {
            parts.extend(body(text, open, start));
            open = Some((at, false));
        } else if trimmed.is_empty()
            && let Some((from, is_body)) = &mut open
            && !*is_body
        {
            (*from, *is_body) = (at, true);
        }
    }
    parts.extend(body(text, open, text.len()));
    parts
}

fn body(text: &str, open: Option<(usize, bool)>, end: usize) -> Option<Part<'_>> {
    let (start, _) = open.filter(|(start, is_body)| *is_body && *start < end)?;
    Some(Part {
        text: &text[start..end],
        start,
        around: PartKind::Mime,
    })
}

fn boundary(text: &str) -> Option<&str> {
    let (before, behind) = text.split_once("boundary=")?;
    let is_header = before
        .to_ascii_lowercase()
        .contains("content-type: multipart/");
    let name = behind.lines().next()?.trim();
    let name = match name.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => name.split([';', ' ']).next()?,
    };
    (is_header && !name.is_empty()).then_some(name)
}

/// Whether a text is user data of Bottlerocket.
pub(super) fn is_bottlerocket(text: &str) -> bool {
    text.lines()
        .any(|line| line.trim_start().starts_with("[settings.kubernetes"))
}
