//! Pulls measured with real containerd, and what the model says of them.

use std::collections::BTreeMap;
use std::fmt::Write;

use imagepull::simulate::scenario::{
    Container, Image, Kubelet, Layer, Node, Pod, Registry, Runtime, Scenario,
};
use imagepull::simulate::{Detail, simulate_pulls};
use serde::Deserialize;

use crate::from_root;

const VECTORS: &str = include_str!("../vectors/containerd_pulls.json");

/// The totals of the model, to the millisecond, as its description tabulates them.
const MODEL_TOTALS: &[(&str, &str, f64)] = &[
    ("S02", "1.6.20", 2294.0),
    ("S02", "2.3.4", 2266.0),
    ("S04", "1.6.20", 600.0),
    ("S04", "2.3.4", 600.0),
    ("S07", "1.6.20", 4248.0),
    ("S07", "2.3.4", 4234.0),
    ("S08", "1.6.20", 4124.0),
    ("S08", "2.3.4", 4154.0),
    ("S09", "1.6.20", 2624.0),
    ("S09", "2.3.4", 2617.0),
    ("S12", "1.6.20", 2124.0),
    ("S12", "2.3.4", 2117.0),
    ("S14", "1.6.20", 4254.0),
    ("S14", "2.3.4", 4117.0),
    ("S16", "1.6.20", 1985.0),
    ("S16", "2.3.4", 1984.0),
    ("S18", "1.6.20", 1627.0),
    ("S18", "2.3.4", 1613.0),
    ("S19", "1.6.20", 2194.0),
    ("S19", "2.3.4", 2187.0),
    ("S20", "1.6.20", 50.0),
    ("S20", "2.3.4", 50.0),
    ("S22", "1.6.20", 714.0),
    ("S22", "2.3.4", 463.0),
    ("S24", "1.6.20", 4128.0),
    ("S24", "2.3.4", 4097.0),
    ("S27", "1.6.20", 1390.0),
    ("S27", "2.3.4", 1309.0),
    ("S28", "1.6.20", 1146.0),
    ("S28", "2.3.4", 968.0),
];

#[derive(Deserialize)]
struct Vectors {
    images: BTreeMap<String, Vec<(String, f64, f64)>>,
    rows: Vec<Row>,
}

/// One measured scenario.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    name: String,
    bound: String,
    containerd: String,
    download_limit: String,
    bandwidth: f64,
    latency_ms: f64,
    unpack_rate: f64,
    max_at_once: Option<f64>,
    present: Vec<String>,
    pulls: Vec<(String, f64)>,
    total_ms: f64,
    end_ms: Vec<f64>,
    sorted: bool,
}

fn vectors() -> Vectors {
    serde_json::from_str(VECTORS).expect("the vectors have their shape")
}

impl Row {
    /// The scenario, as the vectors' `how_to_run` says.
    fn scenario(&self, images: &BTreeMap<String, Vec<(String, f64, f64)>>) -> Scenario {
        let node = Node {
            name: "n".into(),
            cores: Some(2.0),
            bandwidth: Some(self.bandwidth),
            unpack_rate: Some(self.unpack_rate),
            kubelet: Some(Kubelet {
                serialize_image_pulls: Some(self.max_at_once == Some(1.0)),
                max_parallel_image_pulls: self.max_at_once,
                registry_pull_qps: Some(0.0),
                registry_burst: None,
            }),
            runtime: Some(Runtime {
                max_concurrent_downloads: Some(3.0),
                download_limit: Some(self.download_limit.clone()),
                ..Runtime::default()
            }),
            present: Some(self.present.iter().map(|name| tagged(name)).collect()),
            ..Node::default()
        };
        Scenario {
            registry: Some(Registry {
                latency_ms: Some(self.latency_ms),
                ..Registry::default()
            }),
            images: images
                .iter()
                .map(|(name, layers)| (tagged(name), image(layers)))
                .collect(),
            nodes: vec![node],
            pods: (0..).zip(&self.pulls).map(pod).collect(),
            ..Scenario::default()
        }
    }

    /// The ends of the pulls in the model, in the order of `end_ms`.
    fn model_ends(&self, images: &BTreeMap<String, Vec<(String, f64, f64)>>) -> Vec<f64> {
        let trace = simulate_pulls(&self.scenario(images), Detail::Full);
        assert_eq!(trace.errors, [], "{}", self.name);
        let mut pulls = trace.pulls;
        pulls.sort_by(|a, b| a.pod.cmp(&b.pod));
        let mut ends: Vec<f64> = pulls.iter().filter_map(|pull| pull.finished_ms).collect();
        if self.sorted {
            ends.sort_by(f64::total_cmp);
        }
        ends
    }
}

fn tagged(name: &str) -> String {
    format!("{name}:t")
}

fn image(layers: &[(String, f64, f64)]) -> Image {
    let layers = layers.iter().map(|(digest, bytes, unpacked)| Layer {
        digest: Some(digest.clone()),
        bytes: *bytes,
        unpacked_bytes: Some(*unpacked),
    });
    Image {
        index: Some(false),
        layers: layers.collect(),
    }
}

fn pod((index, (image, at_ms)): (u32, &(String, f64))) -> Pod {
    Pod {
        name: format!("p{index}"),
        created_at_ms: Some(*at_ms),
        containers: vec![Container {
            name: "c".into(),
            image: tagged(image),
            image_pull_policy: Some("Always".into()),
            ..Container::default()
        }],
        ..Pod::default()
    }
}

