//! Packages of Debian and its relatives.

use crate::environment::Environment;
use crate::run::{self, Failure, Outcome};

/// Installs packages and prints their versions, which are the distribution's choice.
///
/// `purpose` names what is missing for the person who has to install it by hand.
///
/// # Errors
/// On a system without apt-get, or without the right to use it: what to install.
pub fn install(environment: &Environment, packages: &[&str], purpose: &str) -> Outcome {
    let list = packages.join(" ");
    if environment.find("apt-get").is_none() {
        return Err(Failure(format!(
            "{purpose} (on Debian: `apt-get install {list}`)"
        )));
    }
    if !is_root(environment) {
        return Err(Failure(format!(
            "{purpose}: run `sudo apt-get install --yes {list}`"
        )));
    }
    eprintln!("      apt-get install {list}");
    let apt_get = || {
        let mut command = environment.command("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    run::quietly(apt_get().arg("update"))?;
    run::quietly(
        apt_get()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
    )?;
    let versions = run::answer(
        environment
            .command("dpkg-query")
            .args(["--show", "--showformat=      ${Package} ${Version}\\n"])
            .args(packages),
    )?;
    eprintln!("      {versions}");
    Ok(())
}

fn is_root(environment: &Environment) -> bool {
    run::answer(environment.command("id").arg("-u")).is_ok_and(|id| id == "0")
}
