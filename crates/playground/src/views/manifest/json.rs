//! A report as JSON: the data that `inspectManifest` of the JavaScript package answers.

use imagepull::{
    utf16,
    workload::{edits::EditFix, report::ManifestReport},
};

use crate::export::{Exported, json::of_answer};

/// So much text, in bytes, the fixes are given after which the whole text is another one: a long
/// text with thousands of fixes has only their edits, which say the same.
const MOST_REPLACEMENTS: usize = 8 * 1024 * 1024;

/// The report on a text as JSON, its keys in the order of the package.
pub fn as_json(text: &str, report: &ManifestReport) -> Exported {
    let mut report = report.clone();
    let of_images = report.images.iter_mut();
    let findings = of_images
        .flat_map(|image| &mut image.findings)
        .chain(&mut report.diagnostics);
    let mut fixes: Vec<&mut EditFix> = findings.flat_map(|finding| &mut finding.fixes).collect();
    if fixes.len() * text.len() <= MOST_REPLACEMENTS {
        for fix in &mut fixes {
            fix.with_replacement(text);
        }
    }
    of_answer(&utf16::manifest_report(text, report))
}

#[cfg(test)]
mod tests {
    use imagepull::workload::{ManifestOptions, inspect_manifest};

    use serde_json::Value;

    use super::*;

    const POD: &str =
        "kind: Pod\nspec:\n  containers:\n  - name: é\n    image: https://a.io/b:1 # 😀\n";

    /// The first fix of the first image.
    fn first_fix(text: &str) -> Value {
        let report = inspect_manifest(text, &ManifestOptions::default());
        let json: Option<Value> = as_json(text, &report)
            .ok()
            .and_then(|json| serde_json::from_str(&json).ok());
        json.expect("JSON")["images"][0]["findings"][0]["fixes"][0].take()
    }

    #[test]
    fn a_fix_has_the_whole_text_after_it() {
        let fix = first_fix(POD);
        assert_eq!(fix["replacement"], POD.replace("https://", ""), "{fix}");
    }

    #[test]
    fn keys_stand_in_the_order_of_the_package() {
        let report = inspect_manifest(POD, &ManifestOptions::default());
        let json = as_json(POD, &report).expect("JSON");
        let package = serde_json::to_string(&utf16::manifest_report(POD, report)).expect("JSON");
        let after = Value::from(POD.replace("https://", ""));
        // The package adds it to each fix when it is read, as the last key.
        let added = format!(",\"replacement\":{after}}}");
        assert_eq!(json.replace(&added, "}"), package);
    }

    #[test]
    fn a_long_text_with_many_fixes_has_their_edits() {
        let fix = first_fix(&vec![POD; 2000].join("---\n"));
        assert!(fix["edits"].is_array(), "{fix}");
        assert!(fix.get("replacement").is_none(), "{fix}");
    }
}
