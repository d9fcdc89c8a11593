//! A JSON text in which every value knows its place, read only as far as it is asked for.
//!
//! Each level is read when it is looked into, so that a text nested a million levels deep costs no
//! stack and what nobody asks for costs no memory.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::diagnostic::Span;

/// A value of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Json<'t> {
    /// The value as written.
    raw: &'t str,
    /// Where it begins in the text, in bytes.
    start: usize,
}

/// One member of an object.
#[derive(Clone, Debug)]
pub(super) struct Member<'t> {
    pub name: Cow<'t, str>,
    /// The place of the name, in quotes.
    pub name_span: Span,
    pub value: Json<'t>,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JsonType {
    Null,
    Flag,
    Number,
    Text,
    List,
    Object,
}

/// Why a text is no JSON.
#[derive(Debug)]
pub(super) struct SyntaxError {
    /// What the parser says, without the place.
    pub words: String,
    /// Where it stopped.
    pub span: Span,
}

impl<'t> Json<'t> {
    /// Reads a text that holds one value.
    pub fn read(text: &'t str) -> Result<Self, SyntaxError> {
        match serde_json::from_str::<&RawValue>(text) {
            Ok(raw) => Ok(Self::at(text, raw)),
            Err(error) => {
                let words = error.to_string();
                let words = words.rsplit_once(" at line ").map_or(&*words, |it| it.0);
                Err(SyntaxError {
                    words: words.to_owned(),
                    span: place(text, error.line(), error.column()),
                })
            }
        }
    }

    /// The value with which a part of a text begins, whatever is behind it; `None` where that
    /// is none.
    pub fn first(text: &'t str, part: &'t str) -> Option<Self> {
        let mut values = serde_json::Deserializer::from_str(part).into_iter::<&RawValue>();
        let raw = values.next()?.ok()?;
        Some(Self::at(text, raw))
    }

    fn at(text: &'t str, raw: &'t RawValue) -> Self {
        Self {
            raw: raw.get(),
            start: offset(text, raw.get()),
        }
    }

    /// The value as written.
    pub fn raw(&self) -> &'t str {
        self.raw
    }

    pub fn span(&self) -> Span {
        Span {
            start: self.start,
            end: self.start + self.raw.len(),
        }
    }

    pub fn type_of(&self) -> JsonType {
        match self.raw.as_bytes().first() {
            Some(b'{') => JsonType::Object,
            Some(b'[') => JsonType::List,
            Some(b'"') => JsonType::Text,
            Some(b't' | b'f') => JsonType::Flag,
            Some(b'n') => JsonType::Null,
            _ => JsonType::Number,
        }
    }

    /// The members of an object, in order; none where it is none.
    pub fn members(&self) -> Vec<Member<'t>> {
        let pairs: Vec<(&'t RawValue, &'t RawValue)> = match self.type_of() {
            JsonType::Object => self.inner(|it| it.deserialize_map(Pairs(PhantomData))),
            _ => Vec::new(),
        };
        let members = pairs.into_iter().map(|(name, value)| {
            let name = self.within(name);
            Member {
                name: name.text().unwrap_or(Cow::Borrowed(name.raw)),
                name_span: name.span(),
                value: self.within(value),
            }
        });
        members.collect()
    }

    /// The items of a list, in order; none where it is none.
    pub fn items(&self) -> Vec<Self> {
        let items: Vec<&'t RawValue> = match self.type_of() {
            JsonType::List => self.inner(|it| it.deserialize_seq(Items(PhantomData))),
            _ => Vec::new(),
        };
        items.into_iter().map(|item| self.within(item)).collect()
    }

    /// The text that it is. What stands for no character is replaced, as Go does.
    pub fn text(&self) -> Option<Cow<'t, str>> {
        if self.type_of() != JsonType::Text {
            return None;
        }
        let inner = &self.raw[1..self.raw.len() - 1];
        if !inner.contains('\\') {
            return Some(Cow::Borrowed(inner));
        }
        let text = serde_json::from_str(self.raw).unwrap_or_else(|_| inner.to_owned());
        Some(Cow::Owned(text))
    }

    /// The whole number that it is, where it has 64 bits and is written without a fraction.
    pub fn whole(&self) -> Option<i64> {
        self.raw.parse().ok()
    }

    /// What is behind a name of an object; of several the last, as Go reads them.
    pub fn get(&self, name: &str) -> Option<Self> {
        let members = self.members();
        let found = members.into_iter().rev().find(|it| it.name == name);
        found.map(|it| it.value)
    }

    fn within(&self, raw: &'t RawValue) -> Self {
        Self {
            raw: raw.get(),
            start: self.start + offset(self.raw, raw.get()),
        }
    }

    fn inner<T: Default>(
        &self,
        read: impl FnOnce(
            &mut serde_json::Deserializer<serde_json::de::StrRead<'t>>,
        ) -> serde_json::Result<T>,
    ) -> T {
        let mut deserializer = serde_json::Deserializer::from_str(self.raw);
        // All of the text was found to be JSON before.
        read(&mut deserializer).unwrap_or_default()
    }
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr().addr() - text.as_ptr().addr()
}

