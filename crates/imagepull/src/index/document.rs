//! A document as Go reads it: what is where it should is taken, whatever else is wrong.

use std::collections::BTreeMap;

use super::{
    artifacts,
    json::{Json, JsonType},
    kind::{self, Kind},
};
use crate::{diagnostic::Span, platform::Platform};

/// Entries of an index, or layers of a manifest, that are read.
pub(super) const MAX_ENTRIES: usize = 1000;

/// A document, of whatever kind.
#[derive(Debug)]
pub(super) struct Document<'t> {
    pub root: Json<'t>,
    pub kind: Kind,
    pub media_type: Option<String>,
    pub artifact_type: Option<String>,
    /// The entries of an index.
    pub entries: Vec<Descriptor<'t>>,
    pub config: Option<Descriptor<'t>>,
    pub layers: Vec<Descriptor<'t>>,
    pub subject: Option<Descriptor<'t>>,
    pub annotations: BTreeMap<String, String>,
    /// The platform of a configuration.
    pub platform: Option<Platform>,
    /// The place of what is not looked at any more, for there is too much of it.
    pub cut_at: Option<Span>,
}

/// A document whose fields and media type disagree, or that is two things at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Conflict {
    /// What the media type says, or would have to.
    pub expected: Expected,
    /// The field that contradicts.
    pub span: Span,
}

impl Conflict {
    /// The words of containerd, for a document that was found by a media type.
    pub fn upstream(&self, media_type: &str) -> String {
        match self.expected {
            Expected::Manifest => {
                format!("media-type: expected manifest but found index ({media_type})")
            }
            Expected::Index => {
                format!("media-type: expected index but found manifest ({media_type})")
            }
        }
    }
}

/// What a document was expected to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    Index,
    Manifest,
}

/// What an index or a manifest lists.
#[derive(Debug)]
pub(super) struct Descriptor<'t> {
    pub json: Json<'t>,
    pub digest: Option<String>,
    pub digest_span: Option<Span>,
    pub size: Option<u64>,
    pub media_type: Option<String>,
    pub artifact_type: Option<String>,
    pub platform: Option<Platform>,
    pub platform_span: Option<Span>,
    pub annotations: BTreeMap<String, String>,
    /// The content itself, as base64.
    pub data: Option<Json<'t>>,
    /// Whether it says where else its content is.
    pub has_urls: bool,
}

