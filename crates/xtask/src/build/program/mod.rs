//! The WebAssembly program of the page and those of its workers, with their scripts: Trunk.toml calls
//! `cargo xtask program` before Trunk puts the site together.
//!
//! | step | what it does | in a development build |
//! | --- | --- | --- |
//! | `compile` | cargo, with the feature `split` | without it, and quick |
//! | `split` | takes the program apart at its split points | – |
//! | `bind` | the JavaScript side, by wasm-bindgen | the same |
//! | `optimize` | what `wasm-opt` does, to every piece | – |
//! | `pack` | few files of pieces, so that a view is few requests | – |
//! | `bundle` | the scripts of each program as one, by esbuild | the same |

mod bind;
mod bundle;
mod compile;
mod optimize;
mod pack;
mod split;

use super::finish;
use crate::environment::Environment;
use crate::project;
use crate::run::{Failure, Outcome};
use finish::folder::Folder;
use pack::Packs;
use split::SPLIT_SCRIPT;
use std::path::Path;
use std::{env, fs};

pub use pack::{STYLES, TABLE};

/// The program of the page.
const PAGE: &str = "playground";

/// The programs of the workers that run large scenarios, and that inspect large manifests: small, and compiled for
/// speed.
const WORKERS: [&str; 2] = ["pull_runs", "large_manifests"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Build {
    /// For people: small and fast, in parts.
    Release,
    /// For who edits it: there soon after a change.
    Development,
}

/// Makes the programs in the folder in which Trunk puts the site together.
///
/// # Errors
/// When it is not Trunk that asks, or a step fails.
pub fn build() -> Outcome {
    let site = Folder::new(finish::staging()?);
    let build = match env::var("TRUNK_PROFILE").as_deref() {
        Ok("release") => Build::Release,
        _ => Build::Development,
    };
    let work = project::root().join("target/program");
    empty(&work)?;
    let environment = Environment::new();
    compile::compile(&environment, build)?;
    for name in WORKERS {
        let worker = compile::program(&environment, name, build);
        bind::bind(&environment, &worker, name, &work)?;
    }
    let page = compile::program(&environment, PAGE, build);
    let packs = match build {
        Build::Development => {
            bind::bind(&environment, &page, PAGE, &work)?;
            Packs::default()
        }
        Build::Release => in_parts(&environment, &page, &work)?,
    };
    packs.write(&work, &site)?;
    site.write(TABLE, packs.table())?;
    bundle::bundle(&environment, &work, &site)
}

/// Takes the program of the page apart, and makes every piece small and the workers' programs fast.
fn in_parts(environment: &Environment, page: &Path, work: &Path) -> Outcome<Packs> {
    let pieces = split::split(environment, page, PAGE, work)?;
    let packs = Packs::new(&pieces);
    Folder::new(work.to_owned()).write(SPLIT_SCRIPT, packs.script())?;
    bind::bind(environment, &split::file(work, PAGE), PAGE, work)?;
    let files = pieces.keys().map(|piece| split::file(work, piece));
    optimize::for_size(environment, files.chain([bind::program(work, PAGE)]))?;
    for worker in WORKERS {
        optimize::for_speed(environment, &bind::program(work, worker))?;
    }
    Ok(packs)
}

fn empty(folder: &Path) -> Outcome {
    let emptied = match fs::remove_dir_all(folder) {
        Err(error) if folder.exists() => Err(error),
        _ => fs::create_dir_all(folder),
    };
    emptied.map_err(|error| {
        Failure(format!(
            "{} could not be emptied: {error}",
            folder.display()
        ))
    })
}
