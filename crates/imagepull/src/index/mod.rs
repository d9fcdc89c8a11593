//! Image indexes and manifests: what a document is, what a node takes of it, and what to pin.
//!
//! | file | what it does |
//! | --- | --- |
//! | `pasted`, `form` | what a text is: a document, one within other text, the output of a command |
//! | `origin`, `white_space` | which digest the registry has for a document that was printed again |
//! | `json` | a JSON text in which every value knows its place |
//! | `kind` | media types, and what a document can be |
//! | `document` | a document as Go reads it, and what contradicts its media type |
//! | `schema`, `text_formats` | what the JSON schemas of the OCI image-spec accept |
//! | `roles`, `artifacts` | image, attestation, index or artifact |
//! | `choice` | what containerd takes of an index for a node |
//! | `document_store` | other documents that the choice leads to |
//! | `layers` | what is downloaded, also as an image of the simulation |
//! | `pins` | which digest to pin |
//! | `refused`, `outcomes`, `remarks` | what is said about all this |

mod artifacts;
mod choice;
mod document;
mod document_store;
mod form;
mod json;
pub mod kind;
mod layers;
mod origin;
mod outcomes;
mod pasted;
mod pins;
mod refused;
mod remarks;
pub mod report;
mod roles;
mod schema;
mod text_formats;
mod white_space;

use std::collections::BTreeMap;

use imageref::Algorithm;

use crate::{
    codes,
    containerd::{ContainerdChange, ContainerdRelease},
    diagnostic::Diagnostic,
    digest::digest_of,
    platform::{NodeMatcher, Platform, parse_platform},
    request::Refused,
    sources::{CONTAINERD_IMAGE_GO, OCI_MANIFEST},
    why::Reason,
    words::message,
};
use choice::{Chooser, Outcome};
use document::Document;
use document_store::DocumentStore;
pub use form::Form;
use json::{Json, JsonType};
use kind::Kind;
pub use layers::layers_as_image;
use pasted::{Content, Pasted};
pub use report::IndexReport;
use report::{Match, RegistryDigest};
use white_space::Difference;

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
    /// The release of containerd on the node.
    pub containerd: ContainerdRelease,
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
    report.containerd = beside.containerd;
    let node = parse_platform(platform, HOST);
    report.diagnostics = node.diagnostics;
    for diagnostic in &mut report.diagnostics {
        // They are in the platform, not in the document.
        diagnostic.span = None;
        diagnostic.fixes.clear();
    }
    report.platform = node.normalized;
    let pasted = pasted::recognise(document);
    report.form = pasted.form;
    report.own_platform.clone_from(&pasted.platform);
    report.diagnostics.extend(pasted.said());
    let image = beside.image.as_deref().filter(|it| !it.trim().is_empty());
    let compared = image.and_then(pins::digest_in);
    let (written, difference) = match &pasted.content {
        Content::Written(place) => {
            let text = &document[place.clone()];
            let difference = Json::first(document, text).and_then(|root| {
                let text = (text, Text::Written);
                read(root, text, &pasted, compared, beside, &mut report)
            });
            (text, difference)
        }
        Content::Derived(text) => {
            let difference = Json::first(text, text).and_then(|root| {
                let text = (text.as_str(), Text::Derived);
                read(root, text, &pasted, compared, beside, &mut report)
            });
            without_places(&mut report);
            (document, difference)
        }
        Content::Nothing => {
            unreadable(document, &pasted, compared, &mut report);
            (document, None)
        }
    };
    if let Some(image) = image {
        let (pinned, said) = pins::compare(written, image, difference, &report);
        report.pinned = pinned;
        report.diagnostics.extend(said);
    }
    remarks::shorten(&mut report.diagnostics);
    report
}

/// Whether a document is in the text that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Text {
    Written,
    /// It was made of what the text says.
    Derived,
}

/// Says what is known of a text without a document.
fn unreadable(text: &str, pasted: &Pasted, compared: Option<&str>, report: &mut IndexReport) {
    if pasted.form.is_none() {
        if let Err(error) = Json::read(text) {
            report.diagnostics.push(refused::syntax(text, &error));
        }
        return;
    }
    report.registry_digest = origin::find(None, report.kind, pasted, compared).digest;
    report.pins = pins::stated(&pasted.stated);
}

