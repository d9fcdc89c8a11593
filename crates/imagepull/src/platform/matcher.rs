//! Whether a node takes a platform, which of two it takes first, and why.
//!
//! Source: compare.go and platforms.go of github.com/containerd/platforms: `Only`, `OnlyStrict`,
//! `OnlyOS` and, of a Windows node, `Default`.

use std::cmp::{Ordering, Reverse};

use super::{
    COMPARE_GO, NORMALIZE_GO, Platform, WINDOWS_GO,
    vector::{vector, without_arm64_variants},
    windows::{self, Floor},
};
use crate::{
    containerd::{ContainerdChange, ContainerdRelease},
    why::Reason,
    words::message,
};

/// A feature of Windows that is not compared.
const NOT_COMPARED: &str = "win32k";

/// What a node takes.
#[derive(Clone, Debug)]
pub struct Matcher {
    /// Normalised.
    node: Platform,
    /// What is taken, best first, as containerd names it.
    list: Vec<Platform>,
    /// The same, normalised.
    wanted: Vec<Platform>,
    order: Order,
    compares_features: bool,
    floor: Floor,
}

/// Which of two platforms that are taken comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// By the list, then the one with more features.
    List,
    /// Those with the architecture of the node, then all others.
    Architecture,
    /// By the version of the operating system, the greater text first.
    Version,
}

impl Matcher {
    /// What a node takes by itself: its platform, then older ones of its processor.
    pub fn only(node: &Platform) -> Self {
        let node = node.normalized();
        Self::new(vector(&node), node)
    }

    /// Its platform and no other.
    pub fn only_strict(node: &Platform) -> Self {
        let node = node.normalized();
        Self::new(vec![node.clone()], node)
    }

    fn new(list: Vec<Platform>, node: Platform) -> Self {
        Self {
            wanted: list.iter().map(Platform::normalized).collect(),
            list,
            node,
            order: Order::List,
            compares_features: true,
            floor: Floor::LastStable,
        }
    }

    /// Everything for its operating system; its own architecture first.
    pub fn only_os(node: &Platform) -> Self {
        Self {
            order: Order::Architecture,
            ..Self::only_strict(node)
        }
    }

    /// What containerd takes on a node of this platform: [`only`](Self::only), but on Windows no
    /// other architecture, and the newest version first; on macOS and FreeBSD its own platform and
    /// then that of Linux.
    pub fn on_node(node: &Platform) -> Self {
        let only = Self::only(node);
        match only.node.os.as_str() {
            "windows" => Self {
                order: Order::Version,
                ..Self::only_strict(node)
            },
            "darwin" | "freebsd" => {
                let linux = Platform::new("linux", &only.node.architecture);
                Self::new(vec![only.node.clone(), linux], only.node)
            }
            _ => only,
        }
    }

    /// What the client of a release of containerd takes by default: [`on_node`](Self::on_node) as
    /// the library of that release has it.
    pub fn for_client(node: &Platform, release: ContainerdRelease) -> Self {
        let has = |change| release.has(change);
        let node = node.normalized();
        let is_windows = node.os == "windows";
        // In 1.7, too, the order of the list counts: its matcher of Windows has an order by revision, but
        // `Default` is `Only`, which never asks for it (compare.go of containerd/platforms v0.2.1).
        let matcher = if is_windows && !has(ContainerdChange::WindowsTakesTheNewest) {
            Self::only(&node)
        } else if node.os == "linux" && !has(ContainerdChange::Arm64VariantsAreOrdered) {
            Self::new(without_arm64_variants(&node), node)
        } else {
            Self::on_node(&node)
        };
        matcher.for_release(release)
    }

    /// What the transfer service of a release fetches: the platform of the node and no other.
    pub(super) fn for_transfer(node: &Platform, release: ContainerdRelease) -> Self {
        Self::only_strict(node).for_release(release)
    }

