//! Words on their way to another thread of the same program, and texts of the program that come back with them.

use std::{cell::RefCell, collections::HashSet};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::{ENGLISH_TEXTS, MessageId, Value};

pub(super) fn serialize<S: Serializer>(text: &MessageId, serializer: S) -> Result<S::Ok, S::Error> {
    (text.english, text.row).serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<MessageId, D::Error> {
    let (english, row) = <(String, usize)>::deserialize(deserializer)?;
    // A program of another version has other rows.
    if row >= ENGLISH_TEXTS.len() {
        return Err(Error::custom("a text that this program does not have"));
    }
    Ok(MessageId {
        english: interned(&english),
        row,
    })
}

pub(super) fn values<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<(&'static str, Value)>, D::Error> {
    let values = Vec::<(String, Value)>::deserialize(deserializer)?;
    let named = values.into_iter();
    Ok(named
        .map(|(name, value)| (interned(&name), value))
        .collect())
}

/// A text of the program itself. There are as many as the code has, so each is kept for ever.
pub(crate) fn interned(text: &str) -> &'static str {
    thread_local! {
        static KNOWN: RefCell<HashSet<&'static str>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(text) = known.get(text) {
            return *text;
        }
        let text: &'static str = Box::leak(Box::from(text));
        known.insert(text);
        text
    })
}
