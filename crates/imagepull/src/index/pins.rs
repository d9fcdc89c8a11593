//! Which digest to pin, and what a digest that someone uses stands for.

use imageref::{Digest, Normalized};

use super::{
    kind::{self, Kind},
    report::{DigestBasis, Entry, IndexReport, Pin, PinTarget, PinnedDigest, Role},
    white_space::Difference,
};
use crate::{
    codes,
    diagnostic::Diagnostic,
    digest::verify_digest,
    image::architecture,
    platform::{NodeMatcher, Platform},
    sources::{CONTAINERD_IMAGE_GO, MULTI_ARCH_PAGE, OCI_DESCRIPTOR, OCI_INDEX},
    why::Reason,
    words::message,
};

/// The digests that can be pinned, the advised one first. `entry` is the platform of the entry that
/// is taken.
pub(super) fn list(report: &IndexReport, entry: Option<&Platform>, is_artifact: bool) -> Vec<Pin> {
    // A descriptor says by its media type what it points to.
    let points_to = |is_type: fn(&str) -> bool| {
        report.kind == Kind::Descriptor && report.media_type.as_deref().is_some_and(is_type)
    };
    let is_index =
        matches!(report.kind, Kind::Index | Kind::ManifestList) || points_to(kind::is_index_type);
    let own = report.registry_digest.digest.clone();
    match report.kind {
        Kind::Manifest | Kind::DockerManifest | Kind::Descriptor if !is_index => {
            let is_image = report.kind != Kind::Descriptor || points_to(kind::is_manifest_type);
            let own = own.filter(|_| is_image);
            let pin = own.map(|digest| Pin {
                digest,
                target: PinTarget::Platform,
                is_advised: true,
                why: why_single(is_artifact),
            });
            pin.into_iter().collect()
        }
        _ if !is_index => Vec::new(),
        _ => {
            let index = own.map(|digest| Pin {
                digest,
                target: PinTarget::Index,
                is_advised: true,
                why: Reason::new(
                    "pin-index",
                    message!(
                        "Each node gets its own platform from it, including nodes added later."
                    ),
                    OCI_INDEX,
                ),
            });
            let platform = report.resolved.clone().map(|digest| Pin {
                digest,
                target: PinTarget::Platform,
                is_advised: false,
                why: why_platform(entry.or(report.platform.as_ref())),
            });
            [index, platform].into_iter().flatten().collect()
        }
    }
}

fn why_single(is_artifact: bool) -> Reason {
    if is_artifact {
        Reason::new(
            "pin-artifact",
            message!("It names exactly this content."),
            OCI_DESCRIPTOR,
        )
    } else {
        Reason::new(
            "pin-single",
            message!(
                "It names this one image, whatever the node. If an index lists it, the index's digest works for all its platforms."
            ),
            CONTAINERD_IMAGE_GO,
        )
    }
}

/// The digests that the output of a command states, and not of what.
pub(super) fn stated(digests: &[String]) -> Vec<Pin> {
    let pins = digests.iter().enumerate().map(|(place, digest)| Pin {
        digest: digest.clone(),
        target: PinTarget::Unknown,
        is_advised: place == 0,
        why: Reason::new(
            "pin-stated",
            message!(
                "Stated in the text. Only its document shows whether it is an index for all platforms or a single image."
            ),
            OCI_DESCRIPTOR,
        ),
    });
    pins.collect()
}

/// The digest in an image name, or a digest alone.
pub(super) fn digest_in(image: &str) -> Option<&str> {
    let image = image.trim();
    match image.rsplit_once('@') {
        Some((_, digest)) => Some(digest),
        None => Digest::parse(image).is_ok().then_some(image),
    }
}

fn why_platform(platform: Option<&Platform>) -> Reason {
    let platform = platform.map(Platform::format_all).unwrap_or_default();
    Reason::new(
        "pin-platform",
        message!(
            "It names only the image for {platform}. containerd selects a platform only within an index, so on another node the image fails only when it is unpacked or started, usually with “exec format error”.",
            platform
        ),
        CONTAINERD_IMAGE_GO,
    )
}

