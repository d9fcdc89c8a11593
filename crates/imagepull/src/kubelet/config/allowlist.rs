//! `preloadedImagesVerificationAllowlist`: what an entry may be, and which images it frees.
//!
//! Source: kubernetes/kubernetes pkg/kubelet/images/pullmanager/image_pull_policies.go
//! (`getAllowlistImagePattern`); since 1.36 names are not normalised
//! (kubernetes/kubernetes#137629).

use imageref::{Normalized, Reference};

use crate::releases::{Change, Release};

/// An entry that a kubelet takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// This name.
    Name(String),
    /// All names that begin so; the slash is part of it.
    Beginning(String),
}

impl Pattern {
    /// Reads an entry.
    ///
    /// # Errors
    /// What the kubelet of the release says to it.
    pub fn new(entry: &str, release: Release) -> Result<Self, String> {
        if entry.trim() != entry {
            return Err(format!("leading/trailing spaces are not allowed: {entry}"));
        }
        let beginning = entry.ends_with("/*").then(|| &entry[..entry.len() - 1]);
        let name = beginning.unwrap_or(entry);
        if name.is_empty() {
            return Err(format!("the supplied pattern is too short: {entry}"));
        }
        if name.contains('*') {
            return Err(format!(
                "not a valid wildcard pattern, only patterns ending with '/*' are allowed: {entry}"
            ));
        }
        match beginning {
            Some("/") => Err("at least registry hostname is required".to_owned()),
            Some(beginning) => Ok(Self::Beginning(beginning.to_owned())),
            None => Self::name(entry, release),
        }
    }

    fn name(entry: &str, release: Release) -> Result<Self, String> {
        let unread = |error: imageref::Error| {
            format!("failed to parse as an image name: {}", error.upstream())
        };
        let name: String = if release.has(Change::AllowlistIsComparedAsWritten) {
            let read = Reference::parse(entry).map_err(unread)?;
            read.name().to_owned()
        } else {
            Normalized::parse(entry).map_err(unread)?.name().into()
        };
        if name != entry {
            return Err(format!(
                "neither tag nor digest is accepted in an image reference: {entry}"
            ));
        }
        Ok(Self::Name(name))
    }

    /// Whether it frees an image, by its name as a Pod has it. Up to 1.35 the whole text counts, with
    /// tag and digest.
    pub fn fits(&self, image: &str, release: Release) -> bool {
        let name = if release.has(Change::AllowlistIsComparedAsWritten) {
            without_tag_and_digest(image)
        } else {
            image
        };
        match self {
            Self::Name(entry) => name == entry,
            Self::Beginning(beginning) => name.starts_with(beginning),
        }
    }
}

/// An image as written, without tag and digest.
pub fn without_tag_and_digest(image: &str) -> &str {
    let name = image.split('@').next().unwrap_or_default();
    let last = name.rfind('/').map_or(0, |slash| slash + 1);
    match name[last..].find(':') {
        Some(colon) => &name[..last + colon],
        None => name,
    }
}
