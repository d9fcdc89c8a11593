//! What is good to know of a document: what works otherwise than it seems to.

use std::collections::{HashMap, HashSet};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use imageref::{Digest, ErrorCode};

use super::{
    artifacts,
    document::{Descriptor, Document, MAX_ENTRIES},
    json::Json,
    kind,
    report::{IndexReport, Role},
    roles,
};
use crate::{
    codes,
    diagnostic::{Diagnostic, Span},
    digest::digest_of,
    platform::{NodeMatcher, Platform, meant},
    reference_error::words_of,
    sources::{
        BUILDKIT_ATTESTATIONS, CONTAINERD_FETCHER_GO, CONTAINERD_IMAGE_GO,
        CONTAINERD_MEDIATYPES_GO, IMGCRYPT, OCI_DESCRIPTOR, OCI_INDEX, OCI_MANIFEST,
    },
    words::message,
};

/// By which annotation an entry says that its layers are compressed with zstd (containers/image,
/// internal/manifest/oci_index.go).
const ZSTD: &str = "io.github.containers.compression.zstd";

/// Remarks per document.
const MAX_REMARKS: usize = 100;

/// What is said about any document.
pub(super) fn check_document(document: &Document<'_>) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    if let Some(span) = document.cut_at {
        let words = message!(
            "Only the first {most} entries are checked.",
            most = MAX_ENTRIES
        );
        said.push(
            Diagnostic::new(codes::IDX021, words)
                .at(span)
                .docs(OCI_INDEX),
        );
    }
    twice(document.root, &mut said);
    let descriptors = [&document.entries, &document.layers].into_iter().flatten();
    for descriptor in descriptors.chain(&document.config).chain(&document.subject) {
        twice(descriptor.json, &mut said);
        said.extend(digest(descriptor));
        said.extend(data(descriptor));
    }
    said.extend(empty_config(document));
    said
}

/// What is said about the entries of an index.
pub(super) fn check_entries(document: &Document<'_>, report: &IndexReport) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let digests: HashSet<&str> = document
        .entries
        .iter()
        .filter_map(|it| it.digest.as_deref())
        .collect();
    let mut first: HashMap<Platform, &Descriptor<'_>> = HashMap::new();
    for (entry, told) in document.entries.iter().zip(&report.entries) {
        if let Some(about) = roles::about(entry)
            && !digests.contains(about)
        {
            let words = message!(
                "This is an attestation for {about}, which is not in the index.",
                about
            );
            said.push(
                Diagnostic::new(codes::IDX016, words)
                    .at(entry.json.span())
                    .docs(BUILDKIT_ATTESTATIONS),
            );
        }
        let (Some(platform), Role::Image) = (&entry.platform, told.role) else {
            continue;
        };
        said.extend(other_word(entry, platform));
        if let Some(other) = first.get(&platform.normalized()) {
            said.push(same_platform(entry, platform, other));
        } else {
            first.insert(platform.normalized(), entry);
        }
    }
    said
}

fn same_platform(
    entry: &Descriptor<'_>,
    platform: &Platform,
    first: &Descriptor<'_>,
) -> Diagnostic {
    let words = if first.digest == entry.digest {
        message!(
            "The same image is already listed for {platform}.",
            platform = platform.format_all()
        )
    } else {
        message!(
            "Another image for {platform} comes first, and containerd uses that one. From 2.1 on it downloads this one too.",
            platform = platform.format_all()
        )
    };
    let diagnostic = Diagnostic::new(codes::IDX012, words)
        .at(entry.platform_span.unwrap_or(entry.json.span()))
        .docs(OCI_INDEX);
    if entry.annotation(ZSTD) == Some("true") {
        return diagnostic.help(message!(
            "Its annotation says that its layers use zstd compression: CRI-O and podman choose this one."
        ));
    }
    diagnostic
}

fn other_word(entry: &Descriptor<'_>, platform: &Platform) -> Option<Diagnostic> {
    let known = meant(&platform.normalized())?;
    Some(
        Diagnostic::new(
            codes::IDX024,
            message!(
                "No node matches {platform}: containerd calls this platform {known}.",
                platform = platform.format_all(),
                known = known.format_all()
            ),
        )
        .at(entry.platform_span.unwrap_or(entry.json.span()))
        .docs(OCI_INDEX),
    )
}

