//! What other pages embed: `embed.html`, which is the page in another dress, and `element.js`.

use crate::environment::Environment;
use crate::project;
use crate::run::{self, Failure, Outcome};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The scripts, as they lie in `web/`. They keep their names: other pages name them.
const SCRIPTS: [&str; 2] = ["element.js", "embed.js"];

/// What stands on a line of `index.html` that has no use in another page.
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

/// Writes the page and the scripts into the folder in which Trunk puts the site together.
///
/// # Errors
/// When it is not Trunk that asks, `index.html` is not as expected, or a file cannot be read or
/// written.
pub fn write() -> Outcome {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| {
            Failure("embed.html belongs to the site: `cargo xtask build` builds it".to_owned())
        })?;
    let page = staging.join("index.html");
    let page = fs::read_to_string(&page)
        .map_err(|error| Failure(format!("{} could not be read: {error}", page.display())))?;
    let file = staging.join("embed.html");
    fs::write(&file, embedded(&page)?)
        .map_err(|error| Failure(format!("{} could not be written: {error}", file.display())))?;
    for name in SCRIPTS {
        minify(&project::root().join("web").join(name), &staging.join(name))?;
    }
    Ok(())
}

/// The page as it is embedded.
fn embedded(page: &str) -> Outcome<String> {
    let lines = page.lines().filter(|line| !line.contains(PAGE_ONLY));
    let mut page = lines.collect::<Vec<_>>().join("\n") + "\n";
    for (said, says) in DRESS {
        if !page.contains(said) {
            return Err(Failure(format!("index.html does not say `{said}`")));
        }
        page = page.replacen(said, says, 1);
    }
    Ok(page)
}

fn minify(from: &Path, to: &Path) -> Outcome {
    run::visibly(
        Environment::new()
            .command("terser")
            .arg(from)
            .args(["--module", "--compress", "passes=2", "--mangle", "--output"])
            .arg(to),
    )
}

#[cfg(test)]
mod tests {
    use super::embedded;

    const INDEX: &str = include_str!("../../../../web/index.html");

    #[test]
    fn the_embedded_page_is_the_page_in_another_dress() {
        let page = format!("{INDEX}<link rel=\"manifest\" data-page-only>\n");
        let embedded = embedded(&page).unwrap();
        assert!(embedded.contains("<html lang=\"en\" data-embed>"));
        assert!(embedded.contains("<script src=\"./embed.js\"></script>"));
        assert!(!embedded.contains("manifest"), "{embedded}");
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
