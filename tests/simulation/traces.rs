//! The traces of the stories here and of the examples of the page, number by number. The package's
//! tests compare the same file in WebAssembly, so that a run is the same there.

use std::collections::BTreeMap;
use std::{env, fs};

use imagepull::simulate::{Detail, simulate_pulls};
use serde_json::Value;

use crate::from_root;

/// Where the scenarios are, from the root of the project.
const FOLDERS: [&str; 2] = ["tests/simulation/stories", "web/examples"];

fn scenarios_in(folder: &str) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(from_root(folder)).expect("a folder of scenarios");
    let names = entries.flatten().map(|entry| entry.file_name());
    names.map(move |name| format!("{folder}/{}", name.display()))
}

fn trace_of(path: &str) -> Value {
    let scenario = fs::read_to_string(from_root(path)).expect("the scenario can be read");
    let scenario = serde_json::from_str(&scenario)
        .unwrap_or_else(|error| panic!("{path} is no scenario: {error}"));
    let trace = simulate_pulls(&scenario, Detail::Full);
    serde_json::to_value(trace).expect("a trace is data")
}

#[test]
fn every_number_is_the_one_written_down() {
    let paths = FOLDERS.into_iter().flat_map(scenarios_in);
    let traces: BTreeMap<String, Value> =
        paths.map(|path| (path.clone(), trace_of(&path))).collect();
    let told = serde_json::to_string_pretty(&traces).expect("traces are data") + "\n";
    let file = from_root("tests/simulation/traces.json");
    if env::var_os("UPDATE_TRACES").is_some() {
        fs::write(&file, &told).expect("traces.json can be written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        told == written,
        "tests/simulation/traces.json is no longer what the simulation answers: see what the \
         stories say, then write it anew with UPDATE_TRACES=1 cargo test -p tests traces"
    );
}
