//! The JavaScript package `imagepull`, into `target/package/imagepull/`.
//!
//! | file | from |
//! | --- | --- |
//! | `imagepull_js.js`, `imagepull_js_bg.wasm` | the crate, by wasm-bindgen and wasm-opt |
//! | `imagepull.js`, `imagepull.d.ts`, `package.json`, ... | every file of `crates/imagepull-js/js/`, as it stands |
//! | `LICENSE-*` | the root of the repository |

use crate::environment::Environment;
use crate::project;
use crate::run::{self, Failure, Outcome};
use std::path::{Path, PathBuf};
use std::{fs, io};

const MODULE: &str = "imagepull_js";
const TARGET: &str = "wasm32-unknown-unknown";

/// Builds the package in a clean folder.
pub fn build(environment: &Environment) -> Outcome {
    let folder = project::package();
    empty(&folder).map_err(|error| not_written(&folder, &error))?;
    let module = compile(environment)?;
    run::visibly(
        environment
            .command("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--out-name", MODULE])
            .arg("--out-dir")
            .arg(&folder)
            .arg(module),
    )?;
    let bound = folder.join(format!("{MODULE}_bg.wasm"));
    run::visibly(
        environment
            .command("wasm-opt")
            .args(["-Oz", "--strip-debug", "--strip-producers", "-o"])
            .args([&bound, &bound]),
    )?;
    copy_files(&project::package_crate().join("js"), &folder, |_| true)
        .and_then(|()| {
            copy_files(project::root(), &folder, |name| {
                name.starts_with("LICENSE-")
            })
        })
        .map_err(|error| not_written(&folder, &error))
}

/// Compiles the crate and answers where the module is.
fn compile(environment: &Environment) -> Outcome<PathBuf> {
    run::visibly(environment.command("cargo").args([
        "build",
        "--release",
        "--lib",
        "--package",
        "imagepull-js",
        "--target",
        TARGET,
    ]))?;
    let folder = environment
        .get("CARGO_TARGET_DIR")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from))
        .unwrap_or_else(|| "target".into());
    Ok(project::root()
        .join(folder)
        .join(TARGET)
        .join(format!("release/{MODULE}.wasm")))
}

fn empty(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)
}

fn copy_files(from: &Path, to: &Path, is_wanted: impl Fn(&str) -> bool) -> io::Result<()> {
    for entry in fs::read_dir(from)?.flatten() {
        let name = entry.file_name();
        if entry.path().is_file() && is_wanted(&name.to_string_lossy()) {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}

fn not_written(folder: &Path, error: &io::Error) -> Failure {
    Failure(format!(
        "{} could not be written: {error}",
        folder.display()
    ))
}
