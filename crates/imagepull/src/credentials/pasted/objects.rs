//! What is kept of the objects in a text.

use std::collections::BTreeSet;

use super::PastedPod;
use crate::{
    credentials::{
        request::{Provider, ServiceAccount},
        secret::{PullSecret, SecretData, Value},
        shown::without_user_info,
    },
    yaml::{Meaning, NodeId, Tree},
};

pub(super) fn secret(tree: &Tree<'_>, object: NodeId) -> PullSecret {
    let r#type = tree.text_at(object, &["type"]).unwrap_or("Opaque");
    let mut data = SecretData::default();
    // What stands in stringData replaces what stands in data.
    for (key, of_text) in [
        ("data", Value::of_base64 as fn(&str, &str) -> Value),
        ("stringData", Value::of),
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
        of_metadata(tree, object, "name"),
        of_metadata(tree, object, "namespace"),
        r#type.to_owned(),
    )
}

pub(super) fn account(tree: &Tree<'_>, object: NodeId) -> ServiceAccount {
    ServiceAccount {
        name: of_metadata(tree, object, "name"),
        namespace: of_metadata(tree, object, "namespace"),
        image_pull_secrets: Some(names(tree, object, "imagePullSecrets")),
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

/// The Pod that an object is or makes, where it is or makes any.
pub(super) fn pod(tree: &Tree<'_>, object: NodeId, kind: &str) -> Option<PastedPod> {
    let spec = pod_spec(tree, object)?;
    let account = ["serviceAccountName", "serviceAccount"];
    let mut account = account
        .iter()
        .filter_map(|field| tree.text_at(spec, &[field]));
    Some(PastedPod {
        kind: kind.to_owned(),
        name: of_metadata(tree, object, "name"),
        namespace: of_metadata(tree, object, "namespace"),
        image_pull_secrets: names(tree, spec, "imagePullSecrets"),
        service_account: account.next().map(str::to_owned),
        images: images(tree, spec),
    })
}

/// The specification of a Pod in an object: its own, or that of its template.
fn pod_spec(tree: &Tree<'_>, object: NodeId) -> Option<NodeId> {
    let paths: [&[&str]; 4] = [
        &["spec"],
        &["spec", "template", "spec"],
        &["spec", "jobTemplate", "spec", "template", "spec"],
        &["template", "spec"],
    ];
    let mut specs = paths.iter().filter_map(|path| tree.value_at(object, path));
    let has = |spec, field| tree.value(spec, field).is_some();
    specs.find(|spec| has(*spec, "containers") || has(*spec, "initContainers"))
}

/// The images of a specification in their order, each once.
fn images(tree: &Tree<'_>, spec: NodeId) -> Vec<String> {
    let containers = ["initContainers", "containers", "ephemeralContainers"];
    let of_containers = containers.iter().flat_map(|field| list(tree, spec, field));
    let of_containers = of_containers.filter_map(|it| tree.text_at(*it, &["image"]));
    let of_volumes = list(tree, spec, "volumes").iter();
    let of_volumes = of_volumes.filter_map(|it| tree.text_at(*it, &["image", "reference"]));
    let mut images = Vec::new();
    let mut seen = BTreeSet::new();
    for image in of_containers.chain(of_volumes) {
        let image = without_user_info(image).into_owned();
        if !image.is_empty() && seen.insert(image.clone()) {
            images.push(image);
        }
    }
    images
}

fn of_metadata(tree: &Tree<'_>, object: NodeId, field: &str) -> Option<String> {
    let text = tree.text_at(object, &["metadata", field]);
    text.map(str::to_owned)
}

/// The names of the objects in a list.
fn names(tree: &Tree<'_>, object: NodeId, field: &str) -> Vec<String> {
    let names = list(tree, object, field).iter();
    let names = names.filter_map(|it| tree.text_at(*it, &["name"]));
    names.map(str::to_owned).collect()
}

fn list<'d>(tree: &'d Tree<'_>, object: NodeId, field: &str) -> &'d [NodeId] {
    let list = tree.value(object, field);
    list.map_or(&[], |list| tree.items(list))
}
