//! Making programs smaller or faster with binaryen.
//!
//! The command line tool of the npm package starts anew for each file, which takes longer than a small
//! piece; so the pieces go through the library of the same package in one process.

use crate::environment::Environment;
use crate::project;
use crate::run::{self, Outcome};
use std::path::{Path, PathBuf};

const SCRIPT: &str = "crates/xtask/src/build/program/optimize.mjs";

/// Makes programs as small as they get.
pub fn for_size(environment: &Environment, files: impl Iterator<Item = PathBuf>) -> Outcome {
    run::visibly(
        environment
            .command("node")
            .arg(project::root().join(SCRIPT))
            .args(files),
    )
}

/// Makes a program fast.
pub fn for_speed(environment: &Environment, program: &Path) -> Outcome {
    run::visibly(
        environment
            .command("wasm-opt")
            .args(["-O3", "--strip-debug", "--strip-producers", "-o"])
            .args([program, program]),
    )
}
