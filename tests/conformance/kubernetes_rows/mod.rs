//! Rows that the code of Kubernetes 1.27 to 1.36 printed, against the functions of the package: one
//! module a function, each row in every release that it names. What is asked goes in as the package
//! takes it, so that the reading of requests is held too. The rows speak in the words of the code
//! that printed them; each module says how they are compared with an answer.
//!
//! `tests/headless_core` has these modules too, for a sample of the rows in browsers.

mod admit_pod;
mod allowlist;
mod check_credential_provider_config;
mod check_kubelet_config;
mod describe_next_attempt;
mod ensure_image;
mod inspect_manifest;
mod match_credentials;
mod match_url;
mod parse_image;
mod puller;
#[cfg(not(target_arch = "wasm32"))]
mod sample;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use imagepull_js::calls::Answer;
use serde_json::{Value, json};

/// One of this number of rows may differ for a known reason.
const ROWS_PER_KNOWN_DIFFERENCE: usize = 333;

/// How many rows of a group of differences are shown in full.
const MAX_SHOWN: usize = 3;

/// A row on which the package differs on purpose.
pub struct KnownDifference {
    /// The id of the row.
    pub id: &'static str,
    /// The releases in which it differs.
    pub releases: &'static [&'static str],
    /// Why the difference is right, or cannot be helped.
    pub reason: &'static str,
}

/// A row in one of its releases.
pub struct Case<'a> {
    pub release: &'a str,
    row: &'a Value,
    differences: Vec<(String, String)>,
}

impl Case<'_> {
    /// What the function is given: `input` of most files.
    pub fn input(&self) -> &Value {
        &self.row["input"]
    }

    /// A field of the row.
    pub fn field(&self, name: &str) -> &Value {
        &self.row[name]
    }

    /// What the code of Kubernetes printed.
    pub fn expected(&self) -> &Value {
        &self.row["expected"]
    }

    /// The options of a call that differs between releases.
    pub fn options(&self) -> String {
        json!({"kubernetes": self.release}).to_string()
    }

    /// A request with its release.
    pub fn request(&self, request: &Value) -> String {
        let mut request = request.clone();
        request["kubernetes"] = json!(self.release);
        request.to_string()
    }

    /// Compares what the row says of `aspect` with what the package says.
    pub fn equal(&mut self, aspect: &str, expected: &Value, got: &Value) {
        if expected != got {
            let difference = format!("expected {expected}\n             got {got}");
            self.differences.push((aspect.to_owned(), difference));
        }
    }
}

/// The answer to a call, which must have the right shape.
pub fn read(answer: Answer) -> Value {
    let answer = answer.expect("a request of the right shape");
    serde_json::from_str(&answer).expect("an answer is JSON")
}

/// Holds every row of a file in each of its releases.
///
/// # Panics
/// Where a row differs that is not known to, with all differences in groups, where one that is known
/// to differ does not, and where too many are known to.
pub fn hold(file: &str, known: &[KnownDifference], compare: impl Fn(&mut Case)) {
    let rows = rows(file);
    let is_there = |it: &&KnownDifference| rows.iter().any(|row| row["id"] == it.id);
    let known: Vec<&KnownDifference> = known.iter().filter(is_there).collect();
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut differing = 0;
    let mut met = 0;
    for row in &rows {
        let id = row["id"].as_str().expect("a row has an id");
        let mut differs = false;
        for release in releases(row) {
            let mut case = Case {
                release,
                row,
                differences: Vec::new(),
            };
            compare(&mut case);
            let is_this = |it: &KnownDifference| it.id == id && it.releases.contains(&release);
            let is_known = known.iter().any(|it| is_this(it));
            if is_known {
                met += usize::from(!case.differences.is_empty());
                continue;
            }
            differs |= !case.differences.is_empty();
            for (aspect, difference) in case.differences {
                let shown = format!("{id} {release}: {difference}");
                groups.entry(aspect).or_default().push(shown);
            }
        }
        differing += usize::from(differs);
    }
    let mut report = String::new();
    for (aspect, found) in &groups {
        let _ = writeln!(report, "{aspect}: {} differences", found.len());
        let shown = std::env::var("SHOW_ROWS").ok();
        let shown = shown.and_then(|it| it.parse().ok()).unwrap_or(MAX_SHOWN);
        for (index, row) in found.iter().enumerate() {
            let text = row.split_once(": ").map_or(row.as_str(), |(id, _)| id);
            let _ = writeln!(report, "  {}", if index < shown { row } else { text });
        }
    }
    assert!(
        groups.is_empty(),
        "{file}: {differing} of {} rows differ\n{report}",
        rows.len()
    );
    let expected: usize = known.iter().map(|it| it.releases.len()).sum();
    assert_eq!(met, expected, "{file}: a known difference is none");
    let reasons: Vec<&str> = known.iter().map(|it| it.reason).collect();
    let ids: std::collections::BTreeSet<&str> = known.iter().map(|it| it.id).collect();
    assert!(
        ids.len() * ROWS_PER_KNOWN_DIFFERENCE <= rows.len().max(ROWS_PER_KNOWN_DIFFERENCE),
        "{file}: too many known differences: {reasons:?}"
    );
}

/// A row names one release or a list of them.
fn releases(row: &Value) -> Vec<&str> {
    match &row["kubernetes"] {
        Value::Array(releases) => releases.iter().filter_map(Value::as_str).collect(),
        release => release.as_str().into_iter().collect(),
    }
}

/// The rows of a file of `tests/vectors/kubernetes` that are in its sample.
#[cfg(target_arch = "wasm32")]
fn rows(file: &str) -> Vec<Value> {
    let sample = include_str!("../../vectors/kubernetes/sample.jsonl");
    let rows = sample
        .lines()
        .map(|line| -> Value { serde_json::from_str(line).expect("a row is JSON") });
    rows.filter(|row| row["file"] == file).collect()
}

/// The rows of a file of `tests/vectors/kubernetes`.
#[cfg(not(target_arch = "wasm32"))]
fn rows(file: &str) -> Vec<Value> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/kubernetes");
    let path = folder.join(format!("{file}.jsonl.gz"));
    let packed =
        std::fs::read(&path).unwrap_or_else(|error| panic!("{} : {error}", path.display()));
    // The header of gzip without a name is ten bytes long; what follows the data is not needed.
    let text = miniz_oxide::inflate::decompress_to_vec(&packed[10..])
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let text = String::from_utf8(text).expect("rows are UTF-8");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a row is JSON"))
        .collect()
}
