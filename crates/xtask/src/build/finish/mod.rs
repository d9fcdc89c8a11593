//! What happens to the site after Trunk has put it together: Trunk.toml calls `cargo xtask finish`.
//!
//! One file a step, and the order matters: names follow contents, so what edits a
//! file comes before [`names`], and [`worker`] comes last, because it lists what all
//! others have made.

mod editor;
mod embed;
pub mod folder;
mod names;
mod pages;
pub mod parts;
mod worker;

use crate::run::{Failure, Outcome};
use folder::Folder;
use std::env;
use std::path::PathBuf;

/// The steps, first to last.
const STEPS: [fn(&Folder) -> Outcome; 6] = [
    pages::write,
    parts::write,
    editor::write,
    embed::write,
    names::hash,
    worker::write,
];

/// Finishes the site in the folder in which Trunk puts it together.
///
/// # Errors
/// When it is not Trunk that asks, or the site is not as a step expects it.
pub fn finish() -> Outcome {
    let folder = Folder::new(staging()?);
    STEPS.into_iter().try_for_each(|step| step(&folder))
}

/// The folder in which Trunk puts the site together.
///
/// # Errors
/// When it is not Trunk that asks.
pub fn staging() -> Outcome<PathBuf> {
    env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| {
            Failure(
                "this belongs to a build of the site: `cargo xtask build` does it all".to_owned(),
            )
        })
}
