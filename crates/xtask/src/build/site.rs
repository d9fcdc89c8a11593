//! The site: `web/` and the playground, by Trunk, into `dist/`.

use crate::environment::Environment;
use crate::run::{self, Outcome};

/// Builds the site into `dist/`. Trunk.toml says how.
///
/// A build that fails is tried once more: `wasm-opt` is a WebAssembly program in Node and was seen
/// to end with "memory access out of bounds" on a file that it then took three times in a row. What
/// is compiled is not compiled again.
pub fn build(environment: &Environment) -> Outcome {
    let trunk = || run::visibly(environment.command("trunk").arg("build"));
    trunk().or_else(|failure| {
        eprintln!("{failure}; retrying once");
        trunk()
    })
}
