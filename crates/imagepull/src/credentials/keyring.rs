//! The keyring: which entries are tried for an image, and in which order.
//!
//! Source: kubernetes/kubernetes pkg/credentialprovider/keyring.go `BasicDockerKeyring`.

use std::collections::BTreeMap;

use super::{
    entry::{Entry, UnusableKey},
    matching::{Fit, Mismatch, Target},
};

/// Under which Docker Hub is asked for when no key fits: what `https://index.docker.io/v1/` becomes.
const DOCKER_HUB: &str = "index.docker.io";

/// Entries of several configurations, each with what it belongs to.
pub(super) struct Keyring<'a, O> {
    index: BTreeMap<&'a str, Vec<usize>>,
    entries: Vec<(&'a Entry, O)>,
}

/// Why an entry is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyringReason {
    /// Its key fits.
    Fits(Fit),
    /// No key fits, and it is that of Docker Hub.
    DockerHub,
}

/// Why an entry is not tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal<'a> {
    /// The keyring passes over the key.
    Unusable(&'a UnusableKey),
    /// The key does not fit.
    Mismatch(Vec<Mismatch>),
    /// It is that of Docker Hub, but this key fits.
    OtherKeyFits(&'a str),
}

/// What becomes of each entry.
pub(super) struct Lookup<'a, O> {
    /// The entries that are tried, in order.
    pub tried: Vec<(&'a Entry, O, KeyringReason)>,
    /// The others, in the order in which they were added.
    pub refused: Vec<(&'a Entry, O, Refusal<'a>)>,
}

impl<'a, O: Copy> Keyring<'a, O> {
    /// A keyring of entries in the order in which they are added.
    pub fn new(entries: impl IntoIterator<Item = (&'a Entry, O)>) -> Self {
        let entries: Vec<(&Entry, O)> = entries.into_iter().collect();
        let mut index: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, (entry, _)) in entries.iter().enumerate() {
            if let Ok(key) = &entry.index_key {
                index.entry(key).or_default().push(place);
            }
        }
        Self { index, entries }
    }

    /// The entries for an image: those whose key fits, the last key of the alphabet first and equal
    /// keys as they were added; where there are none, that of Docker Hub for its images.
    pub fn look_up(&self, repository: &str, target: &Target) -> Lookup<'a, O> {
        let mut tried = Vec::new();
        let mut refusals: BTreeMap<usize, Refusal<'a>> = BTreeMap::new();
        for (key, places) in self.index.iter().rev() {
            match target.fits(key) {
                Ok(fit) => tried.extend(
                    places
                        .iter()
                        .map(|place| (*place, KeyringReason::Fits(fit))),
                ),
                Err(wrong) => refusals.extend(
                    places
                        .iter()
                        .map(|place| (*place, Refusal::Mismatch(wrong.clone()))),
                ),
            }
        }
        let hub = self.index.get(DOCKER_HUB).map_or(&[][..], Vec::as_slice);
        if is_docker_hub(repository) {
            for place in hub {
                if let Some((first, KeyringReason::Fits(_))) = tried.first() {
                    let fitting = self.entries[*first].0.key();
                    if refusals.contains_key(place) {
                        refusals.insert(*place, Refusal::OtherKeyFits(fitting));
                    }
                } else {
                    tried.push((*place, KeyringReason::DockerHub));
                    refusals.remove(place);
                }
            }
        }
        Lookup {
            tried: tried
                .into_iter()
                .map(|(place, reason)| (self.entries[place].0, self.entries[place].1, reason))
                .collect(),
            refused: self.refused(refusals),
        }
    }

    fn refused(
        &self,
        mut refusals: BTreeMap<usize, Refusal<'a>>,
    ) -> Vec<(&'a Entry, O, Refusal<'a>)> {
        for (place, (entry, _)) in self.entries.iter().enumerate() {
            if let Err(unusable) = &entry.index_key {
                refusals.insert(place, Refusal::Unusable(unusable));
            }
        }
        refusals
            .into_iter()
            .map(|(place, refusal)| (self.entries[place].0, self.entries[place].1, refusal))
            .collect()
    }
}

/// Whether an image is one of Docker Hub: `isDefaultRegistryMatch`.
pub fn is_docker_hub(image: &str) -> bool {
    match image.split_once('/') {
        None => !image.is_empty(),
        Some(("docker.io" | "index.docker.io", _)) => true,
        Some((first, _)) => !first.is_empty() && !first.contains(['.', ':']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(keys: &[&str], repository: &str) -> Vec<String> {
        let entries: Vec<Entry> = keys.iter().map(|key| Entry::new(key, None)).collect();
        let keyring = Keyring::new(entries.iter().zip(0..));
        let found = keyring.look_up(repository, &Target::new(repository));
        assert_eq!(found.tried.len() + found.refused.len(), keys.len());
        let tried = found.tried.iter();
        tried
            .map(|(entry, place, _)| format!("{place} {}", entry.key()))
            .collect()
    }

    #[test]
    fn longer_keys_come_first_and_patterns_last() {
        let keys = ["*.io", "r.io", "r.io/a/b", "https://r.io/a", "r.io/c"];
        assert_eq!(
            tried(&keys, "r.io/a/b/c"),
            ["2 r.io/a/b", "3 https://r.io/a", "1 r.io", "0 *.io"]
        );
    }

    #[test]
    fn equal_keys_come_in_the_order_in_which_they_were_added() {
        let keys = ["https://r.io/", "r.io", "http://r.io/v1/"];
        assert_eq!(
            tried(&keys, "r.io/a"),
            ["0 https://r.io/", "1 r.io", "2 http://r.io/v1/"]
        );
    }

    #[test]
    fn the_key_of_docker_hub_counts_where_no_other_fits() {
        let hub = "https://index.docker.io/v1/";
        let image = "docker.io/library/nginx";
        assert_eq!(tried(&[hub], image), [format!("0 {hub}")]);
        assert_eq!(tried(&[hub, "docker.io"], image), ["1 docker.io"]);
        assert_eq!(tried(&["https://index.docker.io/v1"], image), [""; 0]);
        assert_eq!(tried(&["registry-1.docker.io"], image), [""; 0]);
        assert_eq!(tried(&[hub], "index.docker.io/a"), [format!("0 {hub}")]);
        assert_eq!(tried(&[hub], "quay.io/a"), [""; 0]);
    }
}
