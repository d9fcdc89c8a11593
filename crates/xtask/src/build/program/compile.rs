//! Compiling the programs with cargo.

use super::super::paths::hide_paths;
use super::super::speed::compile_for_speed;
use super::{Build, PAGE, WORKERS};
use crate::environment::Environment;
use crate::run::{self, Outcome};
use std::path::PathBuf;

const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles all programs.
pub fn compile(environment: &Environment, build: Build) -> Outcome {
    let cargo = |programs: &[&str]| {
        let mut cargo = environment.command("cargo");
        cargo.args(["build", "--package", "playground", "--target", TARGET]);
        for program in programs {
            cargo.args(["--bin", program]);
        }
        cargo
    };
    match build {
        Build::Development => run::visibly(&mut cargo(&[&[PAGE], &WORKERS[..]].concat())),
        Build::Release => {
            run::visibly(hide_paths(cargo(&[PAGE]).args([
                "--release",
                "--features",
                "split",
            ])))?;
            // What it asks of a run is answered by the crate of the page.
            let page = ["profile.release.package.playground.opt-level=3"];
            run::visibly(hide_paths(compile_for_speed(
                cargo(&WORKERS).arg("--release"),
                &page,
            )))
        }
    }
}

/// Where a program is when it is compiled.
pub fn program(environment: &Environment, name: &str, build: Build) -> PathBuf {
    let folder = match build {
        Build::Development => "debug",
        Build::Release => "release",
    };
    environment
        .target()
        .join(TARGET)
        .join(folder)
        .join(format!("{name}.wasm"))
}
