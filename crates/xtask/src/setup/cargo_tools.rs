//! Tools from the Rust registry, built into `.tools/`.

use crate::project;
use crate::run::{self, Outcome};
use crate::versions::CargoTool;
use std::process::Command;

/// Builds the tool unless it is there in the right version.
///
/// Without optimisation: that builds three times as fast, and the tools are fast enough.
pub fn install(tool: CargoTool) -> Outcome {
    if is_installed(tool) {
        return Ok(());
    }
    let folder = project::tools();
    run::visibly(
        Command::new("cargo")
            .current_dir(project::root())
            .args(["install", "--debug", "--force", "--root"])
            .arg(&folder)
            .args([tool.package, "--version", tool.version])
            .args(tool.install_arguments)
            // One folder, so that the tools share the crates that they have in common.
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("CARGO_PROFILE_DEV_DEBUG", "0"),
    )
}

fn is_installed(tool: CargoTool) -> bool {
    let program = project::tools().join("bin").join(tool.program);
    run::answer(Command::new(program).arg("--version"))
        .is_ok_and(|answer| says_version(&answer, tool))
}

/// Whether a tool that says this is the one wanted. Some name the commit they are from, and more lines follow.
fn says_version(answer: &str, tool: CargoTool) -> bool {
    let mut words = answer.split_whitespace();
    words.next() == Some(tool.program) && words.next() == Some(tool.version)
}
