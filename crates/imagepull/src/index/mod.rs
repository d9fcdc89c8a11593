//! Image indexes and manifests: what a document is, what a node takes of it, and what to pin.
//!
//! | file | what it does |
//! | --- | --- |
//! | `json` | a JSON text in which every value knows its place |
//! | `kind` | media types, and what a document can be |
//! | `document` | a document as Go reads it, and what contradicts its media type |
//! | `schema`, `text_formats` | what the JSON schemas of the OCI image-spec accept |
//! | `roles` | image, attestation, index or artifact |
//! | `choice` | what containerd takes of an index for a node |
//! | `given` | other documents that the choice leads to |
//! | `layers` | what is downloaded, also as an image of the simulation |
//! | `pins` | which digest to pin |
//! | `refused`, `turns`, `remarks` | what is said about all this |

mod choice;
mod document;
mod given;
mod json;
pub mod kind;
mod layers;
mod pins;
mod refused;
mod remarks;
pub mod report;
mod roles;
mod schema;
mod text_formats;
mod turns;

use std::collections::BTreeMap;

use imageref::Algorithm;

use crate::{
    diagnostic::Diagnostic,
    digest::digest_of,
    platform::{Matcher, Platform, parse_platform},
    request::Refused,
    sources::{CONTAINERD_IMAGE_GO, OCI_MANIFEST},
    why::Why,
    words::say,
};
use choice::{Chooser, Outcome};
use document::Document;
use given::Given;
use json::{Json, JsonType};
use kind::Kind;
pub use layers::layers_as_image;
pub use report::IndexReport;
use report::Match;

/// What a platform leaves out is that of this one.
const HOST: &str = "linux/amd64";

/// What goes with a document.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The texts of other documents: nested indexes, manifests and configurations. They are found by
    /// their digests, in any order.
    pub documents: Vec<String>,
    /// The image name by which the document is used, or a digest alone: it is compared.
    pub image: Option<String>,
}

/// Reads a document, and chooses what a node of a platform takes: an OCI index, a Docker manifest
/// list, an OCI or Docker image manifest, one descriptor or a configuration.
///
/// `platform` is that of the node, such as `linux/arm64`.
pub fn read_index(document: &str, platform: &str) -> IndexReport {
    read_index_beside(document, platform, &Beside::default())
}

/// Reads a document with others that it leads to.
pub fn read_index_beside(document: &str, platform: &str, beside: &Beside) -> IndexReport {
    let mut report = empty(document);
    let node = parse_platform(platform, HOST);
    report.diagnostics = node.diagnostics;
    for diagnostic in &mut report.diagnostics {
        // They stand in the platform, not in the document.
        diagnostic.span = None;
        diagnostic.fixes.clear();
    }
    report.platform = node.normalized;
    match Json::read(document) {
        Err(error) => report.diagnostics.push(refused::syntax(document, &error)),
        Ok(root) if root.type_of() != JsonType::Object => {
            report.diagnostics.push(refused::unknown(root));
        }
        Ok(root) => read(&Document::of(root), beside, &mut report),
    }
    if let Some(image) = beside.image.as_deref().filter(|it| !it.trim().is_empty()) {
        let (pinned, said) = pins::compare(document, image, &report);
        report.pinned = pinned;
        report.diagnostics.extend(said);
    }
    remarks::shorten(&mut report.diagnostics);
    report
}

impl Refused for IndexReport {
    fn refused(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            ..empty("")
        }
    }
}

/// What is known of a text before it is read.
fn empty(document: &str) -> IndexReport {
    IndexReport {
        valid: false,
        kind: Kind::Unknown,
        media_type: None,
        artifact_type: None,
        digest: digest_of(document.as_bytes(), Algorithm::Sha256),
        size: document.len(),
        platform: None,
        own_platform: None,
        entries: Vec::new(),
        chosen: None,
        resolved: None,
        error: None,
        config: None,
        layers: Vec::new(),
        total_bytes: None,
        annotations: BTreeMap::new(),
        subject: None,
        pins: Vec::new(),
        pinned: None,
        why: Vec::new(),
        diagnostics: Vec::new(),
    }
}

