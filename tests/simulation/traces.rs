//! The traces of the stories, number by number. The package's tests compare the same file in
//! WebAssembly, so that a run is the same there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use imagepull::simulate::{Detail, simulate_pulls};
use serde_json::Value;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("simulation")
        .join(name)
}

#[test]
fn every_number_is_the_one_written_down() {
    let stories = fs::read_dir(file("stories")).expect("the folder of stories");
    let mut traces: BTreeMap<String, Value> = BTreeMap::new();
    for story in stories.flatten().map(|entry| entry.path()) {
        let scenario = fs::read_to_string(&story).expect("a story");
        let scenario = serde_json::from_str(&scenario).expect("a story is a scenario");
        let trace = simulate_pulls(&scenario, Detail::Full);
        let name = story.file_stem().unwrap_or_default().to_string_lossy();
        traces.insert(
            name.into_owned(),
            serde_json::to_value(trace).expect("a trace is data"),
        );
    }
    let told = serde_json::to_string_pretty(&traces).expect("traces are data") + "\n";
    if env::var_os("UPDATE_TRACES").is_some() {
        fs::write(file("traces.json"), &told).expect("traces.json can be written");
    }
    let written = fs::read_to_string(file("traces.json")).unwrap_or_default();
    assert!(
        told == written,
        "tests/simulation/traces.json is no longer what the simulation answers: see what the \
         stories say, then write it anew with UPDATE_TRACES=1 cargo test -p tests traces"
    );
}
