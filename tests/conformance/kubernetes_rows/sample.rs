//! The sample of the rows for browsers, `tests/vectors/kubernetes/sample.jsonl`: some rows of every family,
//! each with the file that it is of. `UPDATE_SAMPLE=1 cargo test -p tests --test conformance sample` writes it.

use std::{collections::BTreeMap, env, fs, path::Path};

use serde_json::{Value, json};

use super::rows;

const FILES: [&str; 11] = [
    "admitPod",
    "allowlist",
    "checkCredentialProviderConfig",
    "checkKubeletConfig",
    "ensure_image",
    "matchCredentials",
    "matchUrl",
    "parseImage",
    "puller_1.27",
    "puller_1.33",
    "puller_1.36",
];

/// Rows per family, evenly spaced.
const ROWS_OF_FAMILY: usize = 4;

/// Longer rows are left out.
const MAX_BYTES: usize = 8000;

fn sample() -> String {
    let mut sample = String::new();
    for file in FILES {
        let mut families: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for row in rows(file) {
            let id = row["id"].as_str().expect("a row has an id");
            let family: String = id.chars().take_while(char::is_ascii_alphabetic).collect();
            if row.to_string().len() <= MAX_BYTES {
                families.entry(family).or_default().push(row);
            }
        }
        for rows in families.into_values() {
            let step = rows.len().div_ceil(ROWS_OF_FAMILY);
            for mut row in rows.into_iter().step_by(step) {
                row["file"] = json!(file);
                sample.push_str(&row.to_string());
                sample.push('\n');
            }
        }
    }
    sample
}

#[test]
fn the_sample_for_browsers_has_some_rows_of_every_family() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/kubernetes/sample.jsonl");
    let sample = sample();
    if env::var_os("UPDATE_SAMPLE").is_some() {
        fs::write(&path, sample).expect("the sample can be written");
        return;
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    let remedy = "UPDATE_SAMPLE=1 cargo test -p tests --test conformance sample";
    assert!(written == sample, "{} is made by {remedy}", path.display());
}
