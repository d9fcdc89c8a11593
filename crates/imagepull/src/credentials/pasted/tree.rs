//! The objects in a text, with those fields that are asked for and no others: a value that is not
//! asked for, and every value of a Secret, is dropped while it is read.

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess};
use serde_saphyr::{Location, options::DuplicateKeyPolicy};

use crate::{
    credentials::{
        any_value::{AnyValue, OnValue},
        secret::{SecretData, Value},
        shown::without_user_info,
    },
    diagnostic::Span,
    yaml::span,
};

/// The fields that are kept.
const FIELDS: [&str; 22] = [
    "apiVersion",
    "auths",
    "containers",
    "ephemeralContainers",
    "image",
    "imagePullSecrets",
    "initContainers",
    "items",
    "jobTemplate",
    "kind",
    "matchImages",
    "metadata",
    "name",
    "namespace",
    "providers",
    "reference",
    "serviceAccount",
    "serviceAccountName",
    "spec",
    "template",
    "type",
    "volumes",
];

/// More is not followed.
const MOST_NODES: usize = 200_000;
const MOST_ALIASES: usize = 1000;
const DEEPEST: usize = 40;

/// A value, as far as it is kept.
pub(super) enum Node {
    Text(String),
    List(Vec<Node>),
    Map(Map),
    Other,
}

/// The fields of an object.
#[derive(Default)]
pub(super) struct Map {
    fields: Vec<(&'static str, Node)>,
    /// What `data` and `stringData` hold for the kubelet.
    pub data: Option<SecretData>,
}

/// Reads one document.
///
/// # Errors
/// It is neither JSON nor YAML; with the place, where that is known.
pub(super) fn read(text: &str) -> Result<Node, Option<Span>> {
    if text.trim_start().starts_with('{') {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let node = AnyValue(NodeValue).deserialize(&mut deserializer);
        if let Ok(node) = node.and_then(|node| deserializer.end().map(|()| node)) {
            return Ok(node);
        }
    }
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_nodes: MOST_NODES,
            max_aliases: MOST_ALIASES,
            max_depth: DEEPEST,
        },
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        with_snippet: false,
    };
    let read =
        |deserializer: serde_saphyr::Deserializer| AnyValue(NodeValue).deserialize(deserializer);
    let node = serde_saphyr::with_deserializer_from_str_with_options(text, options, read);
    // The words of the error may quote the text.
    node.map_err(|error| {
        error
            .location()
            .and_then(|place: Location| span(text, place))
    })
}

impl Node {
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }
}

impl Map {
    fn get(&self, field: &str) -> Option<&Node> {
        let mut fields = self.fields.iter().rev();
        fields
            .find(|(name, _)| *name == field)
            .map(|(_, node)| node)
    }

    pub fn has(&self, field: &str) -> bool {
        self.get(field).is_some()
    }

    pub fn text(&self, field: &str) -> Option<&str> {
        match self.get(field)? {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn map(&self, field: &str) -> Option<&Map> {
        self.get(field)?.as_map()
    }

    pub fn list(&self, field: &str) -> &[Node] {
        match self.get(field) {
            Some(Node::List(list)) => list,
            _ => &[],
        }
    }

    pub fn take_list(&mut self, field: &str) -> Option<Vec<Node>> {
        let place = self
            .fields
            .iter()
            .position(|(name, node)| *name == field && matches!(node, Node::List(_)))?;
        match self.fields.swap_remove(place).1 {
            Node::List(list) => Some(list),
            _ => None,
        }
    }

    /// The texts in a list, without user and password before a host.
    pub fn texts(&self, field: &str) -> Vec<String> {
        let texts = self.list(field).iter().filter_map(|node| match node {
            Node::Text(text) => Some(without_user_info(text).into_owned()),
            _ => None,
        });
        texts.collect()
    }

    /// The names of the objects in a list.
    pub fn names(&self, field: &str) -> Vec<String> {
        let names = self.list(field).iter();
        let names = names.filter_map(|node| node.as_map()?.text("name"));
        names.map(str::to_owned).collect()
    }
}

struct NodeValue;

impl<'de> OnValue<'de> for NodeValue {
    type Kept = Node;

    fn null(self) -> Node {
        Node::Other
    }

    fn text(self, text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    fn scalar(self) -> Node {
        Node::Other
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element_seed(AnyValue(NodeValue))? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut kept = Map::default();
        while let Some(key) = map.next_key::<String>()? {
            let is_encoded = key == "data";
            if is_encoded || key == "stringData" {
                let values = map.next_value_seed(AnyValue(DataValue { is_encoded }))?;
                let data = kept.data.get_or_insert_default();
                // What stands in stringData replaces what stands in data.
                data.add(values, !is_encoded);
            } else if let Some(field) = FIELDS.iter().find(|field| **field == key) {
                let node = map.next_value_seed(AnyValue(NodeValue))?;
                kept.fields.push((field, node));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Node::Map(kept))
    }
}

/// `data` or `stringData`.
struct DataValue {
    is_encoded: bool,
}

impl<'de> OnValue<'de> for DataValue {
    type Kept = Vec<(String, Value)>;

    fn null(self) -> Self::Kept {
        Vec::new()
    }

    fn text(self, _: &str) -> Self::Kept {
        Vec::new()
    }

    fn scalar(self) -> Self::Kept {
        Vec::new()
    }

    fn map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Kept, A::Error> {
        let mut values = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            let value = map.next_value_seed(AnyValue(OneValue {
                key: &key,
                is_encoded: self.is_encoded,
            }))?;
            values.push((key, value));
        }
        Ok(values)
    }
}

struct OneValue<'a> {
    key: &'a str,
    is_encoded: bool,
}

impl OnValue<'_> for OneValue<'_> {
    type Kept = Value;

    fn null(self) -> Value {
        Value::Empty
    }

    fn text(self, text: &str) -> Value {
        if self.is_encoded {
            Value::of_base64(self.key, text)
        } else {
            Value::of(self.key, text)
        }
    }

    fn scalar(self) -> Value {
        Value::Other
    }
}
