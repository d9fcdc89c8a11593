//! Measuring: how long our answers take, beside what takes others how long in the same run.

mod reproducible;
mod table;

use crate::build;
use crate::environment::Environment;
use crate::progress::Progress;
use crate::project;
use crate::run::{self, Failure, Outcome};
use crate::setup;
use std::process::Command;

/// How the rows are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One table for people.
    Table,
    /// One JSON object a line: `name`, `ours`, `peer` (null where there is none), `unit`, `ratio`.
    JsonLines,
}

/// The steps that are scripts of `tests/bench/`.
const SCRIPTS: &[(&str, &[&str])] = &[
    (
        "measure the package in Node and in Chromium",
        &["names/node.js", "names/chromium.js"],
    ),
    (
        "measure the site in Chromium",
        &["site/answers.js", "site/frames.js", "site/anything.js"],
    ),
    ("measure large clusters in Chromium", &["cluster.js"]),
    ("ask Lighthouse about every view", &["site/lighthouse.js"]),
];

/// Measures everything and prints the rows.
///
/// # Errors
/// When set-up, a build or a measurement failed.
pub fn bench(format: Format) -> Outcome {
    let mut progress = Progress::new(setup::BENCH.len() + 6 + SCRIPTS.len());
    let environment = setup::meet(setup::BENCH, &mut progress)?;
    progress.step("build the site", || build::site::build(&environment))?;
    progress.step("build the package", || build::package::build(&environment))?;
    progress.step("build both elsewhere: the files are the same", || {
        reproducible::check(&environment)
    })?;
    let mut rows = Vec::new();
    progress.step("measure natively", || {
        rows.extend(rows_of(&mut native(&[]))?);
        Ok(())
    })?;
    progress.step("measure WebAssembly beside native", || {
        rows.extend(rows_of(&mut wasm(&environment)?)?);
        Ok(())
    })?;
    progress.step("measure the Manifest view in Chromium", || {
        rows.extend(rows_of(&mut manifest_view(&environment)?)?);
        Ok(())
    })?;
    for (step, scripts) in SCRIPTS {
        progress.step(step, || {
            for script in *scripts {
                rows.extend(rows_of(&mut script_of(&environment, script))?);
            }
            Ok(())
        })?;
    }
    match format {
        Format::Table => println!("{}", table::build(&rows)?),
        Format::JsonLines => rows.iter().for_each(|row| println!("{row}")),
    }
    Ok(())
}

/// The lines that a program prints, a row each.
fn rows_of(command: &mut Command) -> Outcome<Vec<String>> {
    let answer = run::answer(command)?;
    Ok(answer.lines().map(str::to_owned).collect())
}

/// The program that measures natively, compiled for speed.
fn native(arguments: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(project::root());
    cargo.args(["run", "--quiet", "--profile", "bench", "--package", "bench"]);
    cargo.arg("--").args(arguments);
    cargo
}

/// The script that simulates in the built package what the native program simulates.
fn wasm(environment: &Environment) -> Outcome<Command> {
    let mut node = script_of(environment, "wasm.js");
    node.arg(project::package().join("imagepull.js"));
    node.arg(run::answer(&mut native(&["program"]))?.trim());
    Ok(node)
}

/// The script that measures the view; it reads the manifest that the native program writes.
fn manifest_view(environment: &Environment) -> Outcome<Command> {
    let path = project::root().join("target/bench-manifest.yaml");
    let written = |error| Failure(format!("{} could not be written: {error}", path.display()));
    std::fs::write(&path, run::answer(&mut native(&["manifest"]))?).map_err(written)?;
    let mut node = script_of(environment, "view.js");
    node.arg(&path);
    Ok(node)
}

/// A script of `tests/bench/`.
fn script_of(environment: &Environment, name: &str) -> Command {
    let mut node = environment.command("node");
    node.current_dir(project::tests().join("bench")).arg(name);
    node
}
