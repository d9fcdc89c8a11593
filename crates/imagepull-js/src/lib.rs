//! The JavaScript package: what crosses the boundary between JavaScript and the
//! core, as plain data. The names that people use are in `js/imagepull.js`.

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the package.
#[wasm_bindgen(js_name = packageVersion)]
pub fn package_version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The Kubernetes releases that are known, oldest first.
#[wasm_bindgen(js_name = knownReleases)]
pub fn known_releases() -> Vec<String> {
    imagepull::releases::Release::all()
        .map(|release| release.to_string())
        .collect()
}
