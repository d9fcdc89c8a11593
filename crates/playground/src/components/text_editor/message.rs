//! The message of a mark, for the editor.

use super::Mark;
use crate::components::rich::next_mark;

/// The message in parts: every second one, beginning with the second, is code.
pub fn parts(mark: &Mark) -> Vec<String> {
    let mut parts = vec![String::new()];
    // The words of a program have no marks, whatever stands in them.
    if mark.lang.is_some() {
        parts[0].push_str(&mark.message);
    } else {
        add(&mark.message, &mut parts);
    }
    parts
}

/// Adds a text with marks; the last part is no code before and after.
fn add(text: &str, parts: &mut Vec<String>) {
    let mut rest = text;
    while let Some((before, mark, marked, after)) = next_mark(rest) {
        say(before, parts);
        if mark == "`" {
            parts.extend([marked.to_owned(), String::new()]);
        } else {
            add(marked, parts);
        }
        rest = after;
    }
    say(rest, parts);
}

fn say(text: &str, parts: &mut [String]) {
    if let Some(last) = parts.last_mut() {
        last.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use imagepull::diagnostic::{Severity, Span};

    #[test]
    fn code_stands_apart_and_a_verbatim_message_is_one_part() {
        let rows: [(&str, Option<&'static str>, &[&str]); 5] = [
            ("plain", None, &["plain"]),
            ("`a`", None, &["", "a", ""]),
            (
                "use `a` or **not `b`**!",
                None,
                &["use ", "a", " or not ", "b", "!"],
            ),
            ("an open ` is text", None, &["an open ` is text"]),
            ("as it `is`", Some("en"), &["as it `is`"]),
        ];
        for (message, lang, expected) in rows {
            let mark = Mark {
                span: Span { start: 0, end: 0 },
                severity: Severity::Info,
                message: message.into(),
                lang,
            };
            assert_eq!(parts(&mark), expected, "{message}");
        }
    }
}
