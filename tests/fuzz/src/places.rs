//! What must be true of the places and the diagnostics in an answer.

use imagepull::codes;
use serde_json::{Map, Value};

/// What the numbers of a place count.
#[derive(Clone, Copy, Debug)]
pub enum Unit {
    /// In the core.
    Bytes,
    /// In JavaScript.
    Utf16,
}

/// Every place in an answer is one of the text, and every diagnostic says something. The report on
/// an image within another answer has its places in its own `input`.
pub fn check(text: &str, unit: Unit, answer: &Value) {
    match answer {
        Value::Array(list) => list.iter().for_each(|it| check(text, unit, it)),
        Value::Object(fields) => {
            place(text, unit, fields);
            diagnostic(fields);
            let of_image = fields.get("parts").and(fields.get("input"));
            let text = of_image.and_then(Value::as_str).unwrap_or(text);
            fields.values().for_each(|it| check(text, unit, it));
        }
        _ => {}
    }
}

fn place(text: &str, unit: Unit, fields: &Map<String, Value>) {
    let number = |name| fields.get(name)?.as_u64()?.try_into().ok();
    let (Some(start), Some(end)): (Option<usize>, Option<usize>) = (number("start"), number("end"))
    else {
        return;
    };
    let is_within = match unit {
        Unit::Bytes => text.get(start..end).is_some(),
        Unit::Utf16 => start <= end && end <= text.encode_utf16().count(),
    };
    assert!(
        is_within,
        "{start}..{end} is no place of {text:?} ({unit:?})"
    );
}

fn diagnostic(fields: &Map<String, Value>) {
    let (Some(Value::String(code)), Some(Value::String(message))) =
        (fields.get("code"), fields.get("message"))
    else {
        return;
    };
    let is_known = codes::ALL.iter().any(|it| it.code == code);
    assert!(is_known, "{code} is no code");
    assert!(!message.trim().is_empty(), "{code} says nothing");
}
