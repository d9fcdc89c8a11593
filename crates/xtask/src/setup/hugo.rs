//! Hugo, the site generator of kubernetes.io: the one in PATH, or Debian's.

use super::debian;
use crate::environment::Environment;
use crate::run::{self, Outcome};

/// Makes sure of Hugo, which builds a documentation site for the end-to-end tests.
pub fn find(environment: &Environment) -> Outcome {
    if environment.find("hugo").is_none() {
        let purpose = "Hugo is missing: install it from https://gohugo.io/installation/";
        debian::install(environment, &["hugo"], purpose)?;
    }
    let version = run::answer(environment.command("hugo").arg("version"))?;
    eprintln!("      {version}");
    Ok(())
}
