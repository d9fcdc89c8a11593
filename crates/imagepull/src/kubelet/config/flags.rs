//! The flags of a kubelet that are about pulls, as they are in lists, mappings and command lines.
//!
//! Sources: kubernetes/kubernetes cmd/kubelet/app/options/options.go; spf13/pflag for the words about a
//! value that cannot be read.

use std::collections::BTreeMap;

use super::{ENSURE_SECRET_PULLED_IMAGES, PullSettings, fields};
use crate::{
    config_file::ConfigFile,
    kubelet::go::quote,
    typo,
    words::{Message, message},
    yaml::{Meaning, NodeId},
};

const SERIALIZE: &str = "serialize-image-pulls";
const QPS: &str = "registry-qps";
const BURST: &str = "registry-burst";

const FEATURE_GATES: &str = "feature-gates";

/// The flags that set something about pulls.
const OF_PULLS: [&str; 3] = [SERIALIZE, QPS, BURST];

/// A flag that Kubernetes removed in 1.24, with dockershim.
const PROGRESS_DEADLINE: &str = "image-pull-progress-deadline";

/// What flags set.
#[derive(Debug, Default)]
pub(super) struct Flags {
    pub settings: PullSettings,
    /// What `--feature-gates` sets.
    pub gates: BTreeMap<String, bool>,
    /// What the kubelet says of flags that it does not have, and of values that it cannot read.
    pub errors: Vec<FlagError>,
}

/// Why a kubelet does not take a flag.
#[derive(Debug)]
pub(super) struct FlagError {
    /// In its words.
    pub words: String,
    /// What to do instead.
    pub help: Option<Message>,
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
                    let written = text(item);
                    let (name, value) = split(written);
                    // A value may be its own item, but not that of a truth value.
                    let value = value.or_else(|| {
                        let is_apart = [QPS, BURST, FEATURE_GATES].contains(&name)
                            || written.starts_with("--") && instead_of(name).is_some();
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
        if !are_named_in(text) {
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
            let settings = &mut found.settings;
            let read = match name {
                SERIALIZE => truth(value.unwrap_or("true"))
                    .map(|value| settings.serialize_image_pulls = Some(value)),
                QPS => whole(value).map(|value| settings.registry_pull_qps = Some(value)),
                BURST => whole(value).map(|value| settings.registry_burst = Some(value)),
                FEATURE_GATES => set_gates(value.unwrap_or_default(), &mut found.gates),
                _ => {
                    // What has no value may be the name of a field in a list of such.
                    if let Some(help) = value.and_then(|_| instead_of(name)) {
                        is_about_pulls = true;
                        found.errors.push(FlagError {
                            words: format!("unknown flag: --{name}"),
                            help: Some(help),
                        });
                    }
                    continue;
                }
            };
            // Other components have a flag for gates, too.
            is_about_pulls |=
                name != FEATURE_GATES || found.gates.contains_key(ENSURE_SECRET_PULLED_IMAGES);
            if let Err(reason) = read {
                let value = quote(value.unwrap_or_default());
                found.errors.push(FlagError {
                    words: format!("invalid argument {value} for \"--{name}\" flag: {reason}"),
                    help: None,
                });
            }
        }
        is_about_pulls.then_some(found)
    }
}

/// Whether a text has the name of a flag about pulls, of one that there is or of one that is tried.
pub(super) fn are_named_in(text: &str) -> bool {
    let mut names = OF_PULLS.into_iter().chain([PROGRESS_DEADLINE]);
    names.any(|name| text.contains(name))
        || fields::OF_PULLS.iter().any(|it| text.contains(&kebab(it)))
        || text.contains(ENSURE_SECRET_PULLED_IMAGES)
}

/// What to do instead of a flag about pulls that a kubelet does not have; `None` of all others.
fn instead_of(name: &str) -> Option<Message> {
    if OF_PULLS.contains(&name) {
        return None;
    }
    if name == PROGRESS_DEADLINE {
        return Some(message!(
            "Remove it: the flag was Docker's and is gone since Kubernetes 1.24."
        ));
    }
    if let Some(field) = fields::OF_PULLS
        .iter()
        .find(|field| name == kebab(field) || name == **field)
    {
        return Some(message!(
            "The kubelet has no such flag and doesn't start. Set {field} in a KubeletConfiguration file.",
            field = *field
        ));
    }
    let is_flag = !name.contains(|it: char| it.is_ascii_uppercase());
    let meant = typo::meant(name, &OF_PULLS).filter(|_| is_flag)?;
    Some(message!(
        "The kubelet has no such flag and doesn't start. Did you mean --{meant}?",
        meant
    ))
}

/// The name of a field as a flag would be written: `max-parallel-image-pulls`.
fn kebab(field: &str) -> String {
    let mut name = String::new();
    let mut was_upper = true;
    for sign in field.chars() {
        if sign.is_ascii_uppercase() && !was_upper {
            name.push('-');
        }
        was_upper = sign.is_ascii_uppercase();
        name.push(sign.to_ascii_lowercase());
    }
    name
}

/// Gates as `MapStringBool.Set` of component-base cli/flag reads them: `A=true,B=false`.
fn set_gates(text: &str, gates: &mut BTreeMap<String, bool>) -> Result<(), String> {
    for pair in text.split(',').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair
            .split_once('=')
            .ok_or_else(|| format!("missing bool value for {pair}"))?;
        let (name, value) = (name.trim(), value.trim());
        let is_on = truth(value)
            .map_err(|error| format!("invalid value of {name}: {value}, err: {error}"))?;
        gates.insert(name.to_owned(), is_on);
    }
    Ok(())
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
