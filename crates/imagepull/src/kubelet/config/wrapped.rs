//! Settings of a kubelet that lie in something else: in the answer of `/configz`, in the configuration
//! of an installer, in a ConfigMap or MachineConfig with the text of a file, in flags.

use crate::{
    config_file::{Below, ConfigFile},
    diagnostic::Span,
    yaml::{Meaning, NodeId},
};

use super::{
    KIND, fields,
    flags::{self, Flags},
};

/// Keys whose mapping is a KubeletConfiguration whatever is in it: `/configz`, the KubeletConfig of
/// OpenShift and GKE, eksctl.
const KEYS: [&str; 4] = [
    "kubeletconfig",
    "kubeletConfig",
    "kubeletConfiguration",
    "kubeletExtraConfig",
];

/// The key below which kind of the Kubernetes SIGs has pieces of kubeadm's configuration: it merges them
/// into its own by their kind, so that they need no `apiVersion`.
const PATCHES_OF_KIND: &str = "kubeadmConfigPatches";

/// Keys whose lists and mappings are flags of a kubelet, with that before them where it says so.
const FLAG_KEYS: [&str; 7] = [
    "kubelet-arg",
    "kubelet-arg+",
    "kubeletExtraArgs",
    "kubelet_custom_flags",
    "kubelet.flags",
    "kubelet.extraArgs",
    "kubelet.extra_args",
];

/// Places of one file that are judged.
pub(super) const MAX_PLACES: usize = 100;

/// Settings below the root of a file.
pub(super) struct Wrapped {
    pub settings: Settings,
    pub place: Span,
    /// The keys to them.
    pub path: String,
}

/// In which form settings lie in something else.
pub(super) enum Settings {
    /// The fields of a KubeletConfiguration.
    Mapping(NodeId),
    /// The text of a file.
    Text(String),
    /// A part of a KubeletConfiguration, which is merged into a whole one.
    Patch(String),
    /// Flags of the command line.
    Flags(Flags),
}

/// The settings that lie in a file: one place more than are judged.
pub(super) fn find(file: &ConfigFile) -> Vec<Wrapped> {
    file.find_below(MAX_PLACES + 1, &mut |below| {
        Some(Wrapped {
            settings: settings(file, below)?,
            place: below.place,
            path: below.path(),
        })
    })
}

fn settings(file: &ConfigFile, below: &Below) -> Option<Settings> {
    let node = below.node;
    match file.tree.meaning(node) {
        Meaning::Mapping if has_fields(file, below) => Some(Settings::Mapping(node)),
        Meaning::Text(_) => {
            let text = file.text_within(node)?;
            if is_file(&text) {
                let is_patch = below.is_under(PATCHES_OF_KIND);
                return Some(if is_patch {
                    Settings::Patch(text)
                } else {
                    Settings::Text(text)
                });
            }
            if FLAG_KEYS.iter().any(|it| text.contains(it)) && flags::are_named_in(&text) {
                return Some(Settings::Text(text));
            }
            Flags::from_text(&text).map(Settings::Flags)
        }
        _ => Flags::from_node(file, node).map(Settings::Flags),
    }
}

fn has_fields(file: &ConfigFile, below: &Below) -> bool {
    let has = |field: &&str| file.tree.value(below.node, field).is_some();
    below.key().is_some_and(|key| KEYS.contains(&key))
        || fields::OF_PULLS.iter().any(has)
        || file.tree.text_at(below.node, &["kind"]) == Some(KIND)
}

/// The first flags of a kubelet in a file, of which none is about pulls.
pub(super) fn other_flags(file: &ConfigFile) -> Option<(String, Span)> {
    let is_key = |below: &Below| {
        let key = below.key().unwrap_or_default();
        let is_last = |it: &&str| it.rsplit('.').next() == Some(key);
        FLAG_KEYS.iter().any(is_last)
    };
    let found = file.find_below(1, &mut |below| {
        if !is_key(below) {
            return None;
        }
        let path = below.path();
        let is_of_kubelet = FLAG_KEYS.iter().any(|it| path.ends_with(it));
        is_of_kubelet.then_some((path, below.place))
    });
    found.into_iter().next()
}

/// Whether a text is that of a KubeletConfiguration, with its header or without, or has the fields of one.
pub(super) fn is_file(text: &str) -> bool {
    let is_field = |field: &&str| {
        let mut places = text.match_indices(*field);
        places.any(|(at, _)| {
            let behind = text[at + field.len()..].trim_start_matches(['"', '\'']);
            behind.starts_with(':')
        })
    };
    text.contains(KIND) && text.contains("kind") || fields::OF_PULLS.iter().any(is_field)
}
