//! ServiceAccounts and Secrets that are in the text. Of a Secret nothing is kept but its names
//! and the registries that it has credentials for.

use super::{
    inventory::Inventory,
    objects::Object,
    report::{Secret, ServiceAccount},
};
use crate::{credentials::pasted, yaml::NodeId};

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

/// The keys of a Secret for pulls as the kubelet reads it; `None` if it finds no docker configuration.
fn registries(inventory: &mut Inventory<'_, '_>, secret: NodeId) -> Option<Vec<String>> {
    let tree = inventory.tree;
    let values = ["data", "stringData"].into_iter();
    let values = values.filter_map(|field| tree.value(secret, field));
    let values = values.flat_map(|values| tree.entries(values));
    // An alias may make one Secret many.
    inventory.charge(
        values
            .filter_map(|(_, value)| tree.scalar(value))
            .map(str::len)
            .sum(),
    );
    let config = pasted::secret(tree, secret).config.ok()?;
    let keys = config.entries.iter();
    Some(
        keys.filter_map(|entry| inventory.name(Some(entry.key())))
            .collect(),
    )
}
