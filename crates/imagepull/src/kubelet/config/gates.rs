//! The feature gates of a kubelet: which a release knows, and which of them are on.
//!
//! Source: kubernetes/component-base featuregate/feature_gate.go `SetFromMap`; the stages of a gate are
//! changes of [`crate::releases`].

use std::collections::BTreeMap;

use super::ENSURE_SECRET_PULLED_IMAGES;
use crate::{
    credentials::provider_config::SERVICE_ACCOUNT_TOKENS,
    kubelet::ensure_image::RUNTIME_CLASS_IN_IMAGE_CRI_API,
    releases::{Change, Release},
};

/// Switches all gates of the stage alpha that are not set.
const ALL_ALPHA: &str = "AllAlpha";
/// Switches all gates of the stage beta that are not set.
const ALL_BETA: &str = "AllBeta";

/// The gate without which `imageMaximumGCAge` is not looked at.
pub(super) const IMAGE_MAXIMUM_GC_AGE: &str = "ImageMaximumGCAge";
/// The gate without which `crashLoopBackOff.maxContainerRestartPeriod` must not be set.
pub(super) const CRASH_LOOP_BACK_OFF_MAX: &str = "KubeletCrashLoopBackOffMax";

/// The other gates that a kubelet of Kubernetes 1.27 to 1.36 has, one a line: the name, the first release
/// known to have it, the last one (`-` where that of 1.36 has it), and where it is locked since which
/// release, to what.
///
/// Read in pkg/features/kube_features.go and in those of apiserver, apiextensions-apiserver, client-go,
/// component-base and controller-manager, at 1.27.7, 1.28.3, 1.29.1, 1.30.1, 1.31.14, 1.32.13, 1.33.13,
/// 1.34.9, 1.35.6 and 1.36.3. Those that are new in 1.37 are from its apiserver (July 2026) and from the list of
/// feature gates in its documentation; what 1.37 removed or locked is not known, so that a gate of 1.36
/// counts as one of 1.37 that can be set.
const OTHER_GATES: &str = include_str!("other_gates.txt");

/// The life of a gate; `None` for what has not happened.
struct Gate {
    name: &'static str,
    /// `None`: since before the oldest release known.
    exists: Option<Change>,
    /// It is beta from here on, alpha before.
    beta: Option<Change>,
    /// It is on by default from here on.
    on: Option<Change>,
    /// It cannot be switched off from here on.
    locked: Option<Change>,
    /// It is not known any more from here on.
    gone: Option<Change>,
}

const GATES: [Gate; 7] = [
    Gate {
        name: "DisableKubeletCloudCredentialProviders",
        exists: None,
        beta: Some(Change::CloudCredentialProvidersAreOff),
        on: Some(Change::CloudCredentialProvidersAreOff),
        locked: Some(Change::GcrIsNotBuiltIn),
        gone: Some(Change::CloudCredentialProvidersGateIsGone),
    },
    Gate {
        name: "ImageVolume",
        exists: Some(Change::ImageVolumesExist),
        beta: Some(Change::ImageVolumesAreBeta),
        on: Some(Change::ImageVolumesAreOn),
        locked: Some(Change::ImageVolumesAreStable),
        gone: None,
    },
    Gate {
        name: ENSURE_SECRET_PULLED_IMAGES,
        exists: Some(Change::ImageAccessCanBeVerified),
        beta: Some(Change::PresentImageAccessIsVerified),
        on: Some(Change::PresentImageAccessIsVerified),
        locked: None,
        gone: None,
    },
    Gate {
        name: SERVICE_ACCOUNT_TOKENS,
        exists: Some(Change::ServiceAccountTokensForProvidersExist),
        beta: Some(Change::ServiceAccountTokensForProvidersAreOn),
        on: Some(Change::ServiceAccountTokensForProvidersAreOn),
        locked: None,
        gone: None,
    },
    Gate {
        name: RUNTIME_CLASS_IN_IMAGE_CRI_API,
        exists: Some(Change::RuntimeClassInImageCriApiExists),
        beta: None,
        on: None,
        locked: None,
        gone: None,
    },
    Gate {
        name: IMAGE_MAXIMUM_GC_AGE,
        exists: Some(Change::ImageMaximumGcAgeExists),
        beta: Some(Change::ImageMaximumGcAgeIsOn),
        on: Some(Change::ImageMaximumGcAgeIsOn),
        locked: Some(Change::ImageMaximumGcAgeIsStable),
        gone: None,
    },
    Gate {
        name: CRASH_LOOP_BACK_OFF_MAX,
        exists: Some(Change::CrashLoopBackOffMaxExists),
        beta: Some(Change::CrashLoopBackOffMaxIsOn),
        on: Some(Change::CrashLoopBackOffMaxIsOn),
        locked: None,
        gone: None,
    },
];

