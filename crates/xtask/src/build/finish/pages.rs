//! Pages of the site that are written in Markdown: docs/model.md becomes model.html.

use super::folder::Folder;
use crate::project;
use crate::run::{Failure, Outcome};
use pulldown_cmark::{Options, Parser, html};
use std::fs;

/// The documents, as they lie in docs/.
const DOCUMENTS: [&str; 1] = ["model"];

/// What a page adds to the styles of the site.
const STYLES: &str = "document.css";

/// Writes the pages.
pub fn write(folder: &Folder) -> Outcome {
    folder.write(STYLES, source(&format!("web/styles/{STYLES}"))?)?;
    DOCUMENTS.into_iter().try_for_each(|name| {
        let markdown = source(&format!("docs/{name}.md"))?;
        folder.write(&format!("{name}.html"), page(&markdown))
    })
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
        Parser::new_ext(markdown, Options::ENABLE_TABLES),
    );
    // A table that is wider than the screen scrolls by itself.
    let content = content
        .replace("<table>", "<div class=\"scrolls\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
        // An inline style would break the Content-Security-Policy of docs/hosting.md.
        .replace("style=\"text-align: ", "class=\"");
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
    use super::page;

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
}
