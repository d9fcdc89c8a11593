//! The pages of docs/diagnostics, one for each code, made from the codes of the core and an example
//! for each: `UPDATE_DOCS=1 cargo test -p tests --test diagnostics` writes them.

// A browser has no files to read.
#[cfg(not(target_arch = "wasm32"))]
#[path = "../answers/calls.rs"]
mod calls;
#[cfg(not(target_arch = "wasm32"))]
#[path = "../answers/corpus.rs"]
mod corpus;
#[cfg(not(target_arch = "wasm32"))]
mod documented;
mod example;
mod page;
mod parts;
#[cfg(not(target_arch = "wasm32"))]
mod releases;
#[cfg(not(target_arch = "wasm32"))]
mod rules;
#[cfg(not(target_arch = "wasm32"))]
mod sentences;

use std::{collections::BTreeSet, env, fs, path::PathBuf};

use example::examples;
use imagepull::codes;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/diagnostics")
}

#[test]
fn every_code_has_an_example_of_each_severity() {
    let examples = examples();
    let mut of_examples: Vec<_> = examples
        .iter()
        .map(|it| (it.code.as_str(), it.said_under_its_code().severity))
        .collect();
    // A code with several sentences has an example of each, one after another.
    of_examples.dedup();
    let of_codes = codes::ALL.iter().map(|it| (it.code, it.severity));
    assert_eq!(
        of_examples,
        of_codes.collect::<Vec<_>>(),
        "examples.json and codes::ALL, both in order"
    );
}

#[test]
fn every_code_has_its_page() {
    let examples = examples();
    let mut pages: Vec<(String, String)> = examples
        .chunk_by(|one, other| one.code == other.code)
        .map(|examples| {
            (
                format!("{}.md", examples[0].code),
                page::code_page(examples),
            )
        })
        .collect();
    pages.push(("README.md".to_owned(), page::list()));
    if env::var_os("UPDATE_DOCS").is_some() {
        let _ = fs::remove_dir_all(folder());
        fs::create_dir_all(folder()).expect("docs/diagnostics can be made");
        for (name, text) in &pages {
            fs::write(folder().join(name), text).expect("a page can be written");
        }
    }
    let names: BTreeSet<String> = fs::read_dir(folder())
        .expect("docs/diagnostics is there")
        .map(|entry| entry.expect("its pages can be listed").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    let expected: BTreeSet<String> = pages.iter().map(|(name, _)| name.clone()).collect();
    let remedy = "UPDATE_DOCS=1 cargo test -p tests --test diagnostics";
    assert_eq!(names, expected, "docs/diagnostics is made by {remedy}");
    for (name, text) in &pages {
        let written = fs::read_to_string(folder().join(name)).unwrap_or_default();
        assert_eq!(
            &written, text,
            "docs/diagnostics/{name} is made by {remedy}"
        );
    }
}
