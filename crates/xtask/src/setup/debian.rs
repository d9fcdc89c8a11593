//! Packages of Debian and its relatives.

use crate::environment::Environment;
use crate::run::{self, Failure, Outcome};
use std::fs;
use std::path::Path;

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

/// Unpacks a package into a folder of the project and installs nothing: a server
/// that is installed begins to serve.
///
/// # Errors
/// On a system without apt-get, or where it does not know the package: what to install.
pub fn unpack(environment: &Environment, package: &str, folder: &Path, purpose: &str) -> Outcome {
    if environment.find("apt-get").is_none() {
        return Err(Failure(purpose.to_owned()));
    }
    let failure = |error| Failure(format!("{} could not be made: {error}", folder.display()));
    fs::create_dir_all(folder).map_err(failure)?;
    if is_root(environment) {
        run::quietly(environment.command("apt-get").arg("update"))?;
    }
    let mut download = environment.command("apt-get");
    // Root hands the download to its own user, who may not write here.
    download.args(["--option", "APT::Sandbox::User=root", "download", package]);
    run::quietly(download.current_dir(folder))?;
    let archive = fs::read_dir(folder)
        .map_err(failure)?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .ok_or_else(|| Failure(purpose.to_owned()))?;
    eprintln!("      unpacking {}", archive.display());
    run::quietly(
        environment
            .command("dpkg-deb")
            .arg("--extract")
            .args([&archive, folder]),
    )?;
    fs::remove_file(archive).map_err(failure)
}

fn is_root(environment: &Environment) -> bool {
    run::answer(environment.command("id").arg("-u")).is_ok_and(|id| id == "0")
}
