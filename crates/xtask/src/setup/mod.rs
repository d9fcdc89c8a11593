//! Set-up: what each command needs on a fresh machine, and only that.
//!
//! Every requirement looks for what it is about in the right version, and gets
//! it when it is not there. There is no record of earlier runs that could be
//! wrong: looking is quick.

mod browser;
pub mod cargo_tools;
mod debian;
mod fonts;
mod hugo;
mod node;
mod servers;
mod wasm_target;

use crate::environment::Environment;
use crate::progress::Progress;
use crate::run::Outcome;
use crate::versions;

/// Something that a command needs before it can do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requirement {
    /// Node.js and the npm packages of the build.
    BuildPackages,
    /// Node.js and all npm packages.
    TestPackages,
    /// The npm packages that are measured beside ours.
    MeasuredPackages,
    /// A Rust compiler with the standard library of `wasm32-unknown-unknown`.
    WasmTarget,
    /// The command line tool of wasm-bindgen.
    WasmBindgen,
    /// What takes a program apart.
    WasmSplit,
    Trunk,
    WasmPack,
    Chromium,
    /// A font with Korean, for pictures of the page.
    KoreanFont,
    Hugo,
    /// The driver through which wasm-pack steers Chromium.
    ChromeDriver,
    Firefox,
    /// The driver through which wasm-pack steers Firefox.
    GeckoDriver,
    Nginx,
    /// A registry of images.
    Registry,
    CargoDeny,
}

use Requirement::{
    BuildPackages, CargoDeny, ChromeDriver, Chromium, Firefox, GeckoDriver, Hugo, KoreanFont,
    MeasuredPackages, Nginx, Registry, TestPackages, Trunk, WasmBindgen, WasmPack, WasmSplit,
    WasmTarget,
};

/// What serving and building need.
pub const BUILD: &[Requirement] = &[BuildPackages, WasmTarget, WasmBindgen, WasmSplit, Trunk];
/// What building the package alone needs.
pub const PACKAGE: &[Requirement] = &[BuildPackages, WasmTarget, WasmBindgen];
/// What the tests on this machine itself need besides Rust.
pub const NATIVE: &[Requirement] = &[CargoDeny];
/// What the tests in a browser without the site need.
pub const HEADLESS: &[Requirement] = &[
    WasmTarget,
    WasmBindgen,
    WasmPack,
    Chromium,
    ChromeDriver,
    Firefox,
    GeckoDriver,
];
/// What the tests of the built site and package need.
pub const END_TO_END: &[Requirement] = &[
    TestPackages,
    WasmTarget,
    WasmBindgen,
    WasmSplit,
    Trunk,
    Chromium,
    KoreanFont,
    Hugo,
    Nginx,
    Registry,
];
/// What taking the pictures of the README needs.
pub const PICTURES: &[Requirement] = &[
    TestPackages,
    WasmTarget,
    WasmBindgen,
    WasmSplit,
    Trunk,
    Chromium,
    KoreanFont,
];
/// What measuring needs.
pub const BENCH: &[Requirement] = &[
    TestPackages,
    MeasuredPackages,
    WasmTarget,
    WasmBindgen,
    WasmSplit,
    Trunk,
    Chromium,
];
/// What all commands together need, but for measuring: other people's packages are no part of that.
pub const EVERYTHING: &[Requirement] = &[
    TestPackages,
    WasmTarget,
    WasmBindgen,
    WasmSplit,
    Trunk,
    WasmPack,
    Chromium,
    KoreanFont,
    ChromeDriver,
    Firefox,
    GeckoDriver,
    Hugo,
    Nginx,
    Registry,
    CargoDeny,
];

/// Meets the requirements, one step of `progress` each.
///
/// # Errors
/// The first requirement that cannot be met, with the command that meets it.
pub fn meet(requirements: &[Requirement], progress: &mut Progress) -> Outcome<Environment> {
    let mut environment = Environment::new();
    for requirement in requirements {
        progress.step(&requirement.title(), || requirement.meet(&mut environment))?;
    }
    Ok(environment)
}

impl Requirement {
    fn title(self) -> String {
        let pinned = |tool: versions::CargoTool| format!("{} {}", tool.program, tool.version);
        match self {
            BuildPackages => "Node.js and the npm packages of the build".to_owned(),
            TestPackages => "Node.js and the npm packages of build and tests".to_owned(),
            MeasuredPackages => "the npm packages that are measured".to_owned(),
            WasmTarget => "Rust for wasm32-unknown-unknown".to_owned(),
            WasmBindgen => pinned(versions::WASM_BINDGEN),
            WasmSplit => pinned(versions::WASM_SPLIT),
            Trunk => pinned(versions::TRUNK),
            WasmPack => pinned(versions::WASM_PACK),
            Chromium => "Chromium".to_owned(),
            KoreanFont => "a font with Korean".to_owned(),
            ChromeDriver => "ChromeDriver".to_owned(),
            Firefox => "Firefox".to_owned(),
            GeckoDriver => pinned(versions::GECKODRIVER),
            Hugo => "Hugo".to_owned(),
            Nginx => "nginx".to_owned(),
            Registry => "docker-registry".to_owned(),
            CargoDeny => pinned(versions::CARGO_DENY),
        }
    }

    fn meet(self, environment: &mut Environment) -> Outcome {
        match self {
            BuildPackages => node::install_build_packages(environment),
            TestPackages => node::install_all_packages(environment),
            MeasuredPackages => node::install_measured_packages(environment),
            WasmTarget => wasm_target::install(environment),
            WasmBindgen => cargo_tools::install(versions::WASM_BINDGEN),
            WasmSplit => cargo_tools::install(versions::WASM_SPLIT),
            Trunk => cargo_tools::install(versions::TRUNK),
            WasmPack => cargo_tools::install(versions::WASM_PACK),
            Chromium => browser::find_chromium(environment),
            KoreanFont => fonts::find_korean(environment),
            ChromeDriver => browser::find_chromedriver(environment),
            Firefox => browser::find_firefox(environment),
            GeckoDriver => cargo_tools::install(versions::GECKODRIVER),
            Hugo => hugo::find(environment),
            Nginx => servers::NGINX.find(environment),
            Registry => servers::REGISTRY.find(environment),
            CargoDeny => cargo_tools::install(versions::CARGO_DENY),
        }
    }
}