fn read(document: &Document<'_>, beside: &Beside, report: &mut IndexReport) {
    report.kind = document.kind;
    report.media_type.clone_from(&document.media_type);
    report.artifact_type.clone_from(&document.artifact_type);
    report.annotations.clone_from(&document.annotations);
    report.own_platform.clone_from(&document.platform);
    report.subject = document.subject.as_ref().and_then(|it| it.digest.clone());
    match schema::violations(document.kind, document.root) {
        Some(violations) => {
            report.valid = violations.is_empty();
            let said = violations.iter().map(refused::violation);
            report.diagnostics.extend(said);
        }
        None if document.kind == Kind::Schema1 => report.diagnostics.push(first_schema()),
        None => report.diagnostics.push(refused::unknown(document.root)),
    }
    report.diagnostics.extend(remarks::of_document(document));
    let given = Given::of(&beside.documents);
    if let Some(conflict) = document.conflict(None) {
        let media_type = document.media_type.as_deref().unwrap_or_default();
        report.error = Some(conflict.upstream(media_type));
        let said = turns::conflict(conflict.expected).at(conflict.span);
        report.diagnostics.push(said);
    } else if document.is_index() {
        let entry = choose(document, &given, report);
        report.pins = pins::of(report, entry.as_ref(), false);
    } else if document.is_manifest() {
        take(document, &given, report);
        report.pins = pins::of(report, None, document.artifact().is_some());
    } else if let Some((own, node)) = document.platform.as_ref().zip(report.platform.as_ref()) {
        report.why.push(Matcher::on_node(node).why(own));
    } else if document.kind == Kind::Schema1 {
        report.error = Some("media-type: schema 1 not supported".to_owned());
    }
    if document.is_index() && report.entries.is_empty() {
        let entries = document.entries.iter();
        let bare = entries.map(|it| choice::unchosen(it, &document.entries, &given));
        report.entries = bare.collect();
    }
    if document.is_index() {
        let said = remarks::of_entries(document, report);
        report.diagnostics.extend(said);
    }
}

/// What a node takes of an index, and where that leads; the platform of the entry at its end.
fn choose(
    document: &Document<'_>,
    given: &Given<'_>,
    report: &mut IndexReport,
) -> Option<Platform> {
    let node = report.platform.clone()?;
    let matcher = Matcher::on_node(&node);
    let digest = report.digest.clone();
    let mut chooser = Chooser::new(&matcher, given, &digest);
    report.entries = chooser.choose(&document.entries);
    let outcome = chooser.outcome;
    let said = outcome.turns.iter();
    let said = said.map(|turn| turns::said(turn, &node, document, &report.entries));
    report.diagnostics.extend(said);
    let chosen = report.entries.iter().find(|it| it.fit == Match::Chosen);
    report.chosen = chosen.and_then(|it| it.digest.clone());
    report.why = chosen.map(|it| it.why.clone()).unwrap_or_default();
    lead(&outcome, (&node, &matcher), given, report);
    report.resolved = outcome.resolved;
    report.error = outcome.error;
    outcome.entry_platform
}

/// What the manifest at the end of a choice downloads.
fn lead(
    outcome: &Outcome<'_, '_>,
    node: (&Platform, &Matcher),
    given: &Given<'_>,
    report: &mut IndexReport,
) {
    let Some(manifest) = outcome.manifest else {
        return;
    };
    downloads(manifest, false, report);
    let said = remarks::of_manifest(
        manifest,
        outcome.entry_platform.as_ref(),
        config_platform(manifest, given).as_ref(),
        Some(node),
        false,
    );
    // Without a label the configuration was asked before.
    let said = said.into_iter().filter(|it| it.code != "IDX010");
    report.diagnostics.extend(said);
}

/// A manifest by itself, which a node takes without asking for its platform.
fn take(document: &Document<'_>, given: &Given<'_>, report: &mut IndexReport) {
    report.chosen = Some(report.digest.clone());
    report.resolved = Some(report.digest.clone());
    downloads(document, true, report);
    report.why.push(match document.artifact() {
        Some(what) => Why::new(
            "entry-artifact",
            say!("It is no image but {what}.", what),
            OCI_MANIFEST,
        ),
        None => Why::new(
            "manifest-unasked",
            say!("containerd takes a manifest that is no index without asking for its platform."),
            CONTAINERD_IMAGE_GO,
        ),
    });
    let config = config_platform(document, given);
    let node = report.platform.clone();
    let matcher = node.as_ref().map(Matcher::on_node);
    let said = remarks::of_manifest(
        document,
        None,
        config.as_ref(),
        node.as_ref().zip(matcher.as_ref()),
        true,
    );
    report.diagnostics.extend(said);
    report.own_platform = config;
}

fn downloads(manifest: &Document<'_>, is_this_text: bool, report: &mut IndexReport) {
    report.config = layers::config(manifest, is_this_text);
    report.layers = layers::of(manifest, is_this_text);
    report.total_bytes = layers::total(&report.layers);
}

/// The platform in the configuration of a manifest, where that was given.
fn config_platform(manifest: &Document<'_>, given: &Given<'_>) -> Option<Platform> {
    let config = given.document(manifest.config.as_ref()?)?;
    config
        .platform
        .clone()
        .filter(|_| config.kind == Kind::Config)
}

fn first_schema() -> Diagnostic {
    Diagnostic::error(
        "IDX005",
        say!("This is a manifest of schema 1, which containerd refuses, as far as known from 2.1 on also when told otherwise."),
    )
    .help(say!("Push the image again with a tool of today."))
    .docs(CONTAINERD_IMAGE_GO)
}
