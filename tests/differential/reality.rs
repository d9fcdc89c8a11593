//! The oracle alone, for the pulls of real containerd that were measured: its numbers must be those
//! that the model has for them.

use std::collections::BTreeMap;

use imagepull::simulate::scenario::{
    Container, Image, Kubelet, Layer, Node, Pod, Registry, Runtime, Scenario,
};
use imagepull::simulate::trace::Pull;
use serde::Deserialize;

use crate::oracle::simulate;

/// What was measured, and the scenarios of it.
#[derive(Deserialize)]
struct Measured {
    images: BTreeMap<String, Vec<(String, f64, f64)>>,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    name: String,
    containerd: String,
    download_limit: String,
    bandwidth: f64,
    latency_ms: f64,
    unpack_rate: f64,
    max_at_once: Option<f64>,
    present: Vec<String>,
    pulls: Vec<(String, f64)>,
    end_ms: Vec<f64>,
    sorted: bool,
}

/// The model's own numbers for a row: the total, and measured by modelled time of each pull.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Modelled {
    name: String,
    containerd: String,
    model_total_ms: f64,
    measured_by_model: Vec<f64>,
}

#[test]
fn the_numbers_of_the_model_are_reproduced() {
    let measured: Measured = read(include_str!("../vectors/containerd_pulls.json"));
    let modelled: Vec<Modelled> = read(include_str!("reality.json"));
    assert_eq!(measured.rows.len(), modelled.len());
    let mut wrong = Vec::new();
    for row in &measured.rows {
        let this =
            |model: &&Modelled| (&model.name, &model.containerd) == (&row.name, &row.containerd);
        let model = modelled
            .iter()
            .find(this)
            .expect("every row that was measured is modelled");
        let trace = simulate(&scenario(row, &measured.images));
        let ends = ends(&trace.pulls, row.sorted);
        let ratios = row
            .end_ms
            .iter()
            .zip(&ends)
            .map(|(measured, end)| measured / end);
        let ratios: Vec<f64> = ratios
            .map(|ratio| (ratio * 1000.0).round() / 1000.0)
            .collect();
        let total = trace.summary.makespan_ms.round();
        if (total, &ratios) != (model.model_total_ms, &model.measured_by_model) {
            wrong.push(format!("{} {}: {total} {ends:?}", row.name, row.containerd));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn read<T: for<'a> Deserialize<'a>>(json: &str) -> T {
    serde_json::from_str(json).expect("a table of this test is read")
}

/// As the vectors say how to run a row.
fn scenario(row: &Row, images: &BTreeMap<String, Vec<(String, f64, f64)>>) -> Scenario {
    let name = |image: &str| format!("{image}:t");
    let images = images.iter().map(|(image, layers)| {
        let layers = layers.iter().map(|(digest, bytes, unpacked_bytes)| Layer {
            digest: Some(digest.clone()),
            bytes: *bytes,
            unpacked_bytes: Some(*unpacked_bytes),
        });
        let image_of_row = Image {
            index: Some(false),
            layers: layers.collect(),
        };
        (name(image), image_of_row)
    });
    let pods = row
        .pulls
        .iter()
        .enumerate()
        .map(|(number, (image, at_ms))| Pod {
            name: format!("pod-{number}"),
            created_at_ms: Some(*at_ms),
            containers: vec![Container {
                name: "container".to_owned(),
                image: name(image),
                image_pull_policy: Some("Always".to_owned()),
                ..Container::default()
            }],
            ..Pod::default()
        });
    Scenario {
        registry: Some(Registry {
            latency_ms: Some(row.latency_ms),
            ..Registry::default()
        }),
        images: images.collect(),
        nodes: vec![Node {
            name: "n".to_owned(),
            kubelet: Some(Kubelet {
                serialize_image_pulls: Some(row.max_at_once == Some(1.0)),
                max_parallel_image_pulls: row.max_at_once,
                registry_pull_qps: Some(0.0),
                registry_burst: None,
            }),
            runtime: Some(Runtime {
                max_concurrent_downloads: Some(3.0),
                download_limit: Some(row.download_limit.clone()),
                ..Runtime::default()
            }),
            bandwidth: Some(row.bandwidth),
            unpack_rate: Some(row.unpack_rate),
            cores: Some(2.0),
            present: Some(row.present.iter().map(|image| name(image)).collect()),
            ..Node::default()
        }],
        pods: pods.collect(),
        ..Scenario::default()
    }
}

fn ends(pulls: &[Pull], sorted: bool) -> Vec<f64> {
    let mut ends: Vec<f64> = pulls.iter().filter_map(|pull| pull.finished_ms).collect();
    if sorted {
        ends.sort_by(f64::total_cmp);
    }
    ends
}
