//! Compiling the programs with cargo.

use super::{Build, PAGE, WORKER};
use crate::environment::Environment;
use crate::run::{self, Outcome};
use std::path::PathBuf;

const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles both programs.
pub fn compile(environment: &Environment, build: Build) -> Outcome {
    let cargo = |program: &str, arguments: &[&str]| {
        let mut cargo = environment.command("cargo");
        cargo.args(["build", "--package", "playground", "--target", TARGET]);
        run::visibly(cargo.args(["--bin", program]).args(arguments))
    };
    match build {
        Build::Development => cargo(PAGE, &["--bin", WORKER]),
        Build::Release => {
            cargo(PAGE, &["--release", "--features", "split"])?;
            cargo(WORKER, &["--profile", "simulation"])
        }
    }
}

/// Where a program is when it is compiled.
pub fn program(environment: &Environment, name: &str, build: Build) -> PathBuf {
    let folder = match build {
        Build::Development => "debug",
        Build::Release if name == WORKER => "simulation",
        Build::Release => "release",
    };
    environment
        .target()
        .join(TARGET)
        .join(folder)
        .join(format!("{name}.wasm"))
}
