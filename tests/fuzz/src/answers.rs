//! An answer as it crosses to JavaScript.

use serde::Serialize;
use serde_json::Value;

use crate::places::{self, Unit};

/// The answer of the core about a text, once all places in it are found to be places of that text.
pub fn answer<T: Serialize>(text: &str, call: impl Fn() -> T) -> T {
    places::check(text, Unit::Bytes, &data(&call));
    call()
}

/// Looks at the places of an answer as JavaScript gets it.
pub fn check_in_units<T: Serialize>(text: &str, call: impl Fn() -> T) {
    places::check(text, Unit::Utf16, &data(call));
}

/// The answer as data. The same call gives the same bytes again: nothing depends on the order of a
/// table that has none.
pub fn data<T: Serialize>(call: impl Fn() -> T) -> Value {
    let written = |answer: &T| serde_json::to_string(answer).expect("an answer is data");
    let answer = call();
    let text = written(&answer);
    assert_eq!(text, written(&call()), "the same call, another answer");
    serde_json::from_str(&text).expect("what was written can be read")
}
