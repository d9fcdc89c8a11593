//! Markdown with tables, as GitHub and the generators of documentation sites read it.
//!
//! Whatever is in a text (an image name, a pod's name, an error), it is shown as that text:
//! it ends no table cell and no link, and starts no mark-up.

use imagepull::words::{Part, Parts};

/// Where Markdown is. In a cell of a table a pipe ends the cell, inside code as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a paragraph or heading.
    Paragraph,
    /// In a cell of a table.
    Cell,
}

/// A text that is shown as it is.
pub fn text(text: &str) -> String {
    let line = one_line(text);
    let mut markdown = String::with_capacity(line.len());
    // What would begin a list, a heading or another block at the start of a line.
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after_number = line[digits..].strip_prefix(['.', ')']);
    let begins_list =
        digits > 0 && after_number.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    for (place, character) in line.char_indices() {
        let is_mark = matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '#' | '~' | '!' | '$'
        );
        let begins_block = place == 0 && matches!(character, '-' | '+' | '=');
        if is_mark || begins_block || (begins_list && place == digits) {
            markdown.push('\\');
        }
        markdown.push(character);
    }
    markdown
}

pub fn code(text: &str, place: Place) -> String {
    let line = one_line(text);
    if line.is_empty() {
        return String::new();
    }
    // A pipe in the code of a cell would end the cell; readers differ in how to escape it there.
    if place == Place::Cell && line.contains('|') {
        return self::text(&line);
    }
    let longest = line
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if line.starts_with('`') || line.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{line}{space}{fence}")
}

/// A link. `url` holds no white space, as of `location.href`.
pub fn link(label: &str, url: &str) -> String {
    let url = url
        .replace('(', "%28")
        .replace(')', "%29")
        .replace('<', "%3C")
        .replace('>', "%3E");
    format!("[{}]({url})", text(label))
}

pub fn rich(said: impl Into<Parts>, place: Place) -> String {
    parts_to_markdown(&said.into(), place)
}

fn parts_to_markdown(parts: &Parts, place: Place) -> String {
    let mut markdown = String::new();
    let mut parts = parts.iter().peekable();
    while let Some(part) = parts.next() {
        match part {
            Part::Text(text) | Part::Verbatim(text) => push_text(&mut markdown, text),
            Part::Code(text) => markdown += &code(text, place),
            Part::Strong(inside) => {
                let inside = parts_to_markdown(inside, place);
                let after = match parts.peek() {
                    Some(Part::Text(text) | Part::Verbatim(text)) => text,
                    _ => "",
                };
                let (open, close) = strong(&markdown, &inside, after);
                markdown += open;
                markdown += &inside;
                markdown += close;
            }
        }
    }
    markdown
}

/// Adds a text to a line, with the spaces around it.
fn push_text(markdown: &mut String, added: &str) {
    // A letter on each side keeps the spaces, and in the middle of a line what would begin a block.
    let (before, letter) = if markdown.is_empty() {
        ("", 0)
    } else {
        ("x", 1)
    };
    let escaped = text(&format!("{before}{added}x"));
    *markdown += &escaped[letter..escaped.len() - 1];
}

/// What makes a part strong. Stars count for nothing between a mark on the inside and a letter on
/// the outside, as before a Korean particle.
fn strong(before: &str, inside: &str, after: &str) -> (&'static str, &'static str) {
    // Of the other scripts almost everything is a letter.
    let is_letter = |it: char| it.is_ascii_alphanumeric() || !it.is_ascii();
    let is_word = |character: Option<char>| character.is_some_and(is_letter);
    let opens = is_word(inside.chars().next()) || !is_word(before.chars().last());
    let closes = is_word(inside.chars().last()) || !is_word(after.chars().next());
    if opens && closes {
        ("**", "**")
    } else {
        ("<strong>", "</strong>")
    }
}

/// A table; all cells are Markdown of [`Place::Cell`].
pub fn table(head: &[String], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut table = line(head);
    table += &line(&vec!["---".to_owned(); head.len()]);
    for row in rows {
        table += &line(&row);
    }
    table
}

