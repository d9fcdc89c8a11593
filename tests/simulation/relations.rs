//! What must hold between two runs, on random scenarios.

use imagepull::simulate::scenario::{Image, Layer, Scenario, defaults};
use imagepull::simulate::trace::{Outcome, Trace};
use proptest::prelude::*;

use crate::properties::{about, config, run};
use crate::scenarios::scenarios;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn scaling_all_bytes_and_rates_changes_no_time(scenario in scenarios(), k in 2..9_u32) {
        let scaled = times(&run(&scale(&scenario, f64::from(k))), |_| true);
        let original = times(&run(&scale(&scenario, 1.0)), |_| true);
        prop_assert!(same_times(&scaled, &original), "{scaled:?} and {original:?}");
    }

    #[test]
    fn nodes_without_a_common_registry_bandwidth_do_not_affect_each_other(scenario in scenarios()) {
        let whole = pinned(scenario);
        for node in &whole.nodes {
            let mut alone = whole.clone();
            alone.nodes.retain(|it| it.name == node.name);
            alone.pods.retain(|pod| pod.node.is_none() || pod.node.as_ref() == Some(&node.name));
            let faults = alone.registry.as_mut().and_then(|registry| registry.faults.as_mut());
            if let Some(faults) = faults {
                faults.retain(|fault| fault.node.is_none() || fault.node.as_ref() == Some(&node.name));
            }
            let whole = times(&run(&whole), |it| it == node.name);
            let alone = times(&run(&alone), |_| true);
            prop_assert!(same_times(&whole, &alone), "{}: {whole:?} and {alone:?}", node.name);
        }
    }

    #[test]
    fn serial_and_unlimited_finish_together_where_the_network_is_all_there_is(scenario in scenarios()) {
        let mut scenario = network_only(scenario);
        let [serial, unlimited] = [true, false].map(|is_serial| {
            for node in &mut scenario.nodes {
                let kubelet = node.kubelet.get_or_insert_default();
                kubelet.serialize_image_pulls = Some(is_serial);
            }
            let trace = run(&scenario);
            assert!(trace.pulls.iter().all(|pull| pull.outcome == Some(Outcome::Pulled)), "{trace:?}");
            trace.summary.makespan_ms
        });
        prop_assert!(about(serial, unlimited), "{serial} and {unlimited}");
    }
}

/// The scenario with all bytes and rates `k` times as large, and none left out.
fn scale(scenario: &Scenario, k: f64) -> Scenario {
    let mut scenario = scenario.clone();
    if let Some(registry) = &mut scenario.registry {
        registry.bandwidth = registry.bandwidth.map(|rate| rate * k);
        registry.per_connection = registry.per_connection.map(|rate| rate * k);
    }
    for node in &mut scenario.nodes {
        node.bandwidth = Some(node.bandwidth.unwrap_or(defaults::BANDWIDTH) * k);
        node.unpack_rate = Some(node.unpack_rate.unwrap_or(defaults::UNPACK_RATE) * k);
    }
    for layer in scenario
        .images
        .values_mut()
        .flat_map(|image| &mut image.layers)
    {
        let unpacked = layer
            .unpacked_bytes
            .unwrap_or(layer.bytes * defaults::UNPACKED_RATIO);
        (layer.bytes, layer.unpacked_bytes) = (layer.bytes * k, Some(unpacked * k));
    }
    scenario
}

/// What happened and when.
type Times = Vec<(String, Vec<Option<f64>>)>;

/// What happened on some nodes, without bytes.
fn times(trace: &Trace, is_of: impl Fn(&str) -> bool) -> Times {
    let pulls = trace
        .pulls
        .iter()
        .filter(|pull| is_of(&pull.node))
        .map(|pull| {
            let what = format!(
                "{} {} {} {} {:?} {:?}",
                pull.node, pull.pod, pull.container, pull.attempt, pull.outcome, pull.error
            );
            let own = [Some(pull.requested_ms), pull.started_ms, pull.finished_ms];
            let rows = pull.layers.iter().flat_map(|row| {
                [
                    row.download_start_ms,
                    row.download_end_ms,
                    row.unpack_start_ms,
                    row.unpack_end_ms,
                ]
            });
            (what, own.into_iter().chain(rows).collect())
        });
    let pods = trace.pods.iter().filter(|pod| is_of(&pod.node));
    let pods = pods.map(|pod| (pod.pod.to_string(), vec![pod.started_ms]));
    pulls.chain(pods).collect()
}

fn same_times(a: &Times, b: &Times) -> bool {
    let same = |(a, b): (&Option<f64>, &Option<f64>)| match (a, b) {
        (Some(a), Some(b)) => about(*a, *b),
        (a, b) => a == b,
    };
    let same_entry = |(a, b): (&(String, _), &(String, _))| {
        let (a_times, b_times): (&Vec<_>, &Vec<_>) = (&a.1, &b.1);
        a.0 == b.0 && a_times.len() == b_times.len() && a_times.iter().zip(b_times).all(same)
    };
    a.len() == b.len() && a.iter().zip(b).all(same_entry)
}

/// Every pod on a node of its own choice, every node single, no bandwidth shared, a common end.
fn pinned(mut scenario: Scenario) -> Scenario {
    scenario.until_ms = Some(60_000.0);
    if let Some(registry) = &mut scenario.registry {
        registry.bandwidth = None;
    }
    let faults = scenario
        .registry
        .iter_mut()
        .flat_map(|registry| registry.faults.iter_mut().flatten());
    for node in faults.filter_map(|fault| fault.node.as_mut()) {
        // The first of several alike stands for them all.
        node.truncate(node.find('-').unwrap_or(node.len()));
    }
    for node in &mut scenario.nodes {
        node.count = None;
    }
    let names: Vec<String> = scenario
        .nodes
        .iter()
        .map(|node| node.name.clone())
        .collect();
    for (index, pod) in scenario.pods.iter_mut().enumerate() {
        pod.replicas = None;
        let is_everywhere = pod.every_node == Some(true);
        pod.node = (!is_everywhere).then(|| names[index % names.len()].clone());
    }
    scenario
}

/// The pods of a scenario, each container with its own image, and nothing but networks.
fn network_only(mut scenario: Scenario) -> Scenario {
    let layers = |number: usize| {
        let bytes = (0..=number % 4).map(move |layer| (number * 7 + layer * 3) % 5);
        bytes.map(|bytes| Layer {
            digest: None,
            bytes: bytes as f64 * 1e5,
            unpacked_bytes: Some(0.0),
        })
    };
    scenario.until_ms = None;
    scenario.registry = serde_json::from_str(r#"{"latencyMs": 0}"#).expect("a registry");
    scenario.images.clear();
    for node in &mut scenario.nodes {
        node.count = None;
        node.present = None;
        node.kubelet = serde_json::from_str(r#"{"registryPullQPS": 0}"#).expect("a kubelet");
    }
    for pod in &mut scenario.pods {
        // Two pods of one image would share it.
        (pod.replicas, pod.every_node) = (None, None);
        // That of a volume is asked for again at every sync.
        pod.image_volumes = None;
        for container in pod.all_with_images_mut() {
            let number = scenario.images.len();
            container.image = format!("image-{number}");
            (container.image_pull_policy, container.run_ms) = (None, None);
            container.mounts = None;
            let image = Image {
                index: None,
                layers: layers(number).collect(),
            };
            scenario.images.insert(container.image.clone(), image);
        }
    }
    scenario
}