    fn for_release(self, release: ContainerdRelease) -> Self {
        let has = |change| release.has(change);
        Self {
            compares_features: has(ContainerdChange::OsFeaturesAreCompared),
            floor: if has(ContainerdChange::WindowsTakesTheNewest) {
                Floor::LastStable
            } else {
                Floor::Server2022
            },
            ..self
        }
    }

    /// The platforms that are taken, best first.
    pub fn list(&self) -> &[Platform] {
        &self.list
    }

    /// The platform of the node.
    pub fn node(&self) -> &Platform {
        &self.node
    }

    /// Whether a platform is taken.
    pub fn matches(&self, platform: &Platform) -> bool {
        self.place(&self.normalized(platform)).is_some()
    }

    /// Which of two platforms is taken first: the better one is less. Of equal ones the first that
    /// is written is taken.
    pub fn cmp(&self, one: &Platform, other: &Platform) -> Ordering {
        let (one, other) = (self.normalized(one), self.normalized(other));
        match self.order {
            Order::List => self.by_list(&one).cmp(&self.by_list(&other)),
            Order::Architecture => self
                .by_architecture(&one)
                .cmp(&self.by_architecture(&other)),
            Order::Version => self.by_version(&one).cmp(&self.by_version(&other)),
        }
    }

    /// Why a platform is taken, or why not.
    pub fn why(&self, platform: &Platform) -> Reason {
        let entry = self.normalized(platform);
        match self.place(&entry) {
            Some(0) if entry.format() == self.node.format() => self.why_same(&entry),
            Some(place) => self.why_as_well(&entry, place + 1),
            None => self.why_not(&entry),
        }
    }

    /// Why a platform is taken that is that of the node but for versions and features.
    fn why_same(&self, entry: &Platform) -> Reason {
        let versions = (&self.node.os_version, &entry.os_version);
        if entry.os == "windows" && windows::are_other_builds(versions.0, versions.1) {
            return Reason::new(
                "platform-windows-runs",
                message!(
                    "It is for Windows {entry}, which a {node} node runs too.",
                    entry = versions.1,
                    node = versions.0
                ),
                WINDOWS_GO,
            );
        }
        Reason::new(
            "platform-same",
            message!("It is the node's platform, {node}.", node = entry.format()),
            NORMALIZE_GO,
        )
    }

    /// Why a platform is taken that is not that of the node.
    fn why_as_well(&self, entry: &Platform, place: usize) -> Reason {
        let (entry_name, node) = (entry.format_all(), self.node.format_all());
        let count = self.list.len();
        // Processors of servers have often no 32 bits any more; the list has them all the same.
        let text = if self.node.architecture == "arm64" && entry.architecture == "arm" {
            message!(
                "containerd up to 2.0 also accepts {entry} on a {node} node, as number {place} of {count} in its order of preference, without checking whether the CPU runs 32-bit programs; many server CPUs don't. From 2.1 on it only fetches {node}, unless `use_local_image_pull` is set.",
                entry = entry_name,
                node,
                place,
                count
            )
        } else {
            message!(
                "containerd up to 2.0 also accepts {entry} on a {node} node, as number {place} of {count} in its order of preference. From 2.1 on it only fetches {node}, unless `use_local_image_pull` is set.",
                entry = entry_name,
                node,
                place,
                count
            )
        };
        Reason::new("platform-runs", text, COMPARE_GO)
    }

