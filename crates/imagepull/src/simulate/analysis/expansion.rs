//! How `count` and `replicas` expand.

use crate::simulate::scenario::{Node, Scenario};

/// The entry of a scenario that a node comes from: `node`, or `node-0` where it has a count.
pub fn node_of<'a>(scenario: &'a Scenario, name: &str) -> Option<&'a Node> {
    let is_of = |node: &&Node| match (node.count, name.strip_prefix(&node.name)) {
        (None, Some(rest)) => rest.is_empty(),
        (Some(_), Some(rest)) => rest
            .strip_prefix('-')
            .is_some_and(|number| number.parse::<u32>().is_ok()),
        (_, None) => false,
    };
    scenario.nodes.iter().find(is_of)
}

/// How many nodes the scenario stands for.
pub fn nodes(scenario: &Scenario) -> f64 {
    let counts = scenario.nodes.iter().map(|node| node.count.unwrap_or(1.0));
    counts.sum()
}

/// How many containers the scenario stands for, with all replicas.
pub fn containers(scenario: &Scenario) -> f64 {
    let counted = |count: Option<f64>| count.unwrap_or(1.0);
    let nodes = nodes(scenario);
    let pods = scenario.pods.iter().map(|pod| {
        let each = pod.all_with_images().count();
        let copies = if pod.every_node == Some(true) {
            nodes
        } else {
            counted(pod.replicas)
        };
        copies * each as f64
    });
    nodes + pods.sum::<f64>()
}

/// The places among all nodes at which each entry of a scenario that runs begins.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A run has checked them: whole and not that many.
pub fn first_places(scenario: &Scenario) -> Vec<usize> {
    let counts = scenario
        .nodes
        .iter()
        .map(|node| node.count.unwrap_or(1.0) as usize);
    let places = counts.scan(0, |next, count| {
        let place = *next;
        *next += count;
        Some(place)
    });
    places.collect()
}
