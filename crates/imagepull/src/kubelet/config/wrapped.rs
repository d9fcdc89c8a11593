//! Settings of a kubelet that lie in something else: in the answer of `/configz`, in the configuration
//! of an installer, in a ConfigMap or MachineConfig with the text of a file, in flags.

use crate::{
    config_file::{Below, ConfigFile},
    diagnostic::Span,
    yaml::{Meaning, NodeId},
};

use super::{KIND, fields, flags::Flags};

/// Keys whose mapping is a KubeletConfiguration whatever is in it: `/configz`, the KubeletConfig of
/// OpenShift and GKE, eksctl.
const KEYS: [&str; 4] = [
    "kubeletconfig",
    "kubeletConfig",
    "kubeletConfiguration",
    "kubeletExtraConfig",
];

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
    /// Flags of the command line.
    Flags(Flags),
}

/// The first settings that lie in a file, and the next ones.
pub(super) fn find(file: &ConfigFile) -> Vec<Wrapped> {
    file.find_below(2, &mut |below| {
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

/// Whether a text is that of a KubeletConfiguration, with its header or without.
fn is_file(text: &str) -> bool {
    let is_field = |line: &str| {
        let mut of_pulls = fields::OF_PULLS.iter();
        of_pulls.any(|field| {
            let rest = line.trim_start().strip_prefix(field);
            rest.is_some_and(|rest| rest.starts_with(':'))
        })
    };
    text.contains(KIND) && text.contains("kind") || text.lines().any(is_field)
}