    /// Why a platform is not taken.
    pub fn why_not(&self, platform: &Platform) -> Reason {
        let (node, entry) = (&self.node, &self.normalized(platform));
        if self.wanted.is_empty() {
            return Reason::new(
                "platform-variant",
                message!(
                    "containerd knows no variant {variant} of {architecture}: such a node matches nothing.",
                    variant = node.variant,
                    architecture = node.architecture
                ),
                COMPARE_GO,
            );
        }
        if !self.wanted.iter().any(|it| it.os == entry.os) {
            return Reason::new(
                "platform-os",
                message!(
                    "It is for another operating system, {entry}; the node is {node}.",
                    entry = entry.os,
                    node = node.os
                ),
                COMPARE_GO,
            );
        }
        let is_known = self
            .wanted
            .iter()
            .any(|it| it.architecture == entry.architecture);
        if !is_known {
            return Reason::new(
                "platform-architecture",
                message!(
                    "It is for another CPU, {entry}; the node is {node}.",
                    entry = named(entry),
                    node = named(node)
                ),
                COMPARE_GO,
            );
        }
        let has_variant = |it: &&Platform| {
            (&it.architecture, &it.variant) == (&entry.architecture, &entry.variant)
        };
        if !self.wanted.iter().any(|it| has_variant(&it)) {
            return Reason::new(
                "platform-variant",
                message!(
                    "containerd doesn't accept {entry} on a {node} node: it isn't on its list for that CPU.",
                    node = named(node),
                    entry = named(entry)
                ),
                COMPARE_GO,
            );
        }
        if self.compares_features && !has_features(node, entry) {
            return Reason::new(
                "platform-features",
                message!(
                    "It requires features that the node doesn't have: {features}.",
                    features = entry.os_features.join(", ")
                ),
                COMPARE_GO,
            );
        }
        self.why_not_version(entry)
    }

    fn why_not_version(&self, entry: &Platform) -> Reason {
        let text = match windows::builds(&self.node.os_version, self.floor) {
            Some((oldest, newest)) if oldest < newest => message!(
                "It is for Windows {entry}; a {node} node runs builds {oldest} to {newest}.",
                entry = entry.os_version,
                node = self.node.os_version,
                oldest,
                newest
            ),
            _ => message!(
                "It is for Windows {entry}; a {node} node runs only its own build.",
                entry = entry.os_version,
                node = self.node.os_version
            ),
        };
        Reason::new("platform-windows-version", text, WINDOWS_GO)
    }

    /// A platform without an operating system is one of that of the node.
    fn normalized(&self, platform: &Platform) -> Platform {
        platform.normalized_on(&self.node.os)
    }

    /// The first place of the list that a normalised platform fits.
    fn place(&self, entry: &Platform) -> Option<usize> {
        self.wanted.iter().position(|wanted| {
            let is_any = self.order == Order::Architecture;
            wanted.os == entry.os
                && (is_any
                    || (&wanted.architecture, &wanted.variant)
                        == (&entry.architecture, &entry.variant))
                && (!self.compares_features || has_features(wanted, entry))
                && (wanted.os != "windows"
                    || windows::runs(&wanted.os_version, &entry.os_version, self.floor))
        })
    }

    /// What fits, by its place, then by the number of its features; what does not, as if it had
    /// none.
    fn by_list(&self, entry: &Platform) -> impl Ord + use<> {
        let without_features = || Platform {
            os_features: Vec::new(),
            ..entry.clone()
        };
        let last = usize::MAX;
        match self.place(entry) {
            Some(place) if self.compares_features => (place, Reverse(entry.os_features.len()), 0),
            Some(place) => (place, Reverse(0), 0),
            None => (
                last,
                Reverse(0),
                self.place(&without_features()).unwrap_or(last),
            ),
        }
    }

    fn by_architecture(&self, entry: &Platform) -> impl Ord + use<> {
        (
            self.place(entry).is_none(),
            entry.architecture != self.node.architecture,
        )
    }

    fn by_version(&self, entry: &Platform) -> impl Ord + use<> {
        let version = self.place(entry).map(|_| entry.os_version.clone());
        (version.is_none(), Reverse(version))
    }
}

/// Whether a wanted platform has all features of another; both are normalised.
fn has_features(wanted: &Platform, entry: &Platform) -> bool {
    let is_windows = wanted.os == "windows";
    entry.os_features.iter().all(|it| {
        (is_windows && it == NOT_COMPARED) || wanted.os_features.binary_search(it).is_ok()
    })
}

/// Architecture and variant.
fn named(platform: &Platform) -> String {
    match platform.variant.as_str() {
        "" => platform.architecture.clone(),
        variant => format!("{}/{variant}", platform.architecture),
    }
}
