//! A KubeletConfiguration as text: the fields about image pulls with their places. All other
//! fields are left alone.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use serde_saphyr::options::DuplicateKeyPolicy;

use crate::{
    diagnostic::Diagnostic,
    words::{Words, say},
    yaml_place::span,
};

/// A configuration with all its fields has some hundred keys and values; more than this many are
/// not read to their end.
const MOST_NODES: usize = 20_000;

/// So many aliases are followed.
const MOST_ALIASES: usize = 1000;

/// A value and where it stands.
pub(super) type Placed = Option<Spanned<Scalar>>;

/// The fields as written.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Document {
    pub api_version: Placed,
    pub kind: Placed,
    pub serialize_image_pulls: Placed,
    pub max_parallel_image_pulls: Placed,
    #[serde(rename = "registryPullQPS")]
    pub registry_pull_qps: Placed,
    pub registry_burst: Placed,
    pub image_pull_credentials_verification_policy: Placed,
    pub feature_gates: Option<BTreeMap<String, Scalar>>,
}

/// A value of any type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Scalar {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    /// A list or mapping.
    Nested,
}

impl Document {
    /// Reads a text; JSON is YAML too. The last of two equal keys counts.
    pub fn read(text: &str) -> Result<Self, Box<Diagnostic>> {
        let options = serde_saphyr::options! {
            budget: serde_saphyr::budget! { max_nodes: MOST_NODES, max_aliases: MOST_ALIASES },
            duplicate_keys: DuplicateKeyPolicy::LastWins,
            with_snippet: false,
        };
        let document: Result<Option<Self>, _> = serde_saphyr::from_str_with_options(text, options);
        document.map(Option::unwrap_or_default).map_err(|error| {
            let place = error.location().and_then(|location| span(text, location));
            let diagnostic = Diagnostic::error("KUB005", cause(&error)).help(say!(
                "Mend it at this place; a kubelet with it does not start."
            ));
            Box::new(diagnostic.at_known(place))
        })
    }
}

/// What is wrong with the text, as one sentence.
fn cause(error: &serde_saphyr::Error) -> Words {
    if matches!(
        error.without_snippet(),
        serde_saphyr::Error::MultipleDocuments { .. }
    ) {
        return say!("The text holds several YAML documents; a KubeletConfiguration is one.");
    }
    if matches!(error.without_snippet(), serde_saphyr::Error::Budget { .. }) {
        return say!("The text is too large or nested too deeply for a KubeletConfiguration.");
    }
    let words = error.render();
    let words = words.trim_end_matches('.');
    if words.contains("expected mapping start") {
        return say!("The text is no mapping of fields to values.");
    }
    say!("The text is no YAML that can be read: {words}.", words)
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Null)
    }

    fn visit_none<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Scalar, D::Error> {
        Scalar::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Scalar, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Nested)
    }
}
