//! Every repair of every row: what it is about is gone, and it changes nothing but that.

use imagepull::{
    diagnostic::Severity,
    workload::{ManifestOptions, edits, inspect_manifest, report::Finding},
};

use crate::{findings, rows::rows};

#[test]
fn a_repair_ends_its_finding_and_leaves_every_other_byte_alone() {
    let mut tried = 0;
    for row in rows() {
        let (text, options) = (row.manifest(), row.options());
        let report = inspect_manifest(&text, &options);
        for finding in findings(&report) {
            for fix in &finding.fixes {
                let story = format!("{}: {} by {}", row.story, finding.code, fix.title);
                let fixed = edits::apply(&text, &fix.edits).expect("the edits fit");
                let after = inspect_manifest(&fixed, &options);
                assert!(
                    findings(&after).all(|it| it.code != finding.code),
                    "{story}: it is said again of\n{fixed}"
                );
                let [edit] = fix.edits.as_slice() else {
                    panic!("{story}: one edit does it");
                };
                assert_eq!(fixed[..edit.span.start], text[..edit.span.start], "{story}");
                assert!(fixed.ends_with(&text[edit.span.end..]), "{story}");
                tried += 1;
            }
        }
    }
    assert!(tried > 20, "only {tried} repairs were tried");
}

/// The first repair of what is said of a list of Secrets.
#[track_caller]
fn list_repaired(before: &str, after: &str) {
    let text = |list: &str| {
        format!("kind: Pod\nspec:\n  {list}\n  containers: [{{name: a, image: 'a:1'}}]\n")
    };
    let (before, after) = (text(before), text(after));
    let report = inspect_manifest(&before, &ManifestOptions::default());
    let of_list = |it: &&Finding| ["MAN027", "MAN028", "MAN029"].contains(&it.code);
    let finding = findings(&report).find(of_list).expect("it is said");
    let fix = finding.fixes.first().expect("there is a repair");
    assert_eq!(edits::apply(&before, &fix.edits).as_deref(), Ok(&*after));
    let report = inspect_manifest(&after, &ManifestOptions::default());
    assert!(!findings(&report).any(|it| of_list(&it)), "{after}");
    assert!(
        !report.workloads[0].image_pull_secrets.is_empty(),
        "{after}"
    );
}

#[test]
fn a_list_of_secrets_is_made_one_of_references() {
    for (before, after) in [
        (
            "imagePullSecrets: [regcred, \"b\", {name: c}]",
            "imagePullSecrets: [{name: regcred}, {\"name\": \"b\"}, {name: c}]",
        ),
        (
            "imagePullSecrets:\n  - regcred # ours\n  - 'b'",
            "imagePullSecrets:\n  - {name: regcred} # ours\n  - {name: 'b'}",
        ),
        (
            "imagePullSecrets: {name: regcred}",
            "imagePullSecrets: [{name: regcred}]",
        ),
        (
            "imagePullSecrets:\n    name: regcred # ours",
            "imagePullSecrets:\n    - name: regcred # ours",
        ),
        (
            "imagePullSecrets: regcred # ours",
            "imagePullSecrets: [{name: regcred}] # ours",
        ),
        (
            "imagePullSecrets:\n  - secretName: regcred",
            "imagePullSecrets:\n  - name: regcred",
        ),
        (
            "imagePullSecrets:\n  - name: 7",
            "imagePullSecrets:\n  - name: \"7\"",
        ),
        (
            "imagePullSecret: [{name: regcred}]",
            "imagePullSecrets: [{name: regcred}]",
        ),
    ] {
        list_repaired(before, after);
    }
}

#[test]
fn a_colon_that_makes_a_key_is_left_out_or_quoted() {
    let text = |image: &str, command: &str| {
        format!(
            "kind: Pod\nspec:\n  containers:\n  - name: a\n    image: {image} # ours\n    workingDir: {command}\n"
        )
    };
    for (before, expected) in [
        (text("nginx:", "/srv"), vec![text("nginx", "/srv")]),
        (
            text("nginx: 1.27", "/srv"),
            vec![text("nginx:1.27", "/srv")],
        ),
        (text("nginx", "srv: a"), vec![text("nginx", "\"srv: a\"")]),
        (
            text("nginx", "srv:"),
            vec![text("nginx", "srv"), text("nginx", "\"srv:\"")],
        ),
    ] {
        let report = inspect_manifest(&before, &ManifestOptions::default());
        let finding = findings(&report).find(|it| it.code == "MAN032");
        let fixes = &finding.expect("it is said").fixes;
        let repaired: Vec<String> = fixes
            .iter()
            .map(|fix| edits::apply(&before, &fix.edits).expect("the edits fit"))
            .collect();
        assert_eq!(repaired, expected);
        for after in repaired {
            let report = inspect_manifest(&after, &ManifestOptions::default());
            assert!(
                report.images[0]
                    .findings
                    .iter()
                    .all(|it| it.severity != Severity::Error),
                "{after}"
            );
        }
    }
}
