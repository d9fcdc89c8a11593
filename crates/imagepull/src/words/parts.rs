//! What is said, in parts that know what they are: no place that shows them looks for marks in a text.

use std::fmt::Display;

/// Parts are no longer than this together, in bytes, however much of an input they quote.
pub(super) const MAX_BYTES: usize = 4096;

/// A part of what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words in the language of the whole.
    Text(String),
    /// A name, a field or another text that a program reads.
    Code(String),
    /// What matters most.
    Strong(Parts),
    /// Words of a program or of someone else, in their own language.
    Verbatim(String),
}

/// What is said, in its parts, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts(Vec<Part>);

/// What can stand for a name in braces: parts, or what prints, which is then text as it is.
pub trait IntoParts {
    /// It as parts.
    fn into_parts(self) -> Parts;
}

impl<T: Display> IntoParts for T {
    fn into_parts(self) -> Parts {
        Parts::text(cut(self.to_string()))
    }
}

impl IntoParts for Parts {
    fn into_parts(self) -> Parts {
        self
    }
}

impl IntoParts for &Parts {
    fn into_parts(self) -> Parts {
        self.clone()
    }
}

impl Parts {
    /// A text in which nothing is a mark.
    pub fn text(text: impl Into<String>) -> Self {
        let mut parts = Self::default();
        parts.push(Part::Text(text.into()));
        parts
    }

    /// A name, a field or another text that a program reads.
    pub fn code(code: impl Into<String>) -> Self {
        Self(vec![Part::Code(code.into())])
    }

    /// The words of a program or of someone else.
    pub fn verbatim(words: impl Into<String>) -> Self {
        Self(vec![Part::Verbatim(words.into())])
    }

    /// The parts of a template: see [`push_template`](Self::push_template).
    pub fn from_template(template: &str, values: &[(&str, Parts)]) -> Self {
        let mut parts = Self::default();
        parts.push_template(template, &|name| {
            let (_, value) = values.iter().find(|(it, _)| *it == name)?;
            Some(value.clone())
        });
        parts.shortened()
    }

    /// Adds a template with the values of its names in braces. Marks are `**strong**`, `` `code` `` and
    /// `“a quotation”`, whose words are those of a program where they are ASCII. They are looked for in the
    /// template alone: a value is added as it is.
    pub(super) fn push_template(&mut self, template: &str, value: &dyn Fn(&str) -> Option<Parts>) {
        let mut rest = template;
        while let Some(at) = rest.find(['*', '`', '“', '{']) {
            let (before, marked) = rest.split_at(at);
            self.push_text(before);
            let found = [("**", "**"), ("`", "`"), ("“", "”"), ("{", "}")]
                .into_iter()
                .find_map(|(open, close)| {
                    let (inside, after) = marked.strip_prefix(open)?.split_once(close)?;
                    Some((open, inside, after))
                });
            let Some((mark, inside, after)) = found else {
                // A star or an opening mark alone is text.
                let end = marked.chars().next().map_or(0, char::len_utf8);
                self.push_text(&marked[..end]);
                rest = &marked[end..];
                continue;
            };
            rest = after;
            if mark == "{" {
                for part in value(inside).unwrap_or_default().0 {
                    self.push(part);
                }
                continue;
            }
            let mut parts = Self::default();
            parts.push_template(inside, value);
            match mark {
                "**" => self.push(Part::Strong(parts)),
                "`" => self.push(Part::Code(parts.without_marks())),
                _ => {
                    self.push_text("“");
                    let words = parts.without_marks();
                    if words.is_ascii() {
                        self.push(Part::Verbatim(words));
                    } else {
                        parts.0.into_iter().for_each(|part| self.push(part));
                    }
                    self.push_text("”");
                }
            }
        }
        self.push_text(rest);
    }

