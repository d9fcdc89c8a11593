//! What the Manifest view carries in an address.

use imagepull::workload::ContainerRuntime;

use super::{Problem, Query};
use crate::presets;

/// The container runtimes in the order in which they are offered, each as it is written in an
/// address and in the options of `inspectManifest`.
pub const RUNTIMES: [(ContainerRuntime, &str); 2] = [
    (ContainerRuntime::Containerd, "containerd"),
    (ContainerRuntime::CriO, "cri-o"),
];

pub fn runtime_named(slug: &str) -> Option<ContainerRuntime> {
    let mut runtimes = RUNTIMES.into_iter();
    runtimes.find_map(|(runtime, known)| (known == slug).then_some(runtime))
}

pub fn runtime_slug(runtime: ContainerRuntime) -> &'static str {
    let mut runtimes = RUNTIMES.into_iter();
    let slug = runtimes.find_map(|(known, slug)| (known == runtime).then_some(slug));
    slug.unwrap_or_default()
}

/// What is shown in the Manifest view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ManifestChoice {
    /// The preset whose text is shown; empty for another text.
    pub preset: String,
    /// The text as [`packed`](super::packed) writes it, without secrets; empty where the text is
    /// that of a preset, or is not carried.
    pub text: String,
    /// The container runtime of the nodes.
    pub runtime: ContainerRuntime,
    /// Whether the plug-in AlwaysPullImages is on.
    pub always_pull_images: bool,
}

impl ManifestChoice {
    /// The choice that opens a preset; `None` where there is none of this name.
    pub fn from_preset(slug: &str) -> Option<Self> {
        let runtime = presets::manifest::runtime_of(slug)?;
        Some(Self {
            preset: slug.to_owned(),
            runtime,
            ..Self::default()
        })
    }

    /// Takes one parameter over, where it is one of this view.
    pub(super) fn read(&mut self, key: &str, value: &str, problems: &mut Vec<Problem>) {
        match (key, value) {
            ("manifest", text) => {
                text.clone_into(&mut self.text);
                self.preset.clear();
            }
            ("runtime", slug) => match runtime_named(slug) {
                Some(runtime) => self.runtime = runtime,
                None => problems.push(Problem::unusable(key, value)),
            },
            ("alwaysPullImages", "on") => self.always_pull_images = true,
            ("alwaysPullImages", _) => problems.push(Problem::unusable(key, value)),
            _ => {}
        }
    }

    /// Writes what differs from the preset, or from the defaults.
    pub(super) fn write(&self, query: &mut Query) -> std::fmt::Result {
        let usual = Self::from_preset(&self.preset).unwrap_or_default();
        query.parameter("preset", &self.preset)?;
        query.parameter("manifest", &self.text)?;
        if self.runtime != usual.runtime {
            query.parameter("runtime", runtime_slug(self.runtime))?;
        }
        query.parameter(
            "alwaysPullImages",
            if self.always_pull_images { "on" } else { "" },
        )
    }
}

#[cfg(test)]
mod tests {
    use imagepull::workload::ContainerRuntime;

    use crate::address::{Address, Problem, tests::opened};

    #[test]
    fn a_link_prints_as_it_was_read() {
        for fragment in [
            "#/manifest",
            "#/manifest?preset=no-tag-anywhere",
            "#/manifest?preset=no-tag-anywhere&runtime=cri-o&alwaysPullImages=on",
            "#/manifest?preset=short-names-crio&runtime=containerd",
            "#/manifest?manifest=1.y0zMVnDMycm0UtJRUkgrysxL1lXIS8xNVVLQVvBNzMtMSy0uUQIA&kubernetes=1.31",
            "#/manifest?manifest=1.x&runtime=cri-o&alwaysPullImages=on&lang=ko",
        ] {
            assert_eq!(opened(fragment).to_string(), fragment);
        }
    }

    #[test]
    fn a_preset_brings_its_settings_and_a_text_of_ones_own_none() {
        let preset = opened("#/manifest?preset=short-names-crio");
        assert_eq!(preset.manifest.runtime, ContainerRuntime::CriO);
        let own = opened("#/manifest?preset=no-tag-anywhere&manifest=1.x");
        assert_eq!(own.to_string(), "#/manifest?manifest=1.x");
        let (other, _) = preset.open("#/manifest");
        assert_eq!(other.manifest, super::ManifestChoice::default());
    }

    #[test]
    fn what_is_unknown_is_named() {
        for (fragment, key, value) in [
            ("#/manifest?runtime=docker", "runtime", "docker"),
            ("#/manifest?alwaysPullImages=off", "alwaysPullImages", "off"),
        ] {
            let (_, problems) = Address::default().open(fragment);
            assert_eq!(problems, [Problem::unusable(key, value)]);
        }
        let (_, problems) = Address::default().open("#/manifest?preset=moon");
        assert_eq!(problems, [Problem::UnknownPreset("moon".to_owned())]);
    }
}
