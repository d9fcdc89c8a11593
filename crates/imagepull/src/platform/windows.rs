//! Which versions of Windows a node runs.
//!
//! Source: platform_windows_compat.go of github.com/containerd/platforms.

/// Builds of the releases with a stable interface, oldest first: Windows Server 2022 and 2025.
const STABLE: [u16; 2] = [20348, 26100];

/// What counts of a version such as `10.0.20348.2402`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Version {
    major: u8,
    minor: u8,
    build: u16,
}

impl Version {
    /// `None` where it has not three numbers at least.
    fn new(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        Some(Self {
            major: parts.next()?.parse().ok()?,
            minor: parts.next()?.parse().ok()?,
            build: parts.next()?.parse().ok()?,
        })
    }
}

/// Which builds a node runs that is newer than Windows Server 2022.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Floor {
    /// From Windows Server 2022 up to its own (up to v1.0.0-rc.1 of containerd/platforms).
    Server2022,
    /// From the last stable release before its own.
    LastStable,
}

/// Whether a node with one version runs what is for another. What says no version fits.
pub(super) fn runs(node: &str, entry: &str, floor: Floor) -> bool {
    let Some(node) = Version::new(node) else {
        return true;
    };
    if entry.is_empty() {
        return true;
    }
    Version::new(entry).is_some_and(|entry| {
        (node.major, node.minor) == (entry.major, entry.minor)
            && runs_build_from(node.build, entry.build, floor)
    })
}

/// Whether a node with one build of Windows runs what is for another: before Windows Server 2022
/// only the very same; later all from the last stable release before its own up to its own.
pub fn runs_build(node: u16, entry: u16) -> bool {
    runs_build_from(node, entry, Floor::LastStable)
}

fn runs_build_from(node: u16, entry: u16, floor: Floor) -> bool {
    if node < STABLE[0] {
        return node == entry;
    }
    oldest(node, floor) <= entry && entry <= node
}

/// Whether two versions say builds, and others.
pub(super) fn are_other_builds(one: &str, other: &str) -> bool {
    matches!((Version::new(one), Version::new(other)), (Some(one), Some(other)) if one != other)
}

/// The oldest build that a node runs.
fn oldest(node: u16, floor: Floor) -> u16 {
    let before = STABLE.into_iter().rev().find(|stable| *stable < node);
    match floor {
        Floor::Server2022 => STABLE[0],
        Floor::LastStable => before.unwrap_or(STABLE[0]),
    }
}

/// The builds that a node runs, oldest and newest, where its version says so.
pub(super) fn builds(node: &str, floor: Floor) -> Option<(u16, u16)> {
    let build = Version::new(node)?.build;
    let is_exact = build < STABLE[0];
    let oldest = if is_exact {
        build
    } else {
        oldest(build, floor)
    };
    Some((oldest, build))
}
