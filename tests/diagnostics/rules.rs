//! docs/rules.md leads to the rules: what it names is there, and each source is one constant.

use std::{collections::BTreeMap, fs, path::Path};

const PAGE: &str = include_str!("../../docs/rules.md");

/// The places at which the page says that something is found.
const PLACES: [&str; 4] = ["crates/", "tests/", "web/", "docs/"];

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The source of the core, file by file.
fn sources(folder: &Path, sources: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder of the core") {
        let path = entry.expect("an entry of it").path();
        if path.is_dir() {
            self::sources(&path, sources);
        } else {
            sources.push(fs::read_to_string(path).expect("Rust"));
        }
    }
}

fn core() -> Vec<String> {
    let mut found = Vec::new();
    sources(&root().join("crates/imagepull/src"), &mut found);
    found
}

#[test]
fn what_the_page_of_the_rules_names_is_there() {
    let core = core().concat();
    let named = PAGE.split('`').skip(1).step_by(2);
    let missing: Vec<&str> = named
        .filter(|name| {
            if PLACES.iter().any(|place| name.starts_with(place)) {
                return !root().join(name).exists();
            }
            let is_id = !name.contains([' ', '{', '(', '\n']);
            is_id && !core.contains(name)
        })
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn a_link_to_source_code_names_a_release() {
    for source in core() {
        let links = source.split("https://github.com/").skip(1);
        let links = links.filter_map(|it| it.split('"').next());
        let moving = links
            .filter(|it| it.contains(".go") && (it.contains("/main/") || it.contains("/master/")));
        assert_eq!(moving.collect::<Vec<_>>(), [""; 0]);
    }
}

/// A link that two constants have is changed in one place and forgotten in the other.
#[test]
fn every_source_is_one_constant() {
    let core = core();
    let mut constants: BTreeMap<&str, usize> = BTreeMap::new();
    for source in &core {
        for constant in source.split("const ").skip(1) {
            let link = constant.split_once(": &str").and_then(|(_, value)| {
                let value = value.trim_start().strip_prefix('=')?.trim_start();
                let link = value.strip_prefix('"')?.split('"').next()?;
                link.starts_with("https://").then_some(link)
            });
            if let Some(link) = link {
                *constants.entry(link).or_default() += 1;
            }
        }
    }
    constants.retain(|_, count| *count > 1);
    assert_eq!(constants, BTreeMap::new());
}
