//! The licences of the crates that the page and the package are linked from: `cargo xtask notices` writes them
//! into the file that goes out with both, by cargo-about.

use crate::project;
use crate::run::{self, Outcome};
use crate::setup::cargo_tools;
use crate::versions::CARGO_ABOUT;
use std::process::Command;

/// The file, beside the licences of the project itself.
pub const FILE: &str = "THIRD-PARTY-NOTICES.txt";

/// Writes the file again. What cargo-about is to gather, and in which form, lies in `crates/xtask/notices/`.
///
/// # Errors
/// When cargo-about cannot be built or finds a licence that nobody has accepted.
pub fn write() -> Outcome {
    cargo_tools::install(CARGO_ABOUT)?;
    let settings = project::root().join("crates/xtask/notices");
    run::visibly(
        Command::new(project::tools().join("bin").join(CARGO_ABOUT.program))
            .current_dir(project::root())
            .args(["about", "generate", "--locked", "--fail", "--config"])
            .arg(settings.join("about.toml"))
            // The page is linked from all that the package is linked from: a test below holds it.
            .args([
                "--manifest-path",
                "crates/playground/Cargo.toml",
                "--output-file",
                FILE,
            ])
            .arg(settings.join("about.hbs")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTICES: &str = include_str!("../../../THIRD-PARTY-NOTICES.txt");

    #[test]
    fn every_crate_that_is_linked_has_its_licence_there() {
        let mut tree = Command::new("cargo");
        tree.current_dir(project::root())
            .args(["tree", "--offline", "--prefix", "none", "--format", "{p}"])
            .args([
                "--target",
                "wasm32-unknown-unknown",
                "--edges",
                "normal,no-proc-macro",
            ])
            .args(["--package", "playground", "--package", "imagepull-js"]);
        let tree = run::answer(&mut tree).expect("cargo lists crates");
        let ours = |line: &&str| line.contains(" (/") || line.is_empty();
        let linked = tree.lines().map(|line| line.trim_end_matches(" (*)"));
        let missing: Vec<String> = linked
            .filter(|line| !ours(line))
            .map(|line| line.replacen(" v", " ", 1))
            .filter(|linked| !NOTICES.lines().any(|line| line == linked))
            .collect();
        assert!(
            missing.is_empty(),
            "`cargo xtask notices` writes {FILE} again: {missing:?}"
        );
    }
}
