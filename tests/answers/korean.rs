//! What the package says in Korean to all that it is asked here: no sentence is left in English but the words
//! of Kubernetes, runtimes and parsers.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    calls::{Call, answer},
    corpus,
};

/// What is in the words of programs.
const OF_PROGRAMS: [&str; 13] = [
    // The API server, of a field.
    ": Forbidden: ",
    ": Invalid value: ",
    ": Required value",
    ": Unsupported value: ",
    // The kubelet, of its configurations.
    "error decoding config ",
    "failed to decode",
    "invalid configuration: ",
    " was empty",
    "unrecognized feature gate: ",
    // containerd, of a platform.
    " is an invalid component of ",
    " is an invalid OS component of ",
    " has an invalid OS version ",
    ": invalid argument",
];

/// The place of the options behind the other arguments; `None`: the request has the language.
fn place_of_options(function: &str) -> Option<usize> {
    match function {
        "admitPod" | "backOffTimeline" | "ensureImage" | "matchCredentials" | "simulatePulls" => {
            None
        }
        "matchPlatforms" | "matchUrl" | "parsePlatform" | "pinImages" | "readIndex"
        | "verifyDigest" => Some(2),
        _ => Some(1),
    }
}

/// The same call with the answer in Korean.
fn in_korean(call: &Call) -> Call {
    let mut arguments = call.arguments.clone();
    match place_of_options(&call.function) {
        Some(place) => {
            arguments.resize(arguments.len().max(place + 1), json!({}));
            arguments[place]["language"] = json!("ko");
        }
        None => arguments[0]["language"] = json!("ko"),
    }
    Call {
        function: call.function.clone(),
        arguments,
    }
}

/// The fields of an object that hold a sentence.
fn sentences(object: &serde_json::Map<String, Value>) -> &'static [&'static str] {
    let has = |field| object.contains_key(field);
    if has("severity") {
        &["message", "help"]
    } else if has("rule") {
        &["text"]
    } else if has("code") {
        &["title", "text", "nextAttempt"]
    } else if has("title") {
        &["title"]
    } else {
        &[]
    }
}

/// Gathers what is said in Korean as in English.
fn gather(korean: &Value, english: &Value, same: &mut BTreeSet<String>) {
    match (korean, english) {
        (Value::Array(korean), Value::Array(english)) => {
            assert_eq!(korean.len(), english.len());
            for (korean, english) in korean.iter().zip(english) {
                gather(korean, english, same);
            }
        }
        (Value::Object(korean), Value::Object(english)) => {
            for field in sentences(korean) {
                let (Some(said), Some(other)) = (korean[*field].as_str(), english[*field].as_str())
                else {
                    continue;
                };
                let is_hangul = |it: char| ('\u{ac00}'..='\u{d7a3}').contains(&it);
                if said == other || !said.contains(is_hangul) {
                    same.insert(said.to_owned());
                }
            }
            for (field, value) in korean {
                gather(value, &english[field], same);
            }
        }
        _ => {}
    }
}

#[test]
fn only_the_words_of_programs_are_left_in_english() {
    let mut same = BTreeSet::new();
    for call in corpus::calls() {
        if call.function == "normalizeImages" {
            continue;
        }
        let read = |call| -> Value {
            serde_json::from_str(&answer(call).expect("an answer")).expect("JSON")
        };
        gather(&read(&in_korean(&call)), &read(&call), &mut same);
    }
    let is_of_program = |said: &&String| !OF_PROGRAMS.iter().any(|words| said.contains(words));
    let left: Vec<&String> = same.iter().filter(is_of_program).collect();
    assert!(left.is_empty(), "{left:#?}");
}