/// What is said about a manifest that is taken: the text itself, or the one at the end of a choice.
/// `label` is the platform under which an index lists it, `config` its configuration.
pub(super) fn check_manifest(
    manifest: &Document<'_>,
    label: Option<&Platform>,
    config: Option<&Platform>,
    node: Option<(&Platform, &NodeMatcher)>,
    is_this_text: bool,
) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    if let Some(what) = manifest.artifact() {
        let words = message!(
            "The manifest is not an image: its type is {what}, which no container can run.",
            what
        );
        let words = match artifacts::known_as(what) {
            Some(known) => words.and(known),
            None => words,
        };
        let help =
            message!("An artifact can be mounted as an image volume if the runtime allows it.");
        said.push(
            Diagnostic::new(codes::IDX014, words)
                .help(help)
                .docs(OCI_MANIFEST),
        );
        return said;
    }
    for layer in &manifest.layers {
        let media_type = layer.media_type.as_deref().unwrap_or_default();
        if !media_type.is_empty() && !kind::is_layer_type(media_type) {
            let words = message!(
                "containerd doesn't know the layer type {media_type}.",
                media_type
            );
            said.push(
                Diagnostic::new(codes::IDX017, words)
                    .at_known(is_this_text.then(|| layer.json.span()))
                    .docs(CONTAINERD_MEDIATYPES_GO),
            );
        }
    }
    said.extend(encrypted(manifest));
    said.extend(foreign(manifest));
    said.extend(platform_of(label, config, node));
    for diagnostic in &mut said {
        // Another text has no place in this one.
        diagnostic.span = diagnostic.span.filter(|_| is_this_text);
    }
    said
}

/// Layers that only a node with the key can unpack.
fn encrypted(manifest: &Document<'_>) -> Option<Diagnostic> {
    let (count, span) = layers_that(manifest, |it| {
        kind::is_encrypted_layer(it.media_type.as_deref().unwrap_or_default())
    })?;
    let words = message!(
        "Encrypted layers: {count} of {all}. The pull fails on a node without the key.",
        count,
        all = manifest.layers.len()
    );
    Some(
        Diagnostic::new(codes::IDX031, words)
            .at(span)
            .help(message!(
                "containerd decrypts layers with the stream processors in its configuration and the node's private keys."
            ))
            .docs(IMGCRYPT),
    )
}

/// Layers that come from somewhere else than the registry.
fn foreign(manifest: &Document<'_>) -> Option<Diagnostic> {
    let (count, span) = layers_that(manifest, |it| {
        it.has_urls || kind::is_foreign_layer(it.media_type.as_deref().unwrap_or_default())
    })?;
    let words = message!(
        "Foreign (nondistributable) layers: {count} of {all}. containerd fetches them from their `urls` first, and a registry need not have them.",
        count,
        all = manifest.layers.len()
    );
    Some(
        Diagnostic::new(codes::IDX032, words)
            .at(span)
            .help(message!(
                "The node must reach these hosts too; a mirror of the registry is not enough."
            ))
            .docs(CONTAINERD_FETCHER_GO),
    )
}

