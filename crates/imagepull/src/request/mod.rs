//! How a request of JavaScript is read, and what all functions say to one that cannot be answered.
//!
//! | what is wrong | what comes of it |
//! | --- | --- |
//! | a value has the wrong type, or a required field is missing | [`WrongShape`]: the call throws |
//! | a field, release, policy or gate does not exist, a number or time cannot be | an error in the diagnostics of an answer that is empty otherwise: [`Refused`] |
//!
//! | file | what it decides |
//! | --- | --- |
//! | `value`, `reader`, `place` | what crosses, the type that is read from it, and where what is wrong is |
//! | [`work`] | how much work is too much for one call |
//! | `problems` | what is wrong with values, in the same words for all functions |

mod place;
pub(crate) mod problems;
mod reader;
mod value;
pub mod work;

use std::{cell::RefCell, fmt};

use serde::de::DeserializeOwned;

use crate::{
    containerd::ContainerdRelease,
    diagnostic::Diagnostic,
    releases::Release,
    words::{Language, message},
};
use place::Place;
use problems::{Problems, REQUEST, does_not_exist};
use reader::{Context, Problem, Reader};
use value::Value;

/// A call of the wrong shape: which place of which argument must be what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongShape(String);

impl fmt::Display for WrongShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WrongShape {}

/// A request that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedRequest<T> {
    /// The request, without the fields that do not exist.
    pub request: T,
    /// The fields that do not exist, and a language that nobody speaks.
    pub unknown: Vec<Diagnostic>,
    /// The field `language`, which every request and all options have; `None` where it is left out.
    pub language: Option<Language>,
}

impl<T> ParsedRequest<T> {
    /// The answer to the request, or the one that says which of its fields do not exist.
    pub fn answer<A: Refused>(&self, answer: impl FnOnce(&T) -> A) -> A {
        if self.unknown.is_empty() {
            answer(&self.request)
        } else {
            A::refused(self.unknown.clone())
        }
    }
}

/// An answer that can be empty, but for what is wrong with the request.
pub trait Refused {
    /// The empty answer.
    fn refused(diagnostics: Vec<Diagnostic>) -> Self;
}

/// The release of a name; the newest where it is left out.
///
/// # Errors
/// The release is not known.
pub fn release(name: Option<&str>) -> Result<Release, Vec<Diagnostic>> {
    let mut problems = Problems::new(REQUEST);
    let release = problems.release(name);
    if problems.list.is_empty() {
        Ok(release)
    } else {
        Err(problems.list)
    }
}

/// The release of containerd of a name; the newest where it is left out.
///
/// # Errors
/// The release is not known.
pub fn containerd(name: Option<&str>) -> Result<ContainerdRelease, Vec<Diagnostic>> {
    let mut problems = Problems::new(REQUEST);
    let release = problems.containerd(name);
    if problems.list.is_empty() {
        Ok(release)
    } else {
        Err(problems.list)
    }
}

/// Whether keys that the caller chose are named where something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// They are.
    Shown,
    /// They may be parts of a secret.
    Hidden,
}

/// Reads an argument: JSON in which an object with the only key U+0000 stands for a number that JSON
/// does not have, by its name in JavaScript.
///
/// # Errors
/// A value of the wrong type, or a required field that is missing.
pub fn read<T: DeserializeOwned>(
    argument: &str,
    json: &str,
    keys: Keys,
) -> Result<ParsedRequest<T>, WrongShape> {
    let mut value: Value = serde_json::from_str(json)
        .map_err(|_| WrongShape(format!("{argument} must be plain data")))?;
    let (language, unspoken) = take_language(&mut value)
        .map_err(|what| WrongShape(format!("{argument}.{LANGUAGE} {what}")))?;
    let context = Context {
        hides_keys: keys == Keys::Hidden,
        unknown: RefCell::default(),
    };
    let reader = Reader {
        value: &value,
        place: &Place::Request,
        context: &context,
    };
    let request = T::deserialize(reader).map_err(|problem| wrong_shape(argument, &problem))?;
    let unknown = context.unknown.into_inner().into_iter();
    Ok(ParsedRequest {
        request,
        unknown: unspoken.into_iter().chain(unknown).collect(),
        language,
    })
}

/// The field with the language of the answer.
pub(super) const LANGUAGE: &str = "language";

/// Takes the language out of a request: it is about the answer, and no type of a request has it. One that
/// nobody speaks is a diagnostic.
fn take_language(
    request: &mut Value,
) -> Result<(Option<Language>, Option<Diagnostic>), &'static str> {
    let Value::Object(fields) = request else {
        return Ok((None, None));
    };
    let Some(place) = fields.iter().position(|(key, _)| key == LANGUAGE) else {
        return Ok((None, None));
    };
    match fields.remove(place).1 {
        Value::Null => Ok((None, None)),
        Value::Text(code) => {
            let mut languages = Language::ALL.into_iter();
            let language = languages.find(|it| it.code() == code);
            let unspoken = language.is_none().then(|| {
                let codes = Language::ALL.map(Language::code).join(", ");
                let message = does_not_exist(format_args!("{LANGUAGE}"), &code);
                Diagnostic::new(REQUEST.policy, message).help(message!(
                    "Use one of {codes}, or leave it unset for English.",
                    codes
                ))
            });
            Ok((language, unspoken))
        }
        _ => Err("must be a string"),
    }
}

