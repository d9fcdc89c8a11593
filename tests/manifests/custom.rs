//! Custom resources and templates, as people have them: which images are found, who decides on their
//! policies, and what is said.

use std::{fmt::Write as _, fs, path::Path};

use imagepull::workload::{
    ManifestOptions, inspect_manifest,
    report::{Finding, ImageUse, ManifestReport},
};

#[test]
fn custom_resources_and_templates() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("manifests/custom");
    let files = fs::read_dir(&folder).expect("the folder is there");
    let mut files: Vec<_> = files
        .map(|file| file.expect("it can be listed").path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    assert!(files.len() >= 60, "{} manifests", files.len());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("custom/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for file in files {
            let text = fs::read_to_string(&file).expect("it can be read");
            let name = file.file_name().expect("it has a name");
            let name = name.to_string_lossy().into_owned();
            insta::assert_snapshot!(name, told(&text));
        }
    });
}

/// Documents with what was read of them, images with who decides, and what is said.
fn told(text: &str) -> String {
    let report = inspect_manifest(text, &ManifestOptions::default());
    let mut told = String::new();
    for document in &report.documents {
        let kind = document.kind.as_deref().unwrap_or("no kind");
        let _ = writeln!(
            told,
            "{kind} in line {}: {:?}",
            line(text, document.span.start),
            document.read
        );
    }
    if let Some(language) = report.template {
        let _ = writeln!(told, "a template: {language:?}");
    }
    for image in &report.images {
        told += &image_lines(text, image, &report);
    }
    let findings = report.images.iter().flat_map(|it| &it.findings);
    for finding in findings.chain(&report.diagnostics) {
        told += &finding_line(text, finding);
    }
    if report.defaulted_yaml != text {
        let _ = writeln!(told, "completed: {}", report.completions.len());
    }
    let pods = report.pods.pods.iter();
    let pods: Vec<String> = pods
        .map(|pod| format!("{} x{}", pod.name, pod.replicas.unwrap_or(1.0)))
        .collect();
    if !pods.is_empty() {
        let _ = writeln!(told, "simulated: {}", pods.join(", "));
    }
    told
}

fn image_lines(text: &str, image: &ImageUse, report: &ManifestReport) -> String {
    let place = image.image_span.map_or(0, |span| line(text, span.start));
    let mut told = format!("\nline {place}: {}", image.image.input);
    if let Some(container) = &image.container {
        let _ = write!(told, " ({container})");
    }
    let _ = writeln!(told, "\n  {:?} at {}", image.role, image.path);
    let of = |policy: Option<_>| policy.map_or("none".to_owned(), |it| format!("{it}"));
    let _ = write!(
        told,
        "  policy: {} stored, {} in Pods, by {:?}",
        of(image.policy),
        of(image.pod_policy),
        image.default_by
    );
    if let Some(written) = &image.policy_written {
        let _ = write!(told, ", written {written}");
    }
    for (holds, what) in [
        (image.is_template, "template"),
        (format!("{:?}", image.found_by) == "Shape", "found by shape"),
    ] {
        if holds {
            let _ = write!(told, ", {what}");
        }
    }
    let secrets = &report.workloads[image.workload].image_pull_secrets;
    if !secrets.is_empty() {
        let secrets: Vec<&str> = secrets.iter().map(|it| it.text.as_str()).collect();
        let _ = write!(told, "\n  pull secrets: {}", secrets.join(", "));
    }
    for why in &*image.why {
        let _ = write!(told, "\n  {}", why.text);
    }
    told.push('\n');
    told
}

fn finding_line(text: &str, finding: &Finding) -> String {
    // Said of nearly every text, and of no matter here.
    if ["MAN013", "MAN014", "MAN015", "MAN016", "MAN017", "MAN021"].contains(&finding.code) {
        return String::new();
    }
    let place = finding.span.map_or(0, |span| line(text, span.start));
    format!(
        "\n{:?} {} in line {place}: {}\n",
        finding.severity, finding.code, finding.message
    )
}

fn line(text: &str, byte: usize) -> usize {
    text[..byte].matches('\n').count() + 1
}
