//! From a [`Value`] to the type that a function asks for.
//!
//! serde says what is expected; what is given instead is said in the words of JavaScript, with its
//! place. A field of an object that is null counts as left out.

use std::{cell::RefCell, fmt, iter::Enumerate, slice};

use serde::{
    de::{
        self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::StrDeserializer,
    },
    forward_to_deserialize_any,
};

use super::{place::Place, problems::MAX_PROBLEMS, value::Value};
use crate::{codes, diagnostic::Diagnostic, typo::meant, words::message};

/// The most that a count of a request can be.
const MAX_COUNT: f64 = u32::MAX as f64;

/// Why a value cannot be read: what it must be, and where that is once somebody knows.
#[derive(Debug)]
pub(super) struct Problem {
    pub path: Option<String>,
    pub what: String,
    /// A field that is missing in the place.
    missing: Option<&'static str>,
}

impl Problem {
    fn new(what: impl Into<String>) -> Self {
        Self {
            path: None,
            what: what.into(),
            missing: None,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Problem {}

impl de::Error for Problem {
    fn custom<T: fmt::Display>(what: T) -> Self {
        Self::new(what.to_string())
    }

    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self::new("has the wrong type")
    }

    fn invalid_length(length: usize, _: &dyn de::Expected) -> Self {
        Self::new(format!("has the wrong length, {length}"))
    }

    fn missing_field(field: &'static str) -> Self {
        Self {
            missing: Some(field),
            ..Self::new("is required")
        }
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self {
            missing: Some(field),
            ..Self::new("is given twice")
        }
    }
}

/// What all readers of a request share.
pub(super) struct Context {
    /// Whether keys that the caller chose may be parts of a secret.
    pub hides_keys: bool,
    /// The fields that no type has.
    pub unknown: RefCell<Vec<Diagnostic>>,
}

/// Reads the value at a place.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub value: &'a Value,
    pub place: &'a Place<'a>,
    pub context: &'a Context,
}

impl Reader<'_> {
    fn must_be<T>(self, what: &str) -> Result<T, Problem> {
        self.placed(Err(Problem::new(format!("must be {what}"))))
    }

    /// A problem that has no place yet is one of this place.
    fn placed<T>(self, result: Result<T, Problem>) -> Result<T, Problem> {
        result.map_err(|mut problem| {
            let hides_keys = self.context.hides_keys;
            problem
                .path
                .get_or_insert_with(|| match problem.missing.take() {
                    Some(field) => Place::Field(self.place, field).path(hides_keys),
                    None => self.place.path(hides_keys),
                });
            problem
        })
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.placed(match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Switch(value) => visitor.visit_bool(*value),
            Value::Number(value) => visitor.visit_f64(*value),
            Value::Text(value) => visitor.visit_str(value),
            Value::List(_) => return self.deserialize_seq(visitor),
            Value::Object(_) => return self.deserialize_map(visitor),
        })
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.value {
            Value::Switch(value) => self.placed(visitor.visit_bool(*value)),
            _ => self.must_be("true or false"),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.value {
            Value::Number(value) => self.placed(visitor.visit_f64(*value)),
            _ => self.must_be("a number"),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.value {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Checked just here.
            Value::Number(value) if value.fract() == 0.0 && (0.0..=MAX_COUNT).contains(value) => {
                self.placed(visitor.visit_u32(*value as u32))
            }
            _ => self.must_be("a whole number from 0 to 4294967295"),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.value {
            Value::Text(value) => self.placed(visitor.visit_str(value)),
            _ => self.must_be("a string"),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.value {
            Value::Null => self.placed(visitor.visit_none()),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.value {
            Value::List(items) => self.placed(visitor.visit_seq(Items {
                items: items.iter().enumerate(),
                of: self,
            })),
            _ => self.must_be("an array"),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.fields(None, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        self.fields(Some(known), visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match self.value {
            Value::Text(value) if known.contains(&value.as_str()) => {
                let value: StrDeserializer<'_, Problem> = value.as_str().into_deserializer();
                self.placed(visitor.visit_enum(value))
            }
            _ => self.must_be(&one_of(known)),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 char bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct identifier ignored_any
    }
}

impl Reader<'_> {
    /// Reads an object; with the fields that its type knows, or with any keys.
    fn fields<'de, V: Visitor<'de>>(
        self,
        known: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match self.value {
            Value::Object(fields) => self.placed(visitor.visit_map(Fields {
                rest: fields.iter(),
                known,
                at: None,
                of: self,
            })),
            _ => self.must_be("an object"),
        }
    }
}

/// `"a", "b" or "c"`.
fn one_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => String::new(),
    }
}

struct Items<'a> {
    items: Enumerate<slice::Iter<'a, Value>>,
    of: Reader<'a>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Problem> {
        let Some((index, value)) = self.items.next() else {
            return Ok(None);
        };
        let place = &Place::Item(self.of.place, index);
        let reader = Reader {
            value,
            place,
            ..self.of
        };
        reader.placed(seed.deserialize(reader)).map(Some)
    }
}

struct Fields<'a> {
    rest: slice::Iter<'a, (String, Value)>,
    /// The names of the fields; none where an object has any keys.
    known: Option<&'static [&'static str]>,
    /// The field whose value is read next.
    at: Option<(Place<'a>, &'a Value)>,
    of: Reader<'a>,
}

impl<'a> Fields<'a> {
    /// The place of a field, and its name as its type has it.
    fn place(&self, key: &'a str) -> Option<Place<'a>> {
        let Some(known) = self.known else {
            return Some(Place::Key(self.of.place, key));
        };
        let name = known.iter().find(|name| **name == key)?;
        Some(Place::Field(self.of.place, name))
    }

    fn unknown(&self, key: &str) {
        if self.of.context.unknown.borrow().len() >= MAX_PROBLEMS {
            return;
        }
        let path = Place::Key(self.of.place, key).path(self.of.context.hides_keys);
        let mut known = self.known.unwrap_or_default().to_vec();
        if matches!(self.of.place, Place::Request) {
            known.push(super::LANGUAGE);
        }
        let message = if let Some(meant) = meant(key, &known) {
            message!(
                "{path}: there is no such field; did you mean {meant}?",
                path,
                meant
            )
        } else {
            message!("{path}: there is no such field", path)
        };
        let help = message!("The fields here are {fields}.", fields = known.join(", "));
        let diagnostic = Diagnostic::new(codes::REQ002, message).help(help);
        self.of.context.unknown.borrow_mut().push(diagnostic);
    }
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Problem> {
        while let Some((key, value)) = self.rest.next() {
            match self.place(key) {
                None => self.unknown(key),
                Some(Place::Field(..)) if matches!(value, Value::Null) => {}
                Some(place) => {
                    self.at = Some((place, value));
                    let key: StrDeserializer<'_, Problem> = key.as_str().into_deserializer();
                    return seed.deserialize(key).map(Some);
                }
            }
        }
        Ok(None)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Problem> {
        let (place, value) = self.at.take().expect("the key is read before its value");
        let place = &place;
        let reader = Reader {
            value,
            place,
            ..self.of
        };
        reader.placed(seed.deserialize(reader))
    }
}
