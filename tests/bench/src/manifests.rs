//! Manifests: the whole inspection of a text beside reading the same text into a value.

pub mod bundle;

use std::fmt::Write as _;

use imagepull::workload::{Inspector, ManifestOptions, inspect_manifest};
use serde::Deserialize as _;
use serde_yaml_ng::{Deserializer, Value};

use crate::{
    measure::{median, once, side_by_side},
    row,
};

/// Documents of the manifests of a large application.
pub const DOCUMENTS: usize = 200;

/// Prints the rows about manifests.
pub fn rows() {
    let text = manifest(DOCUMENTS);
    let options = ManifestOptions::default();
    let seconds = side_by_side(|| inspect_manifest(&text, &options), || read(&text));
    let megabytes = text.len() as f64 / 1e6;
    row(
        &format!("inspectManifest, {DOCUMENTS} documents, beside serde_yaml_ng"),
        megabytes / seconds.ours,
        megabytes / seconds.peer,
        "MB/s",
    );
    let frame = 1000.0 / 60.0;
    row(
        &format!("inspectManifest, {DOCUMENTS} documents, beside a frame"),
        seconds.ours * 1000.0,
        frame,
        "ms",
    );
    let texts = [text.replacen("v1.0", "v1.0x", 1), text.clone()];
    let (mut inspector, mut keys) = (Inspector::default(), 0);
    let mut key = || {
        keys += 1;
        inspector.inspect(&texts[keys % 2], &options)
    };
    let seconds = side_by_side(&mut key, || inspect_manifest(&text, &options));
    row(
        &format!("Inspector, a key in {DOCUMENTS} documents, beside inspectManifest"),
        seconds.ours * 1000.0,
        seconds.peer * 1000.0,
        "ms",
    );
    bundle_row();
}

/// A rendered bundle of 2 MB is answered within 300 ms.
fn bundle_row() {
    const BUDGET_MS: f64 = 300.0;
    let text = bundle::text(2_000_000);
    let options = ManifestOptions::default();
    let samples = (0..5).map(|_| once(|| inspect_manifest(&text, &options)).0);
    row(
        "inspectManifest, a rendered bundle of 2 MB, beside its budget",
        median(samples.collect()) * 1000.0,
        BUDGET_MS,
        "ms",
    );
}

fn read(text: &str) -> Vec<Value> {
    Deserializer::from_str(text)
        .map(|document| Value::deserialize(document).expect("the manifest is YAML"))
        .collect()
}

/// Deployments, each with an init container, two containers and what such texts have besides.
pub fn manifest(documents: usize) -> String {
    let mut text = String::new();
    for number in 0..documents {
        write!(
            text,
            "\
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-{number}
  namespace: team-{team}
  labels: {{ app: service-{number}, tier: backend }}
spec:
  replicas: 3
  selector:
    matchLabels:
      app: service-{number}
  template:
    metadata:
      labels:
        app: service-{number}
    spec:
      imagePullSecrets:
        - name: registry
      initContainers:
        - name: migrate
          image: registry.example.com/team/service-{number}-migrate:v1.{number}
      containers:
        # The service itself.
        - name: service
          image: \"registry.example.com/team/service-{number}:v1.{number}\"
          ports:
            - containerPort: 8080
          env:
            - name: LOG_LEVEL
              value: info
        - name: proxy
          image: envoyproxy/envoy:v1.31
          resources: {{ limits: {{ cpu: 100m, memory: 64Mi }} }}
",
            team = number % 10
        )
        .expect("a text can be written to");
    }
    text
}
