//! Where things are in the project.

use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("the crate lies two folders below the root")
}

/// The tools that set-up installs. Deleting the folder undoes every installation in it.
pub fn tools() -> PathBuf {
    root().join(".tools")
}

/// The npm packages and the tests that use them.
pub fn tests() -> PathBuf {
    root().join("tests")
}

pub fn site() -> PathBuf {
    root().join("dist")
}

/// The crate of the JavaScript package.
pub fn package_crate() -> PathBuf {
    root().join("crates/imagepull-js")
}

/// The finished JavaScript package.
pub fn package() -> PathBuf {
    root().join("target/package/imagepull")
}