/// Takes back the places in a document that was made of what a text says.
fn without_places(report: &mut IndexReport) {
    let entries = report.entries.iter_mut().map(|it| &mut it.span);
    let layers = report.layers.iter_mut().map(|it| &mut it.blob.span);
    let config = report.config.iter_mut().map(|it| &mut it.span);
    let said = report.diagnostics.iter_mut();
    let said = said
        .filter(|it| it.code != codes::IDX029.id)
        .map(|it| &mut it.span);
    for span in entries.chain(layers).chain(config).chain(said) {
        *span = None;
    }
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
        form: None,
        registry_digest: RegistryDigest::UNKNOWN,
        containerd: ContainerdRelease::NEWEST,
        platform: None,
        own_platform: None,
        entries: Vec::new(),
        chosen: None,
        resolved: None,
        other_releases: Vec::new(),
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

/// Reads a document, and says how its text differs from that of the digest that is compared.
fn read(
    root: Json<'_>,
    (text, is_written): (&str, Text),
    pasted: &Pasted,
    compared: Option<&str>,
    beside: &Beside,
    report: &mut IndexReport,
) -> Option<Difference> {
    if root.type_of() != JsonType::Object {
        report.diagnostics.push(refused::unknown(root));
        return None;
    }
    let document = &Document::new(root);
    describe(document, report);
    let written = (is_written == Text::Written).then_some(text);
    let origin = origin::find(written, document.kind, pasted, compared);
    report.registry_digest = origin.digest;
    report.diagnostics.extend(origin.said);
    if is_written == Text::Written {
        judge(document, report);
    }
    report.diagnostics.extend(remarks::check_document(document));
    let texts = beside.documents.iter().chain(&pasted.documents);
    let given = DocumentStore::new(texts.map(String::as_str));
    follow(document, &given, report);
    origin.difference
}

/// What a document says of itself.
fn describe(document: &Document<'_>, report: &mut IndexReport) {
    report.kind = document.kind;
    report.media_type.clone_from(&document.media_type);
    report.artifact_type.clone_from(&document.artifact_type);
    report.annotations.clone_from(&document.annotations);
    if document.platform.is_some() {
        report.own_platform.clone_from(&document.platform);
    }
    report.subject = document.subject.as_ref().and_then(|it| it.digest.clone());
}

/// Whether the schema accepts a document.
fn judge(document: &Document<'_>, report: &mut IndexReport) {
    match schema::violations(document.kind, document.root) {
        Some(violations) => {
            report.valid = violations.is_empty();
            let said = violations.iter().map(refused::violation);
            report.diagnostics.extend(said);
        }
        None if document.kind == Kind::Schema1 => {
            report.diagnostics.push(first_schema(report.containerd));
        }
        None => report.diagnostics.push(refused::unknown(document.root)),
    }
}

/// What a node makes of a document.
fn follow(document: &Document<'_>, given: &DocumentStore<'_>, report: &mut IndexReport) {
    if let Some(conflict) = document.conflict(None) {
        let media_type = document.media_type.as_deref().unwrap_or_default();
        report.error = Some(conflict.upstream(media_type));
        let said = outcomes::conflict(conflict.expected).at(conflict.span);
        report.diagnostics.push(said);
    } else if document.is_index() {
        let entry = choose(document, given, report);
        report.pins = pins::list(report, entry.as_ref(), false);
    } else if document.is_manifest() {
        take(document, given, report);
        report.pins = pins::list(report, None, document.artifact().is_some());
    } else if let Some((own, node)) = document.platform.as_ref().zip(report.platform.as_ref()) {
        let matcher = NodeMatcher::new(node, report.containerd);
        report.why.push(matcher.why(own));
    } else if document.kind == Kind::Schema1 {
        report.error = first_schema_error(report.containerd).map(str::to_owned);
    }
    if document.kind == Kind::Descriptor {
        report.pins = pins::list(report, None, false);
    }
    if document.is_index() && report.entries.is_empty() {
        let entries = document.entries.iter();
        let bare = entries.map(|it| choice::unchosen(it, &document.entries, given));
        report.entries = bare.collect();
    }
    if document.is_index() {
        let said = remarks::check_entries(document, report);
        report.diagnostics.extend(said);
    }
}

/// What a node takes of an index, and where that leads; the platform of the entry at its end.
fn choose(
    document: &Document<'_>,
    given: &DocumentStore<'_>,
    report: &mut IndexReport,
) -> Option<Platform> {
    let node = report.platform.clone()?;
    let matcher = NodeMatcher::new(&node, report.containerd);
    let digest = report.registry_digest.digest.clone();
    let digest = digest.unwrap_or_else(|| "sha256:<digest>".to_owned());
    let mut chooser = Chooser::new(&matcher, given, &digest);
    report.entries = chooser.choose(&document.entries);
    let outcome = chooser.outcome;
    let said = outcome.turns.iter();
    let said = said
        .map(|turn| outcomes::said(turn, (&node, report.containerd), document, &report.entries));
    report.diagnostics.extend(said);
    let chosen = report.entries.iter().find(|it| it.fit == Match::Chosen);
    report.chosen = chosen.and_then(|it| it.digest.clone());
    report.why = chosen.map(|it| it.why.clone()).unwrap_or_default();
    lead(&outcome, (&node, &matcher), given, report);
    report.resolved = outcome.resolved;
    report.error = outcome.error;
    report.other_releases = choice::other_releases(&node, report.containerd, &document.entries);
    outcome.entry_platform
}

/// What the manifest at the end of a choice downloads.
fn lead(
    outcome: &Outcome<'_, '_>,
    node: (&Platform, &NodeMatcher),
    given: &DocumentStore<'_>,
    report: &mut IndexReport,
) {
    let Some(manifest) = outcome.manifest else {
        return;
    };
    downloads(manifest, false, report);
    let said = remarks::check_manifest(
        manifest,
        outcome.entry_platform.as_ref(),
        config_platform(manifest, given).as_ref(),
        Some(node),
        false,
    );
    // Without a label the configuration was asked before.
    let said = said.into_iter().filter(|it| it.code != codes::IDX010.id);
    report.diagnostics.extend(said);
}

/// A manifest by itself, which a node takes without asking for its platform.
fn take(document: &Document<'_>, given: &DocumentStore<'_>, report: &mut IndexReport) {
    report.chosen.clone_from(&report.registry_digest.digest);
    report.resolved.clone_from(&report.chosen);
    downloads(document, true, report);
    report.why.push(match document.artifact() {
        Some(what) => Reason::new(
            "entry-artifact",
            message!("It is not an image: its type is {what}.", what),
            OCI_MANIFEST,
        ),
        None => Reason::new(
            "manifest-unasked",
            message!(
                "containerd accepts a manifest that is not an index without checking its platform."
            ),
            CONTAINERD_IMAGE_GO,
        ),
    });
    let config = config_platform(document, given);
    let node = report.platform.clone();
    let matcher = node
        .as_ref()
        .map(|it| NodeMatcher::new(it, report.containerd));
    let said = remarks::check_manifest(
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
    report.layers = layers::list(manifest, is_this_text);
    report.total_bytes = layers::total(&report.layers);
}

/// The platform in the configuration of a manifest, where that was given.
fn config_platform(manifest: &Document<'_>, given: &DocumentStore<'_>) -> Option<Platform> {
    let config = given.document(manifest.config.as_ref()?)?;
    config
        .platform
        .clone()
        .filter(|_| config.kind == Kind::Config)
}

/// With which error a release refuses a manifest of schema 1; `None` where it converts it.
fn first_schema_error(release: ContainerdRelease) -> Option<&'static str> {
    if release.has(ContainerdChange::Schema1IsGone) {
        Some("schema 1 image manifests are no longer supported: invalid argument")
    } else if release.has(ContainerdChange::Schema1IsRefused) {
        Some(
            "Pulling Schema 1 images have been deprecated and disabled by default since containerd \
             v2.0. As a workaround you may set an environment variable \
             `CONTAINERD_ENABLE_DEPRECATED_PULL_SCHEMA_1_IMAGE=1`, but this will be completely \
             removed in containerd v2.1.",
        )
    } else {
        None
    }
}

fn first_schema(release: ContainerdRelease) -> Diagnostic {
    let diagnostic = if first_schema_error(release).is_some() {
        Diagnostic::new(
            codes::IDX005_ERROR,
            message!(
                "This is a schema 1 manifest, which containerd {release} rejects.",
                release
            ),
        )
    } else {
        Diagnostic::new(
            codes::IDX005_WARNING,
            message!(
                "This is a schema 1 manifest, which only containerd up to 1.7 still converts."
            ),
        )
    };
    diagnostic
        .help(message!("Push the image again with a current tool."))
        .docs(CONTAINERD_IMAGE_GO)
}
