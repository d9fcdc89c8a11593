//! What is in a Markdown fence, in a here-document, or behind a command as its output.

use super::command;

/// Fences and here-documents of a text that are looked at.
const MAX_PARTS: usize = 16;

/// A text inside another.
pub(crate) struct Part<'t> {
    pub text: &'t str,
    /// Where it begins in the other.
    pub start: usize,
    pub around: Around,
}

/// What is around a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Around {
    Fence,
    HereDocument,
    Command,
}

/// The texts inside a text, in their order. `is_document` says that the text begins as a document does: what is
/// indented is part of it then.
pub(crate) fn parts(text: &str, is_document: bool) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut open: Option<(Around, &str, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let trimmed = line.trim();
        if let Some((around, mark, from)) = open {
            if trimmed == mark
                || around == Around::Fence
                    && trimmed.starts_with(mark)
                    && trimmed.trim_matches(['`', '~']).is_empty()
            {
                parts.push(Part {
                    text: &text[from..start],
                    start: from,
                    around,
                });
                open = None;
            }
        } else if parts.len() >= MAX_PARTS {
            break;
        } else if !is_document || !line.starts_with(char::is_whitespace) {
            let mark = fence(trimmed).map(|mark| (Around::Fence, mark));
            let mark = mark.or_else(|| Some((Around::HereDocument, here_document(trimmed)?)));
            open = mark.map(|(around, mark)| (around, mark, at));
        }
    }
    // The end was not copied.
    if let Some((around, _, from)) = open {
        parts.push(Part {
            text: &text[from..],
            start: from,
            around,
        });
    }
    if parts.is_empty()
        && let Some((first, rest)) = text.split_once('\n')
        && command::is_command(first)
    {
        parts.push(Part {
            text: rest,
            start: text.len() - rest.len(),
            around: Around::Command,
        });
    }
    parts
}

/// What opens and closes a fence.
fn fence(line: &str) -> Option<&str> {
    let mark = line
        .starts_with("```")
        .then_some('`')
        .or_else(|| line.starts_with("~~~").then_some('~'))?;
    let info = line.trim_start_matches(mark);
    (!info.contains(mark)).then(|| &line[..line.len() - info.len()])
}

/// The word that ends the here-document of a command.
fn here_document(line: &str) -> Option<&str> {
    let (command, rest) = line.split_once("<<")?;
    // Instructions of a Dockerfile have here-documents of their own.
    let first = command.split_whitespace().next()?;
    if matches!(first, "RUN" | "COPY" | "ADD") {
        return None;
    }
    let word = rest.trim_start_matches('-').split_whitespace().next()?;
    let word = word.trim_matches(['"', '\'', '\\']);
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (!word.is_empty() && word.bytes().all(is_word)).then_some(word)
}
