//! Which digest to pin, and what a digest that someone uses stands for.

use imageref::{Digest, Normalized};

use super::{
    kind::Kind,
    report::{IndexReport, Pin, PinTarget, PinnedDigest},
};
use crate::{
    diagnostic::Diagnostic,
    digest::{digest_of, verify_digest},
    image::architecture,
    platform::Platform,
    sources::{CONTAINERD_IMAGE_GO, MULTI_ARCH_PAGE, OCI_DESCRIPTOR, OCI_INDEX},
    why::Why,
    words::say,
};

/// The digests that can be pinned, the advised one first. `entry` is the platform of the entry that
/// is taken.
pub(super) fn of(report: &IndexReport, entry: Option<&Platform>, is_artifact: bool) -> Vec<Pin> {
    let is_index = matches!(report.kind, Kind::Index | Kind::ManifestList);
    let own = report.digest.clone();
    match report.kind {
        Kind::Manifest | Kind::DockerManifest => vec![Pin {
            digest: own,
            target: PinTarget::Platform,
            is_advised: true,
            why: if is_artifact {
                Why::new(
                    "pin-artifact",
                    say!("It names exactly this content."),
                    OCI_DESCRIPTOR,
                )
            } else {
                Why::new(
                    "pin-single",
                    say!(
                        "It names this one image, whatever the node. Where an index lists it, the \
                     digest of the index serves all of its platforms."
                    ),
                    CONTAINERD_IMAGE_GO,
                )
            },
        }],
        _ if !is_index => Vec::new(),
        _ => {
            let index = Pin {
                digest: own,
                target: PinTarget::Index,
                is_advised: true,
                why: Why::new(
                    "pin-index",
                    say!("Each node takes its own platform from it, also nodes that come later."),
                    OCI_INDEX,
                ),
            };
            let platform = report.resolved.clone().map(|digest| Pin {
                digest,
                target: PinTarget::Platform,
                is_advised: false,
                why: why_platform(entry.or(report.platform.as_ref())),
            });
            [Some(index), platform].into_iter().flatten().collect()
        }
    }
}

fn why_platform(platform: Option<&Platform>) -> Why {
    let platform = platform.map(Platform::format_all).unwrap_or_default();
    Why::new(
        "pin-platform",
        say!(
            "It names the image for {platform} alone. containerd chooses by platform in an index only, \
             so on another node the image fails only when it is unpacked or started, most often \
             with “exec format error”.",
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
    let is_it = |it: &&super::report::Entry| it.digest.as_deref() == Some(digest);
    let entry = report.entries.iter().position(|it| is_it(&it));
    let mut said = match entry {
        _ if check.matches => Vec::new(),
        Some(place) => vec![platform_pinned(report, place)],
        None => line_breaks(document, digest).map_or(check.diagnostics, |it| vec![it]),
    };
    for diagnostic in &mut said {
        // They stand in the digest, not in the document.
        diagnostic.span = None;
    }
    said.extend(name_says(name.as_ref(), report));
    let pinned = PinnedDigest {
        digest: digest.to_owned(),
        matches: check.matches,
        entry,
    };
    (Some(pinned), said)
}

fn platform_pinned(report: &IndexReport, place: usize) -> Diagnostic {
    let platform = report.entries[place].platform.as_ref();
    let platform = platform.map_or_else(|| format!("#{place}"), Platform::format_all);
    Diagnostic::warning(
        "IDX018",
        say!(
            "The digest is that of one entry, {platform}, not of the index.",
            platform
        ),
    )
    .help(say!(
        "On nodes of other platforms the image fails. The digest of the index, {digest}, serves \
         all of its platforms.",
        digest = report.digest
    ))
    .docs(CONTAINERD_IMAGE_GO)
}

/// Whether a document has a digest but for the breaks at the end of its lines.
fn line_breaks(document: &str, digest: &str) -> Option<Diagnostic> {
    let algorithm = Digest::parse(digest).ok()?.algorithm();
    let unix = document.replace("\r\n", "\n");
    let trimmed = unix.trim_end_matches('\n').to_owned();
    let others = [
        format!("{trimmed}\n"),
        trimmed.replace('\n', "\r\n"),
        trimmed,
        unix,
    ];
    let is_it = |text: &String| digest_of(text.as_bytes(), algorithm) == digest;
    others.iter().any(is_it).then(|| {
        Diagnostic::info(
            "IDX019",
            say!("It is the document of this digest but for line breaks that were added or lost."),
        )
        .help(say!(
            "Pasting and editors change them; a digest is that of exactly the bytes that the \
             registry sends."
        ))
        .docs(OCI_DESCRIPTOR)
    })
}

/// What an architecture in a name means for what the name leads to.
fn name_says(name: Option<&Normalized<'_>>, report: &IndexReport) -> Vec<Diagnostic> {
    let said = name.and_then(architecture::of);
    let said = said.map(|said| {
        let words = match report.kind {
            Kind::Index | Kind::ManifestList => say!(
                "The name says {word}, but it leads to an index: the node decides what is taken.",
                word = said.word
            ),
            _ => say!(
                "The name says {word}: that is a habit of who named it, and neither the registry \
                 nor containerd reads it.",
                word = said.word
            ),
        };
        let diagnostic = Diagnostic::info("IDX025", words).docs(MULTI_ARCH_PAGE);
        match said.without {
            Some(without) => diagnostic.help(say!(
                "Look whether {without} is an index that serves all platforms.",
                without
            )),
            None => diagnostic,
        }
    });
    said.into_iter().collect()
}