/// The character at a line and a column, which counts bytes; both from 1.
fn place(text: &str, line: usize, column: usize) -> Span {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(line.max(1) - 1).map(str::len).sum();
    let start = text.floor_char_boundary((before + column.max(1) - 1).min(text.len()));
    let length = text[start..].chars().next().map_or(0, char::len_utf8);
    Span {
        start,
        end: start + length,
    }
}

struct Items<'t>(PhantomData<&'t str>);

impl<'t> Visitor<'t> for Items<'t> {
    type Value = Vec<&'t RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(items)
    }
}

struct Pairs<'t>(PhantomData<&'t str>);

impl<'t> Visitor<'t> for Pairs<'t> {
    type Value = Vec<(&'t RawValue, &'t RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = access.next_entry()? {
            pairs.push(pair);
        }
        Ok(pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_knows_its_place() {
        let text = " {\"a\\u0062\": [1, {\"é\": \"x\\ny\"}, null], \"n\": 12e3}\n";
        let root = Json::read(text).unwrap();
        let written = |it: &Json<'_>| text[it.span().start..it.span().end].to_owned();
        assert_eq!(written(&root), text.trim());
        let members = root.members();
        assert_eq!(members[0].name, "ab");
        assert_eq!(
            &text[members[0].name_span.start..members[0].name_span.end],
            "\"a\\u0062\""
        );
        let items = members[0].value.items();
        let inner = items[1].get("é").unwrap();
        assert_eq!(written(&inner), "\"x\\ny\"");
        assert_eq!(inner.text().unwrap(), "x\ny");
        assert_eq!(items[0].whole(), Some(1));
        assert_eq!(items[2].type_of(), JsonType::Null);
        assert_eq!(members[1].value.whole(), None);
        assert_eq!(written(&members[1].value), "12e3");
    }

    #[test]
    fn of_a_name_that_stands_twice_the_last_counts() {
        let root = Json::read("{\"a\": 1, \"a\": 2}").unwrap();
        assert_eq!(root.get("a").and_then(|it| it.whole()), Some(2));
    }

    #[test]
    fn a_text_that_is_no_json_says_where() {
        for (text, start, end) in [
            ("", 0, 0),
            ("{\"é\": }", 7, 8),
            ("{\n  \"a\": 1,\n}", 12, 13),
            ("{\"a\": 1} {", 9, 10),
            ("[1, 2", 4, 5),
            ("kind: Pod", 0, 1),
        ] {
            let error = Json::read(text).unwrap_err();
            assert_eq!((error.span.start, error.span.end), (start, end), "{text}");
        }
    }

    #[test]
    fn depth_costs_no_stack() {
        let text = format!("{}{}", "[".repeat(500_000), "]".repeat(500_000));
        assert_eq!(Json::read(&text).unwrap().items().len(), 1);
    }
}
