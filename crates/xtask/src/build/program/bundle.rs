//! The scripts of a program as one: `web/loader.js`, those of the workers, and what they import.

use super::bind;
use super::{PAGE, WORKERS};
use crate::build::finish::folder::Folder;
use crate::environment::Environment;
use crate::project;
use crate::run::{self, Failure, Outcome};
use std::fs;
use std::path::Path;

/// What the page and its workers begin with.
const ENTRIES: [&str; 4] = [
    "preload.js",
    "loader.js",
    "pull_runs_worker.js",
    "large_manifests_worker.js",
];

/// The modules that they import beside the generated ones.
const IMPORTED: [&str; 4] = ["initializer.js", "language.js", "parts.js", "program.js"];

/// Writes the scripts and the programs that they start.
pub fn bundle(environment: &Environment, work: &Path, site: &Folder) -> Outcome {
    for script in ENTRIES.iter().chain(&IMPORTED) {
        copy(
            &project::root().join("web").join(script),
            &work.join(script),
        )?;
    }
    for entry in ENTRIES {
        run::visibly(
            environment
                .command("esbuild")
                .arg(work.join(entry))
                .args(["--bundle", "--minify", "--charset=utf8", "--format=esm"])
                .args(["--target=es2022", "--log-level=warning"])
                .arg(format!("--outfile={}", site.path(entry).display())),
        )?;
    }
    for program in [PAGE].into_iter().chain(WORKERS) {
        let program = bind::program(work, program);
        let name = program.file_name().unwrap_or_default().to_string_lossy();
        copy(&program, &site.path(&name))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Outcome {
    let copied = fs::copy(from, to).map(drop);
    copied.map_err(|error| Failure(format!("{} could not be copied: {error}", from.display())))
}
