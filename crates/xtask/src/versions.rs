//! The version of every tool that is not in `Cargo.lock`, in one place.
//!
//! npm packages are pinned in `tests/package.json` and `tests/package-lock.json`.
//! Debian's packages move with the distribution, so set-up prints their versions
//! instead. `Trunk.toml` has to repeat one version; a test below compares it.

/// A command line tool that cargo builds from the Rust registry.
#[derive(Clone, Copy, Debug)]
pub struct CargoTool {
    /// The name of the crate.
    pub package: &'static str,
    /// The program that the crate installs.
    pub program: &'static str,
    /// The exact version.
    pub version: &'static str,
    /// Further arguments of `cargo install`.
    pub install_arguments: &'static [&'static str],
}

/// Makes the JavaScript side of a WebAssembly module; always the version of the crate `wasm-bindgen`.
///
/// Not `--locked`: its lock file may name a dependency that a registry has withdrawn.
pub const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: "0.2.130",
    install_arguments: &[
        // What reads and writes WebAssembly is compiled for speed: it takes a quarter of the time then, and runs for
        // each program of the site, for the package and for each browser of the headless tests.
        "--config=profile.dev.package.walrus.opt-level=2",
        "--config=profile.dev.package.wasmparser.opt-level=2",
        "--config=profile.dev.package.wasm-encoder.opt-level=2",
        "--config=profile.dev.package.wasm-bindgen-cli-support.opt-level=2",
        "--config=profile.dev.package.hashbrown.opt-level=2",
        "--config=profile.dev.package.id-arena.opt-level=2",
    ],
};

/// Takes a WebAssembly program apart at its split points; goes with the crate `wasm_split_helpers`.
pub const WASM_SPLIT: CargoTool = CargoTool {
    package: "wasm_split_cli_support",
    program: "wasm-split-cli",
    version: "0.2.4",
    install_arguments: &["--locked", "--features", "build-binary"],
};

/// Builds and serves the site. Version 0.22 needs a newer Rust than the workspace asks for.
pub const TRUNK: CargoTool = CargoTool {
    package: "trunk",
    program: "trunk",
    version: "0.21.14",
    install_arguments: &["--locked", "--no-default-features", "--features", "rustls"],
};

/// Runs tests in a browser.
pub const WASM_PACK: CargoTool = CargoTool {
    package: "wasm-pack",
    program: "wasm-pack",
    version: "0.15.1",
    install_arguments: &["--locked"],
};

/// The driver through which wasm-pack steers Firefox.
pub const GECKODRIVER: CargoTool = CargoTool {
    package: "geckodriver",
    program: "geckodriver",
    version: "0.37.1",
    install_arguments: &["--locked"],
};

/// Checks licences and sources of all crates. Without its features it has no git of its own: the
/// database of advisories is fetched by the git in PATH.
pub const CARGO_DENY: CargoTool = CargoTool {
    package: "cargo-deny",
    program: "cargo-deny",
    version: "0.20.2",
    install_arguments: &["--no-default-features"],
};

/// Gathers the licences of the crates. Only `cargo xtask notices` needs it: it compares texts, and takes minutes
/// for that where it is not optimised.
pub const CARGO_ABOUT: CargoTool = CargoTool {
    package: "cargo-about",
    program: "cargo-about",
    version: "0.9.3",
    install_arguments: &[
        "--locked",
        "--features=cli",
        "--config=profile.dev.opt-level=2",
    ],
};

/// The oldest Node.js that the npm packages run on: major and minor version.
pub const OLDEST_NODE: (u32, u32) = (20, 19);

/// The LLVM release whose linker the fall-back without rustup uses, as in Debian's `lld-19`.
pub const DEBIAN_LLD: &str = "19";

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO_LOCK: &str = include_str!("../../../Cargo.lock");
    const TRUNK_TOML: &str = include_str!("../../../Trunk.toml");
    const PACKAGE_JSON: &str = include_str!("../../../tests/package.json");

    #[track_caller]
    fn assert_has(file: &str, text: &str, line: &str) {
        assert!(text.contains(line), "{file} does not say `{line}`");
    }

    #[test]
    fn wasm_bindgen_is_the_version_of_the_crate() {
        let version = WASM_BINDGEN.version;
        let entry = format!("name = \"wasm-bindgen\"\nversion = \"{version}\"\n");
        assert_has("Cargo.lock", CARGO_LOCK, &entry);
    }

    #[test]
    fn trunk_is_told_the_same_version() {
        let trunk = format!("trunk-version = \"={}\"", TRUNK.version);
        assert_has("Trunk.toml", TRUNK_TOML, &trunk);
    }

    #[test]
    fn the_splitter_fits_the_crate() {
        const CRATE: &str = "name = \"wasm_split_helpers\"\nversion = \"0.2.3\"\n";
        assert_has("Cargo.lock", CARGO_LOCK, CRATE);
        assert!(WASM_SPLIT.version.starts_with("0.2."));
    }

    #[test]
    fn npm_packages_are_pinned_to_exact_versions() {
        let pins = PACKAGE_JSON
            .split("ependencies\": {")
            .skip(1)
            .flat_map(|section| section.split('}').next().unwrap_or_default().lines())
            .filter_map(|line| line.split_once(": "));
        let mut count = 0;
        for (name, version) in pins {
            let version = version.trim_matches(|c| c == '"' || c == ',');
            // A version before a release, such as 1.0.0-beta.0, is one version too.
            let (numbers, _) = version.split_once('-').unwrap_or((version, ""));
            assert!(
                numbers.split('.').all(|part| part.parse::<u32>().is_ok()),
                "{name} is not pinned to one version: {version}"
            );
            count += 1;
        }
        assert!(count >= 4, "tests/package.json pins {count} packages");
    }
}
