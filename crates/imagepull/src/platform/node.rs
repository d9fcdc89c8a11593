//! What a node with a release of containerd takes.
//!
//! Up to 2.0 the client of containerd chooses by `platforms.Default`. From 2.1 on the CRI pulls by
//! the transfer service: that fetches the entries of one platform, `platforms.Ordered(DefaultSpec())`,
//! and then the client looks for its choice among what was fetched.

use std::cmp::Ordering;

use super::{Matcher, Platform};
use crate::{
    containerd::{ContainerdChange, ContainerdRelease},
    sources::CONTAINERD_IMAGESTORE_GO,
    why::Reason,
    words::message,
};

/// What a node takes of an index.
#[derive(Clone, Debug)]
pub struct NodeMatcher {
    release: ContainerdRelease,
    client: Matcher,
    /// What the transfer service fetches; `None` where the client pulls itself.
    transfer: Option<Matcher>,
}

impl NodeMatcher {
    /// That of a node of a platform.
    pub fn new(node: &Platform, release: ContainerdRelease) -> Self {
        let transfers = release.has(ContainerdChange::PullsByTransferService);
        Self {
            release,
            client: Matcher::for_client(node, release),
            transfer: transfers.then(|| Matcher::for_transfer(node, release)),
        }
    }

    /// Its release of containerd.
    pub fn release(&self) -> ContainerdRelease {
        self.release
    }

    /// Whether the transfer service fetches before the client chooses.
    pub fn transfers(&self) -> bool {
        self.transfer.is_some()
    }

    /// Whether the client would use a platform.
    pub fn is_wanted(&self, platform: &Platform) -> bool {
        self.client.matches(platform)
    }

    /// Whether a platform is fetched at all.
    pub fn is_fetched(&self, platform: &Platform) -> bool {
        self.transfer.as_ref().is_none_or(|it| it.matches(platform))
    }

    /// Whether the node takes a platform.
    pub fn matches(&self, platform: &Platform) -> bool {
        self.is_wanted(platform) && self.is_fetched(platform)
    }

    /// Which of two platforms the client uses first: the better one is less.
    pub fn cmp(&self, one: &Platform, other: &Platform) -> Ordering {
        self.client.cmp(one, other)
    }

    /// Why a platform is taken, or why not.
    pub fn why(&self, platform: &Platform) -> Reason {
        if !self.is_wanted(platform) || self.is_fetched(platform) {
            return self.client.why(platform);
        }
        Reason::new(
            "platform-not-fetched",
            message!(
                "containerd {release} only fetches an exact match for {node}, so not {entry}. Up to 2.0, and with `use_local_image_pull`, a {node} node accepts it.",
                release = self.release,
                node = self.client.node().format_all(),
                entry = platform.format_all()
            ),
            CONTAINERD_IMAGESTORE_GO,
        )
    }
}
