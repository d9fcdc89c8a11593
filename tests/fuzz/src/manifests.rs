//! Manifests.

use imagepull::{
    releases::Release,
    utf16,
    words::Translations,
    workload::{
        ContainerRuntime, Inspector, ManifestOptions, edits, inspect_manifest, report::Finding,
        sarif, without_secrets,
    },
};

use crate::{
    answers::{answer, check_in_units, data},
    fields,
};

/// Repairs of a text that are tried.
const MAX_REPAIRS: usize = 8;

/// A text, the options as words, and a text that is inspected after it.
pub fn inspect(bytes: &[u8]) {
    let [text, options, next] = fields(bytes);
    let options = options_of(&options);
    let report = answer(&text, || inspect_manifest(&text, &options));
    check_in_units(&text, || utf16::manifest_report(&text, report.clone()));
    data(|| sarif::log(&text, &report, "pod.yaml", Translations::KOREAN));

    let completions = report.completions.iter().map(|it| &it.edit);
    let defaulted = edits::apply(&text, completions).expect("completions fit each other");
    assert_eq!(defaulted, report.defaulted_yaml);
    let of_images = report.images.iter().flat_map(|it| &it.findings);
    let findings: Vec<&Finding> = of_images.chain(&report.diagnostics).collect();
    let fixes = findings.iter().flat_map(|it| &it.fixes);
    for fix in fixes.take(MAX_REPAIRS) {
        let repaired = edits::apply(&text, &fix.edits).expect("the edits of a repair fit");
        assert_ne!(repaired, text, "{} changes nothing", fix.title);
    }
    let masked = without_secrets(&text);
    assert_eq!(without_secrets(&masked), masked, "masked twice");

    let mut inspector = Inspector::default();
    inspector.inspect(&text, &options);
    let after = inspector.inspect(&next, &options);
    assert_eq!(
        after,
        inspect_manifest(&next, &options),
        "after another text"
    );
}

fn options_of(words: &str) -> ManifestOptions {
    let mut options = ManifestOptions::default();
    for word in words.split_whitespace() {
        match word {
            "always" => options.always_pull_images = true,
            "cri-o" => options.runtime = ContainerRuntime::CriO,
            release => options.release = release.parse().unwrap_or(Release::NEWEST),
        }
    }
    options
}