/// A text without line breaks and other control characters, and without spaces around it.
fn one_line(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|character| match character {
            '\0' => '\u{fffd}',
            character if character.is_control() => ' ',
            character => character,
        })
        .collect();
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    /// Texts that mean something to Markdown or HTML.
    const NASTY: [&str; 25] = [
        "nginx:1.27",
        "ghcr.io/acme/api_v1@sha256:0a",
        "a|b",
        "a\\|b",
        "a\\",
        "`",
        "``a`b```",
        "`a|b`",
        "**bold** _it_ ~~gone~~",
        "[text](https://example.com)",
        "![picture](x.png)",
        "<script>alert(1)</script>",
        "&lt;b&gt; &amp;",
        "# heading",
        "> quote",
        "- item",
        "+ item",
        "1. item",
        "12) item",
        "12)",
        "=== ---",
        "a](b",
        "$x$ and :tada:",
        "이미지 | 파드 😀",
        "<!-- comment -->",
    ];

    fn events(markdown: &str) -> Vec<Event<'_>> {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        Parser::new_ext(markdown, options).collect()
    }

    /// What a reader shows, and whether it made anything of it but text and code.
    fn shown(markdown: &str) -> String {
        let shown = events(markdown).into_iter().map(|event| match event {
            Event::Text(text) | Event::Code(text) => text.into_string(),
            Event::Start(Tag::Paragraph | Tag::Strong) | Event::End(_) => String::new(),
            other => panic!("{other:?} in {markdown:?}"),
        });
        shown.collect()
    }

    /// The cells that a reader finds in a table.
    fn cells(markdown: &str) -> Vec<String> {
        let mut cells = Vec::new();
        for event in events(markdown) {
            match event {
                Event::Start(Tag::TableCell) => cells.push(String::new()),
                Event::Text(text) | Event::Code(text) => {
                    if let Some(cell) = cells.last_mut() {
                        *cell += &text;
                    }
                }
                Event::InlineHtml(html) | Event::Html(html) => panic!("{html} in {markdown:?}"),
                _ => {}
            }
        }
        cells
    }

    #[test]
    fn a_text_is_shown_as_it_is() {
        for nasty in NASTY {
            assert_eq!(shown(&text(nasty)), nasty);
            assert_eq!(shown(&code(nasty, Place::Paragraph)), nasty);
        }
    }

    #[test]
    fn a_text_stays_in_its_cell() {
        for nasty in NASTY {
            let row = vec![text(nasty), code(nasty, Place::Cell), "end".to_owned()];
            let head = ["a", "b", "c"].map(str::to_owned);
            let table = table(&head, [row]);
            assert_eq!(
                cells(&table),
                ["a", "b", "c", nasty, nasty, "end"],
                "{table}"
            );
        }
    }

    #[test]
    fn a_link_leads_where_it_says_and_shows_its_text() {
        let url = "https://example.com/a(b)/#/name?image=busybox";
        for nasty in NASTY {
            let link = link(nasty, url);
            let found = events(&link);
            let Event::Start(Tag::Link { dest_url, .. }) = &found[1] else {
                panic!("{link}");
            };
            assert_eq!(
                &**dest_url,
                "https://example.com/a%28b%29/#/name?image=busybox"
            );
            let shown = found.iter().filter_map(|event| match event {
                Event::Text(text) => Some(&**text),
                _ => None,
            });
            assert_eq!(shown.collect::<String>(), nasty);
        }
    }

    #[test]
    fn line_breaks_and_control_characters_become_spaces() {
        assert_eq!(text(" a\nb\r\u{7}c "), "a b  c");
        assert_eq!(code("a\nb", Place::Cell), "`a b`");
        assert_eq!(code("", Place::Paragraph), "");
    }

    fn from_template(template: &str, value: &str, place: Place) -> String {
        let values = [("value", Parts::text(value))];
        rich(Parts::from_template(template, &values), place)
    }

    #[test]
    fn the_marks_of_the_page_are_marks_of_markdown() {
        let rows = [
            ("It gets **Always**.", "It gets **Always**."),
            ("`a_b` gets **c_d**", "`a_b` gets **c\\_d**"),
            ("**`x`** and 1. so", "**`x`** and 1. so"),
            ("1. so", "1\\. so"),
            ("**1.5 s** later", "**1.5 s** later"),
            ("**10초**입니다", "**10초**입니다"),
            ("**`x`**는", "<strong>`x`</strong>는"),
            ("no * mark_ `here", "no \\* mark\\_ \\`here"),
        ];
        for (marked, expected) in rows {
            assert_eq!(from_template(marked, "", Place::Paragraph), expected);
        }
    }

    #[test]
    fn what_a_sentence_quotes_stays_text() {
        for nasty in NASTY {
            let sentence = from_template("It is {value} so", nasty, Place::Paragraph);
            assert_eq!(shown(&sentence), format!("It is {nasty} so"));
            let sentence = from_template("It is `{value}`, **{value}**!", nasty, Place::Paragraph);
            assert_eq!(shown(&sentence), format!("It is {nasty}, {nasty}!"));
            let cell = from_template("`{value}`: {value}", nasty, Place::Cell);
            let table = table(&["a".to_owned()], [vec![cell]]);
            assert_eq!(
                cells(&table),
                ["a", &format!("{nasty}: {nasty}")],
                "{table}"
            );
        }
    }
}
