//! "Two implementations agree when all but the numbers is equal, in the same order, and numbers
//! differ by at most 1e-6 of the larger or of 1. Times inside event texts may differ by 1 ms."

use imagepull::simulate::trace::Trace;
use serde_json::{Value, json};

/// The first difference, with its path and both values; of `errors` counts what is refused.
pub fn first_difference(engine: &Trace, oracle: &Trace) -> Option<String> {
    difference("trace", &comparable(engine), &comparable(oracle))
}

/// The trace with no more of its errors than must be equal: whether the scenario is refused as a
/// whole, or else what the refused kubelets say.
fn comparable(trace: &Trace) -> Value {
    let mut value = serde_json::to_value(trace).expect("a trace is data");
    let refused = trace.errors.iter().any(|error| error.node.is_none());
    value["errors"] = if refused {
        json!("the scenario is refused")
    } else {
        let errors = trace.errors.iter();
        errors
            .map(|error| json!([error.node, error.diagnostic.message]))
            .collect()
    };
    value
}

fn difference(path: &str, engine: &Value, oracle: &Value) -> Option<String> {
    match (engine, oracle) {
        (Value::Array(a), Value::Array(b)) => {
            let mut pairs = a.iter().zip(b).enumerate();
            let entry = pairs.find_map(|(i, (a, b))| difference(&format!("{path}[{i}]"), a, b));
            entry
                .or_else(|| difference(&format!("{path}.length"), &a.len().into(), &b.len().into()))
        }
        (Value::Object(a), Value::Object(b)) => {
            let mut keys: Vec<&String> = a.keys().chain(b.keys()).collect();
            keys.dedup();
            let null = Value::Null;
            let field = |of: &'_ serde_json::Map<String, Value>, key| of.get(key).cloned();
            keys.into_iter().find_map(|key| {
                let (a, b) = (field(a, key), field(b, key));
                let path = format!("{path}.{key}");
                difference(
                    &path,
                    a.as_ref().unwrap_or(&null),
                    b.as_ref().unwrap_or(&null),
                )
            })
        }
        (Value::Number(a), Value::Number(b)) if numbers_agree(a.as_f64(), b.as_f64()) => None,
        (Value::String(a), Value::String(b)) if texts_agree(a, b) => None,
        _ if engine == oracle => None,
        _ => Some(format!("{path}\n  engine: {engine}\n  oracle: {oracle}")),
    }
}

fn numbers_agree(a: Option<f64>, b: Option<f64>) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return false;
    };
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
}

/// Word by word, where a word is the same or a duration that differs by at most 1 ms.
fn texts_agree(a: &str, b: &str) -> bool {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let word_agrees = |(a, b): (&String, &String)| {
        let durations = go_duration_ms(a).zip(go_duration_ms(b));
        a == b || durations.is_some_and(|(a, b)| (a - b).abs() < 1.5)
    };
    a.len() == b.len() && a.iter().zip(&b).all(word_agrees)
}

/// The milliseconds of a duration such as `1h0m2.5s`, `(12ms` or `0s`.
fn go_duration_ms(word: &str) -> Option<f64> {
    let mut rest = word.trim_start_matches('(');
    let mut total = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| c != '.' && !c.is_ascii_digit())?;
        let number: f64 = rest[..digits].parse().ok()?;
        let units = [
            ("ms", 1.0),
            ("h", 3_600_000.0),
            ("m", 60_000.0),
            ("s", 1_000.0),
        ];
        let (unit, ms) = units
            .into_iter()
            .find(|(unit, _)| rest[digits..].starts_with(unit))?;
        total += number * ms;
        rest = &rest[digits + unit.len()..];
    }
    (word != rest).then_some(total)
}

#[test]
fn the_smallest_difference_is_named_with_its_path() {
    let trace =
        |throughput: f64, message: &str| json!({"nodes": [[0.0, throughput]], "events": message});
    let pulled = "pulled image \"x\" in 1m0.5s (1m2s including waiting)";
    let one = trace(5.0, pulled);
    for (other, expected) in [
        (trace(5.000_004, pulled), None),
        (trace(5.000_006, pulled), Some("trace.nodes[0][1]")),
        (trace(5.0, &pulled.replace("1m2s", "1m1.999s")), None),
        (
            trace(5.0, &pulled.replace("1m2s", "1m1.998s")),
            Some("trace.events"),
        ),
        (trace(5.0, &pulled.replace('x', "y")), Some("trace.events")),
        (
            json!({"nodes": [], "events": pulled}),
            Some("trace.nodes.length"),
        ),
        (json!({"nodes": [[0.0, 5.0]]}), Some("trace.events")),
    ] {
        let found = difference("trace", &one, &other);
        let path = found
            .as_deref()
            .map(|text| text.lines().next().unwrap_or(text));
        assert_eq!(path, expected, "{found:?}");
    }
}
