//! Values of secrets reach neither report, error text nor link.

use imagepull::workload::{ManifestOptions, inspect_manifest, without_secrets};

/// Stands wherever a value must not get out, encoded by itself as well.
const MARKER: &str = "hunter2marker";
const ENCODED: &str = "aHVudGVyMm1hcmtlcg";

const MANIFEST: &str = include_str!("secrets.yaml");

#[track_caller]
fn assert_clean(what: &str, text: &str) {
    for secret in [MARKER, ENCODED] {
        assert!(!text.contains(secret), "{what} has a secret:\n{text}");
    }
}

#[test]
fn no_value_gets_into_a_report() {
    let mut report = inspect_manifest(MANIFEST, &ManifestOptions::default());
    assert_eq!(report.secrets.len(), 4);
    assert_eq!(report.images.len(), 4);
    // This is the text of the person, for the person.
    report.defaulted_yaml.clear();
    // So is the name of an image as it was typed.
    report
        .images
        .retain(|image| !image.image.input.contains(MARKER));
    assert_clean("the report", &serde_json::to_string(&report).unwrap());
    assert_clean("the report", &format!("{report:?}"));
}

#[test]
fn no_value_gets_into_an_error() {
    for (line, _) in MANIFEST.match_indices('\n') {
        for garbage in ["\n}", "\n\t[", "\n\"", "\n%", "\n: -", "\n*x"] {
            let broken = format!("{}{garbage}{}", &MANIFEST[..line], &MANIFEST[line..]);
            let report = inspect_manifest(&broken, &ManifestOptions::default());
            for problem in report
                .diagnostics
                .iter()
                .filter(|it| it.code.starts_with("YML"))
            {
                assert_clean("an error", &serde_json::to_string(problem).unwrap());
            }
            assert_clean("a link", &without_secrets(&broken));
        }
    }
}

#[test]
fn a_link_has_the_text_and_no_value() {
    let masked = without_secrets(MANIFEST);
    assert_clean("the link", &masked);
    insta::assert_snapshot!("masked", masked);
    assert_eq!(
        without_secrets(&masked),
        masked,
        "masking twice is masking once"
    );
    let [before, after] = [MANIFEST, &masked].map(|text| {
        let report = inspect_manifest(text, &ManifestOptions::default());
        let images = report.images.into_iter();
        images.map(|it| (it.path, it.policy)).collect::<Vec<_>>()
    });
    assert_eq!(before, after);
}

#[test]
fn a_text_that_cannot_be_read_is_left_out() {
    assert_eq!(without_secrets("kind: Secret\ndata: {a: b\n"), "");
    assert_eq!(without_secrets("a: b\n---\nc: }\n"), "");
    assert_eq!(without_secrets(&" ".repeat((1 << 20) + 1)), "");
    assert_eq!(without_secrets(""), "");
}

#[test]
fn a_text_without_secrets_stays_as_it_is() {
    let text = include_str!("stories/blocks.yaml");
    assert_eq!(without_secrets(text), text);
}

#[test]
fn secrets_at_unusual_places_are_masked() {
    for text in [
        "image: [user:hunter2@r.io/x]\n",
        "image: {repository: user:hunter2@r.io/x}\n",
        "kind: Secret\nstringData:\n  ? hunter2\n",
        // A comment in the second of several JSON documents.
        "{\"kind\":\"Secret\",\"data\":{\"p\":\"x\"}}\n{\"kind\":\"Secret\",\n # hunter2\n\"data\":{\"p\":\"x\"}}\n",
    ] {
        let masked = without_secrets(text);
        assert!(!masked.contains("hunter2"), "{text:?}: {masked:?}");
    }
}

#[test]
fn a_repair_writes_no_password_anew() {
    let text = "kind: Pod\nspec:\n  containers:\n  - name: a\n    image: ' user:hunter2@r.io/x '\n";
    let report = inspect_manifest(text, &ManifestOptions::default());
    let findings = report.images.iter().flat_map(|it| &it.findings);
    let edits = findings.flat_map(|it| &it.fixes).flat_map(|it| &it.edits);
    for edit in edits {
        assert!(!edit.text.contains("hunter2"), "{edit:?}");
    }
}

#[test]
fn a_block_of_text_keeps_its_lines_without_user_and_password() {
    let text = |image: &str| {
        format!("kind: Pod\nspec:\n  containers:\n  - image: |\n      {image}\n    name: a\n")
    };
    let masked = without_secrets(&text("joe:s3cret@ghcr.io/acme/api:1"));
    assert_eq!(masked, text("ghcr.io/acme/api:1"));
}
