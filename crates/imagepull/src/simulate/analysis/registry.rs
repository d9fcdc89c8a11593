//! What all nodes share.

use super::nodes;
use crate::simulate::scenario::Scenario;

/// From so many nodes on one registry is the bottleneck sooner than their networks are.
const MANY_NODES: f64 = 5.0;

/// Whether a scenario has so many nodes that what the registry sends at most decides much.
pub fn has_many_nodes(scenario: &Scenario) -> bool {
    nodes(scenario) >= MANY_NODES
}

/// Whether a scenario of many nodes leaves out what its registry sends at most: it then has no limit, as no registry
/// has, and so many nodes would not notice each other.
pub fn lacks_registry_limit(scenario: &Scenario) -> bool {
    let registry = scenario.registry.as_ref();
    let bandwidth = registry.and_then(|registry| registry.bandwidth);
    bandwidth.is_none() && has_many_nodes(scenario)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_asked_for_where_many_nodes_share_it() {
        let rows = [
            ("{}", 4.0, false),
            ("{}", 5.0, true),
            (r#"{"perConnection": 1e6}"#, 200.0, true),
            (r#"{"bandwidth": 1e9}"#, 200.0, false),
        ];
        for (registry, count, expected) in rows {
            let scenario = format!(
                r#"{{"images": {{}}, "registry": {registry}, "nodes": [{{"name": "n", "count": {count}}}], "pods": []}}"#
            );
            let scenario = serde_json::from_str(&scenario).expect("a scenario");
            assert_eq!(
                lacks_registry_limit(&scenario),
                expected,
                "{registry} {count}"
            );
        }
    }
}
