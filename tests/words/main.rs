//! None of the turns that no engineer says is in a text of the page or of the core. Beside this are the texts that
//! a person reads from top to bottom, aloud: the headlines of all examples (`UPDATE_WORDS=1 cargo test -p playground`
//! writes them) and the sentences of all diagnostics (`UPDATE_WORDS=1 cargo test -p tests --test diagnostics`).
#![cfg(not(target_arch = "wasm32"))]

use std::fs;

use serde_json::Value;

/// What shows that a text was not said aloud, in lower case. What an engineer says instead: is, in the Pod spec,
/// separate, up to, imported, is treated as, the event says, since, everything, there is no, if.
const FINGERPRINTS: [&str; 22] = [
    "stands",
    "by hand",
    "of its own",
    "of their own",
    "of one's own",
    "so many",
    "as far as",
    "taken over",
    "take over",
    "counts as",
    "is said",
    "are said",
    "by now",
    "all that",
    "anew",
    "written out",
    "white space",
    "for ever",
    "only where",
    "also where",
    "without a word",
    "mend",
];

/// “No X that …”, said of things that are there.
const NO_SUCH: [&str; 2] = ["is no ", "are no "];

fn locale(file: &str) -> Value {
    let path = format!("{}/../{file}", env!("CARGO_MANIFEST_DIR"));
    let json = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All texts of a file of the page.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Object(entries) => entries.values().for_each(|value| texts(value, found)),
        other => panic!("{other} is neither a text nor a group of texts"),
    }
}

/// Every English text of the page and of the core, whose texts are the keys of its Korean.
fn english() -> Vec<String> {
    let mut english = Vec::new();
    texts(&locale("web/locales/en.json"), &mut english);
    let core = locale("crates/imagepull/locales/ko.json");
    english.extend(core.as_object().expect("a table").keys().cloned());
    english
}

/// Whether a text has some words as whole words.
fn has(text: &str, words: &str) -> bool {
    let is_letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(place, _)| {
        let before = text[..place].chars().next_back();
        let after = text[place + words.len()..].chars().next();
        !is_letter(before) && !is_letter(after)
    })
}

#[test]
fn no_text_has_words_that_nobody_says() {
    let mut found = Vec::new();
    for text in english() {
        let said = text.to_lowercase().replace('’', "'");
        for words in FINGERPRINTS {
            if has(&said, words) {
                found.push(format!("{words:?} in {text:?}"));
            }
        }
        // “There is no pull” is said; “this is no pull” is not.
        for words in NO_SUCH {
            if has(
                &said.replace(&format!("there {words}"), ""),
                words.trim_end(),
            ) {
                found.push(format!("{words:?} in {text:?}"));
            }
        }
    }
    assert_eq!(found, [""; 0], "{} texts", found.len());
}

#[test]
fn the_fingerprints_are_found_as_whole_words() {
    assert!(has("an image as it stands in the pod", "stands"));
    assert!(!has("it understands", "stands"));
    assert!(!has("recommended", "mend"));
}
