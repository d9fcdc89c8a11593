//! Looking for inputs that break the core: the targets of `tests/fuzz`, tried by libFuzzer.
//!
//! cargo-fuzz asks for a nightly compiler because of its sanitizers, which find nothing in a
//! workspace without unsafe code. What libFuzzer needs to see where an input leads, the compiler
//! of everybody can add too.

use crate::progress::Progress;
use crate::project;
use crate::run::{self, Failure, Outcome};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How long a target is tried where nobody says, in seconds.
pub const USUAL_SECONDS: u32 = 60;

/// What makes the compiler note which way an input takes, and what it is compared with.
const INSTRUMENTED: &str = "-Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// What an input may take, so that a slow one is found as well as one that breaks something.
const LIMITS: [&str; 3] = ["-timeout=20", "-rss_limit_mb=2048", "-max_len=20000"];

/// Fuzzes one target, or one after the other, for some seconds each.
///
/// # Errors
/// When there is no such target, the build failed, or an input was found that breaks one. That is
/// put into the kept corpus then, where `cargo test` tries it until it breaks nothing any more.
pub fn fuzz(target: Option<&str>, seconds: u32) -> Outcome {
    let targets = targets(target)?;
    let mut progress = Progress::new(targets.len() + 1);
    let mut program = PathBuf::new();
    progress.step("build the targets", || {
        program = build()?;
        Ok(())
    })?;
    let mut broken = Vec::new();
    for name in targets {
        let outcome = progress.step(&format!("{name}: {seconds} s"), || {
            try_out(&program, &name, seconds)
        });
        broken.extend(outcome.is_err().then_some(name));
    }
    if broken.is_empty() {
        return Ok(());
    }
    Err(Failure(format!(
        "an input breaks {}: it is in tests/fuzz/corpus, and what it breaks stands above",
        broken.join(", ")
    )))
}

/// The targets by the folders of the kept corpus.
fn targets(target: Option<&str>) -> Outcome<Vec<String>> {
    let corpus = corpus();
    let failure = |error| Failure(format!("{} could not be read: {error}", corpus.display()));
    let entries = fs::read_dir(&corpus).map_err(failure)?;
    let mut all: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    all.sort();
    match target {
        None => Ok(all),
        Some(name) if all.iter().any(|it| it == name) => Ok(vec![name.to_owned()]),
        Some(name) => Err(Failure(format!(
            "there is no target `{name}`: the targets are {}",
            all.join(", ")
        ))),
    }
}

fn corpus() -> PathBuf {
    project::tests().join("fuzz/corpus")
}

/// Builds the program in its own folder, because all crates are compiled in another way.
fn build() -> Outcome<PathBuf> {
    let version = run::answer(Command::new("rustc").arg("-vV"))?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .ok_or_else(|| Failure("`rustc -vV` does not say its host".to_owned()))?;
    let folder = project::root().join("target/fuzz");
    run::visibly(
        Command::new("cargo")
            .current_dir(project::root())
            .args(["build", "--profile", "fuzz", "--package", "fuzz-guided"])
            .args(["--features", "libfuzzer", "--target-dir"])
            .arg(&folder)
            // Named, so that build scripts and macros are compiled as ever.
            .args(["--target", host])
            .env("RUSTFLAGS", INSTRUMENTED),
    )?;
    Ok(folder.join(host).join("fuzz/fuzz-guided"))
}

fn try_out(program: &Path, name: &str, seconds: u32) -> Outcome {
    let found = project::root().join("target/fuzz/found").join(name);
    fs::create_dir_all(&found)
        .map_err(|error| Failure(format!("{} could not be made: {error}", found.display())))?;
    let kept = corpus().join(name);
    run::visibly(
        Command::new(program)
            .current_dir(project::root())
            .env("FUZZ_TARGET", name)
            // What is found goes to the first folder.
            .args([&found, &kept])
            .args(examples(name)?)
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-artifact_prefix={}/", kept.display()))
            .args(LIMITS)
            .args(["-verbosity=0", "-print_funcs=0"])
            .arg("-print_final_stats=1"),
    )
}

/// The folders of the repository whose files are inputs of a target, too.
fn examples(name: &str) -> Outcome<Vec<PathBuf>> {
    let path = project::tests().join("fuzz/examples.json");
    let text = fs::read_to_string(&path)
        .map_err(|error| Failure(format!("{} could not be read: {error}", path.display())))?;
    let all: Value = serde_json::from_str(&text)
        .map_err(|error| Failure(format!("{} is not JSON: {error}", path.display())))?;
    let folders = all[name].as_array().into_iter().flatten();
    Ok(folders
        .filter_map(|folder| Some(project::root().join(folder.as_str()?)))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_that_is_not_there_is_said_with_those_that_are() {
        assert_eq!(
            targets(Some("parseImage")),
            Ok(vec!["parseImage".to_owned()])
        );
        let failure = targets(Some("parse")).unwrap_err().to_string();
        assert!(
            failure.contains("explainEvents, inspectManifest"),
            "{failure}"
        );
    }

    #[test]
    fn examples_are_folders_of_the_repository() {
        let folders = examples("inspectManifest").unwrap();
        assert!(
            folders.len() > 1 && folders.iter().all(|folder| folder.is_dir()),
            "{folders:?}"
        );
        assert_eq!(examples("matchUrl"), Ok(Vec::new()));
    }
}
