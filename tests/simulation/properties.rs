//! What must hold in every run, on random scenarios.

use imagepull::simulate::scenario::{Image, Layer, Node, Scenario, defaults};
use imagepull::simulate::trace::{LayerRow, Outcome, Pull, Source, Trace};
use imagepull::simulate::{Detail, simulate_pulls};
use proptest::prelude::*;

use crate::scenarios::scenarios;

/// Times and sums that differ by so much of the larger count as equal.
const PRECISION: f64 = 1e-6;

fn run(scenario: &Scenario) -> Trace {
    simulate_pulls(scenario, Detail::Full)
}

fn about(a: f64, b: f64) -> bool {
    (a - b).abs() <= PRECISION * a.abs().max(b.abs()).max(1.0)
}

/// Pulls of one node, in the order of the trace.
fn pulls_on<'a>(trace: &'a Trace, node: &'a str) -> impl Iterator<Item = &'a Pull> + Clone {
    trace.pulls.iter().filter(move |pull| &*pull.node == node)
}

/// Rows that a pull downloads itself.
fn downloads(pull: &Pull) -> impl Iterator<Item = &LayerRow> {
    let rows = pull.layers.iter();
    rows.filter(|row| row.source == Some(Source::Registry) && row.download_start_ms.is_some())
}

/// The entry of `nodes` that a node comes from; the scenarios here have less than ten alike.
fn entry<'a>(scenario: &'a Scenario, node: &str) -> &'a Node {
    let base = node.split('-').next().unwrap_or_default();
    let mut nodes = scenario.nodes.iter();
    nodes
        .find(|it| it.name == base)
        .expect("a node has an entry")
}

/// The most intervals that hold at one moment. What ends at a moment does not hold in it.
fn most_at_once(intervals: impl Iterator<Item = (f64, Option<f64>)>) -> usize {
    let intervals: Vec<(f64, f64)> = intervals
        .map(|(from, to)| (from, to.unwrap_or(f64::INFINITY)))
        .collect();
    let at = |time: f64| {
        intervals
            .iter()
            .filter(move |(from, to)| *from <= time && time + PRECISION < *to)
    };
    intervals
        .iter()
        .map(|(from, _)| at(*from).count())
        .max()
        .unwrap_or(0)
}

/// The bytes below the steps of a throughput.
fn bytes_below(steps: &[(f64, f64)]) -> f64 {
    let pairs = steps.windows(2);
    pairs
        .map(|pair| (pair[1].0 - pair[0].0) / 1000.0 * pair[0].1)
        .sum()
}

