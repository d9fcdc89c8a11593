//! The environment in which the project's tools run: search path and variables.

use crate::project;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What set-up found and what programs are started with.
pub struct Environment {
    /// Searched before the person's own PATH, first entry first.
    search: Vec<PathBuf>,
    variables: BTreeMap<&'static str, String>,
}

impl Environment {
    /// The project's own tools in front of what the person has.
    pub fn new() -> Self {
        let search = vec![
            project::tools().join("bin"),
            project::tests().join("node_modules/.bin"),
        ];
        Self {
            search,
            variables: BTreeMap::new(),
        }
    }

    /// Searches this folder before all others.
    pub fn search_first(&mut self, folder: PathBuf) {
        self.search.insert(0, folder);
    }

    /// Sets a variable for every program.
    pub fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.variables.insert(name, value.into());
    }

    /// The value that [`Environment::set`] gave to a variable.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    /// Where cargo puts what it builds.
    pub fn target(&self) -> PathBuf {
        let folder = self.get("CARGO_TARGET_DIR").map(PathBuf::from);
        let folder = folder.or_else(|| env::var_os("CARGO_TARGET_DIR").map(PathBuf::from));
        project::root().join(folder.unwrap_or_else(|| "target".into()))
    }

    /// A program of this environment, to run in the root of the repository.
    pub fn command(&self, program: &str) -> Command {
        // Looked up here: what a child's PATH means for its own start differs between systems.
        let program = self.find(program).unwrap_or_else(|| program.into());
        let mut command = Command::new(program);
        command
            .current_dir(project::root())
            .env("PATH", self.path())
            .envs(&self.variables);
        command
    }

    /// Where a program is, if it is anywhere.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        env::split_paths(&self.path())
            .map(|folder| folder.join(program))
            .find(|candidate| is_program(candidate))
    }

    /// Lines for a POSIX shell that make plain `trunk` and `wasm-pack` work there.
    pub fn shell_exports(&self) -> String {
        let folders: Vec<_> = self
            .search
            .iter()
            .map(|folder| quoted(&folder.to_string_lossy()))
            .collect();
        let mut lines = format!("export PATH={}:\"$PATH\"\n", folders.join(":"));
        for (name, value) in &self.variables {
            let _ = writeln!(lines, "export {name}={}", quoted(value));
        }
        lines
    }

    fn path(&self) -> OsString {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = self.search.iter().cloned();
        env::join_paths(folders.chain(env::split_paths(&inherited))).unwrap_or(inherited)
    }
}

/// A word that a POSIX shell takes as it is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    fs::metadata(path.with_extension("exe")).is_ok_and(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_in_the_first_folder_that_has_it() {
        let environment = Environment::new();
        assert!(environment.find("cargo").is_some());
        assert_eq!(environment.find("no-such-program"), None);
    }

    #[test]
    fn exports_survive_a_quote() {
        let mut environment = Environment::new();
        environment.search = vec![PathBuf::from("/it's here")];
        environment.set("RUSTC", "/usr/bin/rustc");
        assert_eq!(
            environment.shell_exports(),
            "export PATH='/it'\\''s here':\"$PATH\"\nexport RUSTC='/usr/bin/rustc'\n"
        );
    }
}
