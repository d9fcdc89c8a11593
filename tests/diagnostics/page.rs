//! The page of a code, in Markdown.

use std::fmt::Write;

use imagepull::{
    codes::{self, Meaning},
    diagnostic::Severity,
    words::{Language, Part, Parts, Translations},
};

use crate::example::{Example, Said};

/// Texts longer than this are cut in an example, in characters.
const MAX_SHOWN: usize = 300;

/// The page of a code with its examples: one for each sentence and severity that it can have.
pub fn code_page(examples: &[Example]) -> String {
    let mut page = format!("# {}\n\n", examples[0].code);
    for (index, example) in examples.iter().enumerate() {
        if index > 0 {
            page += "\n## Also\n\n";
        }
        page += &case(example, if index > 0 { "###" } else { "##" });
    }
    page
}

/// What is said to an example; `level` is how deep its headings are.
fn case(example: &Example, level: &str) -> String {
    let said = example.said_under_its_code();
    let mut page = format!(
        "{}, reported by `{}`. {}\n\n{}\n{level} For example\n\n",
        kind(said.severity),
        example.call,
        meaning(said),
        words(said, Language::English)
    );
    if let Some(note) = &example.note {
        let _ = write!(page, "{note}\n\n");
    }
    if example.shown() != "" {
        page += &block(&example.shown());
    }
    page += &what_to_do(said, "What to do", Language::English);
    if let Some(source) = said.source {
        let _ = write!(page, "\nSource: <{source}>\n");
    }
    let _ = write!(
        page,
        "\n{level} 한국어\n\n<div lang=\"ko\">\n\n{}{}\n</div>\n",
        words(said, Language::Korean),
        what_to_do(said, "해결 방법", Language::Korean)
    );
    page
}

/// What the code means with this severity.
fn meaning(said: &Said) -> &'static str {
    let mut meanings = codes::ALL.iter();
    let meaning = meanings.find(|it| it.code == said.code && it.severity == said.severity);
    meaning.expect("a code with a meaning").text
}

/// The message, and the reason for it.
fn words(said: &Said, language: Language) -> String {
    let translations = Translations::new(language);
    let mut words = format!("> {}\n", markdown(&said.message.parts(translations)));
    if let Some(help) = &said.help {
        let _ = write!(words, "\n{}\n", markdown(&help.parts(translations)));
    }
    words
}

fn what_to_do(said: &Said, heading: &str, language: Language) -> String {
    let mut list = String::new();
    if !said.fixes.is_empty() {
        let _ = write!(list, "\n### {heading}\n\n");
    }
    for (title, with_it) in &said.fixes {
        let title = markdown(&title.parts(Translations::new(language)));
        let _ = writeln!(list, "- {}", title.trim_end_matches('.'));
        if let Some(with_it) = with_it {
            let block = block(with_it).replace('\n', "\n  ");
            let _ = writeln!(list, "\n  {}", block.trim_end());
        }
    }
    list
}

/// What is said, in Markdown.
fn markdown(parts: &Parts) -> String {
    let parts = parts.iter().map(|part| match part {
        Part::Text(text) | Part::Verbatim(text) => escaped(text),
        Part::Code(code) if code.contains('`') => format!("`` {code} ``"),
        Part::Code(code) => format!("`{code}`"),
        Part::Strong(parts) => format!("**{}**", markdown(parts)),
    });
    parts.collect()
}

/// A text in which nothing is HTML or code.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('`', "\\`")
}

/// The page that lists all codes.
pub fn list() -> String {
    let mut page = "# Diagnostics\n\n\
        Everything that is reported about an input has a code. A code never changes its meaning.\n\n\
        | code | severity | meaning |\n| --- | --- | --- |\n"
        .to_owned();
    for Meaning {
        code,
        severity,
        text,
    } in codes::ALL
    {
        let severity = kind(*severity).to_lowercase();
        let _ = writeln!(page, "| [{code}]({code}.md) | {severity} | {text} |");
    }
    page
}

fn kind(severity: Option<Severity>) -> &'static str {
    match severity {
        Some(Severity::Error) => "Error",
        Some(Severity::Warning) => "Warning",
        Some(Severity::Info) => "Remark",
        None => "Cause",
    }
}

/// A block of code, with what is long cut.
fn block(text: &str) -> String {
    format!("```text\n{}\n```\n", shortened(text.trim_end_matches('\n')))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
