//! Masks the expressions of a template so that the rest can be read as YAML. What stands alone in
//! its lines becomes white space, other expressions a word, byte by byte.

use super::TemplateLanguage;
use crate::diagnostic::Span;

/// What a byte of an expression becomes that is beside other text.
const LETTER: u8 = b'T';

/// An expression, and whether it writes nothing itself.
struct Expression {
    span: Span,
    is_silent: bool,
}

/// The text with its expressions masked, and the place of the first; `None` where it has none.
pub(super) fn masked(text: &str, language: TemplateLanguage) -> Option<(String, Span)> {
    let expressions = expressions(text, language);
    let first = expressions.first()?.span;
    let mut bytes = text.as_bytes().to_vec();
    let mut rest = expressions.as_slice();
    let mut done = 0;
    while !rest.is_empty() {
        let (line, behind) = rest.split_at(in_one_line(text, rest));
        let next = behind.first().map_or(text.len(), |it| it.span.start);
        let is_blank = blanks(text, line, done..next);
        for (expression, is_blank) in line.iter().zip(is_blank) {
            let with = if is_blank { b' ' } else { LETTER };
            fill(&mut bytes[expression.span.start..expression.span.end], with);
        }
        done = line.last().map_or(done, |it| it.span.end);
        rest = behind;
    }
    let masked = String::from_utf8(bytes).ok()?;
    Some((masked, first))
}

/// How many of some expressions, the first included, have no line end between them.
fn in_one_line(text: &str, expressions: &[Expression]) -> usize {
    let pairs = expressions.windows(2);
    let is_apart =
        |pair: &&[Expression]| !text[pair[0].span.end..pair[1].span.start].contains(['\n', '\r']);
    1 + pairs.take_while(is_apart).count()
}

/// Which of the expressions of a line become white space: all where nothing else is beside them,
/// else the last one where it writes nothing and white space is before it, as in
/// `replicas: 1 {{- end }}`. `around` is the text that belongs to no other line's expressions.
fn blanks(text: &str, line: &[Expression], around: std::ops::Range<usize>) -> Vec<bool> {
    let start = line.first().map_or(around.start, |it| it.span.start);
    let end = line.last().map_or(around.end, |it| it.span.end);
    let head = &text[around.start..start];
    let head = &head[head.rfind(['\n', '\r']).map_or(0, |at| at + 1)..];
    let tail = &text[end..around.end];
    let tail = &tail[..tail.find(['\n', '\r']).unwrap_or(tail.len())];
    let is_free = |text: &str| text.trim().is_empty();
    let mut gaps = line
        .windows(2)
        .map(|pair| &text[pair[0].span.end..pair[1].span.start]);
    if is_free(head) && is_free(tail) && gaps.all(is_free) {
        return vec![true; line.len()];
    }
    let mut blanks = vec![false; line.len()];
    if let (Some(blank), Some(last)) = (blanks.last_mut(), line.last()) {
        let before = text[..last.span.start].chars().next_back();
        *blank = last.is_silent && is_free(tail) && before.is_some_and(char::is_whitespace);
    }
    blanks
}

/// Whether an expression is in the line of a place.
pub(super) fn stands_in_line(text: &str, place: Span) -> bool {
    let start = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    ["{{", "{%", "<%"]
        .iter()
        .any(|it| text[start..end].contains(it))
}

/// Line ends stay: they end comments, and lines are counted.
fn fill(bytes: &mut [u8], with: u8) {
    for byte in bytes {
        if !matches!(byte, b'\n' | b'\r') {
            *byte = with;
        }
    }
}

fn expressions(text: &str, language: TemplateLanguage) -> Vec<Expression> {
    let pairs: &[(&str, &str)] = match language {
        TemplateLanguage::Jinja => &[("{{", "}}"), ("{%", "%}"), ("{#", "#}")],
        TemplateLanguage::Erb => &[("<%", "%>")],
        _ => &[("{{", "}}")],
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(['{', '<']) {
        let start = at + offset;
        let pair = pairs
            .iter()
            .find(|(open, _)| text[start..].starts_with(open));
        // `${{PARAM}}` is no expression of these languages.
        let Some((open, close)) = pair.filter(|_| !text[..start].ends_with('$')) else {
            at = start + 1;
            continue;
        };
        let Some(end) = end_of(text, start + open.len(), close) else {
            break;
        };
        let inner = text[start + open.len()..end - close.len()].trim_matches(['-', '+', '~', ' ']);
        found.push(Expression {
            span: Span { start, end },
            is_silent: is_silent(open, inner),
        });
        at = end;
    }
    found
}

/// The end of an expression: the closing sign outside of strings and comments.
fn end_of(text: &str, from: usize, close: &str) -> Option<usize> {
    let rest = &text[from..];
    let trimmed = rest.trim_start_matches(['-', ' ']);
    if close == "}}" && trimmed.starts_with("/*") {
        let end = from + rest.find("*/")?;
        return Some(end + text[end..].find(close)? + close.len());
    }
    let mut quote = None;
    for (at, char) in rest.char_indices() {
        match quote {
            None if rest[at..].starts_with(close) => return Some(from + at + close.len()),
            None if close == "}}" && matches!(char, '"' | '`') => quote = Some(char),
            Some(open) if char == open && !rest[..at].ends_with('\\') => quote = None,
            // A string of one line that has no end: it was none.
            Some('"') if char == '\n' => return Some(from + rest.find(close)? + close.len()),
            _ => {}
        }
    }
    Some(from + rest.find(close)? + close.len())
}

fn is_silent(open: &str, inner: &str) -> bool {
    match open {
        "{%" | "{#" => true,
        "<%" => !inner.starts_with('='),
        _ => {
            let word = inner.split_whitespace().next().unwrap_or_default();
            let is_comment = inner.starts_with("/*");
            let is_variable = word.starts_with('$') && inner.contains(":=");
            is_comment
                || is_variable
                || [
                    "if", "else", "end", "range", "with", "define", "block", "break", "continue",
                ]
                .contains(&word)
        }
    }
}
