//! One scenario with one number after the other.

use imagepull::request::work::Bounds;
use imagepull::simulate::scenario::{
    Container, Image, Kubelet, Layer, Node, Pod, Registry, Runtime, Scenario,
};
use imagepull::simulate::sweep::{SweepOptions, SweepPoint, sweep};
use imagepull::simulate::{Detail, simulate_pulls};
use proptest::prelude::*;

use crate::properties::config;
use crate::scenarios::scenarios;

fn points(scenario: &Scenario, options: &SweepOptions) -> Vec<SweepPoint> {
    sweep(scenario, options, &Bounds::CALL, |_| {}).points
}

fn options(values: &[f64], containerd: &[&str]) -> SweepOptions {
    SweepOptions {
        values: Some(values.into()),
        containerd: Some(containerd.iter().map(|&it| it.to_owned()).collect()),
        ..SweepOptions::default()
    }
}

/// The scenario that a reader writes to see the run of a point.
fn with(scenario: &Scenario, value: f64, download_limit: &str) -> Scenario {
    let mut scenario = scenario.clone();
    for node in &mut scenario.nodes {
        let kubelet = node.kubelet.get_or_insert_with(Kubelet::default);
        kubelet.serialize_image_pulls = Some(false);
        kubelet.max_parallel_image_pulls = Some(value);
        let runtime = node.runtime.get_or_insert_with(Runtime::default);
        runtime.download_limit = Some(download_limit.to_owned());
    }
    scenario
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..config() })]

    #[test]
    fn a_point_is_its_own_run_bit_for_bit(scenario in scenarios()) {
        let bits = |time: Option<f64>| time.map(f64::to_bits);
        let points = points(&scenario, &options(&[1.0, 2.0, 7.0, 0.0], &["2.0", "2.1"]));
        for point in &points {
            let limit = if point.containerd == "2.0" { "perImage" } else { "perNode" };
            let trace = simulate_pulls(&with(&scenario, point.value, limit), Detail::Full);
            prop_assert_eq!(&point.errors, &trace.errors);
            let summary = &trace.summary;
            prop_assert_eq!(bits(point.median_ready_ms), bits(summary.pod_start_ms.p50));
            prop_assert_eq!(bits(point.p95_ready_ms), bits(summary.pod_start_ms.p95));
            prop_assert_eq!(bits(point.last_ready_ms), bits(summary.pod_start_ms.max));
            prop_assert_eq!(point.bytes_downloaded.to_bits(), summary.bytes_downloaded.to_bits());
            prop_assert_eq!((point.peak_pulls, point.pulls_failed), (summary.peak_pulls, summary.pulls_failed));
            if trace.errors.is_empty() {
                let ready = trace.pods.iter().filter(|pod| pod.started_ms.is_some()).count();
                prop_assert_eq!(point.pods_ready, ready);
            }
        }
        prop_assert_eq!(points.len(), 8);
    }
}

const MEGABYTE: f64 = 1e6;

/// Pods on one node, each with an image of one layer of its own.
fn pods(sizes: &[f64]) -> Scenario {
    let image = |bytes: f64| Image {
        index: Some(false),
        layers: vec![Layer {
            bytes: bytes * MEGABYTE,
            unpacked_bytes: Some(0.0),
            ..Layer::default()
        }],
    };
    let names: Vec<String> = (0..sizes.len()).map(|at| format!("app-{at}:1")).collect();
    let pod = |(at, image): (usize, &String)| Pod {
        name: format!("pod-{at}"),
        containers: vec![Container {
            name: "main".into(),
            image: image.clone(),
            ..Container::default()
        }],
        ..Pod::default()
    };
    Scenario {
        images: names
            .iter()
            .cloned()
            .zip(sizes.iter().map(|size| image(*size)))
            .collect(),
        nodes: vec![Node {
            name: "node".into(),
            bandwidth: Some(10.0 * MEGABYTE),
            ..Node::default()
        }],
        pods: names.iter().enumerate().map(pod).collect(),
        ..Scenario::default()
    }
}

/// The numbers that are advised with `2.0` and with `2.1`, and the rule that says why.
fn knees(scenario: &Scenario) -> Vec<(f64, &'static str)> {
    let points = points(scenario, &SweepOptions::default());
    assert_eq!(points.len(), 20);
    let knees = points
        .iter()
        .filter_map(|it| Some((it.value, it.knee.as_ref()?.rule)));
    knees.collect()
}

#[test]
fn each_reason_for_a_knee() {
    // One connection gets a quarter of the bandwidth, so four downloads at once use all of it.
    let mut slow_connections = pods(&[20.0; 12]);
    slow_connections.registry = Some(Registry {
        per_connection: Some(2.5 * MEGABYTE),
        ..Registry::default()
    });
    // A huge image in front keeps three small ones waiting.
    let huge_first = pods(&[1000.0, 1.0, 1.0, 1.0]);
    // All share one bandwidth: more at once only ends later.
    let shared = pods(&[50.0; 10]);
    let mut few_tokens = slow_connections.clone();
    few_tokens.until_ms = Some(600_000.0);
    few_tokens.nodes[0].kubelet = Some(Kubelet {
        registry_pull_qps: Some(1.0),
        registry_burst: Some(3.0),
        ..Kubelet::default()
    });
    insta::assert_debug_snapshot!([
        ("slow connections", knees(&slow_connections)),
        ("a huge image first", knees(&huge_first)),
        ("one bandwidth", knees(&shared)),
        ("few tokens", knees(&few_tokens)),
        ("one pod", knees(&pods(&[20.0]))),
    ]);
}

#[test]
fn no_pod_that_gets_ready_has_no_knee() {
    let mut scenario = pods(&[1.0, 1.0]);
    for pod in &mut scenario.pods {
        pod.containers[0].image_pull_policy = Some("Never".into());
    }
    assert_eq!(knees(&scenario), []);
}

#[test]
fn what_cannot_be_swept_is_one_point_with_the_errors() {
    let said = |scenario: &Scenario, options: &SweepOptions| -> Vec<String> {
        let points = points(scenario, options);
        let [point] = &points[..] else {
            panic!("{} points", points.len())
        };
        assert_eq!((point.median_ready_ms, &point.knee), (None, &None));
        let errors = point.errors.iter();
        errors
            .map(|it| format!("{}: {}", it.diagnostic.code, it.diagnostic.message))
            .collect()
    };
    let good = pods(&[1.0]);
    let mut large = pods(&[1.0]);
    large.nodes[0].count = Some(200.0);
    large.pods[0].replicas = Some(100_000.0);
    let many: Vec<f64> = (1..=600).map(f64::from).collect();
    insta::assert_debug_snapshot!([
        said(&good, &options(&[1.5, -1.0, f64::NAN], &["2.0"])),
        said(&good, &options(&[1.0], &["1.5", "3", "2.10", ""])),
        said(&good, &options(&many, &["v2.0.4"])),
        said(&large, &SweepOptions::default()),
    ]);
}

#[test]
fn progress_goes_from_nothing_to_all_pods_of_all_runs() {
    let mut told = Vec::new();
    let watch =
        |progress: imagepull::simulate::Progress| told.push((progress.started, progress.pods));
    sweep(
        &pods(&[1.0, 2.0]),
        &options(&[1.0, 2.0, 3.0], &["2.1"]),
        &Bounds::WORKER,
        watch,
    );
    assert_eq!((told.first(), told.last()), (Some(&(0, 6)), Some(&(6, 6))));
    assert!(told.is_sorted());
}
