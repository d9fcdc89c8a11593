//! What the Platforms view carries in an address besides the image.

use super::{Problem, Query, packed::Packed};
use crate::presets;

/// The platform of a node where nobody says another one.
pub const USUAL: &str = "linux/arm64";

/// What is shown in the Platforms view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatformsChoice {
    /// The preset whose document is shown; empty for another one.
    pub preset: String,
    /// The platform of the node, as it is written.
    pub platform: String,
    /// The digest that is compared with the document, as it is written; empty: none.
    pub digest: String,
    /// The document as [`packed`](super::packed) writes it; empty where it is that of a preset.
    pub document: Packed,
}

impl Default for PlatformsChoice {
    fn default() -> Self {
        Self {
            preset: String::new(),
            platform: USUAL.to_owned(),
            digest: String::new(),
            document: Packed::default(),
        }
    }
}

impl PlatformsChoice {
    /// The choice that opens a preset; `None` where there is none of this name.
    pub fn from_preset(slug: &str) -> Option<Self> {
        let preset = presets::platforms::named(slug)?;
        Some(Self {
            preset: slug.to_owned(),
            platform: preset.platform.to_owned(),
            digest: preset.digest.to_owned(),
            document: Packed::default(),
        })
    }

    /// Takes one parameter over, where it is one of this view.
    pub(super) fn read(&mut self, key: &str, value: &str, _problems: &mut Vec<Problem>) {
        match key {
            "platform" => value.clone_into(&mut self.platform),
            "digest" => value.clone_into(&mut self.digest),
            "index" => {
                self.document = value.to_owned().into();
                self.preset.clear();
            }
            _ => {}
        }
    }

    /// Writes what differs from the preset, or from the defaults.
    pub(super) fn write(&self, image: &str, query: &mut Query) -> std::fmt::Result {
        let usual = Self::from_preset(&self.preset).unwrap_or_default();
        query.parameter("preset", &self.preset)?;
        query.parameter("image", image)?;
        query.parameter_beside(&usual.platform, "platform", &self.platform)?;
        query.parameter_beside(&usual.digest, "digest", &self.digest)?;
        query.parameter("index", &self.document)
    }
}

#[cfg(test)]
mod tests {
    use crate::address::{Address, Problem, tests::opened};

    #[test]
    fn a_link_prints_as_it_was_read() {
        for fragment in [
            "#/platforms",
            "#/platforms?platform=linux/arm/v7",
            "#/platforms?platform=",
            "#/platforms?preset=child-digest-pinned&digest=",
            "#/platforms?preset=attestations",
            "#/platforms?preset=child-digest-pinned&platform=linux/s390x",
            "#/platforms?image=busybox&digest=sha256:0&index=1.x&kubernetes=1.31&lang=ko",
        ] {
            assert_eq!(opened(fragment).to_string(), fragment);
        }
    }

    #[test]
    fn a_preset_brings_its_platform_and_a_document_of_ones_own_none() {
        let preset = opened("#/platforms?preset=windows-versions");
        assert_eq!(preset.platforms.platform, "windows(10.0.20348)/amd64");
        let own = opened("#/platforms?preset=attestations&index=1.x");
        assert_eq!(own.to_string(), "#/platforms?index=1.x");
        let (_, problems) = Address::default().open("#/platforms?preset=moon");
        assert_eq!(problems, [Problem::UnknownPreset("moon".to_owned())]);
    }
}
