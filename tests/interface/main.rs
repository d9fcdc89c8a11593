//! The public interface of the crates and of the package, as files that a person can read: what is added
//! to it, changed or taken away shows in a review.

#![cfg(not(target_arch = "wasm32"))]

mod public;
mod source;

use std::path::{Path, PathBuf};
use std::{env, fs};

const COMMAND: &str = "UPDATE_INTERFACE=1 cargo test -p tests --test interface";

fn from_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Compares an interface with the file that holds it, or writes that.
#[track_caller]
fn assert_is_written_down(file: &str, interface: &str) {
    let path = from_root("tests/interface").join(file);
    if env::var_os("UPDATE_INTERFACE").is_some() {
        fs::write(&path, interface).expect("the interface can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    let only_in = |one: &str, other: &str| {
        let others: Vec<&str> = other.lines().collect();
        let lines = one.lines().filter(|line| !others.contains(line));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert!(
        written == interface,
        "the interface differs from tests/interface/{file}; no longer there:\n{}\nnew:\n{}\n\
         A change that is meant is written down by {COMMAND}",
        only_in(&written, interface),
        only_in(interface, &written)
    );
}

#[test]
fn of_the_crate_imageref() {
    assert_is_written_down(
        "imageref.rs",
        &public::interface("crates/imageref/src/lib.rs"),
    );
}

#[test]
fn of_the_crate_imagepull() {
    assert_is_written_down(
        "imagepull.rs",
        &public::interface("crates/imagepull/src/lib.rs"),
    );
}

#[test]
fn of_the_package() {
    let types = fs::read_to_string(from_root("crates/imagepull-js/js/imagepull.d.ts"));
    let types = types.expect("the types of the package");
    assert_is_written_down("imagepull.d.ts", &source::without_comments(&types));
}