impl Gate {
    fn is_known(&self, release: Release) -> bool {
        self.exists.is_none_or(|it| release.has(it)) && !self.gone.is_some_and(|it| release.has(it))
    }

    fn is_locked(&self, release: Release) -> bool {
        self.locked.is_some_and(|it| release.has(it))
    }
}

/// The gates that are set, with those of a stage.
#[derive(Clone, Debug)]
pub(super) struct Gates {
    release: Release,
    set: BTreeMap<String, bool>,
}

/// Why a kubelet does not take its gates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GateRefused {
    pub name: String,
    /// In the kubelet's words.
    pub words: String,
    pub is_known: bool,
}

impl Gates {
    /// The gates of a release as a configuration sets them, and what the release refuses of them.
    pub fn new(release: Release, set: BTreeMap<String, bool>) -> (Self, Vec<GateRefused>) {
        let refused = set
            .iter()
            .filter_map(|(name, is_on)| refused(release, name, *is_on));
        let refused = refused.collect();
        (Self { release, set }, refused)
    }

    /// Whether a gate is on: as it is set, else with its stage, else as in the release.
    pub fn is_on(&self, name: &str) -> bool {
        let Some(gate) = GATES.iter().find(|gate| gate.name == name) else {
            return false;
        };
        if !gate.is_known(self.release) {
            return false;
        }
        let by_default = gate.on.is_some_and(|it| self.release.has(it));
        if gate.is_locked(self.release) {
            return by_default;
        }
        let is_beta = gate.beta.is_some_and(|it| self.release.has(it));
        let of_stage = if is_beta { ALL_BETA } else { ALL_ALPHA };
        let set = self.set.get(name).or_else(|| self.set.get(of_stage));
        set.copied().unwrap_or(by_default)
    }
}

fn refused(release: Release, name: &str, is_on: bool) -> Option<GateRefused> {
    let unknown = || GateRefused {
        name: name.to_owned(),
        words: format!("unrecognized feature gate: {name}"),
        is_known: false,
    };
    if name == ALL_ALPHA || name == ALL_BETA {
        return None;
    }
    let locked_to = match GATES.iter().find(|gate| gate.name == name) {
        Some(gate) if !gate.is_known(release) => return Some(unknown()),
        Some(gate) if gate.is_locked(release) => gate.on.is_some_and(|it| release.has(it)),
        Some(_) => return None,
        None => match other_gate(release, name) {
            None => return Some(unknown()),
            Some(gate) => gate.locked_to?,
        },
    };
    if is_on == locked_to {
        return None;
    }
    // From 1.32 on the gates are set while the configuration is defaulted.
    let before = if release.has(Change::GatesAreSetWhileDefaulting) {
        "failed to merge global and in-flight KubeletConfiguration while setting defaults, error: "
    } else {
        ""
    };
    Some(GateRefused {
        name: name.to_owned(),
        words: format!(
            "{before}cannot set feature gate {name} to {is_on}, feature is locked to {locked_to}"
        ),
        is_known: true,
    })
}

/// A line of [`OTHER_GATES`] in a release.
struct OtherGate {
    /// The only value that it takes.
    locked_to: Option<bool>,
}

