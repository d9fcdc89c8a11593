//! What other pages embed: `embed.html`, which is the page in another dress, and `element.js`.

use super::folder::{Folder, PAGE};
use crate::environment::Environment;
use crate::project;
use crate::run::{self, Failure, Outcome};

const EMBED: &str = "embed.html";

/// The scripts, as they lie in `web/`.
const SCRIPTS: [&str; 2] = ["element.js", "embed.js"];

/// What is on a line of `index.html` that has no use in another page.
const PAGE_ONLY: &str = "data-page-only";

/// What the page becomes where it is embedded: pairs of what `index.html` says and what
/// `embed.html` says instead.
const DRESS: [(&str, &str); 2] = [
    ("<html lang=\"en\">", "<html lang=\"en\" data-embed>"),
    (
        // The script comes first, so that the colours are right from the first paint.
        "<meta charset=\"utf-8\">",
        "<meta charset=\"utf-8\">\n    <script src=\"./embed.js\"></script>\n    \
         <meta name=\"robots\" content=\"noindex\">\n    <link rel=\"canonical\" href=\"./\">",
    ),
];

/// Writes the page and the scripts.
///
/// # Errors
/// When `index.html` is not as expected, or a file cannot be read or written.
pub fn write(folder: &Folder) -> Outcome {
    folder.write(EMBED, embedded(&folder.read(PAGE)?)?)?;
    SCRIPTS
        .into_iter()
        .try_for_each(|name| folder.write(name, minified(name)?))
}

fn embedded(page: &str) -> Outcome<String> {
    let lines = page.lines().filter(|line| !line.contains(PAGE_ONLY));
    let mut page = lines.collect::<Vec<_>>().join("\n") + "\n";
    for (said, says) in DRESS {
        if !page.contains(said) {
            return Err(Failure(format!("{PAGE} does not say `{said}`")));
        }
        page = page.replacen(said, says, 1);
    }
    Ok(page)
}

fn minified(name: &str) -> Outcome<String> {
    run::answer(
        Environment::new()
            .command("terser")
            .arg(project::root().join("web").join(name))
            .args(["--module", "--compress", "passes=2", "--mangle"]),
    )
}

#[cfg(test)]
mod tests {
    use super::embedded;

    const INDEX: &str = include_str!("../../../../../web/index.html");

    #[test]
    fn the_embedded_page_is_the_page_in_another_dress() {
        let page = format!("{INDEX}<link rel=\"manifest\" data-page-only>\n");
        let embedded = embedded(&page).unwrap();
        assert!(embedded.contains("<html lang=\"en\" data-embed>"));
        assert!(embedded.contains("<script src=\"./embed.js\"></script>"));
        assert!(!embedded.contains("rel=\"manifest\""), "{embedded}");
        assert!(embedded.contains("<div id=\"app\">"), "{embedded}");
    }

    #[test]
    fn a_page_that_is_not_as_expected_fails_the_build() {
        assert_eq!(
            embedded("<!doctype html>\n").unwrap_err().to_string(),
            "index.html does not say `<html lang=\"en\">`"
        );
    }
}
