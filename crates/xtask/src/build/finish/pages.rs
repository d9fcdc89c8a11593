//! Pages of the site that are written in Markdown: docs/model.md becomes model.html, docs/releases.md
//! releases.html, all pages of docs/diagnostics together diagnostics.html; beside them the licences of the
//! crates. What they link of each other leads to these pages.

use super::folder::Folder;
use crate::notices;
use crate::project;
use crate::run::{Failure, Outcome};
use pulldown_cmark::{Options, Parser, html};
use std::fs;

/// The documents, and what their pages are called.
const DOCUMENTS: [(&str, &str); 6] = [
    ("docs/model.md", "model.html"),
    ("docs/releases.md", "releases.html"),
    ("docs/embedding.md", "embedding.html"),
    ("docs/url-format.md", "url-format.html"),
    ("docs/security.md", "security.html"),
    ("crates/imagepull-js/js/README.md", "package.html"),
];

/// What a page adds to the styles of the site.
const STYLES: &str = "document.css";

/// Writes the pages.
pub fn write(folder: &Folder) -> Outcome {
    folder.write(STYLES, source(&format!("web/styles/{STYLES}"))?)?;
    DOCUMENTS.into_iter().try_for_each(|(document, name)| {
        let markdown = source(document)?;
        folder.write(name, page(&markdown))
    })?;
    folder.write(notices::FILE, source(notices::FILE)?)?;
    folder.write("diagnostics.html", page(&diagnostics()?))
}

/// The list of all codes, and under it the page of each: the playground links to `#IMG001`.
fn diagnostics() -> Outcome<String> {
    let folder = project::root().join("docs/diagnostics");
    let unreadable = |error| Failure(format!("{} could not be read: {error}", folder.display()));
    let files = fs::read_dir(&folder).map_err(unreadable)?;
    let names = files.map(|file| file.map(|it| it.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.collect::<Result<_, _>>().map_err(unreadable)?;
    names.retain(|name| name != "README.md");
    names.sort();
    let mut document = source("docs/diagnostics/README.md")?;
    for name in &names {
        document = document.replace(&format!("({name})"), &anchor(name));
    }
    for name in &names {
        let section = section(&source(&format!("docs/diagnostics/{name}"))?);
        document = format!("{document}\n{section}");
    }
    Ok(document)
}

/// The link to the section of a page.
fn anchor(name: &str) -> String {
    format!("(#{})", name.trim_end_matches(".md"))
}

/// A page as a section of another: its headings one level lower, the first with its own text as
/// anchor.
fn section(markdown: &str) -> String {
    let mut is_code = false;
    let lines = markdown.lines().map(|line| {
        is_code ^= line.trim_start().starts_with("```");
        match line.strip_prefix("# ") {
            _ if is_code => line.to_owned(),
            Some(title) => format!("## {title} {{#{title}}}"),
            None if line.starts_with("## ") => format!("#{line}"),
            None => line.to_owned(),
        }
    });
    lines.map(|line| line + "\n").collect()
}

fn source(name: &str) -> Outcome<String> {
    let file = project::root().join(name);
    fs::read_to_string(&file)
        .map_err(|error| Failure(format!("{} could not be read: {error}", file.display())))
}

/// A page with the title of its first line.
fn page(markdown: &str) -> String {
    let title = markdown.lines().next().unwrap_or_default();
    let title = title.trim_start_matches('#').trim();
    let mut content = String::new();
    html::push_html(
        &mut content,
        Parser::new_ext(
            markdown,
            Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES,
        ),
    );
    // What is wider than the screen scrolls by itself, by keyboard too.
    let content = content
        .replace("<table>", "<div class=\"scrolls\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
        .replace("<pre>", "<pre tabindex=\"0\">")
        // An inline style would break the Content-Security-Policy of docs/hosting.md.
        .replace("style=\"text-align: ", "class=\"");
    // Documents name each other by their files in docs/.
    let content = DOCUMENTS.iter().fold(content, |content, (document, page)| {
        let document = document.trim_start_matches("docs/");
        content.replace(&format!("href=\"{document}"), &format!("href=\"{page}"))
    });
    let styles = ["tokens.css", "page.css", STYLES]
        .map(|name| format!("<link rel=\"stylesheet\" href=\"./{name}\">\n"))
        .concat();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} · Imagepull</title>\n<link rel=\"icon\" href=\"./icon.svg\">\n{styles}\
         </head>\n<body>\n<main>\n<p><a href=\"./\">Imagepull</a></p>\n{content}</main>\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{page, section};

    #[test]
    fn a_document_becomes_a_page_with_its_title_and_tables() {
        let page = page("# The model\n\n| a |\n| -: |\n| 1 |\n");
        assert!(
            page.contains("<title>The model · Imagepull</title>"),
            "{page}"
        );
        assert!(page.contains("tabindex=\"0\"><table><thead>"), "{page}");
        assert!(page.contains("<td class=\"right\">1"), "{page}");
        assert!(page.contains("href=\"./document.css\""), "{page}");
    }

    #[test]
    fn a_link_to_another_document_leads_to_its_page() {
        let page = page("[a](model.md) [b](https://example.com/model.md)\n");
        assert!(page.contains("<a href=\"model.html\">a"), "{page}");
        assert!(page.contains("https://example.com/model.md"), "{page}");
    }

    #[test]
    fn a_page_becomes_a_section_that_a_link_leads_to() {
        let section = section("# IMG001\n\n## For example\n\n```text\n# no heading\n```\n");
        assert_eq!(
            section,
            "## IMG001 {#IMG001}\n\n### For example\n\n```text\n# no heading\n```\n"
        );
        assert!(page(&section).contains("<h2 id=\"IMG001\">IMG001</h2>"));
    }
}
