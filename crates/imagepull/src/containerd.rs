//! The containerd releases that are known, and what changed from one to the next, as one table.
//! Each release stands for its newest patch: 1.7.34, 2.0.11, 2.1.9, 2.2.7, 2.3.4.

use core::{fmt, str::FromStr};

use serde::{Serialize, Serializer};

use crate::{
    releases::minor_release,
    words::{Message, message},
};

/// A minor release of containerd, `1.7` to `2.3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContainerdRelease {
    /// 1.7
    V1_7,
    /// 2.0
    V2_0,
    /// 2.1
    V2_1,
    /// 2.2
    V2_2,
    /// 2.3
    V2_3,
}

impl ContainerdRelease {
    /// All releases known, oldest first.
    pub const ALL: [Self; 5] = [Self::V1_7, Self::V2_0, Self::V2_1, Self::V2_2, Self::V2_3];

    /// The newest release known; what is asked without a release is answered for it.
    pub const NEWEST: Self = Self::V2_3;

    /// Its name, such as `2.3`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V1_7 => "1.7",
            Self::V2_0 => "2.0",
            Self::V2_1 => "2.1",
            Self::V2_2 => "2.2",
            Self::V2_3 => "2.3",
        }
    }

    /// Whether this release behaves as `change` says, with its default configuration.
    pub fn has(self, change: ContainerdChange) -> bool {
        self >= change.since()
    }

    /// How many requests one attempt of the kubelet costs where a registry without a mirror refuses each of them
    /// with this status. There is no wait between them.
    ///
    /// Source: containerd core/remotes/docker/resolver.go (up to 1.7 remotes/docker/resolver.go), `retryRequest`.
    pub fn requests_of_attempt(self, status: u16) -> u32 {
        match status {
            408 | 429 => 6,
            500 | 503 | 504 if self.has(ContainerdChange::ServerErrorsAreAskedAgain) => 2,
            _ => 1,
        }
    }
}

impl Default for ContainerdRelease {
    fn default() -> Self {
        Self::NEWEST
    }
}

impl fmt::Display for ContainerdRelease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for ContainerdRelease {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A text that names no containerd release that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownContainerd {
    /// The text as given.
    pub text: String,
}

impl UnknownContainerd {
    /// That it is not known, and which releases are.
    pub fn words(&self) -> Message {
        let releases = ContainerdRelease::ALL.map(ContainerdRelease::as_str);
        message!(
            "{text} is not a known containerd release; the known ones are {releases}",
            text = format!("{:?}", self.text),
            releases = releases.join(", ")
        )
    }
}

impl fmt::Display for UnknownContainerd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.words().fmt(f)
    }
}

impl FromStr for ContainerdRelease {
    type Err = UnknownContainerd;

    /// Reads `2.3`, and what a node says of itself, `2.3.4`, `v2.3.4` or `2.3.4-1ubuntu1`: only the
    /// minor release counts.
    fn from_str(text: &str) -> Result<Self, UnknownContainerd> {
        let minor = minor_release(text);
        let release = |it: &Self| minor.as_deref() == Some(it.as_str());
        Self::ALL
            .into_iter()
            .find(release)
            .ok_or_else(|| UnknownContainerd {
                text: text.to_owned(),
            })
    }
}

/// A change of behaviour that came with a release of containerd and stayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContainerdChange {
    /// An arm64 node of a later variant runs what is for earlier ones, such as v8.0 on v8.2
    /// (compare.go of containerd/platforms v1.0.0-rc.0).
    Arm64VariantsAreOrdered,
    /// A manifest of schema 1 is not converted any more; in 2.0 an environment variable still
    /// allows it (core/remotes/docker/schema1/converter.go of 2.0).
    Schema1IsRefused,
    /// The CRI pulls by the transfer service, unless `use_local_image_pull` is set
    /// (internal/cri/server/images/image_pull.go of 2.1): it fetches the platform of the node
    /// exactly (core/transfer/image/imagestore.go), and downloads share the slots of the node.
    PullsByTransferService,
    /// The last host that is asked is asked once more where it answers 500, 503 or 504
    /// (core/remotes/docker/resolver.go of 2.1).
    ServerErrorsAreAskedAgain,
    /// The code that converts schema 1 is gone (core/transfer/local/pull.go of 2.1).
    Schema1IsGone,
    /// Of several Windows images that fit, the newest version is taken, no 32-bit one, and hosts
    /// newer than Server 2025 run what is for it at the oldest (platform_windows_compat.go of
    /// containerd/platforms v1.0.0-rc.2, in 2.1.8).
    WindowsTakesTheNewest,
    /// An entry that asks for features of the operating system fits only where the node has them
    /// (platforms.go of containerd/platforms v1.0.0-rc.4).
    OsFeaturesAreCompared,
}

impl ContainerdChange {
    fn since(self) -> ContainerdRelease {
        match self {
            Self::Arm64VariantsAreOrdered | Self::Schema1IsRefused => ContainerdRelease::V2_0,
            Self::PullsByTransferService
            | Self::ServerErrorsAreAskedAgain
            | Self::Schema1IsGone
            | Self::WindowsTakesTheNewest => ContainerdRelease::V2_1,
            Self::OsFeaturesAreCompared => ContainerdRelease::V2_3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_known_by_its_minor_number() {
        for (text, release) in [
            ("2.3", Some(ContainerdRelease::V2_3)),
            ("v2.0.11", Some(ContainerdRelease::V2_0)),
            ("1.7.34-0ubuntu1", Some(ContainerdRelease::V1_7)),
            ("1.6", None),
            ("2.9", None),
            ("2", None),
            ("", None),
        ] {
            assert_eq!(text.parse().ok(), release, "{text:?}");
        }
    }

    #[test]
    fn an_attempt_is_several_requests_where_the_registry_refuses_them() {
        let requests =
            |status| ContainerdRelease::ALL.map(|release| release.requests_of_attempt(status));
        assert_eq!(requests(429), [6; 5]);
        assert_eq!(requests(503), [1, 1, 2, 2, 2]);
        assert_eq!(requests(404), [1; 5]);
    }

    #[test]
    fn releases_are_in_order_and_the_last_is_the_newest() {
        assert!(ContainerdRelease::ALL.is_sorted());
        assert_eq!(
            ContainerdRelease::ALL.last(),
            Some(&ContainerdRelease::NEWEST)
        );
    }
}
