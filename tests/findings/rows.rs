//! rows.json: a container each, what is said about it, and what the first repair of a code makes of it.

use std::collections::BTreeMap;

use imagepull::workload::{ContainerRuntime, ManifestOptions, edits, inspect_manifest};
use serde::Deserialize;

use crate::{findings, settings, shown};

/// What is said once of every text.
const OF_EVERY_TEXT: [&str; 2] = ["MAN016", "MAN017"];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Row {
    pub story: String,
    kubernetes: Option<String>,
    runtime: Option<String>,
    #[serde(default)]
    always_pull_images: bool,
    /// The kind of object that the container is in; `Pod`.
    r#in: Option<String>,
    /// The fields of the container besides its name.
    container: String,
    /// Whether what is said of every text is among the findings, too.
    #[serde(default)]
    all: bool,
    says: Vec<String>,
    #[serde(default)]
    fixed: BTreeMap<String, String>,
}

/// All rows.
pub fn rows() -> Vec<Row> {
    let digest = "a".repeat(64);
    let json = include_str!("rows.json").replace("{a}", &digest);
    serde_json::from_str(&json).expect("rows.json holds rows")
}

impl Row {
    pub fn options(&self) -> ManifestOptions {
        let runtime = match self.runtime.as_deref() {
            Some("cri-o") => ContainerRuntime::CriO,
            _ => ContainerRuntime::Containerd,
        };
        let release = self.kubernetes.as_deref().unwrap_or("1.37");
        ManifestOptions {
            always_pull_images: self.always_pull_images,
            ..settings(release, runtime)
        }
    }

    pub fn manifest(&self) -> String {
        manifest(self.r#in.as_deref().unwrap_or("Pod"), &self.container)
    }
}

fn manifest(kind: &str, container: &str) -> String {
    let (group, template, indent) = match kind {
        "Pod" => ("v1", "", ""),
        "Deployment" => ("apps/v1", "  template:\n    spec:\n", "    "),
        _ => ("argoproj.io/v1alpha1", "  template:\n    spec:\n", "    "),
    };
    let fields = container.replace('\n', &format!("\n{indent}    "));
    format!(
        "apiVersion: {group}\nkind: {kind}\nmetadata: {{name: web}}\nspec:\n{template}\
         {indent}  containers:\n{indent}  - name: app\n{indent}    {fields}\n{indent}  restartPolicy: Always\n"
    )
}

#[test]
fn every_row_says_what_it_should() {
    let wrong = rows().into_iter().filter_map(|row| {
        let text = row.manifest();
        let report = inspect_manifest(&text, &row.options());
        let said: Vec<String> = findings(&report)
            .filter(|it| row.all || !OF_EVERY_TEXT.contains(&it.code))
            .map(|finding| shown(&text, finding))
            .collect();
        (said != row.says).then(|| format!("{}: {said:#?}", row.story))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_first_repair_makes_of_every_row_what_it_should() {
    for row in rows() {
        let text = row.manifest();
        let report = inspect_manifest(&text, &row.options());
        for (code, container) in &row.fixed {
            let story = &row.story;
            let finding = findings(&report).find(|it| it.code == code);
            let finding = finding.unwrap_or_else(|| panic!("{story}: {code} is not said"));
            let fix = finding.fixes.first();
            let fix = fix.unwrap_or_else(|| panic!("{story}: {code} has no repair"));
            let fixed = edits::apply(&text, &fix.edits).expect("the edits fit");
            let kind = row.r#in.as_deref().unwrap_or("Pod");
            assert_eq!(fixed, manifest(kind, container), "{story}: {code}");
        }
    }
}
