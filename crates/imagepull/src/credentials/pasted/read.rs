//! What is kept of the objects in a text.

use std::collections::BTreeSet;

use super::PastedPod;
use crate::{
    credentials::{
        request::{Provider, ServiceAccount},
        secret::{PullSecret, SecretData, Value},
        shown::without_user_info,
    },
    workload::{objects::Object, pods},
    yaml::{Meaning, NodeId, Tree},
};

/// A Secret, without anything that is secret.
pub(crate) fn secret(tree: &Tree<'_>, object: NodeId) -> PullSecret {
    let r#type = tree.text_at(object, &["type"]).unwrap_or("Opaque");
    let mut data = SecretData::default();
    // What is in stringData replaces what is in data.
    for (key, of_text) in [
        ("data", Value::from_base64 as fn(&str, &str) -> Value),
        ("stringData", Value::new),
    ] {
        let values = tree.value(object, key).map(|values| tree.fields(values));
        for field in values.unwrap_or_default() {
            let key = tree.scalar(field.key).unwrap_or_default();
            let value = match tree.meaning(field.value) {
                Meaning::Text(text) => of_text(key, text),
                Meaning::Null => Value::Empty,
                _ => Value::Other,
            };
            data.insert(key.to_owned(), value);
        }
    }
    data.into_secret(
        metadata_field(tree, object, "name"),
        metadata_field(tree, object, "namespace"),
        r#type.to_owned(),
    )
}

pub(super) fn account(tree: &Tree<'_>, object: NodeId) -> ServiceAccount {
    let names = pods::pull_secrets(tree, object).into_iter();
    let names = names.filter_map(|name| tree.text_of(name));
    ServiceAccount {
        name: metadata_field(tree, object, "name"),
        namespace: metadata_field(tree, object, "namespace"),
        image_pull_secrets: Some(names.map(str::to_owned).collect()),
    }
}

/// The providers of a configuration; their answers are not known.
pub(super) fn providers(tree: &Tree<'_>, object: NodeId) -> Vec<Provider> {
    let providers = list(tree, object, "providers").iter();
    let providers = providers.filter(|it| tree.is_mapping(**it));
    let provider = |node: &NodeId| {
        let name = tree.text_at(*node, &["name"]).unwrap_or_default();
        let patterns = list(tree, *node, "matchImages").iter();
        let patterns = patterns.filter_map(|it| tree.text_of(*it));
        Provider {
            name: name.to_owned(),
            match_images: patterns
                .map(|it| without_user_info(it).into_owned())
                .collect(),
            ..Provider::default()
        }
    };
    providers.map(provider).collect()
}

/// What an object pulls and with what, where it is or makes Pods or names images outside of any.
pub(super) fn pod(tree: &Tree<'_>, object: &Object<'_>) -> Option<PastedPod> {
    let found = pods::find(tree, object);
    if found.is_empty() {
        return None;
    }
    let images = found.images(tree).into_iter();
    let images = images.map(|image| without_user_info(&image).into_owned());
    Some(PastedPod {
        kind: object.kind.unwrap_or_default().to_owned(),
        name: object.name.map(str::to_owned),
        namespace: object.namespace.map(str::to_owned),
        image_pull_secrets: each_once(found.pull_secrets(tree).into_iter()),
        service_account: found.service_account(tree),
        images: each_once(images),
    })
}

fn each_once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    texts.filter(|text| seen.insert(text.clone())).collect()
}

fn metadata_field(tree: &Tree<'_>, object: NodeId, field: &str) -> Option<String> {
    let text = tree.text_at(object, &["metadata", field]);
    text.map(str::to_owned)
}

fn list<'d>(tree: &'d Tree<'_>, object: NodeId, field: &str) -> &'d [NodeId] {
    let list = tree.value(object, field);
    list.map_or(&[], |list| tree.items(list))
}