/// How the digest of an image name, or a digest alone, compares with a document, and what is to be
/// said about it and about the name.
pub(super) fn compare(
    document: &str,
    image: &str,
    difference: Option<Difference>,
    report: &IndexReport,
) -> (Option<PinnedDigest>, Vec<Diagnostic>) {
    let image = image.trim();
    let name = Normalized::parse(image).ok();
    let digest = match image.rsplit_once('@') {
        Some((_, digest)) => digest,
        None if Digest::parse(image).is_err() && name.is_some() => {
            return (None, name_says(name.as_ref(), report));
        }
        None => image,
    };
    let check = verify_digest(document.as_bytes(), digest);
    let is_it = |it: &&Entry| it.digest.as_deref() == Some(digest);
    let entry = report.entries.iter().position(|it| is_it(&it));
    let is_document = report.registry_digest.digest.as_deref() == Some(digest);
    let is_valid = Digest::parse(digest).is_ok();
    let mut said = match (entry, difference) {
        _ if check.matches => Vec::new(),
        (Some(place), _) => vec![platform_pinned(report, place)],
        (None, Some(difference)) => vec![differs(difference)],
        _ if is_document => Vec::new(),
        // Nothing is known that it could be compared with.
        _ if is_valid && report.registry_digest.digest.is_none() => Vec::new(),
        _ if is_valid && report.registry_digest.basis == DigestBasis::Stated => report
            .registry_digest
            .digest
            .iter()
            .map(|it| other_stated(it))
            .collect(),
        _ => check.diagnostics,
    };
    for diagnostic in &mut said {
        // They are in the digest, not in the document.
        diagnostic.span = None;
    }
    said.extend(name_says(name.as_ref(), report));
    let pinned = PinnedDigest {
        digest: digest.to_owned(),
        matches: check.matches,
        is_document: check.matches || is_document,
        entry,
        runs: entry.and_then(|place| runs(&report.entries[place], report)),
    };
    (Some(pinned), said)
}

/// Whether the node can run an entry that is pulled by its own digest: containerd does not compare its platform then.
fn runs(entry: &Entry, report: &IndexReport) -> Option<bool> {
    match entry.role {
        Role::Attestation | Role::Artifact => Some(false),
        Role::Index => None,
        Role::Image => {
            let matcher = NodeMatcher::new(report.platform.as_ref()?, report.containerd);
            Some(matcher.is_wanted(entry.platform.as_ref()?))
        }
    }
}

fn platform_pinned(report: &IndexReport, place: usize) -> Diagnostic {
    let platform = report.entries[place].platform.as_ref();
    let platform = platform.map_or_else(|| format!("#{place}"), Platform::format_all);
    let help = if let Some(digest) = &report.registry_digest.digest {
        message!(
            "The image fails on nodes of other platforms. The index's digest, {digest}, works for all its platforms.",
            digest
        )
    } else {
        message!(
            "The image fails on nodes of other platforms. The index's digest works for all its platforms."
        )
    };
    Diagnostic::new(
        codes::IDX018,
        message!(
            "The digest is that of one entry, {platform}, not of the index.",
            platform
        ),
    )
    .help(help)
    .docs(CONTAINERD_IMAGE_GO)
}

fn other_stated(digest: &str) -> Diagnostic {
    Diagnostic::new(
        codes::IDX033,
        message!(
            "The text states another digest for the document: {digest}.",
            digest
        ),
    )
    .docs(OCI_DESCRIPTOR)
}

/// Says how a text differs from the document of the digest.
fn differs(difference: Difference) -> Diagnostic {
    let help = message!(
        "Pasting and editors change line breaks; a digest covers exactly the bytes that the registry sends."
    );
    match difference {
        Difference::LineBreaks => Diagnostic::new(
            codes::IDX019,
            message!(
                "The text is the document with this digest, except for added or lost line breaks."
            ),
        )
        .help(help),
        Difference::WhiteSpace => Diagnostic::new(
            codes::IDX030,
            message!(
                "The text is the document with this digest, printed with different whitespace."
            ),
        ),
    }
    .docs(OCI_DESCRIPTOR)
}

/// What an architecture in a name means for what the name leads to.
fn name_says(name: Option<&Normalized<'_>>, report: &IndexReport) -> Vec<Diagnostic> {
    let said = name.and_then(architecture::named_in);
    let said = said.map(|said| {
        let words = match report.kind {
            Kind::Index | Kind::ManifestList => message!(
                "The name says {word}, but it leads to an index: the node's platform decides.",
                word = said.word
            ),
            _ => message!(
                "The name says {word}: that is only a naming habit, and neither the registry nor containerd reads it.",
                word = said.word
            ),
        };
        let diagnostic = Diagnostic::new(codes::IDX025, words).docs(MULTI_ARCH_PAGE);
        match said.without {
            Some(without) => diagnostic.help(message!(
                "Check whether {without} is an index for all platforms.",
                without
            )),
            None => diagnostic,
        }
    });
    said.into_iter().collect()
}
