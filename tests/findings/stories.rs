//! Manifests as people write them, with what is said under each line.

use imagepull::workload::{ContainerRuntime, ManifestOptions, inspect_manifest};
use std::fmt::Write;

use crate::{at, findings, settings};

/// The lines of a text, each with what is said about it.
fn told(text: &str, options: ManifestOptions) -> String {
    let report = inspect_manifest(text, &options);
    let mut said: Vec<_> = findings(&report).collect();
    said.sort_by_key(|finding| finding.span.map(|span| span.start));
    let mut told = String::new();
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        told += line;
        let start = end;
        end += line.len();
        for finding in &said {
            let Some(span) = finding.span.filter(|it| (start..end).contains(&it.start)) else {
                continue;
            };
            let severity = format!("{:?}", finding.severity).to_lowercase();
            let _ = writeln!(
                told,
                "      ^ {} {severity} `{}`: {}",
                finding.code,
                at(text, span),
                finding.message
            );
            if let Some(help) = &finding.help {
                let _ = writeln!(told, "        {help}");
            }
            for fix in &finding.fixes {
                let edits = fix.edits.iter().map(|edit| edit.text.as_str());
                let edits: Vec<&str> = edits.collect();
                let _ = writeln!(told, "        {}: {edits:?}", fix.title);
            }
        }
    }
    told
}

const SHOP: &str = "\
# The shop
apiVersion: v1
kind: Secret
metadata: {name: regcred, namespace: build}
type: kubernetes.io/dockerconfigjson
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  namespace: shop
spec:
  template:
    spec:
      imagePullSecrets:
      - name: regcred
      initContainers:
      - name: migrate
        image: \"ghcr.io/acme/Shop:${VERSION}\"
      containers:
      - name: shop
        image: ghcr.io/acme/shop:1.4.0@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        imagePullPolicy: Always
      - name: cache
        image: redis
        imagePullPolicy: ifNotPresent
      - name: proxy
        image: ' docker.io/library/nginx:1.27'
      - name: metrics
        image: registry.k8s.io/metrics-amd64:0.7
---
apiVersion: v1
kind: Pod
metadata:
  name: debug
  namespace: shop
spec:
  containers:
  - name: shell
    image: nginx:1.27
    imagePullPolicy: Never
  - name: other
    image: docker.io/library/nginx:1.27
";

#[test]
fn a_shop_on_containerd() {
    insta::assert_snapshot!(told(SHOP, ManifestOptions::default()));
}

#[test]
fn the_same_shop_on_an_older_cluster_with_cri_o() {
    insta::assert_snapshot!(told(SHOP, settings("1.33", ContainerRuntime::CriO)));
}

#[test]
fn the_same_shop_on_cri_o_that_enforces_whole_names() {
    insta::assert_snapshot!(told(SHOP, settings("1.34", ContainerRuntime::CriO)));
}
