//! What is said about the images of a manifest.

use super::{ManifestOptions, report::ManifestReport};

/// Adds to a report what is said about each image ([`super::report::ImageUse::findings`]) and
/// about the whole text (`diagnostics`).
pub(super) fn add(_text: &str, _options: ManifestOptions, _report: &mut ManifestReport) {}
