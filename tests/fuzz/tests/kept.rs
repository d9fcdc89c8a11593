//! The kept inputs: `corpus/` has a folder for every target, `examples.json` names others.

use std::collections::BTreeMap;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use fuzz::Target;

#[test]
fn every_kept_input_is_answered_as_it_must_be() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let examples: BTreeMap<String, Vec<String>> =
        serde_json::from_str(include_str!("../examples.json")).expect("it is JSON");
    let mut failed = Vec::new();
    for target in Target::ALL {
        let kept = package.join("corpus").join(target.name);
        let examples = examples.get(target.name).into_iter().flatten();
        let examples = examples.map(|it| package.join("../..").join(it));
        for folder in examples.chain([kept]) {
            let files = fs::read_dir(&folder)
                .unwrap_or_else(|error| panic!("{} cannot be read: {error}", folder.display()));
            let mut tried = 0;
            for file in files {
                let path = file.expect("a folder lists its files").path();
                let bytes = fs::read(&path).expect("a kept input can be read");
                let answer = panic::catch_unwind(AssertUnwindSafe(|| (target.check)(&bytes)));
                failed.extend(answer.is_err().then(|| path.display().to_string()));
                tried += 1;
            }
            assert!(tried > 0, "{} is empty", folder.display());
        }
    }
    assert!(failed.is_empty(), "these fail, as said above: {failed:#?}");
}
