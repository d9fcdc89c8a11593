//! What is said about the images of a manifest: which findings, where, and what their repairs do.
#![cfg(not(target_arch = "wasm32"))]

mod repairs;
mod rows;
mod sarif;
mod stories;
mod whole_texts;

use imagepull::{
    diagnostic::{Severity, Span},
    workload::{
        ContainerRuntime, ManifestOptions, inspect_manifest,
        report::{Finding, ManifestReport},
    },
};

/// All findings of a report, those on images first.
fn findings(report: &ManifestReport) -> impl Iterator<Item = &Finding> {
    let of_images = report.images.iter().flat_map(|image| &image.findings);
    of_images.chain(&report.diagnostics)
}

/// Code, severity and the text at the place of a finding.
fn shown(text: &str, finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let place = finding.span.map_or("", |span| at(text, span));
    format!("{} {severity} {place}", finding.code)
}

fn at(text: &str, span: Span) -> &str {
    &text[span.start..span.end]
}

/// The settings of a cluster of a release.
fn settings(release: &str, runtime: ContainerRuntime) -> ManifestOptions {
    ManifestOptions {
        release: release.parse().expect("a release that is known"),
        runtime,
        ..ManifestOptions::default()
    }
}

/// What is said to a text with the settings left alone.
fn said_to(text: &str) -> Vec<String> {
    let report = inspect_manifest(text, &ManifestOptions::default());
    findings(&report)
        .map(|finding| shown(text, finding))
        .collect()
}