fn wrong_shape(argument: &str, problem: &Problem) -> WrongShape {
    let path = problem.path.as_deref().unwrap_or_default();
    let dot = if path.is_empty() || path.starts_with('[') {
        ""
    } else {
        "."
    };
    WrongShape(format!("{argument}{dot}{path} {}", problem.what))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Clone, Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Request {
        name: String,
        at_ms: f64,
        is_on: Option<bool>,
        kind: Option<Kind>,
        #[serde(default)]
        parts: Vec<Part>,
        gates: Option<BTreeMap<String, bool>>,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize)]
    struct Part {
        size: f64,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "camelCase")]
    enum Kind {
        PerImage,
        PerNode,
        Neither,
    }

    fn read_shown(json: &str) -> Result<ParsedRequest<Request>, WrongShape> {
        read("request", json, Keys::Shown)
    }

    #[test]
    fn a_request_is_read_with_numbers_that_json_does_not_have() {
        let json = r#"{"name": "a", "atMs": {"\u0000": "-Infinity"}, "isOn": null, "kind": "perNode",
            "parts": [{"size": 1}], "gates": {"A": true}}"#;
        let given = read_shown(json).expect("the right shape");
        assert_eq!(
            given.request,
            Request {
                name: "a".to_owned(),
                at_ms: f64::NEG_INFINITY,
                is_on: None,
                kind: Some(Kind::PerNode),
                parts: vec![Part { size: 1.0 }],
                gates: Some(BTreeMap::from([("A".to_owned(), true)])),
            }
        );
        assert_eq!(given.unknown, []);
    }

    #[test]
    fn the_language_of_the_answer_is_a_field_of_every_request() {
        for (language, expected) in [
            (r#""ko""#, Ok((Some(Language::Korean), 0))),
            (r#""en""#, Ok((Some(Language::English), 0))),
            ("null", Ok((None, 0))),
            (r#""fr""#, Ok((None, 1))),
            ("1", Err("request.language must be a string".to_owned())),
        ] {
            let read = read_shown(&format!(
                r#"{{"name": "a", "atMs": 0, "language": {language}}}"#
            ));
            let read = read.map(|given| (given.language, given.unknown.len()));
            assert_eq!(
                read.map_err(|error| error.to_string()),
                expected,
                "{language}"
            );
        }
    }

    #[test]
    fn a_wrong_shape_names_its_place_and_what_it_must_be() {
        for (json, message) in [
            ("null", "request must be an object"),
            ("[]", "request must be an object"),
            ("{}", "request.name is required"),
            (r#"{"name": null, "atMs": 0}"#, "request.name is required"),
            (r#"{"name": 1, "atMs": 0}"#, "request.name must be a string"),
            (
                r#"{"name": "a", "atMs": "soon"}"#,
                "request.atMs must be a number",
            ),
            (
                r#"{"name": "a", "atMs": {"\u0000": "soon"}}"#,
                "request.atMs must be a number",
            ),
            (
                r#"{"name": "a", "atMs": 0, "isOn": 1}"#,
                "request.isOn must be true or false",
            ),
            (
                r#"{"name": "a", "atMs": 0, "kind": "both"}"#,
                r#"request.kind must be "perImage", "perNode" or "neither""#,
            ),
            (
                r#"{"name": "a", "atMs": 0, "parts": {}}"#,
                "request.parts must be an array",
            ),
            (
                r#"{"name": "a", "atMs": 0, "parts": [{"size": 1}, null]}"#,
                "request.parts[1] must be an object",
            ),
            (
                r#"{"name": "a", "atMs": 0, "parts": [{"size": 1}, {}]}"#,
                "request.parts[1].size is required",
            ),
            (
                r#"{"name": "a", "atMs": 0, "gates": {"A b": 1}}"#,
                r#"request.gates["A b"] must be true or false"#,
            ),
            (
                r#"{"name": "a", "name": "b", "atMs": 0}"#,
                "request.name is given twice",
            ),
            ("{", "request must be plain data"),
        ] {
            let error = read_shown(json).expect_err(json);
            assert_eq!(error.to_string(), message, "{json}");
        }
        let hidden = read::<Request>(
            "request",
            r#"{"name": "a", "atMs": 0, "gates": {"secret": 1}}"#,
            Keys::Hidden,
        );
        let message = hidden.expect_err("no truth value").to_string();
        assert_eq!(message, "request.gates.… must be true or false");
    }

    #[test]
    fn fields_that_do_not_exist_are_all_named_with_the_likely_right_name() {
        let json =
            r#"{"name": "a", "atms": 5, "atMs": 0, "parts": [{"size": 1, "weight": {"a": []}}]}"#;
        let given = read_shown(json).expect("the right shape");
        let messages: Vec<String> = given
            .unknown
            .iter()
            .map(|it| it.message.to_string())
            .collect();
        assert_eq!(
            messages,
            [
                "atms: there is no such field; did you mean atMs?",
                "parts[0].weight: there is no such field",
            ]
        );
    }
}
