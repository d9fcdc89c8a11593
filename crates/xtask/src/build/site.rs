//! The site: `web/` and the playground, by Trunk, into `dist/`.

use crate::environment::Environment;
use crate::run::{self, Outcome};

/// Builds the site into `dist/`. Trunk.toml says how.
pub fn build(environment: &Environment) -> Outcome {
    run::visibly(environment.command("trunk").arg("build"))
}
