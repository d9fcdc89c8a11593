//! ServiceAccounts and Secrets that stand in the text. Of a Secret nothing is kept but its names
//! and the registries that it has credentials for.

use base64::{Engine, prelude::BASE64_STANDARD};

use super::{
    inventory::Inventory,
    objects::Object,
    report::{Secret, ServiceAccount},
};
use crate::{
    image::without_user_info,
    yaml::{self, Limits, NodeId},
};

/// A key of a Secret whose content names registries, and where in it they stand.
const PULL_KEYS: [(&str, &[&str]); 2] = [(".dockerconfigjson", &["auths"]), (".dockercfg", &[])];

/// A ServiceAccount; `None` where it has no name.
pub(super) fn service_account(
    inventory: &mut Inventory<'_, '_>,
    object: &Object<'_>,
) -> Option<ServiceAccount> {
    let name = inventory.tree.value_at(object.node, &["metadata", "name"]);
    Some(ServiceAccount {
        name: inventory.placed(name)?,
        namespace: inventory.name(object.namespace),
        image_pull_secrets: inventory.image_pull_secrets(object.node),
    })
}

/// A Secret; `None` where it has no name.
pub(super) fn secret(inventory: &mut Inventory<'_, '_>, object: &Object<'_>) -> Option<Secret> {
    let tree = inventory.tree;
    let name = tree.value_at(object.node, &["metadata", "name"]);
    let registries = registries(inventory, object.node);
    Some(Secret {
        name: inventory.placed(name)?,
        namespace: inventory.name(object.namespace),
        secret_type: inventory.placed(tree.value(object.node, "type")),
        registries,
    })
}

/// The registries of a Secret for pulls: the keys of its `auths`.
fn registries(inventory: &mut Inventory<'_, '_>, secret: NodeId) -> Option<Vec<String>> {
    let tree = inventory.tree;
    let plain = |key| {
        tree.text_at(secret, &["stringData", key])
            .map(str::to_owned)
    };
    let decoded = |key| {
        let data = tree.text_at(secret, &["data", key])?;
        // Lines of base64 may be broken, as `base64` prints them.
        let data: Vec<u8> = data
            .bytes()
            .filter(|it| !it.is_ascii_whitespace())
            .collect();
        String::from_utf8(BASE64_STANDARD.decode(data).ok()?).ok()
    };
    let (content, path) = PULL_KEYS
        .iter()
        .find_map(|(key, path)| Some((plain(key).or_else(|| decoded(key))?, path)))?;
    // An alias may make one Secret many.
    inventory.charge(content.len());
    let config = yaml::read(&content, Limits::MANIFESTS).ok()?;
    let auths = config.value_at(*config.documents.first()?, path)?;
    let keys = config
        .entries(auths)
        // A text in the place of an entry may be a password beside its user.
        .filter(|(_, entry)| config.is_mapping(*entry))
        .filter_map(|(key, _)| config.scalar(key));
    Some(
        keys.filter_map(|key| inventory.name(Some(&registry(key))))
            .collect(),
    )
}

/// The key of a registry without user and password; it may be a host alone.
fn registry(key: &str) -> String {
    let mut registry = without_user_info(&format!("{key}/"));
    registry.pop();
    registry
}
