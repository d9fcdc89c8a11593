//! The pictures of the README, all of one build: `cargo xtask pictures` takes them again.

use crate::build;
use crate::progress::Progress;
use crate::project;
use crate::run::{self, Outcome};
use crate::setup;

/// Builds the site, and takes the pictures that `tests/pictures/take.js` lists.
///
/// # Errors
/// When set-up or the build fails, or a view doesn't answer in the browser.
pub fn take() -> Outcome {
    let mut progress = Progress::new(setup::PICTURES.len() + 2);
    let environment = setup::meet(setup::PICTURES, &mut progress)?;
    progress.step("build the site", || build::site::build(&environment))?;
    progress.step("take the pictures", || {
        let mut node = environment.command("node");
        run::visibly(node.current_dir(project::tests()).arg("pictures/take.js"))
    })
}