/// How many layers are so, and the place of the first.
fn layers_that(
    manifest: &Document<'_>,
    is_so: impl Fn(&Descriptor<'_>) -> bool,
) -> Option<(usize, Span)> {
    let mut found = manifest.layers.iter().filter(|it| is_so(it));
    let first = found.next()?;
    Some((1 + found.count(), first.json.span()))
}

/// Whether the platforms of a node, of an entry and of a configuration go together: three causes of
/// “exec format error”.
fn platform_of(
    label: Option<&Platform>,
    config: Option<&Platform>,
    node: Option<(&Platform, &NodeMatcher)>,
) -> Option<Diagnostic> {
    let (node, matcher) = node?;
    let node = node.format_all();
    let help = message!(
        "The program in it is for another machine. containerd checks the platform only within an index."
    );
    match (label, config) {
        (Some(label), Some(config)) if is_other_machine(label, config) => {
            let words = message!(
                "The index lists it for {label}, but its config says {config}: the container fails on the node, usually with “exec format error”.",
                label = label.format_all(),
                config = config.format_all()
            );
            Some(Diagnostic::new(codes::IDX011, words).help(help))
        }
        (None, Some(config)) if !matcher.matches(config) => {
            let words = message!(
                "The image's config says {config}, and containerd doesn't check that: on a {node} node the container fails, usually with “exec format error”.",
                config = config.format_all(),
                node
            );
            Some(Diagnostic::new(codes::IDX011, words).help(help))
        }
        (None, None) => Some(
            Diagnostic::new(
                codes::IDX010,
                message!(
                    "This is a single image, not an index: any node pulls it, whatever its platform."
                ),
            )
            .help(message!(
                "Its platform is in its config; add it to compare. On other nodes it fails, usually with “exec format error”."
            )),
        ),
        _ => None,
    }
    .map(|it| it.docs(CONTAINERD_IMAGE_GO))
}

/// Whether a configuration is for another processor or system than its entry says. Builders leave
/// the variant out of the configuration.
fn is_other_machine(label: &Platform, config: &Platform) -> bool {
    let (label, config) = (label.normalized(), config.normalized());
    (label.os, label.architecture) != (config.os, config.architecture)
}

/// Names of an object that appear twice.
fn twice(object: Json<'_>, said: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::new();
    for member in object.members() {
        if !seen.insert(member.name.clone()) {
            let words = message!(
                "`{name}` appears twice; the last one wins.",
                name = member.name
            );
            said.push(
                Diagnostic::new(codes::IDX013, words)
                    .at(member.name_span)
                    .help(message!("Another parser may use the first one.")),
            );
        }
    }
}

/// A digest that nothing can have.
fn digest(descriptor: &Descriptor<'_>) -> Option<Diagnostic> {
    let error = Digest::parse(descriptor.digest.as_deref()?).err()?;
    let said = match error.code() {
        ErrorCode::UnknownDigestAlgorithm => {
            Diagnostic::new(codes::DIG002_WARNING, words_of(&error))
        }
        _ => Diagnostic::new(codes::DIG001, words_of(&error)),
    };
    Some(said.at_known(descriptor.digest_span).docs(OCI_DESCRIPTOR))
}

/// Content that is in the descriptor and has another digest or size.
fn data(descriptor: &Descriptor<'_>) -> Option<Diagnostic> {
    let data = descriptor.data?;
    let content = STANDARD
        .decode(data.text()?.replace(['\r', '\n'], ""))
        .ok()?;
    let digest = Digest::parse(descriptor.digest.as_deref()?).ok()?;
    let is_same = digest_of(&content, digest.algorithm()) == digest.to_string()
        && descriptor.size == u64::try_from(content.len()).ok();
    (!is_same).then(|| {
        Diagnostic::new(
            codes::IDX020,
            message!("The content in `data` doesn't match the descriptor's digest or size."),
        )
        .at(data.span())
        .docs(OCI_DESCRIPTOR)
    })
}

/// An artifact that does not say what it is.
fn empty_config(document: &Document<'_>) -> Option<Diagnostic> {
    let config = document.config.as_ref()?;
    let is_empty = config.media_type.as_deref() == Some(kind::OCI_EMPTY);
    (is_empty && document.artifact_type.is_none()).then(|| {
        Diagnostic::new(
            codes::IDX015,
            message!("The config is empty, so `artifactType` must say what the manifest is."),
        )
        .at(config.json.span())
        .docs(OCI_MANIFEST)
    })
}

/// Leaves out what is more than a person reads, the least important first.
pub(super) fn shorten(said: &mut Vec<Diagnostic>) {
    said.sort_by_key(|it| std::cmp::Reverse(it.severity));
    let count = said.len().saturating_sub(MAX_REMARKS);
    if count > 0 {
        said.truncate(MAX_REMARKS);
        said.push(Diagnostic::new(
            codes::IDX022,
            message!("Findings not shown: {count}.", count),
        ));
    }
}
