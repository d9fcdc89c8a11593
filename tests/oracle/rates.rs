//! Rule 8: the max-min fair rates of all flows, from scratch.

/// What holds the flows of one node.
#[derive(Clone, Copy)]
pub struct NodeFlows {
    pub flows: usize,
    /// Bytes a second of the node.
    pub bandwidth: f64,
}

/// The rate of each flow of each node, in bytes a second; infinite for a node without flows.
pub fn flow_rates(
    nodes: &[NodeFlows],
    registry: Option<f64>,
    per_connection: Option<f64>,
) -> Vec<f64> {
    let held_to = nodes.iter().map(|node| {
        let share = node.bandwidth / node.flows as f64;
        share.min(per_connection.unwrap_or(f64::INFINITY))
    });
    let held_to: Vec<f64> = held_to.collect();
    let level = registry.map_or(f64::INFINITY, |bandwidth| level(nodes, &held_to, bandwidth));
    held_to.into_iter().map(|held| held.min(level)).collect()
}

/// L: progressive filling. Those held lowest by their node are served first; what they cannot
/// use the others get.
fn level(nodes: &[NodeFlows], held_to: &[f64], registry: f64) -> f64 {
    let mut order: Vec<usize> = (0..nodes.len())
        .filter(|&node| nodes[node].flows > 0)
        .collect();
    order.sort_by(|&a, &b| held_to[a].total_cmp(&held_to[b]));
    let mut left = registry;
    let mut flows: usize = order.iter().map(|&node| nodes[node].flows).sum();
    for node in order {
        let share = left / flows as f64;
        if share <= held_to[node] {
            return share;
        }
        left -= held_to[node] * nodes[node].flows as f64;
        flows -= nodes[node].flows;
    }
    f64::INFINITY
}

#[test]
fn the_registry_is_shared_by_what_nodes_leave() {
    let node = |flows, bandwidth| NodeFlows { flows, bandwidth };
    let nodes = [node(2, 10.0), node(1, 100.0), node(1, 30.0), node(0, 1.0)];
    for (registry, per_connection, expected) in [
        (None, None, [5.0, 100.0, 30.0, f64::INFINITY]),
        (None, Some(20.0), [5.0, 20.0, 20.0, 20.0]),
        (Some(20.0), None, [5.0, 5.0, 5.0, 5.0]),
        (Some(16.0), None, [4.0, 4.0, 4.0, 4.0]),
        (Some(50.0), None, [5.0, 20.0, 20.0, 20.0]),
        (Some(80.0), None, [5.0, 40.0, 30.0, 40.0]),
        (Some(200.0), None, [5.0, 100.0, 30.0, f64::INFINITY]),
        (Some(50.0), Some(12.0), [5.0, 12.0, 12.0, 12.0]),
    ] {
        let rates = flow_rates(&nodes, registry, per_connection);
        assert_eq!(rates, expected, "{registry:?} {per_connection:?}");
    }
}
