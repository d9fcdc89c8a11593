//! Scenarios of pulls: numbers, and names of images, nodes and pods.

use super::{may_share_image, may_share_name};
use crate::simulate::scenario::{Container, Scenario};

/// Whether a link may have a scenario: all of it or nothing, a scenario with holes is another one.
pub fn may_share_scenario(scenario: &Scenario) -> bool {
    // All fields by name: a new one has to be judged before this compiles.
    let Scenario {
        kubernetes,
        seed: _,
        until_ms: _,
        registry,
        images,
        nodes,
        pods,
    } = scenario;
    let name = |name: &Option<String>| name.as_deref().is_none_or(may_share_name);
    let registry = registry.as_ref().is_none_or(|it| {
        let faults = it.faults.iter().flatten();
        name(&it.auth)
            && faults.into_iter().all(|fault| {
                fault.image.as_deref().is_none_or(may_share_image)
                    && name(&fault.node)
                    && may_share_name(&fault.error)
            })
    });
    let images = images.iter().all(|(image, content)| {
        may_share_image(image)
            && content
                .layers
                .iter()
                .all(|layer| layer.digest.as_deref().is_none_or(may_share_image))
    });
    let nodes = nodes.iter().all(|node| {
        may_share_name(&node.name)
            && node
                .present
                .iter()
                .flatten()
                .all(|image| may_share_image(image))
            && node
                .runtime
                .as_ref()
                .is_none_or(|it| name(&it.download_limit) && name(&it.containerd))
    });
    let pods = pods.iter().all(|pod| {
        may_share_name(&pod.name)
            && name(&pod.node)
            && pod.all_with_images().all(may_share_container)
    });
    name(kubernetes) && registry && images && nodes && pods
}

fn may_share_container(container: &Container) -> bool {
    may_share_name(&container.name)
        && may_share_image(&container.image)
        && container
            .mounts
            .iter()
            .flatten()
            .all(|mount| may_share_name(mount))
        && container
            .image_pull_policy
            .as_deref()
            .is_none_or(may_share_name)
}
