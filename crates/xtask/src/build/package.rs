//! The JavaScript package `imagepull`, into `target/package/imagepull/`.
//!
//! | file | from |
//! | --- | --- |
//! | `imagepull_js.js`, `imagepull_js_bg.wasm` | the crate, by wasm-bindgen and wasm-opt |
//! | `imagepull.js`, `imagepull.d.ts`, `README.md`, `package.json` | `crates/imagepull-js/js/`, as they are |
//! | the version in `package.json` | the workspace, which is the version of the crates too |
//! | `CHANGELOG.md`, `LICENSE-*`, `THIRD-PARTY-NOTICES.txt` | the root of the repository |

use super::paths::hide_paths;
use super::speed::compile_for_speed;
use crate::environment::Environment;
use crate::notices;
use crate::project;
use crate::run::{self, Failure, Outcome};
use std::path::{Path, PathBuf};
use std::{fs, io};

const MODULE: &str = "imagepull_js";
const TARGET: &str = "wasm32-unknown-unknown";
const MANIFEST: &str = "package.json";

/// Builds the package in a clean folder.
pub fn build(environment: &Environment) -> Outcome {
    let folder = project::package();
    empty(&folder).map_err(|error| not_written(&folder, &error))?;
    let module = compile(environment)?;
    run::visibly(
        environment
            .command("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--out-name", MODULE])
            // `instance.js` starts over with it after a trap.
            .arg("--experimental-reset-state-function")
            .arg("--out-dir")
            .arg(&folder)
            .arg(module),
    )?;
    let bound = folder.join(format!("{MODULE}_bg.wasm"));
    run::visibly(
        environment
            .command("wasm-opt")
            // A hundredth more than `-Oz` over the wire, and an eighth faster.
            .args(["-O3", "--strip-debug", "--strip-producers", "-o"])
            .args([&bound, &bound]),
    )?;
    copy_files(&project::package_crate().join("js"), &folder, |_| true)
        .and_then(|()| {
            copy_files(project::root(), &folder, |name| {
                ["CHANGELOG.md", notices::FILE].contains(&name) || name.starts_with("LICENSE-")
            })
        })
        .and_then(|()| write_version(&folder.join(MANIFEST)))
        .map_err(|error| not_written(&folder, &error))
}

fn write_version(manifest: &Path) -> io::Result<()> {
    let text = fs::read_to_string(manifest)?;
    fs::write(manifest, with_version(&text, env!("CARGO_PKG_VERSION")))
}

/// The text of a `package.json` with the version as its first field.
fn with_version(manifest: &str, version: &str) -> String {
    manifest.replacen('{', &format!("{{\n  \"version\": \"{version}\","), 1)
}

/// Compiles the crate and answers where the module is.
fn compile(environment: &Environment) -> Outcome<PathBuf> {
    let mut cargo = environment.command("cargo");
    cargo.args(["build", "--release", "--lib", "--package", "imagepull-js"]);
    cargo.args(["--target", TARGET]);
    run::visibly(hide_paths(compile_for_speed(&mut cargo, &[])))?;
    Ok(environment
        .target()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_the_manifest_is_that_of_the_workspace_and_nowhere_else() {
        let manifest = include_str!("../../../imagepull-js/js/package.json");
        assert!(!manifest.contains("\"version\""));
        let expected = "{\n  \"version\": \"1.2.3\",\n  \"name\": \"imagepull\",\n";
        assert!(with_version(manifest, "1.2.3").starts_with(expected));
    }
}
