//! Configurations of registries in TOML: the `hosts.toml` of containerd, the `registries.conf` of CRI-O.

use super::{Confidence::Certain, Kind, Verdict};

/// What lines begin with, what it is then, and the sign that is named.
const SIGNS: [(&str, Kind, &str); 9] = [
    ("[host.\"http", Kind::HostsToml, "[host."),
    ("[host.'http", Kind::HostsToml, "[host."),
    ("server = \"http", Kind::HostsToml, "server"),
    (
        "unqualified-search-registries",
        Kind::RegistriesConf,
        "unqualified-search-registries",
    ),
    ("[[registry]]", Kind::RegistriesConf, "[[registry]]"),
    (
        "[[registry.mirror]]",
        Kind::RegistriesConf,
        "[[registry.mirror]]",
    ),
    ("short-name-mode", Kind::RegistriesConf, "short-name-mode"),
    (
        "[registries.search]",
        Kind::RegistriesConf,
        "[registries.search]",
    ),
    (
        "[registries.insecure]",
        Kind::RegistriesConf,
        "[registries.insecure]",
    ),
];

/// What a text is by its tables and keys.
pub(super) fn look(text: &str) -> Option<Verdict<'_>> {
    let mut lines = text
        .lines()
        .map(str::trim_start)
        .filter(|it| !it.is_empty() && !it.starts_with('#'));
    let is_toml = |line: &str| {
        line.starts_with('[')
            || line
                .split_once('=')
                .is_some_and(|(key, _)| !key.trim_end().contains(' '))
    };
    let first = lines.next().filter(|line| is_toml(line))?;
    let mut lines = std::iter::once(first).chain(lines);
    let (_, kind, sign) = lines.find_map(|line| {
        SIGNS
            .into_iter()
            .find(|(start, ..)| line.starts_with(start))
    })?;
    Some(Verdict::new(kind, Certain, sign))
}
