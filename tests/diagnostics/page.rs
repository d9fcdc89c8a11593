//! The page of a code, in Markdown.

use std::fmt::Write;

use imagepull::{diagnostic::Severity, words::Language};

use crate::Example;

/// Texts longer than this are cut in an example, in characters.
const LONGEST_SHOWN: usize = 400;

/// The page of the code of an example.
pub fn of(example: &Example) -> String {
    let said = example.said_under_its_code();
    let mut page = format!(
        "# {}\n\n{}, said by `{}`.\n\n> {}\n",
        example.code,
        severity(said.severity),
        call(example),
        said.message
    );
    if let Some(help) = &said.help {
        let _ = write!(page, "\n{help}\n");
    }
    let _ = write!(page, "\n## For example\n\n{}", block(&example.shown()));
    if !said.fixes.is_empty() {
        page.push_str("\n## What to do\n\n");
    }
    for (title, with_it) in &said.fixes {
        let title = title.to_string();
        let _ = writeln!(page, "- {}", title.trim_end_matches('.'));
        if let Some(with_it) = with_it {
            let block = block(with_it).replace('\n', "\n  ");
            let _ = writeln!(page, "\n  {}", block.trim_end());
        }
    }
    if let Some(source) = said.source {
        let _ = write!(page, "\nRead on: <{source}>\n");
    }
    let _ = write!(
        page,
        "\n## 한국어\n\n> {}\n",
        said.message.in_language(Language::Korean)
    );
    if let Some(help) = &said.help {
        let _ = write!(page, "\n{}\n", help.in_language(Language::Korean));
    }
    page
}

/// The page that lists all codes.
pub fn list(examples: &[Example]) -> String {
    let mut page = "# Diagnostics\n\n\
        Everything that is said about an input has a code. A code never gets another meaning.\n\
        The words are those of the example on its page.\n\n\
        | code | | words |\n| --- | --- | --- |\n"
        .to_owned();
    for example in examples {
        let said = example.said_under_its_code();
        let message = said.message.to_string();
        let _ = writeln!(
            page,
            "| [{0}]({0}.md) | {1} | {2} |",
            example.code,
            severity(said.severity).to_lowercase(),
            shortened(&message).replace('|', "\\|")
        );
    }
    page
}

fn call(example: &Example) -> &str {
    example.call.split("Within").next().unwrap_or_default()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Remark",
    }
}

/// A block of code, with what is long cut.
fn block(text: &str) -> String {
    let text = if text.is_empty() { "(nothing)" } else { text };
    format!("```text\n{}\n```\n", shortened(text.trim_end_matches('\n')))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
