//! Two builds of the same sources in different folders give the same files, byte for byte.

use crate::environment::Environment;
use crate::project;
use crate::run::{self, Failure, Outcome};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

/// Builds the site and the package once more in a folder of another name, and compares.
///
/// # Errors
/// When that build fails, or a file differs.
pub fn check(environment: &Environment) -> Outcome {
    let elsewhere = project::root().join("target/built elsewhere");
    copy_sources(&elsewhere).map_err(|error| unreadable(&elsewhere, &error))?;
    for installed in [project::tools(), project::tests().join("node_modules")] {
        link(&installed, &elsewhere.join(in_project(&installed)))?;
    }
    let mut build = environment.command("cargo");
    build.current_dir(&elsewhere).args(["xtask", "build"]);
    build.env_remove("CARGO_TARGET_DIR");
    run::quietly(&mut build)?;
    let mut differing = Vec::new();
    for folder in [project::site(), project::package()] {
        let other = elsewhere.join(in_project(&folder));
        differing.extend(differences(&folder, &other)?);
    }
    if differing.is_empty() {
        return Ok(());
    }
    Err(Failure(format!(
        "a second build in {} is not the same: {}",
        elsewhere.display(),
        differing.join(", ")
    )))
}

/// The way from the root to a folder of the project.
fn in_project(path: &Path) -> &Path {
    path.strip_prefix(project::root()).unwrap_or(path)
}

/// Copies what git knows and what it would take, as it lies here.
fn copy_sources(elsewhere: &Path) -> io::Result<()> {
    if elsewhere.exists() {
        fs::remove_dir_all(elsewhere)?;
    }
    let mut git = Command::new("git");
    git.current_dir(project::root());
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let names = String::from_utf8_lossy(&git.output()?.stdout).into_owned();
    for name in names.split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (project::root().join(name), elsewhere.join(name));
        // One that was deleted and not committed.
        if !from.is_file() {
            continue;
        }
        fs::create_dir_all(to.parent().unwrap_or(elsewhere))?;
        fs::copy(from, to)?;
    }
    Ok(())
}

fn link(original: &Path, place: &Path) -> Outcome {
    #[cfg(unix)]
    let linked = std::os::unix::fs::symlink(original, place);
    #[cfg(windows)]
    let linked = std::os::windows::fs::symlink_dir(original, place);
    linked.map_err(|error| unreadable(place, &error))
}

/// The names of the files that are not the same in two folders, or in one of them alone.
fn differences(one: &Path, other: &Path) -> Outcome<Vec<String>> {
    let [one, other] = [one, other].map(|folder| {
        let mut files = BTreeMap::new();
        read(folder, folder, &mut files).map_err(|error| unreadable(folder, &error))?;
        Ok(files)
    });
    let (one, other): (BTreeMap<_, _>, BTreeMap<_, _>) = (one?, other?);
    let names = one
        .keys()
        .chain(other.keys().filter(|it| !one.contains_key(*it)));
    let differing = names.filter(|name| one.get(*name) != other.get(*name));
    Ok(differing.map(|name| name.display().to_string()).collect())
}

/// The content of every file below a folder, by its way from `root`.
fn read(root: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(root, &path, files)?;
        } else {
            let name = path.strip_prefix(root).unwrap_or(&path).to_owned();
            files.insert(name, fs::read(&path)?);
        }
    }
    Ok(())
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure(format!(
        "{} could not be made or read: {error}",
        path.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_differ_or_are_in_one_folder_alone_are_named() {
        let folder = std::env::temp_dir().join(format!("imagepull-builds-{}", std::process::id()));
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        };
        write("one/same.js", "a");
        write("other/same.js", "a");
        write("one/deep/changed.wasm", "a");
        write("other/deep/changed.wasm", "b");
        write("other/more.css", "a");
        let found = differences(&folder.join("one"), &folder.join("other"));
        fs::remove_dir_all(&folder).expect("a folder");
        let deep = Path::new("deep").join("changed.wasm").display().to_string();
        assert_eq!(found.ok(), Some(vec![deep, "more.css".to_owned()]));
    }
}