/// The limit of the kubelet; `None`: there is none.
fn allowed_pulls(node: &Node) -> Option<f64> {
    let settings = node.kubelet.unwrap_or_default().defaulted();
    if settings.serialize_image_pulls {
        Some(1.0)
    } else {
        settings.max_parallel_image_pulls
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn bytes_are_conserved(scenario in scenarios()) {
        let trace = run(&scenario);
        for pull in &trace.pulls {
            let ended = downloads(pull).filter(|row| row.download_end_ms.is_some());
            prop_assert!(about(pull.bytes_downloaded, ended.map(|row| row.bytes).sum()), "{pull:?}");
        }
        let total: f64 = trace.pulls.iter().map(|pull| pull.bytes_downloaded).sum();
        prop_assert!(about(trace.summary.bytes_downloaded, total));
        for steps in &trace.nodes {
            let arrived = bytes_below(&steps.throughput);
            let ended: f64 = pulls_on(&trace, &steps.node).map(|pull| pull.bytes_downloaded).sum();
            // With an end, what was under way there has arrived in part.
            if scenario.until_ms.is_none() {
                prop_assert!(about(arrived, ended), "{}: {arrived} of {ended} bytes", steps.node);
            }
        }
    }

    #[test]
    fn no_rate_is_above_its_limit(scenario in scenarios()) {
        let trace = run(&scenario);
        let registry = scenario.registry.clone().unwrap_or_default();
        let mut all: Vec<(f64, usize, f64)> = Vec::new();
        for (number, steps) in trace.nodes.iter().enumerate() {
            let limit = entry(&scenario, &steps.node).bandwidth.unwrap_or(defaults::BANDWIDTH);
            for &(at_ms, rate) in &steps.throughput {
                prop_assert!(rate <= limit * (1.0 + PRECISION), "{} at {at_ms}", steps.node);
                let flows = pulls_on(&trace, &steps.node).flat_map(downloads).filter(|row| {
                    row.download_start_ms <= Some(at_ms) && row.download_end_ms.is_none_or(|end| at_ms < end)
                });
                if let Some(most) = registry.per_connection {
                    let flows = flows.count() as f64;
                    prop_assert!(rate <= flows * most * (1.0 + PRECISION), "{} at {at_ms}", steps.node);
                }
                all.push((at_ms, number, rate));
            }
        }
        if let Some(limit) = registry.bandwidth {
            all.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut rates = vec![0.0; trace.nodes.len()];
            for (index, &(at_ms, number, rate)) in all.iter().enumerate() {
                rates[number] = rate;
                if all.get(index + 1).is_none_or(|next| next.0 > at_ms) {
                    let sum: f64 = rates.iter().sum();
                    prop_assert!(sum <= limit * (1.0 + 1e-5), "{sum} at {at_ms}");
                }
            }
        }
    }

    #[test]
    fn never_more_pulls_or_downloads_at_once_than_allowed(scenario in scenarios()) {
        let trace = run(&scenario);
        for steps in &trace.nodes {
            let node = entry(&scenario, &steps.node);
            let pulls = pulls_on(&trace, &steps.node);
            let taken_up = pulls.clone().filter_map(|pull| Some((pull.started_ms?, pull.finished_ms)));
            let at_once = most_at_once(taken_up) as f64;
            if let Some(allowed) = allowed_pulls(node) {
                prop_assert!(at_once <= allowed, "{}: {at_once} pulls", steps.node);
                let most = steps.active_pulls.iter().map(|(_, active)| *active).max();
                prop_assert!(f64::from(most.unwrap_or(0)) <= allowed, "{}: {most:?} in the steps", steps.node);
            }
            let runtime = node.runtime.clone().unwrap_or_default();
            let slots = runtime.max_concurrent_downloads.unwrap_or(defaults::MAX_CONCURRENT_DOWNLOADS);
            let of = |row: &LayerRow| Some((row.download_start_ms?, row.download_end_ms));
            if runtime.download_limit.as_deref() == Some("perImage") {
                for pull in pulls {
                    let used = most_at_once(downloads(pull).filter_map(of)) as f64;
                    prop_assert!(used <= slots, "{pull:?}");
                }
            } else {
                let used = most_at_once(pulls.flat_map(downloads).filter_map(of)) as f64;
                prop_assert!(used <= slots, "{}: {used} downloads", steps.node);
            }
        }
    }

    #[test]
    fn nothing_is_downloaded_or_unpacked_twice_on_a_node(scenario in scenarios()) {
        let trace = run(&scenario);
        for steps in &trace.nodes {
            let mut downloaded = std::collections::BTreeSet::new();
            let mut unpacked = std::collections::BTreeSet::new();
            for pull in pulls_on(&trace, &steps.node) {
                let image = scenario.key_of(&pull.image).unwrap_or_default();
                let mut below = String::new();
                for (index, row) in pull.layers.iter().enumerate() {
                    let layer = row.digest.as_deref().map_or(format!("{image} {index}"), str::to_owned);
                    below = format!("{below}/{layer}");
                    if row.source == Some(Source::Registry) {
                        prop_assert!(downloaded.insert(layer), "{} downloads {below} again", steps.node);
                        if row.unpack_start_ms.is_some() {
                            prop_assert!(unpacked.insert(below.clone()), "{} unpacks {below} again", steps.node);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_row_that_waits_for_another_pull_downloads_nothing(scenario in scenarios()) {
        for pull in &run(&scenario).pulls {
            let own: f64 = downloads(pull).map(|row| row.bytes).sum();
            prop_assert!(pull.bytes_downloaded <= own, "{pull:?}");
            for row in &pull.layers {
                let waits_for_snapshot = row.download_start_ms.is_none() && row.unpack_start_ms.is_some();
                prop_assert!(!waits_for_snapshot || row.source != Some(Source::Registry), "{pull:?}");
            }
        }
    }

    #[test]
    fn serial_runs_one_pull_at_a_time_in_order_of_arrival(mut scenario in scenarios()) {
        for node in &mut scenario.nodes {
            node.kubelet.get_or_insert_default().serialize_image_pulls = Some(true);
        }
        let trace = run(&scenario);
        for steps in &trace.nodes {
            let mut free_ms = 0.0;
            for pull in pulls_on(&trace, &steps.node).filter(|pull| pull.started_ms.is_some()) {
                let started_ms = pull.started_ms.unwrap_or_default();
                prop_assert!(started_ms + PRECISION >= free_ms, "{pull:?} before {free_ms}");
                free_ms = pull.finished_ms.unwrap_or(f64::INFINITY);
            }
        }
    }

    #[test]
    fn in_one_pod_no_two_pulls_overlap(scenario in scenarios()) {
        let trace = run(&scenario);
        for pod in &trace.pods {
            let of_pod = pulls_on(&trace, &pod.node).filter(|pull| pull.pod == pod.pod);
            let intervals = of_pod.map(|pull| (pull.requested_ms, pull.finished_ms));
            prop_assert!(most_at_once(intervals) <= 1, "{}", pod.pod);
        }
    }

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
    fn one_image_takes_as_long_as_its_bytes(bytes in proptest::collection::vec(0..5_000_000_u32, 1..8), per_image: bool) {
        let mut scenario = one_pull(&bytes, 0.0);
        let limit = if per_image { "perImage" } else { "perNode" };
        scenario.nodes[0].runtime.get_or_insert_default().download_limit = Some(limit.to_owned());
        let total: f64 = bytes.iter().copied().map(f64::from).sum();
        prop_assert!(about(run(&scenario).summary.makespan_ms, total / 1e6 * 1000.0));
    }

    #[test]
    fn one_layer_takes_its_download_and_its_unpacking(bytes in 0..5_000_000_u32, unpacked in 0..9_000_000_u32) {
        let trace = run(&one_pull(&[bytes], f64::from(unpacked)));
        let expected = f64::from(bytes) / 1e6 * 1000.0 + f64::from(unpacked) / 4e6 * 1000.0;
        prop_assert!(about(trace.summary.makespan_ms, expected));
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
        registry.faults = None;
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

/// One pod and one image on a node of 1 MB/s that unpacks 4 MB/s, without latency.
fn one_pull(bytes: &[u32], unpacked: f64) -> Scenario {
    let layers = bytes.iter().map(|&bytes| Layer {
        digest: None,
        bytes: f64::from(bytes),
        unpacked_bytes: Some(unpacked),
    });
    let mut scenario: Scenario = serde_json::from_str(
        r#"{"registry": {"latencyMs": 0}, "images": {},
            "nodes": [{"name": "n", "bandwidth": 1e6, "unpackRate": 4e6}],
            "pods": [{"name": "p", "containers": [{"name": "c", "image": "a"}]}]}"#,
    )
    .expect("the scenario is JSON");
    let image = Image {
        index: None,
        layers: layers.collect(),
    };
    scenario.images.insert("a".to_owned(), image);
    scenario
}

/// The pods of a scenario, each container with an image of its own, and nothing but networks.
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
        for container in pod
            .init_containers
            .iter_mut()
            .flatten()
            .chain(&mut pod.containers)
        {
            let number = scenario.images.len();
            container.image = format!("image-{number}");
            (container.image_pull_policy, container.run_ms) = (None, None);
            let image = Image {
                index: None,
                layers: layers(number).collect(),
            };
            scenario.images.insert(container.image.clone(), image);
        }
    }
    scenario
}