    /// Adds a text in which nothing is a mark.
    pub fn push_text(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Part::Text(last)) => last.push_str(text),
            _ if text.is_empty() => {}
            _ => self.0.push(Part::Text(text.to_owned())),
        }
    }

    /// Adds a part.
    pub fn push(&mut self, part: Part) {
        match part {
            Part::Text(text) => self.push_text(&text),
            part => self.0.push(part),
        }
    }

    /// Adds what is said behind it, after a space.
    pub fn push_sentence(&mut self, sentence: Self) {
        if !self.0.is_empty() {
            self.push_text(" ");
        }
        sentence.0.into_iter().for_each(|part| self.push(part));
    }

    /// The first sentence, and what follows it. A sentence ends in a text: a period in code or in the words of a
    /// program ends none.
    pub fn split_sentence(self) -> (Self, Self) {
        let (mut first, mut rest) = (Self::default(), Self::default());
        let mut is_first = true;
        for part in self.0 {
            match part {
                Part::Text(text) if is_first => {
                    let end = text.find(". ").map(|at| at + ".".len());
                    let (before, after) = text.split_at(end.unwrap_or(text.len()));
                    first.push_text(before);
                    rest.push_text(after.trim_start());
                    is_first = end.is_none();
                }
                part if is_first => first.push(part),
                part => rest.push(part),
            }
        }
        (first, rest)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The parts in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Part> {
        self.0.iter()
    }

    /// The words alone, for where nothing can be marked: a label, a title.
    pub fn without_marks(&self) -> String {
        let mut words = String::new();
        self.print(&mut words, "");
        words
    }

    /// The words as plain text, in which code stands between backticks: an answer of the package, a terminal.
    pub fn to_plain(&self) -> String {
        let mut words = String::new();
        self.print(&mut words, "`");
        words
    }

    fn print(&self, words: &mut String, around_code: &str) {
        for part in &self.0 {
            match part {
                Part::Text(text) | Part::Verbatim(text) => words.push_str(text),
                Part::Code(code) => {
                    words.push_str(around_code);
                    words.push_str(code);
                    words.push_str(around_code);
                }
                Part::Strong(parts) => parts.print(words, around_code),
            }
        }
    }

    /// The same, with the end left out of what is longer than [`MAX_BYTES`].
    pub(super) fn shortened(mut self) -> Self {
        self.shorten(&mut Some(MAX_BYTES));
        self
    }

    /// Cuts off what is behind the bytes that are left; `None` once something was cut off.
    fn shorten(&mut self, left: &mut Option<usize>) {
        self.0.retain_mut(|part| {
            let Some(bytes) = *left else {
                return false;
            };
            match part {
                Part::Text(text) | Part::Code(text) | Part::Verbatim(text) => {
                    *left = bytes.checked_sub(text.len());
                    cut_to(text, bytes);
                }
                Part::Strong(parts) => parts.shorten(left),
            }
            true
        });
    }
}

impl<T: IntoParts> Extend<T> for Parts {
    /// Adds what is said behind it, each after a space.
    fn extend<I: IntoIterator<Item = T>>(&mut self, sentences: I) {
        for sentence in sentences {
            self.push_sentence(sentence.into_parts());
        }
    }
}

impl<T: IntoParts> FromIterator<T> for Parts {
    /// Sentences, with a space between them.
    fn from_iter<I: IntoIterator<Item = T>>(sentences: I) -> Self {
        let mut parts = Self::default();
        parts.extend(sentences);
        parts
    }
}

impl IntoIterator for Parts {
    type Item = Part;
    type IntoIter = std::vec::IntoIter<Part>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Parts {
    type Item = &'a Part;
    type IntoIter = std::slice::Iter<'a, Part>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<&str> for Parts {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Parts {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<&String> for Parts {
    fn from(text: &String) -> Self {
        Self::text(text)
    }
}

impl From<&Parts> for Parts {
    fn from(parts: &Parts) -> Self {
        parts.clone()
    }
}

/// A text, with the end left out where it is longer than [`MAX_BYTES`].
pub(super) fn cut(mut text: String) -> String {
    cut_to(&mut text, MAX_BYTES);
    text
}

fn cut_to(text: &mut String, max_bytes: usize) {
    if text.len() > max_bytes {
        text.truncate(text.floor_char_boundary(max_bytes));
        text.push('…');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(template: &str, value: &str) -> String {
        let parts = Parts::from_template(template, &[("value", Parts::text(value))]);
        format!("{:?}", parts.0)
    }

    #[test]
    fn marks_of_a_template_make_parts() {
        let rows = [
            ("plain", r#"[Text("plain")]"#),
            (
                "a `b` **c `d`**!",
                r#"[Text("a "), Code("b"), Text(" "), Strong(Parts([Text("c "), Code("d")])), Text("!")]"#,
            ),
            (
                "“a b” “가”",
                r#"[Text("“"), Verbatim("a b"), Text("” “가”")]"#,
            ),
            ("`{value}`: {value}", r#"[Code("x"), Text(": x")]"#),
            ("a * b, ` and { alone", r#"[Text("a * b, ` and { alone")]"#),
            ("", "[]"),
        ];
        for (template, expected) in rows {
            assert_eq!(said(template, "x"), expected, "{template}");
        }
    }

    #[test]
    fn nothing_in_a_value_is_a_mark() {
        for value in [
            "a`b",
            "**a**",
            "{value}",
            "“a”",
            "<b>",
            "a|b",
            "a\nb",
            "\u{202e}a",
        ] {
            let parts =
                |template| Parts::from_template(template, &[("value", Parts::text(value))]).0;
            assert_eq!(parts("{value}"), [Part::Text(value.to_owned())]);
            assert_eq!(parts("`{value}`"), [Part::Code(value.to_owned())]);
            assert_eq!(parts("**{value}**"), [Part::Strong(Parts::text(value))]);
        }
    }

    #[test]
    fn all_parts_together_are_cut_between_two_characters() {
        let long = Parts::text("é".repeat(MAX_BYTES / 2 - 1));
        let parts = Parts::from_template("a`{value}`**{value}**", &[("value", long)]);
        let plain = parts.without_marks();
        assert_eq!(plain, format!("a{}…", "é".repeat(MAX_BYTES / 2 - 1)));
    }
}
