//! A Rust compiler that can build for `wasm32-unknown-unknown`.
//!
//! Rust comes by rustup nearly everywhere, and `rustup target add` is all there
//! is to do. Where rustup is missing or its server is out of reach, Debian's Rust
//! takes over: the compiler for the web, its sources, and LLVM's linker. Debian
//! has no standard library of this target for it, so that is built once, from the
//! sources.

use super::debian;
use crate::environment::Environment;
use crate::project;
use crate::run::{self, Failure, Outcome};
use crate::versions::DEBIAN_LLD;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

const TARGET: &str = "wasm32-unknown-unknown";
const LINKER_VARIABLE: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";

/// Makes sure of a compiler and its standard library, and puts them into the environment.
///
/// # Errors
/// Where neither rustup nor Debian can help: the command that gets the target.
pub fn install(environment: &mut Environment) -> Outcome {
    let own_rustc_has_target = |environment: &Environment| {
        environment
            .find("rustc")
            .is_some_and(|rustc| has_target(&rustc))
    };
    if own_rustc_has_target(environment) {
        return Ok(());
    }
    if has_target(Path::new(DEBIAN_RUSTC)) {
        eprintln!("      using Debian's Rust, as the installed one has no {TARGET}");
        return use_debian(environment);
    }
    if environment.find("rustup").is_some() {
        eprintln!("      rustup target add {TARGET}");
        let added = run::attempt(
            environment
                .command("rustup")
                .args(["target", "add", TARGET]),
        );
        if added && own_rustc_has_target(environment) {
            return Ok(());
        }
        eprintln!("      rustup failed to install it; trying Debian's Rust");
    }
    let linker = format!("lld-{DEBIAN_LLD}");
    let purpose = format!(
        "the Rust standard library of {TARGET} is missing: run `rustup target add {TARGET}` (rustup is at https://rustup.rs)"
    );
    let packages = ["rustc-web", "cargo-web", "rust-web-src", &linker];
    debian::install(environment, &packages, &purpose)?;
    use_debian(environment)?;
    if !has_target(Path::new(DEBIAN_RUSTC)) {
        build_standard_library(environment)?;
    }
    Ok(())
}

/// Whether a compiler has a standard library of the target, by the folder that wasm-pack looks at too.
fn has_target(rustc: &Path) -> bool {
    target_libraries(rustc)
        .and_then(|folder| fs::read_dir(folder).ok())
        .is_some_and(|files| {
            files
                .flatten()
                .any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
        })
}

fn target_libraries(rustc: &Path) -> Option<PathBuf> {
    let mut rustc = Command::new(rustc);
    let question = rustc
        .current_dir(project::root())
        .args(["--print", "sysroot"]);
    let sysroot = run::answer(question).ok()?;
    Some(
        Path::new(&sysroot)
            .join("lib/rustlib")
            .join(TARGET)
            .join("lib"),
    )
}

/// Puts Debian's Rust in front of any other, for builds of the web parts only.
fn use_debian(environment: &mut Environment) -> Outcome {
    // A folder with nothing else in it: /usr/bin first in PATH would also hide the person's Node.js.
    let folder = project::tools().join("debian-rust");
    link_programs(&folder).map_err(|error| {
        Failure(format!(
            "{} could not be written: {error}",
            folder.display()
        ))
    })?;
    environment.search_first(folder);
    environment.set("RUSTC", DEBIAN_RUSTC);
    environment.set(LINKER_VARIABLE, format!("wasm-ld-{DEBIAN_LLD}"));
    // Two compilers that share a folder would undo each other's work.
    let web_builds = project::root().join("target/web");
    environment.set("CARGO_TARGET_DIR", web_builds.to_string_lossy());
    Ok(())
}

fn link_programs(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for program in [DEBIAN_RUSTC, DEBIAN_CARGO, "/usr/bin/rustdoc"] {
        let link = folder.join(Path::new(program).file_name().unwrap_or_default());
        if fs::symlink_metadata(&link).is_err() {
            link_program(program, &link)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn link_program(program: &str, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(program, link)
}

#[cfg(not(unix))]
fn link_program(_: &str, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Builds the standard library from Debian's sources and puts it where the compiler looks for it.
fn build_standard_library(environment: &Environment) -> Outcome {
    eprintln!("      building the standard library of {TARGET}");
    let folder = project::tools().join("standard-library");
    write_empty_crate(&folder).map_err(|error| {
        Failure(format!(
            "{} could not be written: {error}",
            folder.display()
        ))
    })?;
    run::visibly(
        environment
            .command("cargo")
            .current_dir(&folder)
            .args(["build", "--release", "--target", TARGET])
            .arg("-Zbuild-std=std,panic_abort,test")
            .env("RUSTC_BOOTSTRAP", "1")
            // Without it a build with link-time optimisation finds no bitcode in the library.
            .env("RUSTFLAGS", "-Cembed-bitcode=yes")
            .env("CARGO_TARGET_DIR", folder.join("target")),
    )?;
    let built = folder.join("target").join(TARGET).join("release/deps");
    let libraries = target_libraries(Path::new(DEBIAN_RUSTC)).ok_or_else(|| {
        Failure(format!(
            "`{DEBIAN_RUSTC} --print sysroot` prints no directory"
        ))
    })?;
    copy_libraries(&built, &libraries).map_err(|error| {
        Failure(format!(
            "{} could not be written: {error}",
            libraries.display()
        ))
    })
}

/// A crate that uses nothing, so that only the standard library is built.
fn write_empty_crate(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), "")?;
    fs::write(
        folder.join("Cargo.toml"),
        "[package]\nname = \"standard-library\"\nedition = \"2024\"\n\n[workspace]\n",
    )
}

fn copy_libraries(from: &Path, to: &Path) -> io::Result<()> {
    // Under another name first, so that a half-copied library is never taken for a whole one.
    let unfinished = to.with_extension("unfinished");
    fs::create_dir_all(&unfinished)?;
    for file in fs::read_dir(from)?.flatten() {
        let path = file.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "rlib")
        {
            fs::copy(&path, unfinished.join(file.file_name()))?;
        }
    }
    fs::rename(&unfinished, to)
}
