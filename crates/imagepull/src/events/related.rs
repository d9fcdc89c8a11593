//! Where a cause can be looked into further.

use crate::{
    codes,
    workload::{ManifestOptions, inspect_manifest},
};

use super::joined::start_of_objects;

/// A subject that has its own answer.
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
pub fn related(code: &str) -> &'static [Related] {
    match code {
        codes::EVT001 => &[Related::Name, Related::Credentials],
        // What is said of a Secret is beside one of these.
        codes::EVT002 | codes::EVT003 | codes::EVT019 | codes::EVT038 => &[Related::Credentials],
        codes::EVT008 | codes::EVT009 | codes::EVT033 => &[Related::Platforms],
        codes::EVT010 => &[Related::Pulls],
        codes::EVT011 | codes::EVT014 => &[Related::Name],
        codes::EVT012 => &[Related::Policy],
        _ if code == codes::EVT902.id => &[Related::Pulls],
        _ => &[],
    }
}

/// The manifest with images that is in a text, behind or instead of its events.
pub fn manifest_in(text: &str) -> Option<&str> {
    let objects = &text[start_of_objects(text)?..];
    let report = inspect_manifest(objects, &ManifestOptions::default());
    (!report.images.is_empty()).then_some(objects)
}
