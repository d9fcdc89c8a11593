//! The text editor, `editor.js`: `web/editor/` with the npm packages it uses, by esbuild.
//!
//! The licences of the packages go with it, as they ask for.

use super::folder::Folder;
use crate::environment::Environment;
use crate::project;
use crate::run::{self, Failure, Outcome};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::{fs, io};

const ENTRY: &str = "web/editor/index.js";
const BUNDLE: &str = "editor.js";

/// What esbuild says of the bundle; deleted again, because it is no part of the site.
const CONTENTS: &str = "editor.json";

/// Where npm puts packages, in the paths that esbuild says.
const PACKAGES: &str = "node_modules/";

/// Writes the bundle.
///
/// # Errors
/// When a package or its licence is missing, or a file cannot be read or written.
pub fn write(folder: &Folder) -> Outcome {
    run::visibly(
        Environment::new()
            .command("esbuild")
            // The packages lie beside the tests, not above web/.
            .env("NODE_PATH", project::tests().join(PACKAGES))
            .args([ENTRY, "--bundle", "--minify", "--charset=utf8"])
            .args(["--format=esm", "--target=es2022", "--log-level=warning"])
            .arg(format!("--outfile={}", folder.path(BUNDLE).display()))
            .arg(format!("--metafile={}", folder.path(CONTENTS).display())),
    )?;
    let packages = packages(&folder.read(CONTENTS)?)?;
    folder.remove(CONTENTS)?;
    let licences = licences(&packages, |package| {
        fs::read_to_string(
            project::tests()
                .join(PACKAGES)
                .join(package)
                .join("LICENSE"),
        )
    })?;
    folder.write(BUNDLE, folder.read(BUNDLE)? + &licences)
}

/// The packages that esbuild says are in a bundle, each once, in alphabetical order.
fn packages(contents: &str) -> Outcome<Vec<String>> {
    let contents: Value = serde_json::from_str(contents).map_err(|error| {
        Failure(format!(
            "esbuild's list of bundled files can't be read: {error}"
        ))
    })?;
    let files = contents["inputs"].as_object().into_iter().flatten();
    let mut packages: Vec<String> = files.filter_map(|(path, _)| package(path)).collect();
    packages.sort();
    packages.dedup();
    Ok(packages)
}

/// The package that a file is part of, where it is part of one.
fn package(path: &str) -> Option<String> {
    let (_, within) = path.rsplit_once(PACKAGES)?;
    let parts = if within.starts_with('@') { 2 } else { 1 };
    Some(within.split('/').take(parts).collect::<Vec<_>>().join("/"))
}

/// A comment with the licences of the packages. Those that have the same share it.
fn licences(packages: &[String], licence: impl Fn(&str) -> io::Result<String>) -> Outcome<String> {
    let mut by_text: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for package in packages {
        let text = licence(package)
            .map_err(|error| Failure(format!("the licence of {package} is missing: {error}")))?;
        let text = text.trim().replace("*/", "* /");
        by_text.entry(text).or_default().push(package);
    }
    let mut comment = String::new();
    for (text, packages) in by_text {
        let _ = writeln!(comment, "/*! {}\n\n{text}\n*/", packages.join(", "));
    }
    Ok(comment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packages_of_a_bundle_are_named_once() {
        let contents = r#"{ "inputs": {
            "tests/node_modules/@codemirror/view/dist/index.js": {},
            "tests/node_modules/@codemirror/view/dist/more.js": {},
            "tests/node_modules/crelt/index.js": {},
            "web/editor/index.js": {}
        } }"#;
        assert_eq!(
            packages(contents),
            Ok(vec!["@codemirror/view".to_owned(), "crelt".to_owned()])
        );
        assert!(packages("?").is_err());
    }

    #[test]
    fn packages_with_the_same_licence_share_it_and_none_goes_without() {
        let packages = ["a", "b", "c"].map(str::to_owned);
        let licence = |package: &str| {
            let year = if package == "b" { 2018 } else { 2024 };
            Ok(format!("MIT, {year}\n"))
        };
        assert_eq!(
            licences(&packages, licence),
            Ok("/*! b\n\nMIT, 2018\n*/\n/*! a, c\n\nMIT, 2024\n*/\n".to_owned())
        );
        let missing = |_: &str| Err(io::ErrorKind::NotFound.into());
        let failure = licences(&packages, missing).unwrap_err().to_string();
        assert!(
            failure.starts_with("the licence of a is missing"),
            "{failure}"
        );
    }
}
