//! A report as JSON: the data that `inspectManifest` of the JavaScript package answers.

use imagepull::{
    utf16,
    workload::{
        edits::apply,
        report::{Finding, ManifestReport},
    },
};
use serde_json::Value;

/// So much text, in bytes, the fixes are given after which the whole text is another one: a long
/// text with thousands of fixes has only their edits, which say the same.
const MOST_REPLACEMENTS: usize = 8 * 1024 * 1024;

/// The report on a text as JSON.
pub fn as_json(text: &str, report: &ManifestReport) -> Option<String> {
    let in_units = utf16::manifest_report(text, report.clone());
    let mut json = serde_json::to_value(in_units).ok()?;
    let of_images = report.images.iter().flat_map(|image| &image.findings);
    let findings = of_images.chain(&report.diagnostics);
    let fixes: usize = findings.map(|finding| finding.fixes.len()).sum();
    if fixes * text.len() <= MOST_REPLACEMENTS {
        add_replacements(&mut json["diagnostics"], &report.diagnostics, text);
        let images = json["images"].as_array_mut().into_iter().flatten();
        for (json, image) in images.zip(&report.images) {
            add_replacements(&mut json["findings"], &image.findings, text);
        }
    }
    serde_json::to_string(&json).ok()
}

/// Adds to each fix the whole text after it.
fn add_replacements(json: &mut Value, findings: &[Finding], text: &str) {
    let each = json.as_array_mut().into_iter().flatten().zip(findings);
    for (json, finding) in each {
        let fixes = json["fixes"].as_array_mut().into_iter().flatten();
        for (json, fix) in fixes.zip(&finding.fixes) {
            json["replacement"] = apply(text, &fix.edits).unwrap_or_default().into();
        }
    }
}

#[cfg(test)]
mod tests {
    use imagepull::workload::{ManifestOptions, inspect_manifest};

    use super::*;

    const POD: &str =
        "kind: Pod\nspec:\n  containers:\n  - name: é\n    image: https://a.io/b:1 # 😀\n";

    /// The first fix of the first image.
    fn first_fix(text: &str) -> Value {
        let report = inspect_manifest(text, &ManifestOptions::default());
        let json: Option<Value> =
            as_json(text, &report).and_then(|json| serde_json::from_str(&json).ok());
        json.expect("JSON")["images"][0]["findings"][0]["fixes"][0].take()
    }

    #[test]
    fn a_fix_has_the_whole_text_after_it() {
        let fix = first_fix(POD);
        assert_eq!(fix["replacement"], POD.replace("https://", ""), "{fix}");
    }

    #[test]
    fn a_long_text_with_many_fixes_has_their_edits() {
        let fix = first_fix(&vec![POD; 2000].join("---\n"));
        assert!(fix["edits"].is_array(), "{fix}");
        assert!(fix.get("replacement").is_none(), "{fix}");
    }
}
