//! nginx, on which the tests try the documented configuration: the one in PATH, or Debian's.

use super::debian;
use crate::environment::Environment;
use crate::project;
use crate::run::{self, Failure, Outcome};
use std::path::{Path, PathBuf};

/// The variable that tells the end-to-end tests which nginx to start. `NGINX` is one of its own.
const NGINX_VARIABLE: &str = "NGINX_PROGRAM";

/// Where packages put it. The folder is not in everybody's PATH.
const INSTALLED: &str = "/usr/sbin/nginx";

const PURPOSE: &str = "nginx is missing: install it from https://nginx.org/en/download.html";

/// Makes sure of nginx and tells the tests where it is.
pub fn find(environment: &mut Environment) -> Outcome {
    let folder = project::tools().join("nginx");
    let unpacked = folder.join("usr/sbin/nginx");
    let found = |environment: &Environment| {
        let known: [Option<PathBuf>; 3] = [
            environment.find("nginx"),
            Some(INSTALLED.into()),
            Some(unpacked.clone()),
        ];
        known
            .into_iter()
            .flatten()
            .find(|path| works(environment, path))
    };
    if found(environment).is_none() {
        debian::unpack(environment, "nginx", &folder, PURPOSE)?;
    }
    let Some(program) = found(environment) else {
        return Err(Failure(PURPOSE.to_owned()));
    };
    eprintln!("      {}", program.display());
    environment.set(NGINX_VARIABLE, program.to_string_lossy());
    Ok(())
}

/// Whether it starts: one that is only unpacked may miss a library.
fn works(environment: &Environment, program: &Path) -> bool {
    run::attempt(environment.command(&program.to_string_lossy()).arg("-v"))
}
