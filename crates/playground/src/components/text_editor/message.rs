//! The message of a mark, for the editor.

use imagepull::words::{Part, Parts};

/// The message as the editor takes it: every second text, beginning with the second, is code.
pub fn texts(message: &Parts) -> Vec<String> {
    let mut texts = vec![String::new()];
    add(message, &mut texts);
    texts
}

/// Adds parts; the last text is no code before and after.
fn add(parts: &Parts, texts: &mut Vec<String>) {
    for part in parts {
        match part {
            Part::Text(text) | Part::Verbatim(text) => {
                if let Some(last) = texts.last_mut() {
                    last.push_str(text);
                }
            }
            Part::Code(code) => texts.extend([code.clone(), String::new()]),
            Part::Strong(parts) => add(parts, texts),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stands_apart_and_no_value_has_marks() {
        let rows: [(&str, &[&str]); 5] = [
            ("plain", &["plain"]),
            ("`a`", &["", "a", ""]),
            (
                "use `a` or **not `b`**!",
                &["use ", "a", " or not ", "b", "!"],
            ),
            (
                "is `{it}`: {it}",
                &["is ", "**a** `<b>`|\n\u{202e}", ": **a** `<b>`|\n\u{202e}"],
            ),
            ("“{it}”", &["“**a** `<b>`|\n\u{202e}”"]),
        ];
        let values = [("it", Parts::text("**a** `<b>`|\n\u{202e}"))];
        for (template, expected) in rows {
            let message = Parts::from_template(template, &values);
            assert_eq!(texts(&message), expected, "{template}");
        }
    }
}
