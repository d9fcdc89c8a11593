//! How much is read of a text: a small text can stand for a huge one, because an alias stands for
//! all that its anchor marks, or be nested without end.

/// Longer documents that are pasted, or configurations, are not read, in bytes.
pub(crate) const MAX_BYTES: usize = 1 << 20;

/// Documents per text.
pub(crate) const MAX_DOCUMENTS: usize = 20_000;

/// How much is read of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Longer texts are not read, in bytes.
    pub bytes: usize,
    /// Values and keys, with those that aliases stand for.
    pub nodes: u32,
    /// Values and keys that the aliases of a document may stand for.
    pub aliased_nodes: u32,
    /// Bytes that the aliases of a document may stand for.
    pub aliased_bytes: usize,
    /// Depth of lists and mappings, also through aliases.
    pub depth: u32,
}

impl Limits {
    /// Of manifests. A bundle of 1 MiB has about 80 000 values and keys; a CronJob has eight levels
    /// down to the fields of a container. What is made of them has its own bound.
    pub const MANIFESTS: Self = Self {
        bytes: 32 << 20,
        nodes: 2_500_000,
        aliased_nodes: 250_000,
        aliased_bytes: usize::MAX,
        depth: 100,
    };

    /// Of the configuration of a kubelet or of its credential providers, which has some hundred
    /// values and keys.
    pub const CONFIGURATION: Self = Self {
        bytes: MAX_BYTES,
        nodes: 50_000,
        aliased_nodes: 50_000,
        aliased_bytes: 4 << 20,
        depth: 16,
    };

    /// Of a document that is pasted.
    pub const PASTED: Self = Self {
        bytes: MAX_BYTES,
        nodes: 250_000,
        aliased_bytes: 4 << 20,
        ..Self::MANIFESTS
    };
}
