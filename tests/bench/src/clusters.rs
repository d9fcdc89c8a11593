//! Clusters that grow: the scenarios whose simulation is measured.

use imagepull::simulate::scenario::{
    Container, Image, Layer, Node, Pod, RateLimit, Registry, Scenario,
};

/// Pods with one container each, per node.
const PODS_OF_A_NODE: usize = 20;

/// Images; each pod runs one of them.
const IMAGES: usize = 8;

/// What holds the pulls of a cluster back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Nothing but the network of each node.
    None,
    /// Bytes a second of the registry, shared by all nodes: 2 MB/s for each of them.
    Bandwidth,
    /// Pulls that pass in an hour on a node; the others fail and back off, for five minutes.
    Pulls,
}

impl Limit {
    /// Each with the name that rows and arguments use.
    pub const NAMED: [(&'static str, Self); 3] = [
        ("no limit", Self::None),
        ("bandwidth limit", Self::Bandwidth),
        ("rate limit", Self::Pulls),
    ];
}

/// Pods, which pull once each where no limit makes them pull again.
pub fn cluster(pods: usize, limit: Limit) -> Scenario {
    let nodes = pods / PODS_OF_A_NODE;
    Scenario {
        until_ms: (limit == Limit::Pulls).then_some(300_000.0),
        ..nodes_with_pods(nodes, PODS_OF_A_NODE, registry(nodes, limit))
    }
}

/// Nodes with the same number of pods each, all images of which share their base.
pub fn nodes_with_pods(nodes: usize, pods: usize, registry: Registry) -> Scenario {
    Scenario {
        registry: Some(registry),
        images: (0..IMAGES)
            .map(|number| (name(number), image(number)))
            .collect(),
        nodes: vec![Node {
            name: "node".to_owned(),
            count: Some(nodes as f64),
            ..Node::default()
        }],
        pods: (0..pods)
            .map(|number| Pod {
                name: format!("pod-{number}"),
                every_node: Some(true),
                created_at_ms: Some(number as f64 * 40.0),
                containers: vec![Container {
                    name: "app".to_owned(),
                    image: name(number % IMAGES),
                    image_pull_policy: Some("Always".to_owned()),
                    ..Container::default()
                }],
                ..Pod::default()
            })
            .collect(),
        ..Scenario::default()
    }
}

fn registry(nodes: usize, limit: Limit) -> Registry {
    match limit {
        Limit::None => Registry::default(),
        Limit::Bandwidth => Registry {
            bandwidth: Some(nodes as f64 * 2e6),
            ..Registry::default()
        },
        Limit::Pulls => Registry {
            rate_limit: Some(RateLimit {
                pulls: 4.0,
                per_ms: 3_600_000.0,
            }),
            ..Registry::default()
        },
    }
}

fn name(number: usize) -> String {
    format!("registry.example.com/team/service-{number}:v1")
}

/// Two layers that all images share, and three of its own.
fn image(number: usize) -> Image {
    let layer = |digest: String, bytes: f64| Layer {
        digest: Some(digest),
        bytes,
        unpacked_bytes: None,
    };
    let base = (0..2).map(|place| layer(format!("base-{place}"), 20e6 + f64::from(place) * 5e6));
    let own = (0..3).map(|place| {
        let bytes = 1e6 + number as f64 * 3e5 + f64::from(place) * 1e6;
        layer(format!("own-{number}-{place}"), bytes)
    });
    Image {
        index: None,
        layers: base.chain(own).collect(),
    }
}
