//! Platforms of container images: which entry of an image index a node can run, as containerd
//! decides it.
//!
//! The rules are those of github.com/containerd/platforms at commit 09756f5. Other clients have
//! others; no specification has any.
//!
//! | module | what it decides |
//! | --- | --- |
//! | `parse` | what a text such as `linux/arm64` stands for, and what is wrong with one |
//! | `format` | how a platform is written |
//! | `normalize` | which spellings are the same platform |
//! | `vector` | which platforms a node takes, in which order |
//! | `windows` | which versions of Windows a node runs |
//! | `node` | what a node with a release of containerd takes |
//! | `matcher` | whether a node takes a platform, which of two it takes first, and why |
//! | `known` | names that no image has, and what was meant by them |
//! | `report` | all of it for a text |

mod format;
mod known;
mod matcher;
mod node;
mod normalize;
mod parse;
mod report;
mod vector;
mod windows;

pub(crate) use known::meant;
pub use known::variant_of_machine;
pub use matcher::Matcher;
pub use node::NodeMatcher;
pub use report::{MatchReport, PlatformReport, match_platforms, parse_platform};
pub use windows::runs_build;

use serde::{Deserialize, Serialize};

const PLATFORMS_GO: &str = "https://github.com/containerd/platforms/blob/09756f59cb1d6b3fb368f371043d36e634789537/platforms.go";
const NORMALIZE_GO: &str = "https://github.com/containerd/platforms/blob/09756f59cb1d6b3fb368f371043d36e634789537/database.go";
const COMPARE_GO: &str = "https://github.com/containerd/platforms/blob/09756f59cb1d6b3fb368f371043d36e634789537/compare.go";
const WINDOWS_GO: &str = "https://github.com/containerd/platforms/blob/09756f59cb1d6b3fb368f371043d36e634789537/platform_windows_compat.go";

/// An operating system and an architecture, as in an image index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Platform {
    /// Such as `linux`.
    pub os: String,
    /// Such as `arm64`.
    pub architecture: String,
    /// Such as `v8`; empty where there is none.
    #[serde(serialize_with = "none_if_empty")]
    pub variant: String,
    /// Of Windows, such as `10.0.20348.2402`; empty where there is none.
    #[serde(serialize_with = "none_if_empty")]
    pub os_version: String,
    /// Such as `win32k`.
    pub os_features: Vec<String>,
}

impl Platform {
    /// The platform of an operating system and an architecture.
    pub fn new(os: &str, architecture: &str) -> Self {
        Self {
            os: os.to_owned(),
            architecture: architecture.to_owned(),
            ..Self::default()
        }
    }

    /// What a text stands for, where it is a platform; see [`parse_platform`] for what is wrong
    /// with one that is none.
    pub fn parse(text: &str) -> Option<Self> {
        parse::parse(text, &Self::new("linux", "amd64")).ok()
    }

    /// The same with another variant.
    #[must_use]
    fn with_variant(&self, variant: &str) -> Self {
        Self {
            variant: variant.to_owned(),
            ..self.clone()
        }
    }
}

/// In answers a missing value is `null`.
fn none_if_empty<S: serde::Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    match text {
        "" => serializer.serialize_none(),
        text => serializer.serialize_some(text),
    }
}
