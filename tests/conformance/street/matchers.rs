//! Whether what a path picks is what a row expects of it.

use regress::Regex;
use serde_json::{Map, Value, json};

use super::paths::{Outcome, Picked};

/// What of an expectation does not fit, each with what was there.
pub fn mismatches(expect: &Map<String, Value>, outcome: &Outcome) -> Vec<String> {
    let mut mismatches = Vec::new();
    for (path, matcher) in expect {
        if path == "$or" {
            mismatches.extend(no_alternative(matcher, outcome));
            continue;
        }
        let picked = outcome.pick(path);
        if !fits(matcher, &picked) {
            mismatches.push(format!(
                "{path} is not {matcher} but {}",
                picked.into_value()
            ));
        }
    }
    mismatches
}

/// What keeps each of several expectations from fitting, where none does.
fn no_alternative(alternatives: &Value, outcome: &Outcome) -> Option<String> {
    let alternatives = alternatives.as_array().expect("a list of expectations");
    let mut all = Vec::new();
    for expect in alternatives {
        let mismatches = mismatches(expect.as_object().expect("an expectation"), outcome);
        if mismatches.is_empty() {
            return None;
        }
        all.push(mismatches.join(" and "));
    }
    Some(format!("neither: {}", all.join("; nor: ")))
}

fn fits(matcher: &Value, picked: &Picked) -> bool {
    let operators = matcher.as_object();
    let operators = operators.filter(|it| it.keys().any(|name| name.starts_with('$')));
    let Some(operators) = operators else {
        return are_equal(&picked.clone().into_value(), matcher);
    };
    operators
        .iter()
        .all(|(operator, operand)| holds(operator, operand, picked))
}

fn holds(operator: &str, operand: &Value, picked: &Picked) -> bool {
    let has = |wanted: &Value| picked.values().iter().any(|it| are_equal(it, wanted));
    let some = || {
        let pattern = operand.as_str().expect("a regular expression");
        let pattern = Regex::with_flags(pattern, "iu").expect("a regular expression");
        let mut values = picked.values().iter();
        values.any(|value| pattern.find(&shown(value)).is_some())
    };
    let number = || match picked {
        Picked::One(value) => value.as_f64(),
        Picked::Many(_) => None,
    };
    let bound = || operand.as_f64().expect("a number");
    match operator {
        "$has" => has(operand),
        "$hasNot" => !has(operand),
        "$hasAny" => operand.as_array().expect("a list").iter().any(has),
        "$some" => some(),
        "$none" => !some(),
        "$min" => number().is_some_and(|it| it >= bound()),
        "$max" => number().is_some_and(|it| it <= bound()),
        "$ne" => !are_equal(&picked.clone().into_value(), operand),
        "$maxLength" => {
            let length = |value: &Value| shown(value).encode_utf16().count();
            picked
                .values()
                .iter()
                .all(|it| json!(length(it)).as_f64() <= operand.as_f64())
        }
        other => panic!("no matcher {other} is known"),
    }
}

/// A text as it is, anything else as JSON.
fn shown(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// Equality of JavaScript: `1` and `1.0` are one number.
fn are_equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| are_equal(a, b))
        }
        (Value::Object(one), Value::Object(other)) => {
            let is_same =
                |(name, a): (&String, &Value)| other.get(name).is_some_and(|b| are_equal(a, b));
            one.len() == other.len() && one.iter().all(is_same)
        }
        _ => one == other,
    }
}
