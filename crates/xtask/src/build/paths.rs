//! No path of the machine that builds is in what is given out: it says who built it, and makes every machine's
//! files different.

use crate::project;
use crate::run::{Failure, Outcome};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Has the compiler write the places of sources without the folders of this machine.
pub fn hide_paths(cargo: &mut Command) -> &mut Command {
    let flags =
        folders().map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display()));
    // Unlike RUSTFLAGS it takes folders with a space.
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
}

/// The folders with sources, and what is in their place.
fn folders() -> [(PathBuf, &'static str); 2] {
    let home = || env::home_dir().unwrap_or_default().join(".cargo");
    let cargo = env::var_os("CARGO_HOME").map_or_else(home, PathBuf::from);
    [
        (cargo.join("registry/src"), "registry"),
        (project::root().to_owned(), "imagepull"),
    ]
}

/// Looks for these folders in the site and the package.
///
/// # Errors
/// When one of them is in a file, or a file cannot be read.
pub fn report() -> Outcome {
    let mut named = Vec::new();
    for given_out in [project::site(), project::package()] {
        search(&given_out, &mut named).map_err(|error| {
            Failure(format!(
                "{} could not be read: {error}",
                given_out.display()
            ))
        })?;
    }
    if named.is_empty() {
        return Ok(());
    }
    Err(Failure(format!(
        "a path of this machine stands in {}",
        named.join(", ")
    )))
}

fn search(folder: &Path, named: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            search(&path, named)?;
        } else if names_a_folder(&fs::read(&path)?) {
            named.push(path.display().to_string());
        }
    }
    Ok(())
}

fn names_a_folder(content: &[u8]) -> bool {
    folders().iter().any(|(folder, _)| {
        let folder = folder.as_os_str().as_encoded_bytes();
        content.windows(folder.len()).any(|part| part == folder)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_a_path_of_this_machine_is_found() {
        let place = project::root().join("crates/imagepull/src/lib.rs");
        let content = format!("\0asm{}\0", place.display());
        assert!(names_a_folder(content.as_bytes()));
        assert!(!names_a_folder(
            b"\0asmimagepull/crates/imagepull/src/lib.rs\0"
        ));
    }
}
