//! The service worker: web/service-worker.js with the list of all files and their version.
//!
//! A site that `trunk serve` serves changes under way, so it gets the worker that
//! removes what an earlier one kept, and its page registers none.

use super::folder::{Files, Folder, PAGE};
use super::names::hash_of;
use crate::project;
use crate::run::{Failure, Outcome};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;

const WORKER: &str = "service-worker.js";
const REMOVAL: &str = "service-worker-removal.js";

/// Where the script connects that `trunk serve` puts into the page.
const SERVED_BY_TRUNK: &str = ".well-known/trunk/ws";

/// Writes the service worker, and tells the page to register it.
pub fn write(folder: &Folder) -> Outcome {
    let page = folder.read(PAGE)?;
    if page.contains(SERVED_BY_TRUNK) {
        return folder.write(WORKER, source(REMOVAL)?);
    }
    folder.write(PAGE, registering(&page)?)?;
    let worker = worker(&folder.read_all()?, &source(WORKER)?)?;
    folder.write(WORKER, worker)
}

fn source(name: &str) -> Outcome<String> {
    let file = project::root().join("web").join(name);
    fs::read_to_string(&file)
        .map_err(|error| Failure(format!("{} could not be read: {error}", file.display())))
}

/// The page with the element that crates/playground/js/browser.js looks for.
fn registering(page: &str) -> Outcome<String> {
    let Some((head, rest)) = page.split_once("</head>") else {
        return Err(Failure(format!("{PAGE} has no end of its head")));
    };
    Ok(format!(
        "{head}<meta name=\"service-worker\" content=\"./{WORKER}\"></head>{rest}"
    ))
}

/// The worker for these files. Its version changes with any of them and with its own text.
fn worker(files: &Files, source: &str) -> Outcome<String> {
    let integrity: BTreeMap<&str, String> = files
        .iter()
        .map(|(name, content)| (name.as_str(), integrity(content)))
        .collect();
    let list = serde_json::to_string_pretty(&integrity)
        .map_err(|error| Failure(format!("the files of the site make no list: {error}")))?;
    let version = hash_of(format!("{list}{source}").as_bytes());
    Ok(format!(
        "const VERSION = \"{version}\";\nconst FILES = {list};\n\n{source}"
    ))
}

fn integrity(content: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(page: &str) -> Files {
        [
            ("app-1f.js".to_owned(), b"1".to_vec()),
            (PAGE.to_owned(), page.as_bytes().to_vec()),
        ]
        .into()
    }

    #[test]
    fn the_worker_begins_with_its_version_and_the_integrity_of_all_files() {
        let text = worker(&files("page"), "// The worker.\n").unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("const VERSION = \""), "{text}");
        assert_eq!(
            lines[1..],
            [
                "const FILES = {",
                "  \"app-1f.js\": \"sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=\",",
                "  \"index.html\": \"sha256-NmAxWprz3yVdjxmrB35Hl4IrQUiKDioEvGr3EhPCMnQ=\"",
                "};",
                "",
                "// The worker.",
            ]
        );
    }

    #[test]
    fn any_change_makes_another_version() {
        let version = |page: &str, source: &str| {
            let text = worker(&files(page), source).unwrap();
            text.lines().next().unwrap_or_default().to_owned()
        };
        assert_eq!(version("page", "a"), version("page", "a"));
        assert_ne!(version("page", "a"), version("page 2", "a"));
        assert_ne!(version("page", "a"), version("page", "b"));
    }

    #[test]
    fn the_page_is_told_which_worker_to_register() {
        assert_eq!(
            registering("<head></head><body>"),
            Ok(
                "<head><meta name=\"service-worker\" content=\"./service-worker.js\"></head><body>"
                    .to_owned()
            )
        );
        assert!(registering("<p>").is_err());
    }
}
