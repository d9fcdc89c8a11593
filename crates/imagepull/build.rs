//! Turns locales/ko.json into the table that `words::MessageId` looks up, and fails where a text of it
//! is said nowhere any more or has other values than its English.

use std::{collections::BTreeSet, env, fmt::Write, fs, path::Path};

use serde_json::{Map, Value};

const LOCALE: &str = "locales/ko.json";

/// Where the English texts are.
const SOURCES: [&str; 2] = ["src", "../imageref/src"];

fn main() {
    println!("cargo::rerun-if-changed={LOCALE}");
    for folder in SOURCES {
        println!("cargo::rerun-if-changed={folder}");
    }
    let json = fs::read_to_string(LOCALE).expect("locales/ko.json can be read");
    let texts: Map<String, Value> =
        serde_json::from_str(&json).expect("locales/ko.json maps English texts to Korean ones");
    let mut said = String::new();
    for folder in SOURCES {
        read(Path::new(folder), &mut said);
    }
    let mut english_texts = String::from("const ENGLISH_TEXTS: &[&str] = &[\n");
    let mut korean_texts = String::from("static KOREAN_TEXTS: &[&str] = &[\n");
    for (english, korean) in &texts {
        let korean = korean.as_str().unwrap_or_default();
        assert!(
            !korean.is_empty(),
            "{LOCALE}: {english:?} is not translated"
        );
        assert!(
            said.contains(&format!("{english:?}")),
            "{LOCALE}: nothing says {english:?} any more: delete it"
        );
        assert!(
            names(english) == names(korean),
            "{LOCALE}: {english:?} has other names in braces than {korean:?}"
        );
        for text in [english, korean] {
            assert!(
                ["`", "**"]
                    .iter()
                    .all(|mark| text.matches(mark).count() % 2 == 0),
                "{LOCALE}: a mark in {text:?} is not closed"
            );
        }
        writeln!(english_texts, "    {english:?},").expect("a String takes all");
        writeln!(korean_texts, "    {korean:?},").expect("a String takes all");
    }
    let code = format!("{english_texts}];\n{korean_texts}];\n");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("translations.rs"), code).expect("OUT_DIR can be written");
}

/// Adds the sources of a folder, with strings that go on over several lines in one.
fn read(folder: &Path, said: &mut String) {
    for entry in fs::read_dir(folder).expect("the sources can be listed") {
        let path = entry.expect("the sources can be listed").path();
        if path.is_dir() {
            read(&path, said);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source can be read");
            // What a test says, nobody hears.
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            let mut parts = text.split("\\\n");
            said.push_str(parts.next().unwrap_or_default());
            parts.for_each(|part| said.push_str(part.trim_start()));
        }
    }
}

/// The names in braces.
fn names(text: &str) -> BTreeSet<&str> {
    let parts = text.split('{').skip(1);
    parts.filter_map(|part| part.split('}').next()).collect()
}
