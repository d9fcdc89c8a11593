//! The versions of the library that read names in Kubernetes, and how they differ.

use crate::offsets::Offsets;

/// A version of the Go library for image references. All that an older one takes means the same to the
/// newest; it takes less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Library {
    /// docker/distribution v2.8, in Kubernetes 1.27 and 1.28: it has no IPv6 addresses, takes a first
    /// component for a host only with a dot, a colon or as `localhost`, and names no repository in its
    /// error about uppercase letters.
    Distribution2,
    /// distribution/reference v0.5.0, in Kubernetes 1.29 to 1.31: the host counts in the 255 bytes of a
    /// name, as before.
    Reference05,
    /// distribution/reference v0.6.0, since Kubernetes 1.32.
    Reference06,
}

impl Library {
    /// The newest.
    pub const NEWEST: Self = Self::Reference06;

    /// Whether a host may be an IPv6 address in brackets.
    pub(crate) const fn has_addresses(self) -> bool {
        !matches!(self, Self::Distribution2)
    }

    /// Whether a first component with an uppercase letter is a host.
    pub(crate) const fn has_uppercase_hosts(self) -> bool {
        !matches!(self, Self::Distribution2)
    }

    /// Whether the error about uppercase letters names the repository.
    pub(crate) const fn names_uppercase_repositories(self) -> bool {
        !matches!(self, Self::Distribution2)
    }

    /// How many bytes count against the longest name.
    pub(crate) fn counted_length(self, offsets: &Offsets) -> usize {
        match self {
            Self::Reference06 => offsets.path().len(),
            Self::Distribution2 | Self::Reference05 => offsets.path_end,
        }
    }
}
