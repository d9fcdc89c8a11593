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

/// Whether the tool is there, by what cargo has written down: not every tool says its own version.
fn is_installed(tool: CargoTool) -> bool {
    let folder = project::tools();
    let mut list = Command::new("cargo");
    list.args(["install", "--list", "--root"]).arg(&folder);
    folder.join("bin").join(tool.program).exists()
        && run::answer(&mut list).is_ok_and(|list| names(&list, tool))
}

fn names(list: &str, tool: CargoTool) -> bool {
    let entry = format!("{} v{}:", tool.package, tool.version);
    list.lines().any(|line| line == entry)
}
