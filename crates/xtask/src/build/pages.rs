//! Pages of the site that are written in Markdown: docs/model.md becomes model.html.

use crate::project;
use crate::run::{Failure, Outcome};
use pulldown_cmark::{Options, Parser, html};
use std::path::Path;
use std::{env, fs};

/// The documents, as they lie in docs/.
const DOCUMENTS: [&str; 1] = ["model"];

/// The stylesheets that a page holds itself: those of the site have a hash in their names.
const STYLES: [&str; 2] = ["tokens", "page"];

/// Writes the pages into the folder in which Trunk puts the site together.
///
/// # Errors
/// When it is not Trunk that asks, or a file cannot be read or written.
pub fn write() -> Outcome {
    let staging = env::var_os("TRUNK_STAGING_DIR").ok_or_else(|| {
        Failure("the pages belong to the site: `cargo xtask build` builds all of it".to_owned())
    })?;
    let mut styles = String::new();
    for name in STYLES {
        styles += &read(&project::root().join(format!("web/styles/{name}.css")))?;
    }
    for name in DOCUMENTS {
        let markdown = read(&project::root().join(format!("docs/{name}.md")))?;
        let file = Path::new(&staging).join(format!("{name}.html"));
        fs::write(&file, page(&markdown, &styles)).map_err(|error| {
            Failure(format!("{} could not be written: {error}", file.display()))
        })?;
    }
    Ok(())
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file)
        .map_err(|error| Failure(format!("{} could not be read: {error}", file.display())))
}

/// A page with the title of its first line.
fn page(markdown: &str, styles: &str) -> String {
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
        .replace("</table>", "</table></div>");
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} · Imagepull</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n{styles}main {{ max-width: 80ch; }}\nh1 {{ font-size: 28px; }}\nh2 {{ font-size: 20px; margin-top: 40px; }}\ntd:last-child {{ white-space: nowrap; }}\n</style>\n\
         </head>\n<body>\n<main>\n<p><a href=\"./\">Imagepull</a></p>\n{content}</main>\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn a_document_becomes_a_page_with_its_title_and_tables() {
        let page = page("# The model\n\n| a |\n| - |\n| 1 |\n", "p {}\n");
        assert!(
            page.contains("<title>The model · Imagepull</title>"),
            "{page}"
        );
        assert!(page.contains("tabindex=\"0\"><table><thead>"), "{page}");
        assert!(page.contains("<style>\np {}\n"), "{page}");
    }
}
