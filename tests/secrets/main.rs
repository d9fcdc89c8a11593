//! Marked secrets and every kind of field: what a link may have never has the mark.
//!
//! The table is shared with the test of the addresses in `crates/playground` and with
//! `tests/e2e/secrets.spec.js`. All secrets in it are made up, and are in parts, so that no scanner
//! takes the table itself for a leak. A failure names a secret by its id alone.
#![cfg(not(target_arch = "wasm32"))]

use base64::{Engine, prelude::BASE64_STANDARD};
use imagepull::{
    shareable::{may_share_document, may_share_images, may_share_name, may_share_registry},
    workload::without_secrets,
};
use serde_json::{Value, json};

struct Marked {
    id: String,
    text: String,
    mark: String,
}

/// All secrets, each as it is and in base64.
fn all() -> Vec<Marked> {
    let rows: Vec<Value> =
        serde_json::from_str(include_str!("../marked-secrets.json")).expect("JSON");
    assert!(rows.len() >= 150, "only {} secrets", rows.len());
    rows.iter()
        .flat_map(|row| [marked(row), encoded(&marked(row))])
        .collect()
}

fn marked(row: &Value) -> Marked {
    let parts = row["text"].as_array().expect("parts");
    let part = |at: usize| parts[at].as_str().expect("a text").to_owned();
    let mark = usize::try_from(row["mark"].as_u64().expect("a place")).expect("a place");
    Marked {
        id: row["id"].as_str().expect("an id").to_owned(),
        text: (0..parts.len()).map(part).collect(),
        mark: part(mark),
    }
}

fn encoded(plain: &Marked) -> Marked {
    let text = BASE64_STANDARD.encode(&plain.text);
    Marked {
        id: format!("{}/base64", plain.id),
        mark: text[4..text.len().min(28)].trim_end_matches('=').to_owned(),
        text,
    }
}

/// The secrets, by their ids, that are in what a link gets of a field.
fn leaked(field: impl Fn(&Marked) -> String) -> Vec<String> {
    let mut leaked = all();
    leaked.retain(|secret| field(secret).contains(&secret.mark));
    leaked.into_iter().map(|secret| secret.id).collect()
}

#[track_caller]
fn assert_none(field: &str, ids: &[String]) {
    assert!(
        ids.is_empty(),
        "{field}: {} secrets may be in a link: {}",
        ids.len(),
        ids.join(", ")
    );
}

#[test]
fn no_field_of_names_gives_one_to_a_link() {
    let shared =
        |may: fn(&str) -> bool, text: String| if may(&text) { text } else { String::new() };
    for (field, may) in [
        ("images", may_share_images as fn(&str) -> bool),
        ("a name", may_share_name),
        ("a registry", may_share_registry),
    ] {
        assert_none(field, &leaked(|secret| shared(may, secret.text.clone())));
        let listed = |secret: &Marked| shared(may, format!("nginx:1.27\n{}\nbusybox", secret.text));
        assert_none(&format!("{field}, in a list"), &leaked(listed));
        let quoted = |secret: &Marked| shared(may, format!(" \"{}\", ", secret.text));
        assert_none(&format!("{field}, in quotes"), &leaked(quoted));
    }
    // No key of a registry is a secret alone.
    let in_path = |secret: &Marked| shared(may_share_registry, format!("ghcr.io/{}", secret.text));
    assert_none("a registry, in its path", &leaked(in_path));
}

