//! The examples of the Platforms view, as far as an address knows them. Their documents are in the
//! part of the view: the page stays light.

use crate::address::{Address, platforms::PlatformsChoice};

/// An example as an address knows it.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Its name in an address.
    pub slug: &'static str,
    /// The platform of the node.
    pub platform: &'static str,
    /// The digest that is compared; empty: none.
    pub digest: &'static str,
}

/// That of the entry for arm64 in the example with a pinned one.
const CHILD: &str = "sha256:79ceb95aaa7922621f8f6d4f2212470a28625499c8fedc8f0b5567b4e4ff6062";

const fn preset(slug: &'static str, platform: &'static str) -> Preset {
    Preset {
        slug,
        platform,
        digest: "",
    }
}

/// All examples in the order in which they are offered; the first one opens without a choice.
pub const PRESETS: [Preset; 7] = [
    preset("attestations", "linux/arm64"),
    preset("no-match", "linux/arm64"),
    Preset {
        digest: CHILD,
        ..preset("child-digest-pinned", "linux/amd64")
    },
    preset("one-architecture", "linux/arm64"),
    preset("arm-variants", "linux/arm/v7"),
    preset("windows-versions", "windows(10.0.20348)/amd64"),
    preset("nested-index", "linux/arm64"),
];

/// The example of a slug.
pub fn named(slug: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.slug == slug)
}

/// Shows an example in an address; false where there is none of this name.
pub fn open(slug: &str, address: &mut Address) -> bool {
    let Some(choice) = PlatformsChoice::from_preset(slug) else {
        return false;
    };
    address.platforms = choice;
    true
}
