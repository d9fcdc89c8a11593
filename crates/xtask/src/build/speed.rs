//! What is compiled for speed and not for size.
//!
//! The page is compiled for size, for it would load more with each of its views. Programs ask the package for
//! thousands of names and pulls, and the workers of the page run scenarios of thousands of pods: their core is
//! compiled for speed, the same for both, so that it is compiled once.

use std::process::Command;

const OF_THE_CORE: [&str; 2] = [
    "profile.release.package.imageref.opt-level=3",
    "profile.release.package.imagepull.opt-level=2",
];

/// Has cargo compile the core for speed, and `more` by settings like its own.
pub fn compile_for_speed<'a>(cargo: &'a mut Command, more: &[&str]) -> &'a mut Command {
    for setting in OF_THE_CORE.iter().chain(more) {
        cargo.args(["--config", setting]);
    }
    cargo
}