#[test]
fn no_document_of_a_registry_gives_one_to_a_link() {
    let shared = |text: String| {
        if may_share_document(&text) {
            text
        } else {
            String::new()
        }
    };
    assert_none("a document", &leaked(|secret| shared(secret.text.clone())));
    for (place, document) in [
        (
            "an annotation",
            (|text| json!({"schemaVersion": 2, "manifests": [], "annotations": {"a": text}}))
                as fn(&str) -> Value,
        ),
        (
            "the key of an annotation",
            |text| json!({"schemaVersion": 2, "manifests": [], "annotations": {text: ""}}),
        ),
        (
            "a label",
            |text| json!({"architecture": "arm64", "config": {"Labels": {"a": text}}}),
        ),
        (
            "a variable",
            |text| json!({"architecture": "arm64", "config": {"Env": [format!("PATH={text}")]}}),
        ),
        (
            "a step",
            |text| json!({"architecture": "arm64", "history": [{"created_by": text}]}),
        ),
        (
            "a command",
            |text| json!({"architecture": "arm64", "config": {"Cmd": ["run", text]}}),
        ),
    ] {
        let given = |secret: &Marked| {
            // The mark is looked for as JSON writes it.
            let is_shared = !shared(document(&secret.text).to_string()).is_empty();
            if is_shared {
                secret.mark.clone()
            } else {
                String::new()
            }
        };
        assert_none(place, &leaked(given));
        let cut = |secret: &Marked| {
            let text = document(&secret.text).to_string();
            let is_shared = !shared(text[..text.len() - 2].to_owned()).is_empty();
            if is_shared {
                secret.mark.clone()
            } else {
                String::new()
            }
        };
        assert_none(&format!("{place}, cut off"), &leaked(cut));
    }
}

#[test]
fn no_manifest_gives_one_to_a_link() {
    assert_none(
        "a manifest",
        &leaked(|secret| without_secrets(&secret.text)),
    );
    let pod = |fields: Value| {
        json!({"kind": "Pod", "metadata": {"name": "a"}, "spec": fields}).to_string()
    };
    for (place, manifest) in [
        (
            "an argument",
            Box::new(|text: &str| pod(json!({"args": [text]}))) as Box<dyn Fn(&str) -> String>,
        ),
        (
            "an annotation",
            Box::new(|text| pod(json!({"annotations": {"a": text}}))),
        ),
        (
            "a label",
            Box::new(|text| pod(json!({"labels": {text: "a"}}))),
        ),
        ("a variable", Box::new(|text| pod(json!({"env": [text]})))),
        (
            "the value of a variable",
            Box::new(|text| pod(json!({"env": [{"name": "P", "value": text}]}))),
        ),
        (
            "a misspelt value",
            Box::new(|text| pod(json!({"env": [{"name": "P", "valeu": text}]}))),
        ),
        (
            "the name of a variable",
            Box::new(|text| pod(json!({"env": [{"name": text}]}))),
        ),
        (
            "an image",
            Box::new(|text| pod(json!({"containers": [{"image": text}]}))),
        ),
        (
            "a part of an image",
            Box::new(|text| pod(json!({"image": {"repository": text}}))),
        ),
        (
            "Helm values",
            Box::new(|text| {
                json!({"kind": "HelmRelease", "spec": {"values": {"a": [text]}}}).to_string()
            }),
        ),
        (
            "literals",
            Box::new(|text| json!({"secretGenerator": [{"literals": [text]}]}).to_string()),
        ),
        (
            "auths",
            Box::new(|text| json!({"auths": {"ghcr.io": {"auth": text}}}).to_string()),
        ),
        (
            "a Secret",
            Box::new(|text| json!({"kind": "secret", "stuff": text}).to_string()),
        ),
        (
            "a text in a text",
            Box::new(|text| {
                json!({"patch": json!({"kind": "Secret", "stringData": {"a": text}}).to_string()})
                    .to_string()
            }),
        ),
        // Behind a carriage return a comment ends, and what follows is none.
        (
            "a comment",
            Box::new(|text| {
                format!(
                    "kind: Pod\n# {}\n",
                    text.replace('\r', "").replace('\n', "\n# ")
                )
            }),
        ),
    ] {
        assert_none(
            place,
            &leaked(|secret| without_secrets(&manifest(&secret.text))),
        );
    }
}
