//! Turns web/locales into one function a text, which answers in the language that is spoken, and a table
//! for each language but English. A text that is missing in a language, or whose placeholders do not fit,
//! fails the build, and so does one that nothing uses.

use std::{collections::BTreeMap, env, fmt::Write, fs, path::Path};

use serde_json::Value;

const LOCALES: &str = "../../web/locales";

/// The languages: the file, and the name of its table. The first is English, which is in the functions.
const LANGUAGES: [(&str, &str); 2] = [("en.json", ""), ("ko.json", "KOREAN_TEXTS")];

/// The marks of a text that has parts: the function of one with any of them gives [`Parts`], of which each place
/// that shows them makes its own mark-up.
const MARKS: [&str; 2] = ["`", "**"];

/// Whether a text is one of those that have parts whether it has marks or not: one whose values have marks,
/// and what to look at in an example.
fn always_has_parts(name: &str) -> bool {
    matches!(
        name,
        "credentials_tried_whole"
            | "elsewhere_could_be"
            | "elsewhere_is"
            | "elsewhere_opened"
            | "elsewhere_taken"
            | "pulls_says_without_contradiction"
            | "use_cases_guard_default"
    ) || name.ends_with("_look")
}

/// Texts by the names of their functions.
type Texts = BTreeMap<String, String>;

fn main() {
    println!("cargo::rerun-if-changed={LOCALES}");
    if env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        // The splitter has to know which code and data refer to which.
        println!("cargo::rustc-link-arg-bin=playground=--emit-relocs");
    }
    let locales = LANGUAGES.map(|(file, _)| texts(file));
    let english = &locales[0];
    for ((file, _), locale) in LANGUAGES.iter().zip(&locales) {
        for name in locale.keys() {
            assert!(
                english.contains_key(name),
                "web/locales/{file} has a text {name} that en.json does not have"
            );
        }
        for name in english.keys() {
            assert!(
                locale.contains_key(name),
                "web/locales/{file} lacks the text {name}"
            );
        }
    }
    let mut code = String::new();
    for (row, name) in english.keys().enumerate() {
        let texts = locales.each_ref().map(|locale| locale[name].as_str());
        write_function(&mut code, name, row, texts);
    }
    for ((_, table), locale) in LANGUAGES.iter().zip(&locales).skip(1) {
        let rows: Vec<String> = locale
            .values()
            .map(|text| format!("    {text:?},"))
            .collect();
        let rows = rows.join("\n");
        writeln!(code, "static {table}: &[&str] = &[\n{rows}\n];").expect("a String takes all");
    }
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("texts.rs"), code).expect("OUT_DIR can be written");
}

fn texts(file: &str) -> Texts {
    let json = fs::read_to_string(Path::new(LOCALES).join(file))
        .unwrap_or_else(|error| panic!("web/locales/{file} cannot be read: {error}"));
    let value = serde_json::from_str(&json)
        .unwrap_or_else(|error| panic!("web/locales/{file} is no JSON: {error}"));
    let mut texts = Texts::new();
    collect(&mut texts, "", value, file);
    texts
}

/// Adds every text below `value`; the keys on the way make its name.
fn collect(texts: &mut Texts, name: &str, value: Value, file: &str) {
    match value {
        Value::String(text) => {
            texts.insert(name.to_owned(), text);
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                let separator = if name.is_empty() { "" } else { "_" };
                collect(texts, &format!("{name}{separator}{key}"), value, file);
            }
        }
        _ => panic!("web/locales/{file}: {name} is neither a text nor a group of texts"),
    }
}

fn write_function(code: &mut String, name: &str, row: usize, texts: [&str; LANGUAGES.len()]) {
    let english = placeholders(texts[0]);
    for ((file, _), text) in LANGUAGES.iter().zip(texts) {
        assert!(
            sorted(&english) == sorted(&placeholders(text)),
            "web/locales/{file}: the text {name} has other placeholders than in en.json"
        );
    }
    let has_marks = texts.iter().any(|text| {
        let counts = MARKS.map(|mark| text.matches(mark).count());
        assert!(
            counts.iter().all(|count| count % 2 == 0),
            "web/locales: a mark in the text {name} is not closed"
        );
        counts.iter().any(|count| *count > 0)
    }) || always_has_parts(name);
    // What stands for a name in braces may have marks where the text around it may.
    let (kind, convert) = if has_marks {
        ("IntoParts", "into_parts")
    } else {
        ("core::fmt::Display", "to_string")
    };
    let parameters = english.iter().map(|it| format!("{it}: impl {kind}"));
    let parameters: Vec<String> = parameters.collect();
    let values = english
        .iter()
        .map(|it| format!("(\"{it}\", {it}.{convert}())"));
    let values = values.collect::<Vec<_>>().join(", ");
    let text = format!("translated({row}).unwrap_or({:?})", texts[0]);
    let (returned, body) = if has_marks {
        (
            "Parts",
            format!("Parts::from_template({text}, &[{values}])"),
        )
    } else if english.is_empty() {
        ("&'static str", text)
    } else {
        ("String", format!("filled_in({text}, &[{values}])"))
    };
    writeln!(
        code,
        "/// {}\npub fn {name}({}) -> {returned} {{ {body} }}",
        texts[0].replace('\n', " "),
        parameters.join(", ")
    )
    .expect("a String takes all");
}

/// The names in braces, each once, in order of appearance.
fn placeholders(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in text.split('{').skip(1) {
        let name = part.split('}').next().unwrap_or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn sorted<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let mut names = names.to_vec();
    names.sort_unstable();
    names
}
