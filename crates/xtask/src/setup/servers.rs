//! Servers that only the tests start: the one in PATH, or Debian's, unpacked into this project.

use super::debian;
use crate::environment::Environment;
use crate::project;
use crate::run::{self, Failure, Outcome};
use std::path::PathBuf;

pub struct Server {
    /// Its program, its package, and the folder that it is unpacked into.
    name: &'static str,
    /// Where the package puts the program. The folder is not in everybody's PATH.
    folder: &'static str,
    /// The variable that tells the end-to-end tests which one to start.
    variable: &'static str,
    /// What prints its version.
    version: &'static str,
    purpose: &'static str,
}

/// nginx, with which the tests try the documented configuration. `NGINX` is its own variable.
pub const NGINX: Server = Server {
    name: "nginx",
    folder: "usr/sbin",
    variable: "NGINX_PROGRAM",
    version: "-v",
    purpose: "nginx is missing: install it from https://nginx.org/en/download.html",
};

/// A registry, which the tests ask for images.
pub const REGISTRY: Server = Server {
    name: "docker-registry",
    folder: "usr/bin",
    variable: "REGISTRY_PROGRAM",
    version: "--version",
    purpose: "docker-registry is missing: install it from https://github.com/distribution/distribution/releases, its program `registry` under the name docker-registry",
};

impl Server {
    /// Makes sure of it and tells the tests where it is.
    pub fn find(&self, environment: &mut Environment) -> Outcome {
        let unpacked = project::tools().join(self.name);
        let found = |environment: &Environment| {
            let known: [Option<PathBuf>; 3] = [
                environment.find(self.name),
                Some(PathBuf::from("/").join(self.folder).join(self.name)),
                Some(unpacked.join(self.folder).join(self.name)),
            ];
            let mut known = known.into_iter().flatten();
            known.find(|path| {
                // One that is only unpacked may miss a library.
                let program = path.to_string_lossy();
                run::attempt(environment.command(&program).arg(self.version))
            })
        };
        if found(environment).is_none() {
            debian::unpack(environment, self.name, &unpacked, self.purpose)?;
        }
        let Some(program) = found(environment) else {
            return Err(Failure(self.purpose.to_owned()));
        };
        eprintln!("      {}", program.display());
        environment.set(self.variable, program.to_string_lossy());
        Ok(())
    }
}
