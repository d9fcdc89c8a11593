//! texts.json: what is said about images and Secrets that are in one text.

use std::fmt::Write;

use imagepull::workload::{ContainerRuntime, ManifestOptions, inspect_manifest};
use serde::Deserialize;

use crate::{findings, said_to, settings, shown};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Row {
    story: String,
    kubernetes: Option<String>,
    #[serde(default)]
    always_pull_images: bool,
    /// Its lines.
    text: Vec<String>,
    /// The codes to look at; all but those that are said of every text.
    only: Option<Vec<String>>,
    /// With the message.
    says: Vec<String>,
}

#[test]
fn every_text_says_what_it_should() {
    let rows: Vec<Row> = serde_json::from_str(include_str!("texts.json")).expect("rows");
    let wrong = rows.into_iter().filter_map(|row| {
        let text = row.text.join("\n");
        let release = row.kubernetes.as_deref().unwrap_or("1.37");
        let options = ManifestOptions {
            always_pull_images: row.always_pull_images,
            ..settings(release, ContainerRuntime::Containerd)
        };
        let report = inspect_manifest(&text, &options);
        let is_looked_at = |code: &str| match &row.only {
            Some(only) => only.iter().any(|it| it == code),
            None => code != "MAN017",
        };
        let said: Vec<String> = findings(&report)
            .filter(|finding| is_looked_at(finding.code))
            .map(|finding| format!("{}: {}", shown(&text, finding), finding.message))
            .collect();
        (said != row.says).then(|| format!("{}: {said:#?}", row.story))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_said_a_hundred_times_is_explained_each_time() {
    let containers: Vec<String> = (0..100)
        .map(|number| format!("  - {{name: c{number}, image: acme/app{number}}}"))
        .collect();
    let containers = containers.join("\n");
    let text = format!("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n{containers}");
    let report = inspect_manifest(&text, &ManifestOptions::default());
    let latest = findings(&report).filter(|it| it.code == "MAN007");
    let explained: Vec<bool> = latest.map(|it| it.help.is_some()).collect();
    assert_eq!(explained.len(), 100);
    assert!(explained.iter().all(|it| *it));
    assert_eq!(
        findings(&report).filter(|it| it.code == "MAN017").count(),
        1
    );
}

#[test]
fn what_the_kubelet_says_of_a_missing_secret_depends_on_the_release() {
    let text = "apiVersion: v1\nkind: Pod\nspec:\n  imagePullSecrets: [{name: regcred}]\n  containers: [{name: a, image: 'a:1'}]";
    let help = |release: &str| {
        let report = inspect_manifest(text, &settings(release, ContainerRuntime::Containerd));
        let missing = findings(&report).find(|it| it.code == "MAN021");
        let help = missing.and_then(|it| it.help.clone());
        help.expect("it is explained").to_string()
    };
    for (before, after) in [("1.27", "1.28"), ("1.36", "1.37")] {
        assert_ne!(help(before), help(after), "{before} and {after}");
    }
    assert_eq!(help("1.28"), help("1.36"));
}

#[test]
fn texts_of_a_mebibyte_are_answered() {
    let names = ["nginx", "Nginx ", "{{ x", "a@sha256:1", "$X", "", "1.5"];
    let mut pods = String::new();
    let mut number = 0;
    while pods.len() < 1_000_000 {
        let image = names[number % names.len()];
        let _ = write!(
            pods,
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: p{number}, namespace: n{number}}}\nspec:\n  \
             imagePullSecrets: [{{name: s}}]\n  containers:\n  - {{name: c, image: '{image}', imagePullPolicy: never}}\n---\n"
        );
        number += 1;
    }
    assert!(said_to(&pods).len() > number.min(500));
    // One image in one line, and nothing but names.
    for text in [
        format!(
            "{{kind: Pod, apiVersion: v1, spec: {{containers: [{{image: '{}'}}]}}}}",
            "Aé😀".repeat(100_000)
        ),
        format!(
            "kind: Pod\napiVersion: v1\nspec:\n  containers: [{}]",
            "{image: x},".repeat(80_000)
        ),
    ] {
        said_to(&text);
    }
}

#[test]
fn neither_secrets_nor_passwords_before_a_host_are_quoted() {
    let images = [
        "joe:s3cret@ghcr.io/acme/api:1",
        "https://joe:s3cret@ghcr.io/acme/api:1",
        " https://joe:s3cret@ghcr.io/acme/api:1 ",
        "s3cret@ghcr.io/acme/api",
        "joe:s3cret@ghcr.io:5000/acme/api:${TAG}",
    ];
    let containers = images
        .map(|image| format!("{{image: '{image}'}}"))
        .join(", ");
    let text = format!(
        "apiVersion: v1\nkind: Secret\ntype: kubernetes.io/dockerconfigjson\nmetadata: {{name: regcred}}\n\
         data: {{.dockerconfigjson: s3cret}}\nstringData: {{.dockerconfigjson: 's3cret'}}\n---\n\
         apiVersion: v1\nkind: Pod\nspec:\n  imagePullSecrets: [{{name: regcred}}]\n  containers: [{containers}]\n"
    );
    let report = inspect_manifest(&text, &ManifestOptions::default());
    let mut said = findings(&report).peekable();
    assert!(said.peek().is_some());
    for finding in said {
        let help = finding
            .help
            .iter()
            .map(ToString::to_string)
            .collect::<String>();
        let words = format!("{} {help}", finding.message);
        assert!(!words.contains("s3cret"), "{}: {words}", finding.code);
    }
}
