//! The types of the fields of a configuration, and what encoding/json says of a value of another type.
//!
//! Source: golang/go src/encoding/json/decode.go, of which sigs.k8s.io/json has a copy that compares
//! the names of fields with their case.

use super::{ConfigFile, GoDuration};
use crate::{
    diagnostic::Span,
    yaml::{Meaning, NodeId},
};

/// What a field takes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FieldType {
    /// Whatever is there: it is not looked at.
    Any,
    Bool,
    Int32,
    /// A text, of a type of this name.
    Text(&'static str),
    /// A list.
    List(&'static FieldType),
    /// An object with any keys.
    Map(&'static FieldType),
    /// A `metav1.Duration`; null is a duration that cannot be read.
    Duration,
    /// One behind a pointer; null is none.
    OptionalDuration,
    /// An object with these fields. Other fields are passed over.
    Struct(&'static Struct),
}

/// A struct of Go.
#[derive(Debug)]
pub(crate) struct Struct {
    /// Its name, for example `KubeletConfiguration`.
    pub name: &'static str,
    /// The package before the name, for example `v1beta1`.
    pub package: &'static str,
    /// Its fields.
    pub fields: &'static [(&'static str, FieldType)],
}

/// A value of the wrong type.
#[derive(Clone, Debug)]
pub(crate) struct TypeError {
    /// The words of Go.
    pub words: String,
    /// The value.
    pub place: Span,
    /// The fields to it.
    pub field: String,
    /// What the field takes.
    pub takes: FieldType,
}

impl TypeError {
    /// The one that the decoder returns: a value that its own type reads ends the decoding, others
    /// are remembered, of which the first counts.
    pub fn returned(errors: &[Self]) -> Option<&Self> {
        let ends =
            |it: &&Self| matches!(it.takes, FieldType::Duration | FieldType::OptionalDuration);
        errors.iter().find(ends).or(errors.first())
    }
}

impl FieldType {
    /// The type as Go prints it.
    pub fn name(&self) -> String {
        match self {
            Self::Any => String::new(),
            Self::Bool => "bool".to_owned(),
            Self::Int32 => "int32".to_owned(),
            Self::Text(name) => (*name).to_owned(),
            Self::List(of) => format!("[]{}", of.name()),
            Self::Map(of) => format!("map[string]{}", of.name()),
            Self::Duration | Self::OptionalDuration => "string".to_owned(),
            Self::Struct(it) => format!("{}.{}", it.package, it.name),
        }
    }
}

/// What Go calls a value.
pub(crate) fn kind_of(value: &Meaning) -> &'static str {
    match value {
        Meaning::Null => "null",
        Meaning::Truth(_) => "bool",
        Meaning::Number(_) => "number",
        Meaning::Text(_) => "string",
        Meaning::List(_) => "array",
        Meaning::Mapping => "object",
    }
}

/// What Go says of a value of another type than a field takes: `fields` are those to it, `owner` the
/// innermost struct.
pub(crate) fn wrong_type(value: &str, owner: &str, fields: &str, takes: &str) -> String {
    format!("json: cannot unmarshal {value} into Go struct field {owner}.{fields} of type {takes}")
}

/// Where the decoder is: the innermost struct and the fields to it.
#[derive(Clone)]
struct Context {
    owner: &'static str,
    path: String,
}

impl ConfigFile<'_> {
    /// All values of a mapping that do not fit, in the order in which the decoder meets them; it
    /// returns the first.
    pub fn type_errors(&self, mapping: NodeId, of: &'static Struct) -> Vec<TypeError> {
        let mut errors = Vec::new();
        let context = Context {
            owner: of.name,
            path: String::new(),
        };
        self.object(mapping, of, &context, &mut errors);
        errors
    }

    fn object(
        &self,
        mapping: NodeId,
        of: &'static Struct,
        context: &Context,
        errors: &mut Vec<TypeError>,
    ) {
        for (name, value) in self.members(mapping) {
            let Some((_, of_field)) = of.fields.iter().find(|(field, _)| *field == name) else {
                continue;
            };
            let dot = if context.path.is_empty() { "" } else { "." };
            let context = Context {
                owner: of.name,
                path: format!("{}{dot}{name}", context.path),
            };
            self.value_of(value, of_field, &context, errors);
        }
    }

    fn value_of(
        &self,
        node: NodeId,
        of: &FieldType,
        context: &Context,
        errors: &mut Vec<TypeError>,
    ) {
        let place = self.tree.place(node);
        let meaning = self.tree.meaning(node);
        let mut wrong = |value: &str, of: &FieldType| {
            let Context { owner, path } = context;
            errors.push(TypeError {
                words: wrong_type(value, owner, path, &of.name()),
                place,
                field: path.clone(),
                takes: *of,
            });
        };
        let duration_error = |text: &str| {
            let words = GoDuration::parse(text).err()?;
            Some(TypeError {
                words,
                place,
                field: context.path.clone(),
                takes: *of,
            })
        };
        match (of, meaning) {
            (FieldType::Duration, Meaning::Null) => errors.extend(duration_error("")),
            (FieldType::Duration | FieldType::OptionalDuration, Meaning::Text(text)) => {
                errors.extend(duration_error(text));
            }
            (FieldType::Any, _)
            | (_, Meaning::Null)
            | (FieldType::Bool, Meaning::Truth(_))
            | (FieldType::Text(_), Meaning::Text(_)) => {}
            (FieldType::Int32, Meaning::Number(_)) => {
                let number = self.number(node);
                if number.parse::<i32>().is_err() {
                    wrong(&format!("number {number}"), of);
                }
            }
            (FieldType::List(of), Meaning::List(items)) => {
                for item in items {
                    self.value_of(*item, of, context, errors);
                }
            }
            (FieldType::Map(of), Meaning::Mapping) => {
                for (_, value) in self.members(node) {
                    self.value_of(value, of, context, errors);
                }
            }
            (FieldType::Struct(of), Meaning::Mapping) => self.object(node, of, context, errors),
            (_, other) => wrong(kind_of(&other), of),
        }
    }

    /// A number as it is in JSON: as written, or as Go prints the number of a YAML.
    fn number(&self, node: NodeId) -> String {
        let written = self.tree.scalar(node).unwrap_or_default();
        if self.is_json {
            return written.to_owned();
        }
        let digits = written.replace('_', "");
        let unsigned = digits.trim_start_matches(['+', '-']);
        let is_decimal = unsigned.bytes().all(|it| it.is_ascii_digit());
        if is_decimal && !unsigned.starts_with('0') && digits.parse::<i128>().is_ok() {
            let value = digits.parse::<i128>().unwrap_or_default();
            if (i128::from(i64::MIN)..=i128::from(u64::MAX)).contains(&value) {
                return value.to_string();
            }
        }
        match self.tree.meaning(node) {
            Meaning::Number(value) => go_float(value),
            _ => digits,
        }
    }
}

/// A number as encoding/json prints it: with an exponent below 1e-6 and from 1e21 on.
fn go_float(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-6..1e21).contains(&size) {
        let text = format!("{value:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        return match exponent.strip_prefix('-') {
            Some(digits) => format!("{mantissa}e-{digits}"),
            None => format!("{mantissa}e+{exponent}"),
        };
    }
    format!("{value}")
}