fn last(ends: &[f64]) -> f64 {
    ends.iter().copied().fold(0.0, f64::max)
}

/// How far the model is from the measurement of a row, in percent of the measured total.
fn error_percent(row: &Row, model_ms: f64) -> f64 {
    (model_ms / row.total_ms - 1.0).abs() * 100.0
}

/// The middle of some errors, and the worst of the rows that the network bounds and of the others.
struct Errors {
    median: f64,
    worst_of_network: f64,
    worst_of_others: f64,
}

impl Errors {
    fn new(errors: &[(&Row, f64)]) -> Self {
        let worst = |is_network: bool| {
            let these = errors.iter();
            let these = these.filter(|(row, _)| (row.bound == "network") == is_network);
            these.map(|(_, error)| *error).fold(0.0, f64::max)
        };
        let mut sorted: Vec<f64> = errors.iter().map(|(_, error)| *error).collect();
        sorted.sort_by(f64::total_cmp);
        Self {
            median: sorted[sorted.len() / 2],
            worst_of_network: worst(true),
            worst_of_others: worst(false),
        }
    }
}

#[test]
fn the_model_is_near_to_real_containerd() {
    let vectors = vectors();
    let mut report = String::new();
    let mut errors = Vec::new();
    for row in &vectors.rows {
        let ends = row.model_ends(&vectors.images);
        assert_eq!(ends.len(), row.end_ms.len(), "{}", row.name);
        let error = error_percent(row, last(&ends));
        errors.push((row, error));
        let _ = writeln!(
            report,
            "{error:5.1} %  {:<6} {} (bound by {}): measured {:?}, model {ends:.1?}",
            row.containerd, row.name, row.bound, row.end_ms
        );
    }
    let Errors {
        median,
        worst_of_network,
        ..
    } = Errors::new(&errors);
    assert!(median < 3.0, "median {median:.1} %\n{report}");
    assert!(
        worst_of_network < 10.0,
        "worst of the rows that the network bounds {worst_of_network:.1} %\n{report}"
    );
}

/// Where the table is in the description of the model.
const DOCUMENT: &str = "docs/model.md";
const TABLE_BEGINS: &str = "<!-- The table is what tests/simulation/containerd.rs prints. -->\n";
const TABLE_ENDS: &str = "<!-- The end of the table. -->";

#[test]
fn the_description_of_the_model_has_the_table_as_it_is_printed() {
    let vectors = vectors();
    let mut table = "| Scenario | Bound by | containerd | Measured, ms | Model, ms | Error |\n\
                     | --- | --- | --- | ---: | ---: | ---: |\n"
        .to_owned();
    let mut errors = Vec::new();
    for row in &vectors.rows {
        let model_ms = last(&row.model_ends(&vectors.images));
        let error = error_percent(row, model_ms);
        errors.push((row, error));
        let _ = writeln!(
            table,
            "| {} | {} | {} | {:.0} | {model_ms:.0} | {error:.1} % |",
            row.name, row.bound, row.containerd, row.total_ms
        );
    }
    let all = Errors::new(&errors);
    let said = [
        format!("{:.1} %", all.median),
        format!("{:.1} %", all.worst_of_network),
        format!("{:.1} %", all.worst_of_others),
    ];
    let _ = writeln!(
        table,
        "\nThe median error of these {} rows is {}, the largest {} when network-bound and {} otherwise.",
        errors.len(),
        said[0],
        said[1],
        said[2]
    );
    let file = from_root(DOCUMENT);
    let document = std::fs::read_to_string(&file).expect("the description of the model is there");
    let (before, rest) = document.split_once(TABLE_BEGINS).expect("the table begins");
    let (written, after) = rest.split_once(TABLE_ENDS).expect("the table ends");
    if std::env::var_os("UPDATE_TRACES").is_some() {
        let document = format!("{before}{TABLE_BEGINS}{table}{TABLE_ENDS}{after}");
        std::fs::write(&file, document).expect("the description of the model can be written");
    } else {
        assert_eq!(written, table, "UPDATE_TRACES=1 writes it into {DOCUMENT}");
    }
    let texts = std::fs::read_to_string(from_root("web/locales/en.json")).expect("the texts");
    let texts: serde_json::Value = serde_json::from_str(&texts).expect("the texts are JSON");
    let near = texts["pulls"]["sure"]["near"].as_str().unwrap_or_default();
    for figure in said {
        assert!(near.contains(&figure), "{figure} is missing in {near:?}");
    }
}

#[test]
fn the_totals_are_those_of_the_model_to_the_millisecond() {
    let vectors = vectors();
    let mut wrong = String::new();
    for &(name, containerd, expected) in MODEL_TOTALS {
        let is_wanted = |row: &&Row| row.name.starts_with(name) && row.containerd == containerd;
        let row = vectors.rows.iter().find(is_wanted);
        let row = row.unwrap_or_else(|| panic!("no row {name} of containerd {containerd}"));
        let ends = row.model_ends(&vectors.images);
        if (last(&ends).round() - expected).abs() > 1e-9 {
            let _ = writeln!(
                wrong,
                "{} of containerd {containerd}: {:.3} instead of {expected}",
                row.name,
                last(&ends)
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
