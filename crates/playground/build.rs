//! Turns web/locales/en.json into one function a text, so that a text that is
//! missing, or whose placeholders do not fit, fails the build, and one that
//! nothing uses is a warning.

use std::{env, fmt::Write, fs, path::Path};

use serde_json::Value;

const LOCALE: &str = "../../web/locales/en.json";

fn main() {
    println!("cargo::rerun-if-changed={LOCALE}");
    let json = fs::read_to_string(LOCALE).expect("web/locales/en.json can be read");
    let texts: Value = serde_json::from_str(&json).expect("web/locales/en.json is JSON");
    let mut code = String::new();
    write_functions(&mut code, "", &texts);
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("texts.rs"), code).expect("OUT_DIR can be written");
}

/// Writes a function for every text below `value`; the keys on the way make its name.
fn write_functions(code: &mut String, name: &str, value: &Value) {
    match value {
        Value::String(text) => write_function(code, name, text),
        Value::Object(entries) => {
            for (key, value) in entries {
                let separator = if name.is_empty() { "" } else { "_" };
                write_functions(code, &format!("{name}{separator}{key}"), value);
            }
        }
        _ => panic!("web/locales/en.json: {name} is neither a text nor a group of texts"),
    }
}

fn write_function(code: &mut String, name: &str, text: &str) {
    let placeholders = placeholders(text);
    writeln!(code, "/// {}", text.replace('\n', " ")).expect("a String takes all");
    if placeholders.is_empty() {
        writeln!(code, "pub fn {name}() -> &'static str {{ {text:?} }}")
    } else {
        let parameters: Vec<String> = placeholders
            .iter()
            .map(|placeholder| format!("{placeholder}: impl core::fmt::Display"))
            .collect();
        writeln!(
            code,
            "pub fn {name}({}) -> String {{ format!({text:?}) }}",
            parameters.join(", ")
        )
    }
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