impl<'t> Document<'t> {
    /// Reads what is in a value.
    pub fn new(root: Json<'t>) -> Self {
        let members = root.members();
        let get = |name: &str| {
            let found = members.iter().rev().find(|it| it.name == name);
            found.map(|it| it.value)
        };
        let text = |name| get(name).and_then(|it| it.text()).map(String::from);
        let media_type = text("mediaType");
        let kind = kind_of(&get, media_type.as_deref());
        let mut cut_at = None;
        let mut list = |name| {
            let items = get(name).map_or_else(Vec::new, |it: Json<'t>| it.items());
            if let Some(next) = items.get(MAX_ENTRIES) {
                cut_at = Some(next.span());
            }
            let looked_at = items.into_iter().take(MAX_ENTRIES);
            looked_at.map(Descriptor::new).collect::<Vec<_>>()
        };
        let is_config = kind == Kind::Config;
        Self {
            root,
            kind,
            artifact_type: text("artifactType"),
            entries: list("manifests"),
            layers: list("layers"),
            config: get("config").filter(|_| !is_config).map(Descriptor::new),
            subject: get("subject").map(Descriptor::new),
            annotations: get("annotations").map_or_else(BTreeMap::new, texts),
            platform: match kind {
                Kind::Config => Some(platform(root)),
                Kind::Descriptor => Descriptor::new(root).platform,
                _ => None,
            },
            cut_at,
            media_type,
        }
    }

    /// What containerd refuses in it (`validateMediaType` in core/images/image.go) where it was
    /// found by a media type; by its own where nothing points to it.
    pub fn conflict(&self, found_by: Option<&str>) -> Option<Conflict> {
        let own = self.media_type.as_deref();
        let expects = |it: &str| match it {
            _ if kind::is_index_type(it) => Some(Expected::Index),
            _ if kind::is_manifest_type(it) => Some(Expected::Manifest),
            _ => None,
        };
        let members = self.root.members();
        let get = |name: &str| {
            let found = members.iter().rev().find(|it| it.name == name);
            found.map(|it| it.value)
        };
        // Without any type both are tried: what has the fields of both is refused either way.
        let expected = match found_by.or(own) {
            Some(it) => expects(it)?,
            None if get("manifests").is_some() => Expected::Index,
            None => Expected::Manifest,
        };
        let own = own.unwrap_or_default();
        let (fields, is_own_other): (&[&str], _) = match expected {
            Expected::Manifest => (&["manifests"], kind::is_index_type(own)),
            Expected::Index => (&["config", "layers"], kind::is_manifest_type(own)),
        };
        let own_type = || get("mediaType").filter(|_| is_own_other);
        let contradicts = fields
            .iter()
            .find_map(|field| get(field))
            .or_else(own_type)?;
        Some(Conflict {
            expected,
            span: contradicts.span(),
        })
    }

    /// Whether it is an index or a manifest list.
    pub fn is_index(&self) -> bool {
        matches!(self.kind, Kind::Index | Kind::ManifestList)
    }

    /// Whether it is an image manifest.
    pub fn is_manifest(&self) -> bool {
        matches!(self.kind, Kind::Manifest | Kind::DockerManifest)
    }

    /// What a manifest is instead of an image: its artifact type or, without one, the media type of
    /// its configuration (OCI image-spec manifest.md, "Guidelines for Artifact Usage"), or that of
    /// its layers where none of them is one of an image, as of signatures and attestations.
    pub fn artifact(&self) -> Option<&str> {
        if !self.is_manifest() {
            return None;
        }
        let config = self.config.as_ref().and_then(|it| it.media_type.as_deref());
        let named = self.artifact_type.as_deref().or(config);
        named
            .filter(|it| !kind::is_image_config(it))
            .or_else(|| self.statement())
    }

    /// The media type of the first layer, where no layer is one of an image and the first is known
    /// as something else.
    fn statement(&self) -> Option<&str> {
        let mut types = self.layers.iter().map(|it| it.media_type.as_deref());
        let first = self.layers.first()?.media_type.as_deref()?;
        let is_other = types.all(|it| !kind::is_layer_type(it.unwrap_or_default()));
        (is_other && artifacts::known_as(first).is_some()).then_some(first)
    }
}

/// What a document is: first by the fields that it has, then by its media type.
fn kind_of<'t>(get: &impl Fn(&str) -> Option<Json<'t>>, media_type: Option<&str>) -> Kind {
    let has = |name| get(name).is_some();
    let media_type = media_type.unwrap_or_default();
    let index = match media_type {
        kind::DOCKER_LIST => Kind::ManifestList,
        _ => Kind::Index,
    };
    let manifest = match media_type {
        kind::DOCKER_MANIFEST => Kind::DockerManifest,
        _ => Kind::Manifest,
    };
    let is_first_schema = get("schemaVersion").and_then(|it| it.whole()) == Some(1);
    if has("fsLayers") || is_first_schema {
        return Kind::Schema1;
    }
    match (has("manifests"), has("layers")) {
        // It is both: containerd refuses it, and its media type says which one was meant.
        (true, true) if kind::is_manifest_type(media_type) => return manifest,
        (true, _) => return index,
        (false, true) => return manifest,
        (false, false) => {}
    }
    if has("rootfs") || has("architecture") || has("history") {
        return Kind::Config;
    }
    if has("config") && (has("schemaVersion") || kind::is_manifest_type(media_type)) {
        return manifest;
    }
    if has("digest") || has("size") {
        return Kind::Descriptor;
    }
    match media_type {
        _ if !has("schemaVersion") => Kind::Unknown,
        _ if kind::is_index_type(media_type) => index,
        _ if kind::is_manifest_type(media_type) => manifest,
        _ => Kind::Unknown,
    }
}

impl<'t> Descriptor<'t> {
    pub fn new(json: Json<'t>) -> Self {
        let members = json.members();
        let get = |name: &str| {
            let found = members.iter().rev().find(|it| it.name == name);
            found.map(|it| it.value)
        };
        let text = |name| get(name).and_then(|it| it.text()).map(String::from);
        let platform_json = get("platform").filter(|it| it.type_of() == JsonType::Object);
        Self {
            json,
            digest: text("digest"),
            digest_span: get("digest").map(|it| it.span()),
            size: get("size")
                .and_then(|it| it.whole())
                .and_then(|size| u64::try_from(size).ok()),
            media_type: text("mediaType"),
            artifact_type: text("artifactType"),
            platform: platform_json.map(platform),
            platform_span: platform_json.map(|it| it.span()),
            annotations: get("annotations").map_or_else(BTreeMap::new, texts),
            data: get("data"),
            has_urls: get("urls").is_some_and(|it| !it.items().is_empty()),
        }
    }

    pub fn annotation(&self, name: &str) -> Option<&str> {
        self.annotations.get(name).map(String::as_str)
    }
}

/// The platform that an object says, as written.
fn platform(json: Json<'_>) -> Platform {
    let text = |name| {
        let found = json.get(name).and_then(|it| it.text());
        found.map(String::from).unwrap_or_default()
    };
    let features = json
        .get("os.features")
        .map_or_else(Vec::new, |it| it.items());
    Platform {
        os: text("os"),
        architecture: text("architecture"),
        variant: text("variant"),
        os_version: text("os.version"),
        os_features: features
            .into_iter()
            .filter_map(|it| it.text().map(String::from))
            .collect(),
    }
}

/// The texts of an object, by name.
fn texts(json: Json<'_>) -> BTreeMap<String, String> {
    let members = json.members().into_iter();
    members
        .filter_map(|it| Some((it.name.into_owned(), it.value.text()?.into_owned())))
        .collect()
}
