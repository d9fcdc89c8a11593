//! Reading a value of any shape without keeping what is not asked for: the one place where serde sees
//! values that may be secret.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// What becomes of a value, by its shape.
pub(super) trait OnValue<'de>: Sized {
    /// What is kept of it.
    type Kept;

    /// `null`, or nothing at all.
    fn null(self) -> Self::Kept;

    /// A text.
    fn text(self, text: &str) -> Self::Kept;

    /// A number or truth value.
    fn scalar(self) -> Self::Kept;

    /// A list. What is not read of it is passed over.
    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Kept, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(self.scalar())
    }

    /// An object or mapping. What is not read of it is passed over.
    fn map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Kept, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(self.scalar())
    }
}

/// Reads a value of any shape.
pub(super) struct AnyValue<T>(pub T);

impl<'de, T: OnValue<'de>> DeserializeSeed<'de> for AnyValue<T> {
    type Value = T::Kept;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T::Kept, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: OnValue<'de>> Visitor<'de> for AnyValue<T> {
    type Value = T::Kept;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<T::Kept, E> {
        Ok(self.0.null())
    }

    fn visit_none<E: Error>(self) -> Result<T::Kept, E> {
        Ok(self.0.null())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T::Kept, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T::Kept, E> {
        Ok(self.0.text(text))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<T::Kept, E> {
        Ok(self.0.scalar())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<T::Kept, E> {
        Ok(self.0.scalar())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<T::Kept, E> {
        Ok(self.0.scalar())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<T::Kept, E> {
        Ok(self.0.scalar())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T::Kept, A::Error> {
        self.0.list(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T::Kept, A::Error> {
        self.0.map(map)
    }
}