/// A gate that has nothing to do with images; `None` for one that a release does not have.
fn other_gate(release: Release, name: &str) -> Option<OtherGate> {
    let line = OTHER_GATES.lines().find_map(|line| {
        let rest = line.strip_prefix(name)?;
        rest.starts_with(' ').then_some(rest)
    })?;
    let mut words = line.split_whitespace();
    let mut release_in_turn = || words.next().and_then(|word| word.parse::<Release>().ok());
    let is_there = release_in_turn()? <= release;
    let is_gone = release_in_turn().is_some_and(|last| last < release);
    let is_locked = release_in_turn().is_some_and(|since| since <= release);
    let locked_to = words.next().filter(|_| is_locked);
    (is_there && !is_gone).then(|| OtherGate {
        locked_to: locked_to.map(|value| value == "true"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gates(release: &str, set: &[(&str, bool)]) -> (Gates, Vec<String>) {
        let set = set.iter().map(|(name, is_on)| ((*name).to_owned(), *is_on));
        let (gates, refused) = Gates::new(release.parse().expect("a release"), set.collect());
        (gates, refused.into_iter().map(|it| it.words).collect())
    }

    #[test]
    fn a_gate_follows_its_stage() {
        for (release, set, expected) in [
            ("1.32", vec![("AllAlpha", true)], false),
            ("1.34", vec![], false),
            ("1.34", vec![("AllAlpha", true)], true),
            ("1.34", vec![("AllBeta", true)], false),
            ("1.35", vec![], true),
            ("1.35", vec![("AllBeta", false)], false),
            ("1.35", vec![("AllAlpha", false)], true),
            (
                "1.35",
                vec![("AllBeta", false), (ENSURE_SECRET_PULLED_IMAGES, true)],
                true,
            ),
        ] {
            let (gates, refused) = gates(release, &set);
            assert_eq!(
                gates.is_on(ENSURE_SECRET_PULLED_IMAGES),
                expected,
                "{release} {set:?}"
            );
            assert!(refused.is_empty());
        }
    }

    #[test]
    fn every_line_of_other_gates_can_be_read() {
        for line in OTHER_GATES.lines() {
            let (name, _) = line.split_once(' ').expect("a name and releases");
            let known = |release: &Release| other_gate(*release, name).is_some();
            assert!(Release::all().any(|release| known(&release)), "{line}");
            assert!(GATES.iter().all(|gate| gate.name != name), "{line}");
            let words: Vec<&str> = line.split(' ').collect();
            let is_locked = words.len() == 5 && ["true", "false"].contains(&words[4]);
            assert!(words.len() == 3 || is_locked, "{line}");
        }
    }

    #[test]
    fn what_a_release_does_not_take_is_said_in_its_words() {
        for (release, gate, is_on, expected) in [
            ("1.35", "NodeSwap", true, None),
            (
                "1.35",
                "NoSuchGate",
                true,
                Some("unrecognized feature gate: NoSuchGate"),
            ),
            ("1.31", "SidecarContainers", false, None),
            (
                "1.33",
                "SidecarContainers",
                false,
                Some(
                    "failed to merge global and in-flight KubeletConfiguration while setting defaults, error: cannot set feature gate SidecarContainers to false, feature is locked to true",
                ),
            ),
            ("1.33", "SidecarContainers", true, None),
            ("1.27", "CSIMigrationRBD", true, None),
            (
                "1.36",
                "CSIMigrationRBD",
                true,
                Some("unrecognized feature gate: CSIMigrationRBD"),
            ),
            (
                "1.30",
                "ImageVolume",
                true,
                Some("unrecognized feature gate: ImageVolume"),
            ),
            ("1.36", "ImageVolume", true, None),
            (
                "1.31",
                "DisableKubeletCloudCredentialProviders",
                false,
                Some(
                    "cannot set feature gate DisableKubeletCloudCredentialProviders to false, feature is locked to true",
                ),
            ),
        ] {
            let (_, refused) = gates(release, &[(gate, is_on)]);
            assert_eq!(
                refused.first().map(String::as_str),
                expected,
                "{release} {gate}"
            );
        }
    }
}
