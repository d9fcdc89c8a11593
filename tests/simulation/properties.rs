//! What must hold in every run, on random scenarios.

use std::collections::BTreeSet;

use imagepull::simulate::scenario::{Image, Layer, Node, Scenario, defaults};
use imagepull::simulate::trace::{LayerRow, Outcome, Pull, Source, Trace};
use imagepull::simulate::{Detail, simulate_pulls};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::scenarios::scenarios;

/// Times and sums that differ by so much of the larger count as equal.
const PRECISION: f64 = 1e-6;

/// The same scenarios in every run of the tests; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for
/// more and for others.
pub fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 300,
        rng_seed: RngSeed::Fixed(0),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

pub fn run(scenario: &Scenario) -> Trace {
    simulate_pulls(scenario, Detail::Full)
}

pub fn about(a: f64, b: f64) -> bool {
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

/// Whether the pull waited for this snapshot while another pull made it.
fn waits_for_snapshot(row: &LayerRow) -> bool {
    row.source == Some(Source::Shared)
        && row.download_start_ms.is_none()
        && row.unpack_start_ms.is_some()
}

/// Every layer of an image, and the snapshot that it is on top of those below it, by name.
fn layers_and_snapshots(scenario: &Scenario, image: &str) -> Vec<(String, String)> {
    let key = scenario.key_of(image).expect("every image has an entry");
    let mut snapshot = String::new();
    let layers = scenario.images[key].layers.iter().enumerate();
    layers
        .map(|(index, layer)| {
            let own = || format!("layer {index} of {key}");
            let layer = layer.digest.clone().unwrap_or_else(own);
            snapshot = format!("{snapshot}/{layer}");
            (layer, snapshot.clone())
        })
        .collect()
}

/// When a pull had come to its layers at the latest; `None`: it did not.
fn first_step(pull: &Pull) -> Option<f64> {
    let rows = pull.layers.iter();
    let steps = rows.flat_map(|row| [row.download_start_ms, row.unpack_start_ms]);
    let first = steps.flatten().min_by(f64::total_cmp);
    let is_pulled = pull.outcome == Some(Outcome::Pulled);
    first.or(pull.finished_ms.filter(|_| is_pulled))
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

/// The bytes below the steps of a throughput, the last of which may last until `end_ms`.
fn bytes_below(steps: &[(f64, f64)], end_ms: f64) -> f64 {
    let ends = steps.iter().skip(1).map(|&(at_ms, _)| at_ms);
    let lasts = steps.iter().zip(ends.chain([end_ms]));
    lasts
        .map(|(&(at_ms, rate), end_ms)| (end_ms - at_ms).max(0.0) / 1000.0 * rate)
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
    #![proptest_config(config())]

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
            let end_ms = scenario.until_ms.unwrap_or_default();
            let arrived = bytes_below(&steps.throughput, end_ms);
            let rows = || pulls_on(&trace, &steps.node).flat_map(downloads);
            let asked: f64 = rows().map(|row| row.bytes).sum();
            let ended = rows().filter(|row| row.download_end_ms.is_some());
            let ended: f64 = ended.map(|row| row.bytes).sum();
            // What is under way at the end has arrived in part.
            prop_assert!(arrived >= ended || about(arrived, ended), "{}: {arrived} of {ended} bytes", steps.node);
            prop_assert!(arrived <= asked || about(arrived, asked), "{}: {arrived} of {asked} bytes", steps.node);
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
            let times = |row: &LayerRow| Some((row.download_start_ms?, row.download_end_ms));
            let is_older = matches!(runtime.containerd.as_deref(), Some("1.7" | "2.0"));
            if runtime.download_limit.as_deref().map_or(is_older, |it| it == "perImage") {
                // A row that waits for the download of another one keeps its slot.
                for pull in pulls {
                    let used = most_at_once(pull.layers.iter().filter_map(times)) as f64;
                    prop_assert!(used <= slots, "{pull:?}");
                }
            } else {
                let used = most_at_once(pulls.flat_map(downloads).filter_map(times)) as f64;
                prop_assert!(used <= slots, "{}: {used} downloads", steps.node);
            }
        }
    }

    #[test]
    fn nothing_is_downloaded_or_unpacked_twice_on_a_node(scenario in scenarios()) {
        let trace = run(&scenario);
        for steps in &trace.nodes {
            let present = entry(&scenario, &steps.node).present.iter().flatten();
            let there = present.flat_map(|image| layers_and_snapshots(&scenario, image));
            let (mut layers, mut snapshots): (BTreeSet<_>, BTreeSet<_>) = there.unzip();
            for pull in pulls_on(&trace, &steps.node) {
                let names = layers_and_snapshots(&scenario, &pull.image);
                for (row, (layer, snapshot)) in pull.layers.iter().zip(names) {
                    if row.source == Some(Source::Registry) {
                        prop_assert!(layers.insert(layer), "{} downloads {snapshot} again", steps.node);
                    }
                    if row.unpack_start_ms.is_some() && !waits_for_snapshot(row) {
                        prop_assert!(!snapshots.contains(&snapshot), "{} unpacks {snapshot} again", steps.node);
                        snapshots.insert(snapshot);
                    }
                }
            }
        }
    }

    #[test]
    fn no_document_is_read_again(scenario in scenarios()) {
        let trace = run(&scenario);
        let registry = scenario.registry.clone().unwrap_or_default();
        let trips = if registry.auth.as_deref() == Some("token") { 3.0 } else { 1.0 };
        let resolve_ms = trips * registry.latency_ms.unwrap_or(defaults::LATENCY_MS);
        for pull in &trace.pulls {
            let Some((started_ms, step_ms)) = pull.started_ms.zip(first_step(pull)) else { continue };
            let resolved_ms = started_ms + resolve_ms;
            let key = scenario.key_of(&pull.image);
            let mut of_image = pulls_on(&trace, &pull.node).filter(|it| scenario.key_of(&it.image) == key);
            // It waits for the other's snapshots, from the moment at which its name is resolved.
            let others_were_there = of_image.any(|it| first_step(it).is_some_and(|ms| ms + PRECISION < resolved_ms));
            prop_assert!(!others_were_there || about(step_ms, resolved_ms), "{pull:?}");
        }
    }

    #[test]
    fn a_pull_that_waits_for_a_snapshot_downloads_nothing(scenario in scenarios()) {
        for pull in &run(&scenario).pulls {
            for waiting in pull.layers.iter().filter(|row| waits_for_snapshot(row)) {
                let until_ms = waiting.unpack_end_ms.unwrap_or(f64::INFINITY);
                let mut asked = pull.layers.iter().filter_map(|row| row.download_start_ms);
                prop_assert!(asked.all(|start_ms| start_ms + PRECISION >= until_ms), "{pull:?}");
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
    fn one_image_takes_as_long_as_its_bytes(
        bytes in proptest::collection::vec(0..5_000_000_u32, 1..8),
        limit in proptest::sample::select(vec!["perImage", "perNode"]),
    ) {
        let sizes: Vec<(u32, u32)> = bytes.iter().map(|&bytes| (bytes, 0)).collect();
        let mut scenario = one_pull(&sizes);
        scenario.nodes[0].runtime.get_or_insert_default().download_limit = Some(limit.to_owned());
        let total: f64 = bytes.iter().copied().map(f64::from).sum();
        prop_assert!(about(run(&scenario).summary.makespan_ms, total / 1e6 * 1000.0));
    }

    #[test]
    fn one_slot_downloads_a_layer_while_those_below_are_unpacked(
        sizes in proptest::collection::vec((0..5_000_000_u32, 0..9_000_000_u32), 1..8),
    ) {
        let mut scenario = one_pull(&sizes);
        scenario.nodes[0].runtime.get_or_insert_default().max_concurrent_downloads = Some(1.0);
        let (mut downloaded_ms, mut unpacked_ms) = (0.0_f64, 0.0_f64);
        for (bytes, unpacked_bytes) in sizes {
            downloaded_ms += f64::from(bytes) / 1e3;
            unpacked_ms = unpacked_ms.max(downloaded_ms) + f64::from(unpacked_bytes) / 4e3;
        }
        prop_assert!(about(run(&scenario).summary.makespan_ms, unpacked_ms));
    }
}

/// One pod and one image, given by the bytes and unpacked bytes of its layers, on a node of 1 MB/s that unpacks 4 MB/s, without latency.
fn one_pull(sizes: &[(u32, u32)]) -> Scenario {
    let layers = sizes.iter().map(|&(bytes, unpacked_bytes)| Layer {
        digest: None,
        bytes: f64::from(bytes),
        unpacked_bytes: Some(f64::from(unpacked_bytes)),
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
