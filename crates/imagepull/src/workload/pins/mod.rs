//! Pins the images of a manifest to their digests, as one repair.

mod pasted;

use std::collections::{HashMap, HashSet};

use imageref::Normalized;
use serde::Serialize;

pub use pasted::{Digests, read_digests};

use super::{
    edits::{Edit, EditFix},
    report::{ImageUse, ManifestReport},
};
use crate::{diagnostic::Diagnostic, image::without_user_info, request::Refused, words::message};

/// What pinning makes of the images of a manifest.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PinReport {
    /// The repair that writes all digests; `None` where none is to be written.
    pub fix: Option<EditFix>,
    /// What becomes of each image, in the order of [`ManifestReport::images`].
    pub images: Vec<PinnedImage>,
    /// What prints the digests that are not known, each command once.
    pub commands: Vec<String>,
    /// What is wrong with the request.
    pub diagnostics: Vec<Diagnostic>,
}

impl Refused for PinReport {
    fn refused(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            ..Self::default()
        }
    }
}

/// What pinning makes of an image.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PinnedImage {
    /// The field in its document.
    pub path: String,
    /// The image as written, without user and password.
    pub image: String,
    /// What becomes of it.
    pub outcome: PinOutcome,
    /// The name with the digest, where the repair writes it.
    pub pinned: Option<String>,
}

/// What becomes of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PinOutcome {
    /// The repair writes its digest.
    Pinned,
    /// It has a digest already.
    HasDigest,
    /// It has a digest, and its tag means another one by now.
    HasOtherDigest,
    /// Nobody said its digest.
    Unknown,
    /// It is no valid name, or one that a tool has to fill in.
    NoName,
    /// The way it is written leaves no room: in parts, or in a block of several lines.
    NoRoom,
}

/// Writes `name:tag@digest` for every image whose digest is known, as one repair. An image that has
/// a digest keeps it, and one without a tag gets none: `name@digest`.
///
/// ```
/// use imagepull::workload::{ManifestOptions, edits, inspect_manifest, pins::{pin_images, read_digests}};
///
/// let text = "kind: Pod\nspec:\n  containers:\n  - image: nginx:1.27  # web\n";
/// let digests = read_digests(&format!("$ crane digest nginx:1.27\nsha256:{}\n", "a".repeat(64)));
/// let report = inspect_manifest(text, &ManifestOptions::default());
/// let pins = pin_images(&report, &digests);
/// let pinned = edits::apply(text, &pins.fix.expect("a digest is known").edits);
/// assert!(pinned.expect("they fit").contains("nginx:1.27@sha256:aaaa"));
/// ```
pub fn pin_images(report: &ManifestReport, digests: &Digests) -> PinReport {
    let mut edits: Vec<Edit> = Vec::new();
    // What an anchor marks is written once, however often aliases repeat it.
    let mut places = HashSet::new();
    let mut pins = PinReport::default();
    // An image that is used a thousand times is looked up once.
    let mut known: HashMap<&str, Option<&str>> = HashMap::new();
    for image in &report.images {
        let name = image.image.input.as_str();
        let is_first = !known.contains_key(name);
        let digest = *known.entry(name).or_insert_with(|| digests.digest_of(name));
        let (outcome, edit) = pin(image, digest);
        if is_first && outcome == PinOutcome::Unknown {
            pins.commands.push(command(name));
        }
        pins.images.push(PinnedImage {
            path: image.path.clone(),
            image: without_user_info(name),
            outcome,
            pinned: digest
                .filter(|_| edit.is_some())
                .map(|digest| without_user_info(&pinned(name, digest))),
        });
        edits.extend(edit.filter(|edit| places.insert(edit.span.start)));
    }
    if !edits.is_empty() {
        pins.fix = Some(EditFix {
            title: message!("Pin all images to their digests"),
            edits,
        });
    }
    pins
}

fn pin(image: &ImageUse, digest: Option<&str>) -> (PinOutcome, Option<Edit>) {
    if image.is_template || !image.image.valid {
        return (PinOutcome::NoName, None);
    }
    match (image.image.digest.as_deref(), digest) {
        (Some(own), Some(digest)) if own != digest => (PinOutcome::HasOtherDigest, None),
        (Some(_), _) => (PinOutcome::HasDigest, None),
        (None, None) => (PinOutcome::Unknown, None),
        (None, Some(digest)) => match image.with_image(&pinned(&image.image.input, digest)) {
            Some(edit) => (PinOutcome::Pinned, Some(edit)),
            None => (PinOutcome::NoRoom, None),
        },
    }
}

fn pinned(name: &str, digest: &str) -> String {
    format!("{name}@{digest}")
}

/// What prints the digest of an image.
fn command(name: &str) -> String {
    format!("crane digest {}", without_user_info(name))
}

/// A name by which images are compared: its canonical form with the default tag, without a digest.
fn key(name: &str) -> Option<String> {
    let name = Normalized::parse(name).ok()?;
    let tag = name.tag().unwrap_or(imageref::DEFAULT_TAG);
    Some(format!("{}:{tag}", name.name()))
}
