//! The JavaScript side of a program.

use crate::environment::Environment;
use crate::run::{self, Outcome};
use std::path::{Path, PathBuf};

/// Writes `<name>.js`, `<name>_bg.wasm` and the scripts of our own that the program imports.
pub fn bind(environment: &Environment, from: &Path, name: &str, folder: &Path) -> Outcome {
    run::visibly(
        environment
            .command("wasm-bindgen")
            .arg(from)
            .args(["--target", "web", "--no-typescript", "--out-name", name])
            // The parts of a program find each other by the names that the linker gave.
            .args(["--keep-lld-exports", "--no-demangle", "--out-dir"])
            .arg(folder),
    )
}

/// Where the program is then.
pub fn program(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}_bg.wasm"))
}
