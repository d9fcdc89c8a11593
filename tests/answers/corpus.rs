//! What the functions are called with: every text of the vectors, and the scenarios, manifests and
//! other documents of the tests.

use std::{collections::BTreeSet, fs, path::Path};

use imagepull::simulate::{Detail, analysis::Lane, scenario::Scenario, simulate_pulls};
use serde_json::{Value, json};

use crate::calls::Call;

/// The folders with scenarios.
const SCENARIOS: [&str; 2] = ["tests/simulation/stories", "web/examples"];

/// The folders with manifests, indexes and what else is read as a document.
const DOCUMENTS: [&str; 3] = [
    "tests/manifests",
    "tests/manifests/stories",
    "tests/indexes/stories",
];

/// The functions that read a document.
const READERS: [&str; 5] = [
    "inspectManifest",
    "checkKubeletConfig",
    "checkCredentialProviderConfig",
    "explainEvents",
    "recognize",
];

/// The functions that read a name of some kind.
const OF_NAMES: [&str; 3] = ["parseImage", "defaultPullPolicy", "parsePlatform"];

/// Functions whose examples are written as they are called.
const OF_OBJECTS: [&str; 3] = ["admitPod", "backOffTimeline", "matchCredentials"];

/// All calls.
pub fn calls() -> Vec<Call> {
    let mut calls = Vec::new();
    let mut texts = BTreeSet::new();
    for path in files_in("tests/vectors", &["json"]) {
        gather(&parsed(&path), &mut texts);
    }
    let texts: Vec<String> = texts.into_iter().collect();
    of_names(&texts, &mut calls);
    of_examples(&mut calls);
    for path in SCENARIOS
        .iter()
        .flat_map(|folder| files_in(folder, &["json"]))
    {
        let scenario = parsed(&path);
        calls.push(call("simulatePulls", [scenario.clone()]));
        let numbers = json!({ "over": "maxParallelImagePulls", "values": [1, 4] });
        calls.push(call("sweep", [scenario.clone(), numbers]));
        of_runs(scenario, &mut calls);
    }
    of_charts(&mut calls);
    let kinds = ["json", "yaml"];
    for path in DOCUMENTS.iter().flat_map(|folder| files_in(folder, &kinds)) {
        of_document(&read(&path), &mut calls);
    }
    calls
}

/// Custom resources and templates, with the values of a chart and a kustomization beside them.
fn of_charts(calls: &mut Vec<Call>) {
    const VALUES: &str = "image: {repository: acme/web, tag: 1, pullPolicy: Always}\nname: a\n";
    const KUSTOMIZATION: &str =
        "resources: [templates/a.yaml]\nimages: [{name: nginx, newTag: '2'}]\n";
    let digests = json!({ "nginx:1.27": format!("sha256:{}", "0".repeat(64)) });
    for path in files_in("tests/manifests/custom", &["yaml", "j2", "erb"]) {
        let text = read(&path);
        let files = json!([
            { "path": "values.yaml", "text": VALUES },
            { "path": "kustomization.yaml", "text": KUSTOMIZATION },
            { "path": "templates/a.yaml", "text": text },
        ]);
        calls.push(call("inspectManifests", [files]));
        calls.push(call("pinImages", [json!(text), digests.clone()]));
        calls.push(call("inspectManifest", [json!(text)]));
    }
}

/// A scenario that is run twice, with serial pulls and without a limit.
fn of_runs(scenario: Value, calls: &mut Vec<Call>) {
    let scenario: Scenario = serde_json::from_value(scenario).expect("a scenario");
    let runs = [Lane::Serial, Lane::Unlimited]
        .map(|lane| simulate_pulls(&lane.applied_to(&scenario), Detail::Full));
    let runs = serde_json::to_value(runs).expect("traces are data");
    calls.push(call("analyzeRuns", [runs.clone()]));
    let options = json!({ "scenario": scenario });
    calls.push(call("analyzeRuns", [runs, options]));
}

fn of_names(texts: &[String], calls: &mut Vec<Call>) {
    calls.push(call("normalizeImages", [json!(texts)]));
    calls.push(call(
        "matchPlatforms",
        [json!("linux/arm64/v8"), json!(texts)],
    ));
    for (index, text) in texts.iter().enumerate() {
        calls.extend(OF_NAMES.map(|function| call(function, [json!(text)])));
        calls.push(call("verifyDigest", [json!("text"), json!(text)]));
        let neighbour = &texts[(index + 1) % texts.len()];
        calls.push(call("matchUrl", [json!(text), json!(neighbour)]));
        let attempts =
            json!([{ "atMs": 0, "pullError": text }, { "atMs": 12_500, "pullMs": 1500.5 }]);
        let request = json!({ "image": text, "attempts": attempts });
        calls.push(call("ensureImage", [request]));
    }
}

/// The examples of the pages on diagnostics.
fn of_examples(calls: &mut Vec<Call>) {
    let examples = parsed("tests/diagnostics/examples.json");
    for example in examples.as_array().expect("a list of examples") {
        let input = &example["input"];
        match input.as_str() {
            Some(text) => of_document(text, calls),
            None => calls.extend(
                OF_OBJECTS
                    .iter()
                    .filter(|function| example["call"] == **function)
                    .map(|function| call(function, [input.clone()])),
            ),
        }
    }
}

fn of_document(text: &str, calls: &mut Vec<Call>) {
    calls.extend(READERS.map(|function| call(function, [json!(text)])));
    calls.push(call("readIndex", [json!(text), json!("linux/arm64")]));
}

fn call<const N: usize>(function: &'static str, arguments: [Value; N]) -> Call {
    let arguments = arguments.into();
    Call {
        function: function.into(),
        arguments,
    }
}

/// Every text in a value, short ones that cannot be told from names of fields included.
fn gather(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            texts.insert(text.clone());
        }
        Value::Array(values) => values.iter().for_each(|value| gather(value, texts)),
        Value::Object(fields) => fields.values().for_each(|value| gather(value, texts)),
        _ => {}
    }
}

/// The files of a folder with one of these extensions, in order; paths from the root of the project.
fn files_in(folder: &str, extensions: &[&str]) -> Vec<String> {
    let entries = fs::read_dir(from_root(folder)).expect("a folder of the tests");
    let names = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut paths: Vec<String> = names
        .filter(|name| {
            let extension = Path::new(name).extension().and_then(|it| it.to_str());
            extension.is_some_and(|extension| extensions.contains(&extension))
        })
        .map(|name| format!("{folder}/{name}"))
        .collect();
    paths.sort();
    paths
}

fn parsed(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{path} is no JSON: {error}"))
}

fn read(path: &str) -> String {
    fs::read_to_string(from_root(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn from_root(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}
