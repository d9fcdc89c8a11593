//! What is said about one document: the answer of [`super::read_index`].

use std::collections::BTreeMap;

use serde::Serialize;

use super::{form::Form, kind::Kind};
use crate::{
    containerd::ContainerdRelease,
    diagnostic::{Diagnostic, Span},
    platform::Platform,
    why::Reason,
};

/// What a document is, what a node takes of it, and what is wrong with it.
///
/// Sizes are bytes. Places are bytes of the text; [`crate::utf16`] converts them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IndexReport {
    /// Whether the JSON schema of the OCI image-spec accepts the document.
    pub valid: bool,
    /// What the document is, by its fields and its media type.
    pub kind: Kind,
    /// The `mediaType` that is in it.
    pub media_type: Option<String>,
    /// The `artifactType` that is in it.
    pub artifact_type: Option<String>,
    /// The sha256 digest of exactly the bytes given.
    pub digest: String,
    /// How many bytes were given.
    pub size: usize,
    /// What the text is where it is not a document as a registry has it.
    pub form: Option<Form>,
    /// The digest that the registry has for the document, and how that is known.
    pub registry_digest: RegistryDigest,
    /// The release of containerd that the choice is that of.
    pub containerd: ContainerdRelease,
    /// The platform of the node, normalised; `None` where what was given is none.
    pub platform: Option<Platform>,
    /// The platform that the document itself says: a configuration or a descriptor.
    pub own_platform: Option<Platform>,
    /// The entries of an index, in its order.
    pub entries: Vec<Entry>,
    /// The digest of the entry that a node takes; of a manifest its own, for its platform is not
    /// asked. `None` where a node takes nothing, and where the digest of a manifest is not known.
    pub chosen: Option<String>,
    /// Where the choice leads: the digest of the image manifest at its end, through nested indexes.
    /// `None` where that is unknown, for the document of a nested index was not given.
    pub resolved: Option<String>,
    /// The releases of containerd that take another entry of the index, oldest first.
    pub other_releases: Vec<OtherRelease>,
    /// The error with which containerd refuses the pull, in its words.
    pub error: Option<String>,
    /// The configuration of the image that is taken, where its manifest is known.
    pub config: Option<Blob>,
    /// The layers of the image that is taken, from the bottom, where its manifest is known.
    pub layers: Vec<Layer>,
    /// What its layers amount to, each counted once; `None` where its manifest is not known.
    pub total_bytes: Option<u64>,
    /// The annotations of the document itself.
    pub annotations: BTreeMap<String, String>,
    /// The digest of the document that this one is about, such as of a signature.
    pub subject: Option<String>,
    /// The digests that can be pinned, the advised one first.
    pub pins: Vec<Pin>,
    /// How the digest that was given to compare compares; `None` where none was given.
    pub pinned: Option<PinnedDigest>,
    /// The rules that led to the choice.
    pub why: Vec<Reason>,
    /// What is wrong with the document, and what to know of it.
    pub diagnostics: Vec<Diagnostic>,
}

/// One entry of an index: a descriptor of a manifest.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// The digest of what it points to; `None` where it is missing or no text.
    pub digest: Option<String>,
    /// The bytes of what it points to; `None` where it is missing or no whole number.
    pub size: Option<u64>,
    /// Its media type.
    pub media_type: Option<String>,
    /// The platform that it is for, as written.
    pub platform: Option<Platform>,
    /// What the manifest is instead of an image.
    pub artifact_type: Option<String>,
    /// What it is.
    pub role: Role,
    /// Whether the node takes it.
    #[serde(rename = "match")]
    pub fit: Match,
    /// Of what is equally good, or better, the place in the order that containerd tries: 0 is taken.
    pub rank: Option<usize>,
    /// Of an attestation, the digest of the entry that it is about.
    pub about: Option<String>,
    /// Its annotations.
    pub annotations: BTreeMap<String, String>,
    /// Of a nested index whose document was given, its entries.
    pub entries: Vec<Entry>,
    /// Whether the document that it points to was given too.
    pub is_given: bool,
    /// Its place in the text; `None` in a nested index, which is another text.
    pub span: Option<Span>,
    /// Why it is what it is, and why the node does or does not take it.
    pub why: Vec<Reason>,
}

/// What another release of containerd takes of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OtherRelease {
    /// The release.
    pub containerd: ContainerdRelease,
    /// The place of the entry in the index; `None` where it takes none and the pull fails.
    pub entry: Option<usize>,
}

/// What an entry of an index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// An image for one platform.
    Image,
    /// A statement about an image, such as its provenance or bill of materials: nothing runs it.
    Attestation,
    /// An index within the index.
    Index,
    /// Something else that is kept in a registry.
    Artifact,
}

/// Whether a node takes an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Match {
    /// It is taken.
    Chosen,
    /// It would do, but another one is taken.
    Matches,
    /// It does not fit.
    No,
}

/// What a manifest points to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Blob {
    /// Its digest; `None` where it is missing or no text.
    pub digest: Option<String>,
    /// Its bytes as downloaded; `None` where it is missing or no whole number.
    pub size: Option<u64>,
    /// Its media type.
    pub media_type: Option<String>,
    /// Its place in the text; `None` where its manifest is another text.
    pub span: Option<Span>,
}

/// One layer of an image.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Layer {
    /// What it points to.
    #[serde(flatten)]
    pub blob: Blob,
    /// Whether the same layer is further down already: it is downloaded once.
    pub is_repeated: bool,
    /// Its annotations.
    pub annotations: BTreeMap<String, String>,
}

/// The digest that a registry has for a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RegistryDigest {
    /// The digest; `None` where it cannot be known.
    pub digest: Option<String>,
    /// How it is known.
    pub basis: DigestBasis,
}

impl RegistryDigest {
    pub(super) const UNKNOWN: Self = Self {
        digest: None,
        basis: DigestBasis::Unknown,
    };
}

/// How the digest of a document is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum DigestBasis {
    /// It is that of exactly the bytes given.
    Computed,
    /// It was given to compare, and is that of the same document with other white space.
    Compared,
    /// The text states it.
    Stated,
    /// Nothing says it: the text was printed again, or says no digest.
    Unknown,
}

/// A digest that an image name can end with.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pin {
    /// The digest.
    pub digest: String,
    /// What it stands for.
    pub target: PinTarget,
    /// Whether this is the one to take.
    pub is_advised: bool,
    /// What speaks for it or against it.
    pub why: Reason,
}

/// What a digest stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PinTarget {
    /// All platforms: each node takes its own.
    Index,
    /// One platform, whatever the node.
    Platform,
    /// All platforms or one: the text states the digest and not of what.
    Unknown,
}

/// How a digest that someone uses compares with a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PinnedDigest {
    /// The digest, without the name in front of it.
    pub digest: String,
    /// Whether it is that of exactly the bytes given.
    pub matches: bool,
    /// Whether it is that of the document, also where the text has other white space or only states
    /// the digest.
    pub is_document: bool,
    /// The place of the entry that it is the digest of.
    pub entry: Option<usize>,
    /// Of an entry, whether the node can run it: a pinned manifest is pulled whatever its platform. `None` for a
    /// nested index, in which the node chooses, and where no platform is known.
    pub runs: Option<bool>,
}
