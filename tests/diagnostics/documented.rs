//! Everything that is reported in the answers to all that the tests give the core is a sentence of an example,
//! so that its page has it.

use std::collections::{BTreeMap, BTreeSet};

use imagepull::words::Translations;
use serde_json::Value;

use crate::{calls, corpus, example::examples};

/// The sentences of the examples by code, each as the texts around its values.
struct Documented(BTreeMap<String, Vec<Vec<String>>>);

impl Documented {
    fn new() -> Self {
        let mut sentences: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for example in examples() {
            let said = example.said_under_its_code();
            let around_values = if said.message.is_untranslated() {
                // The words of a program have their values in them.
                vec![String::new(); 2]
            } else {
                let template = said.message.without_values(Translations::ENGLISH);
                template.split('…').map(str::to_owned).collect()
            };
            sentences
                .entry(example.code.clone())
                .or_default()
                .push(around_values);
        }
        Self(sentences)
    }

    /// Adds the diagnostics of an answer that no example says.
    fn find_others(&self, answer: &Value, others: &mut BTreeSet<(String, String)>) {
        match answer {
            Value::Array(values) => values.iter().for_each(|it| self.find_others(it, others)),
            Value::Object(fields) => {
                if let (Some(code), Some(message), Some(_)) = (
                    fields.get("code"),
                    fields.get("message"),
                    fields.get("severity"),
                ) {
                    let code = code.as_str().expect("a code");
                    let message = message.as_str().expect("a message");
                    let documented = self.0.get(code).map_or(&[][..], Vec::as_slice);
                    if !documented.iter().any(|it| fits(message, it)) {
                        others.insert((code.to_owned(), message.to_owned()));
                    }
                }
                fields.values().for_each(|it| self.find_others(it, others));
            }
            _ => {}
        }
    }
}

/// Whether a sentence has these texts around its values.
fn fits(sentence: &str, around_values: &[String]) -> bool {
    let (first, others) = around_values.split_first().expect("a text");
    let Some(mut rest) = sentence.strip_prefix(first.as_str()) else {
        return false;
    };
    let Some((last, between)) = others.split_last() else {
        return rest.is_empty();
    };
    for text in between {
        match rest.split_once(text.as_str()) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    rest.ends_with(last.as_str())
}

#[test]
fn every_sentence_is_that_of_an_example() {
    let documented = Documented::new();
    let mut others = BTreeSet::new();
    for call in corpus::calls() {
        let answer = calls::answer(&call).expect("an answer");
        // The lines of normalizeImages are no JSON that reports anything.
        if let Ok(answer) = serde_json::from_str(&answer) {
            documented.find_others(&answer, &mut others);
        }
    }
    assert!(others.is_empty(), "{others:#?}");
}
