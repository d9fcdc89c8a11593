//! Words, lines and texts in quotes of a text that need not be well formed. Places are in bytes.

/// A byte of a name.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// Where the word ends that begins here.
pub(super) fn word_end(text: &str, start: usize) -> usize {
    let rest = &text.as_bytes()[start..];
    start + rest.iter().take_while(|byte| is_word(**byte)).count()
}

/// Where base64 ends that goes on here.
pub(super) fn base64_end(text: &str, start: usize) -> usize {
    let rest = &text.as_bytes()[start..];
    let is_base64 = |byte: &&u8| is_word(**byte) || matches!(**byte, b'+' | b'/' | b'=');
    start + rest.iter().take_while(is_base64).count()
}

/// The first byte that is neither a space nor a tab.
pub(super) fn skip_blanks(text: &str, from: usize) -> usize {
    let rest = &text.as_bytes()[from..];
    from + rest
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count()
}

/// The first byte that is no white space.
pub(super) fn skip_blanks_and_lines(text: &str, from: usize) -> usize {
    let rest = &text.as_bytes()[from..];
    from + rest
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count()
}

/// The end of the line, before its line break.
pub(super) fn line_end(text: &str, from: usize) -> usize {
    let end = text[from..]
        .find('\n')
        .map_or(text.len(), |newline| from + newline);
    if end > from && text.as_bytes()[end - 1] == b'\r' {
        end - 1
    } else {
        end
    }
}

/// Where the next line begins.
pub(super) fn next_line(text: &str, from: usize) -> Option<usize> {
    text[from..].find('\n').map(|newline| from + newline + 1)
}

/// How far to the right a line begins. In a comment, its sign counts as a blank.
pub(super) fn indent(line: &str, is_comment: bool) -> usize {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t') || (is_comment && *byte == b'#');
    line.bytes().take_while(is_blank).count()
}

/// Where a value begins on a line that begins with a name and a colon.
pub(super) fn name_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let line = &text[start..end];
    let name = match line.as_bytes().first()? {
        b'"' | b'\'' => {
            quoted(text, start)
                .filter(|quote| quote.behind <= end)?
                .behind
        }
        _ => word_end(text, start),
    };
    let colon = skip_blanks(text, name);
    (name > start && text.as_bytes().get(colon) == Some(&b':')).then_some(colon + 1)
}

/// A text in quotes.
pub(super) struct Quoted {
    /// Where its content begins.
    pub content: usize,
    /// Where its content ends; without a closing quote the end of all.
    pub end: usize,
    /// Behind the closing quote.
    pub behind: usize,
}

/// The text in quotes that begins here. With backslashes before the quote, it is inside of
/// another one and ends at a quote with as many.
pub(super) fn quoted(text: &str, start: usize) -> Option<Quoted> {
    let bytes = text.as_bytes();
    let backslashes = bytes[start..]
        .iter()
        .take_while(|byte| **byte == b'\\')
        .count();
    let quote = *bytes.get(start + backslashes)?;
    if !matches!(quote, b'"' | b'\'') {
        return None;
    }
    let content = start + backslashes + 1;
    let mut at = content;
    let mut run = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'\\' {
            run += 1;
        } else {
            if byte == quote && closes(quote, run, backslashes) {
                if quote == b'\'' && backslashes == 0 && bytes.get(at + 1) == Some(&quote) {
                    at += 1;
                } else {
                    return Some(Quoted {
                        content,
                        end: at - run.min(backslashes),
                        behind: at + 1,
                    });
                }
            }
            run = 0;
        }
        at += 1;
    }
    Some(Quoted {
        content,
        end: text.len(),
        behind: text.len(),
    })
}

/// Whether a quote behind this number of backslashes ends a text that began behind the other number.
fn closes(quote: u8, run: usize, backslashes: usize) -> bool {
    if quote == b'\'' {
        return run >= backslashes;
    }
    // Two backslashes are one of the content, at each depth of quoting.
    run <= backslashes || (backslashes == 0 && run.is_multiple_of(2))
}
