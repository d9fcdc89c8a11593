//! Settings of a kubelet that lie in something else: in the answer of `/configz`, in the configuration
//! of an installer, in a ConfigMap or MachineConfig with the text of a file.

use crate::{
    config_file::ConfigFile,
    diagnostic::Span,
    yaml::{Meaning, NodeId},
};

use super::{KIND, PullSettings, fields};

/// How deep settings are looked for.
const MAX_DEPTH: usize = 12;

/// Keys whose list holds flags of the kubelet: RKE2, k3s and kubeadm.
const LISTS_OF_FLAGS: [&str; 2] = ["kubelet-arg", "kubelet-args"];

/// Where the settings lie.
pub(super) enum Found {
    /// In a mapping, behind this path.
    Mapping { node: NodeId, path: String },
    /// In the text of a scalar, behind this path.
    Text {
        text: String,
        place: Span,
        path: String,
    },
    /// In a list of flags.
    Flags {
        settings: PullSettings,
        place: Span,
        path: String,
    },
}

/// The first settings that lie in a file.
pub(super) fn find(file: &ConfigFile) -> Option<Found> {
    below(file, file.root?, "", 0)
}

fn below(file: &ConfigFile, node: NodeId, path: &str, depth: usize) -> Option<Found> {
    if depth > MAX_DEPTH {
        return None;
    }
    match file.tree.meaning(node) {
        Meaning::Mapping => {
            if depth > 0 && has_settings(file, node) {
                return Some(Found::Mapping {
                    node,
                    path: path.to_owned(),
                });
            }
            file.tree.entries(node).find_map(|(key, value)| {
                let key = file.tree.scalar(key).unwrap_or_default();
                let dot = if path.is_empty() { "" } else { "." };
                let path = format!("{path}{dot}{key}");
                if LISTS_OF_FLAGS.contains(&key) {
                    return flags(file, value, path);
                }
                below(file, value, &path, depth + 1)
            })
        }
        Meaning::List(items) => items
            .iter()
            .enumerate()
            .find_map(|(index, item)| below(file, *item, &format!("{path}[{index}]"), depth + 1)),
        Meaning::Text(text) => {
            let text = match text.strip_prefix("data:") {
                Some(data) => percent_decoded(data.split_once(',').map_or("", |it| it.1)),
                None => text.to_owned(),
            };
            (text.contains(KIND) && text.contains("kind")).then(|| Found::Text {
                text,
                place: file.tree.place(node),
                path: path.to_owned(),
            })
        }
        _ => None,
    }
}

fn has_settings(file: &ConfigFile, node: NodeId) -> bool {
    let is_of_pulls = |field: &&str| file.tree.value(node, field).is_some();
    fields::OF_PULLS.iter().any(is_of_pulls) || file.tree.text_at(node, &["kind"]) == Some(KIND)
}

/// The settings of flags such as `serialize-image-pulls=false`.
fn flags(file: &ConfigFile, list: NodeId, path: String) -> Option<Found> {
    let mut settings = PullSettings::default();
    let mut is_about_pulls = false;
    for item in file.tree.items(list) {
        let flag = file.tree.scalar(*item).unwrap_or_default();
        let (name, value) = flag.trim_start_matches('-').split_once('=')?;
        let number = || value.parse::<i32>().ok().map(f64::from);
        match name {
            "serialize-image-pulls" => settings.serialize_image_pulls = value.parse().ok(),
            "registry-qps" => settings.registry_pull_qps = number(),
            "registry-burst" => settings.registry_burst = number(),
            _ => continue,
        }
        is_about_pulls = true;
    }
    is_about_pulls.then(|| Found::Flags {
        settings,
        place: file.tree.place(list),
        path,
    })
}

fn percent_decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}
