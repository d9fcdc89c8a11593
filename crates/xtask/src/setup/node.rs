//! Node.js, which has to be on the machine, and the npm packages of `tests/package.json`.

use crate::environment::Environment;
use crate::project;
use crate::run::{self, Failure, Outcome};
use crate::versions::OLDEST_NODE;
use std::path::Path;
use std::process::Command;

/// The packages that building needs: wasm-opt, terser, esbuild and the text editor.
pub fn install_build_packages(environment: &Environment) -> Outcome {
    install(environment, &["--omit=dev"])
}

/// The packages that building and testing need.
pub fn install_all_packages(environment: &Environment) -> Outcome {
    install(environment, &[])
}

/// The packages that are measured beside ours, and those that measure.
pub fn install_measured_packages(environment: &Environment) -> Outcome {
    install_in(&project::tests().join("bench"), environment, &[])
}

fn install(environment: &Environment, which: &[&str]) -> Outcome {
    install_in(&project::tests(), environment, which)
}

fn install_in(folder: &Path, environment: &Environment, which: &[&str]) -> Outcome {
    check_node(environment)?;
    let npm = || npm(folder, environment);
    // `npm ls` fails when a package is missing or has another version than package.json says.
    let installed = run::answer(npm().arg("ls").args(which)).is_ok();
    if installed {
        return Ok(());
    }
    run::quietly(npm().arg("ci").args(which))
}

fn npm(folder: &Path, environment: &Environment) -> Command {
    let mut npm = environment.command("npm");
    npm.current_dir(folder)
        // The browser is the system's, see `browser`.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    npm
}

fn check_node(environment: &Environment) -> Outcome {
    let (major, minor) = OLDEST_NODE;
    let remedy = format!(
        "install Node.js {major}.{minor} or later with npm from https://nodejs.org/en/download, or with `nvm install {major}`"
    );
    let Ok(version) = run::answer(environment.command("node").arg("--version")) else {
        return Err(Failure(format!("Node.js is missing: {remedy}")));
    };
    if parse_version(&version).is_none_or(|found| found < OLDEST_NODE) {
        return Err(Failure(format!("Node.js {version} is too old: {remedy}")));
    }
    if environment.find("npm").is_none() {
        return Err(Failure(format!("npm is missing: {remedy}")));
    }
    eprintln!("      Node.js {version}");
    Ok(())
}

/// Major and minor version out of `v20.19.4`.
fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node_are_compared_as_numbers() {
        let rows = [
            ("v20.19.0", Some((20, 19))),
            ("v9.11.2", Some((9, 11))),
            ("v24.0.0-nightly", Some((24, 0))),
            ("20.19.0", None),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(parse_version(text), expected, "{text:?}");
        }
        assert!(parse_version("v9.11.2") < Some(OLDEST_NODE));
    }
}
