//! The examples of the Manifest view, as far as an address knows them. Their texts are in the view,
//! which is a part of the program of its own: the page stays light.

use imagepull::workload::ContainerRuntime::{self, Containerd, CriO};

use crate::address::{Address, manifest::ManifestChoice};

/// The slugs of all examples, with the runtime that each is about, in the order in which they are
/// offered; the first one opens without a choice.
pub const PRESETS: [(&str, ContainerRuntime); 15] = [
    ("no-tag-anywhere", Containerd),
    ("latest-then-pinned", Containerd),
    ("template-variable", Containerd),
    ("scheme-in-image", Containerd),
    ("space-in-template", Containerd),
    ("short-names-crio", CriO),
    ("tag-and-digest", Containerd),
    ("same-image-twice-spelled", Containerd),
    ("never-without-image", Containerd),
    ("secret-in-another-namespace", Containerd),
    ("arch-suffix", Containerd),
    ("sidecars-init-and-volumes", Containerd),
    ("digest-and-always", Containerd),
    ("gitlab-three-secrets", Containerd),
    ("helm-output-many", Containerd),
];

/// The runtime that an example is about; `None` where there is none of this name.
pub fn runtime_of(slug: &str) -> Option<ContainerRuntime> {
    let mut presets = PRESETS.into_iter();
    presets.find_map(|(known, runtime)| (known == slug).then_some(runtime))
}

/// Shows an example in an address; false where there is none of this name.
pub fn open(slug: &str, address: &mut Address) -> bool {
    let Some(choice) = ManifestChoice::from_preset(slug) else {
        return false;
    };
    address.manifest = choice;
    true
}
