//! The flags of a kubelet that are about pulls, as they are in lists, mappings and command lines.
//!
//! Sources: kubernetes/kubernetes cmd/kubelet/app/options/options.go; spf13/pflag for the words about a
//! value that cannot be read.

use super::PullSettings;
use crate::{
    config_file::ConfigFile,
    kubelet::go::quote,
    yaml::{Meaning, NodeId},
};

const SERIALIZE: &str = "serialize-image-pulls";
const QPS: &str = "registry-qps";
const BURST: &str = "registry-burst";

/// What flags set.
#[derive(Debug, Default)]
pub(super) struct Flags {
    pub settings: PullSettings,
    /// What the kubelet says of values that it cannot read.
    pub errors: Vec<String>,
}

impl Flags {
    /// The flags in a list, such as `kubelet-arg` of RKE2 and k3s, or in a mapping, such as `extraArgs` of
    /// Talos and `kubeletExtraArgs` of kubeadm; `None` where none is about pulls.
    pub fn from_node(file: &ConfigFile, node: NodeId) -> Option<Self> {
        let text = |node| file.tree.scalar(node).unwrap_or_default();
        let mut flags: Vec<(&str, Option<&str>)> = Vec::new();
        match file.tree.meaning(node) {
            Meaning::Mapping => {
                let entries = file.tree.entries(node);
                flags.extend(entries.map(|(name, value)| (text(name), Some(text(value)))));
            }
            Meaning::List(items) => {
                let mut items = items.iter().copied().peekable();
                while let Some(item) = items.next() {
                    if file.tree.is_mapping(item) {
                        let value = |field| file.tree.value(item, field).map(text);
                        flags.extend(value("name").map(|name| (name, value("value"))));
                        continue;
                    }
                    let (name, value) = split(text(item));
                    // A value may be its own item, but not that of a truth value.
                    let value = value.or_else(|| {
                        let is_apart = name != SERIALIZE && is_of_pulls(name);
                        items.next_if(|_| is_apart).map(text)
                    });
                    flags.push((name, value));
                }
            }
            _ => {}
        }
        Self::new(flags)
    }

    /// The flags in a command line or in a variable with some; `None` where none is about pulls.
    pub fn from_text(text: &str) -> Option<Self> {
        // Most texts are none, and may be long.
        if ![SERIALIZE, QPS, BURST].iter().any(|it| text.contains(it)) {
            return None;
        }
        let words = text.split(|it: char| it.is_whitespace() || "\"'".contains(it));
        let flags = words.map(|word| {
            // `KUBELET_EXTRA_ARGS=--registry-qps=0`
            split(word.find("--").map_or(word, |at| &word[at..]))
        });
        Self::new(flags.filter(|(_, value)| value.is_some()))
    }

    fn new<'t>(flags: impl IntoIterator<Item = (&'t str, Option<&'t str>)>) -> Option<Self> {
        let mut found = Self::default();
        let mut is_about_pulls = false;
        for (name, value) in flags {
            let name = name.trim_start_matches('-');
            is_about_pulls |= is_of_pulls(name);
            let settings = &mut found.settings;
            let read = match name {
                SERIALIZE => truth(value.unwrap_or("true"))
                    .map(|value| settings.serialize_image_pulls = Some(value)),
                QPS => whole(value).map(|value| settings.registry_pull_qps = Some(value)),
                BURST => whole(value).map(|value| settings.registry_burst = Some(value)),
                _ => continue,
            };
            if let Err(reason) = read {
                let value = quote(value.unwrap_or_default());
                found.errors.push(format!(
                    "invalid argument {value} for \"--{name}\" flag: {reason}"
                ));
            }
        }
        is_about_pulls.then_some(found)
    }
}

/// Whether a text has flags of a command line.
pub(super) fn are_in(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let mut words =
        lines.flat_map(|line| line.split(|it: char| it.is_whitespace() || "\"'=".contains(it)));
    words.any(|word| {
        let name = word.strip_prefix("--");
        name.is_some_and(|it| it.starts_with(|it: char| it.is_ascii_lowercase()))
    })
}

fn is_of_pulls(name: &str) -> bool {
    [SERIALIZE, QPS, BURST].contains(&name)
}

/// The name of a flag without dashes, and what is behind its equals sign.
fn split(flag: &str) -> (&str, Option<&str>) {
    let flag = flag.trim_start_matches('-');
    match flag.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (flag, None),
    }
}

/// A truth value as `strconv.ParseBool` reads it.
fn truth(text: &str) -> Result<bool, String> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Ok(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Ok(false),
        _ => Err(syntax("ParseBool", text)),
    }
}

/// A whole number as `strconv.ParseInt` reads it, where it is written in decimal.
fn whole(text: Option<&str>) -> Result<f64, String> {
    let text = text.unwrap_or_default();
    let number = text.parse::<i32>();
    number.map(f64::from).map_err(|_| syntax("ParseInt", text))
}

fn syntax(function: &str, text: &str) -> String {
    format!(
        "strconv.{function}: parsing {}: invalid syntax",
        quote(text)
    )
}
