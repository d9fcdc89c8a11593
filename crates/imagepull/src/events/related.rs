//! Where a cause can be looked into further.

use crate::workload::{ManifestOptions, inspect_manifest};

use super::joined::start_of_objects;

/// A subject that has an answer of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Related {
    /// What an image name means.
    Name,
    /// Which pull policy an image gets, and what that does.
    Policy,
    /// How images wait for each other.
    Pulls,
    /// Which platforms an image has and which one a node takes.
    Platforms,
    /// Which credentials the kubelet tries.
    Credentials,
}

/// Where to look further after a cause or a remark of its code.
pub const fn related(code: &str) -> &'static [Related] {
    match code.as_bytes() {
        b"EVT001" => &[Related::Name, Related::Credentials],
        // What is said of a Secret stands beside one of these.
        b"EVT002" | b"EVT003" | b"EVT019" | b"EVT038" => &[Related::Credentials],
        b"EVT008" | b"EVT009" | b"EVT033" => &[Related::Platforms],
        b"EVT010" | b"EVT902" => &[Related::Pulls],
        b"EVT011" | b"EVT014" => &[Related::Name],
        b"EVT012" => &[Related::Policy],
        _ => &[],
    }
}

/// The manifest with images that stands in a text, behind or instead of its events.
pub fn manifest_in(text: &str) -> Option<&str> {
    let objects = &text[start_of_objects(text)?..];
    let report = inspect_manifest(objects, &ManifestOptions::default());
    (!report.images.is_empty()).then_some(objects)
}
