//! Outputs of commands and APIs that are JSON and no document of a registry.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::{
    super::{
        form::Form,
        json::{Json, JsonType},
        kind,
    },
    Content, Pasted,
};
use crate::platform::Platform;

/// Entries of an output that are looked at.
const MAX_ENTRIES: usize = 1000;

/// The longest code of a registry that is repeated.
const MAX_CODE: usize = 40;

/// By which annotations an entry of an OCI layout says its name (OCI image-spec image-layout.md,
/// "index.json File"; containerd writes the second one).
const LAYOUT_NAMES: [&str; 2] = [
    "org.opencontainers.image.ref.name",
    "io.containerd.image.name",
];

/// What JSON is, where that is no document.
pub(super) fn recognise(root: Json<'_>) -> Option<Pasted> {
    match root.type_of() {
        JsonType::List => recognise_list(root),
        JsonType::Object => recognise_object(Object(root)),
        _ => None,
    }
}

/// An object whose members are asked for by name.
#[derive(Clone, Copy)]
struct Object<'t>(Json<'t>);

impl<'t> Object<'t> {
    fn get(self, name: &str) -> Option<Json<'t>> {
        self.0.get(name)
    }

    fn has(self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn has_any(self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }

    fn text(self, name: &str) -> Option<String> {
        Some(self.get(name)?.text()?.into_owned())
    }

    fn object(self, name: &str) -> Option<Self> {
        let value = self.get(name)?;
        (value.type_of() == JsonType::Object).then_some(Self(value))
    }

    fn list(self, name: &str) -> Vec<Json<'t>> {
        self.get(name).map_or_else(Vec::new, |it| it.items())
    }

    /// The digests behind the `@` of names.
    fn digests(self, name: &str) -> Vec<String> {
        let names = self.list(name).into_iter();
        names
            .filter_map(|it| Some(it.text()?.rsplit_once('@')?.1.to_owned()))
            .collect()
    }

    /// A platform by the names that an output has for its parts.
    fn platform(self, os: &str, architecture: &str, variant: &str) -> Option<Platform> {
        Some(Platform {
            variant: self.text(variant).unwrap_or_default(),
            ..Platform::new(&self.text(os)?, &self.text(architecture)?)
        })
    }
}

fn recognise_list(root: Json<'_>) -> Option<Pasted> {
    let items = root.items();
    let first = Object(*items.first()?);
    if first.has("State") && first.has_any(&["Image", "Config"]) {
        return Some(Pasted::new(Form::ContainerInspect));
    }
    if first.has("manifest_media_type") {
        return Some(harbor(&items));
    }
    if first.has("digest") && first.has_any(&["createdTime", "lastUpdateTime", "tags"]) {
        let digests = items.iter().map(|it| Object(*it).text("digest"));
        return Some(Pasted::new(Form::AcrListMetadata).stating(only(digests)));
    }
    if first.has("Descriptor") && first.has_any(&["Ref", "SchemaV2Manifest", "OCIManifest"]) {
        return Some(verbose(&items));
    }
    if is_image_inspect(first) {
        return Some(image_inspect(first));
    }
    let is_saved = first.has("Config") && first.has("Layers") && first.has("RepoTags");
    is_saved.then(|| Pasted::new(Form::DockerSave))
}

fn recognise_object(root: Object<'_>) -> Option<Pasted> {
    if let Some(errors) = errors(root) {
        return Some(Pasted {
            errors,
            ..Pasted::new(Form::RegistryError)
        });
    }
    if is_image_inspect(root) {
        return Some(image_inspect(root));
    }
    if let Some(pasted) = one_verbose(root).or_else(|| crictl(root)) {
        return Some(pasted);
    }
    if root.has("RepoTags") && root.has_any(&["Name", "Digest", "Layers"]) {
        let pasted = Pasted {
            platform: root.platform("Os", "Architecture", "Variant"),
            ..Pasted::new(Form::SkopeoInspect)
        };
        return Some(pasted.stating(root.text("Digest")));
    }
    hub(root)
        .or_else(|| wrapped(root))
        .or_else(|| of_build(root))
        .or_else(|| of_registry_api(root))
        .or_else(|| layout(root))
}

/// What of several texts is meant: the only one; of more nobody knows.
fn only(mut texts: impl Iterator<Item = Option<String>>) -> Option<String> {
    let first = texts.next()?;
    first.filter(|_| texts.next().is_none())
}

/// What `docker buildx` writes about a build and an image.
fn of_build(root: Object<'_>) -> Option<Pasted> {
    let digest = "containerimage.digest";
    if root.has(digest) {
        return Some(Pasted::new(Form::BuildMetadata).stating(root.text(digest)));
    }
    let members = root.0.members();
    let is_config = |it: Object<'_>| it.has("architecture") && it.has_any(&["config", "rootfs"]);
    let by_platform = !members.is_empty()
        && members.iter().all(|it| {
            it.name.contains('/')
                && it.value.type_of() == JsonType::Object
                && is_config(Object(it.value))
        });
    by_platform.then(|| Pasted::new(Form::ImagetoolsImage))
}

/// Answers of the APIs of clouds and registries, and of Kubernetes.
fn of_registry_api(root: Object<'_>) -> Option<Pasted> {
    let details = root.list("imageDetails");
    if !details.is_empty() {
        let digests = details.iter().map(|it| Object(*it).text("imageDigest"));
        return Some(Pasted::new(Form::EcrDescribeImages).stating(only(digests)));
    }
    let images = root.list("images");
    let manifest = images
        .first()
        .and_then(|it| Object(*it).text("imageManifest"));
    if let Some(manifest) = manifest {
        let id = |it: &Json<'_>| Object(*it).object("imageId")?.text("imageDigest");
        let pasted = Pasted {
            content: Content::Derived(manifest),
            ..Pasted::new(Form::EcrBatchGetImage)
        };
        return Some(pasted.stating(images.first().and_then(id)));
    }
    let tags = root.list("tags");
    if tags
        .first()
        .is_some_and(|it| Object(*it).has("manifest_digest"))
    {
        let digests = tags.iter().map(|it| Object(*it).text("manifest_digest"));
        return Some(Pasted::new(Form::QuayApi).stating(only(digests)));
    }
    if root.has("manifest_media_type") {
        return Some(harbor(&[root.0]));
    }
    let images = root.object("status")?.list("images");
    let is_node = images.first().is_some_and(|it| Object(*it).has("names"));
    is_node.then(|| {
        let digests = images.iter().map(|it| Object(*it).digests("names").pop());
        Pasted::new(Form::NodeImages).stating(only(digests))
    })
}

/// Artifacts by the API of Harbor, version 2: an index with the manifests that it lists.
fn harbor(artifacts: &[Json<'_>]) -> Pasted {
    let digests = artifacts.iter().map(|it| Object(*it).text("digest"));
    let pasted = Pasted::new(Form::HarborApi).stating(only(digests));
    let references = match artifacts {
        [artifact] => Object(*artifact).list("references"),
        _ => Vec::new(),
    };
    if references.is_empty() {
        return pasted;
    }
    let references = references.iter().take(MAX_ENTRIES).map(|it| {
        let reference = Object(*it);
        let platform = reference.object("platform");
        let platform = platform.and_then(|it| it.platform("os", "architecture", "variant"));
        let digest = reference.text("child_digest");
        entry(kind::OCI_MANIFEST, digest.as_deref(), platform.as_ref())
    });
    Pasted {
        content: index(&references.collect::<Vec<_>>()),
        ..pasted
    }
}

/// An entry of an index that an output names.
pub(super) fn entry(media_type: &str, digest: Option<&str>, platform: Option<&Platform>) -> Value {
    let platform = platform.map(|it| {
        json!({
            "os": it.os,
            "architecture": it.architecture,
            "variant": it.variant,
            "os.version": it.os_version,
        })
    });
    json!({"mediaType": media_type, "digest": digest, "platform": platform})
}

/// The codes of the errors of a registry (OCI distribution-spec, "Error Codes").
fn errors(root: Object<'_>) -> Option<Vec<String>> {
    let items = root.list("errors");
    let first = Object(*items.first()?);
    if !first.has_any(&["code", "message"]) {
        return None;
    }
    let codes = items
        .iter()
        .take(5)
        .filter_map(|it| Object(*it).text("code"));
    // What is no code may be anything.
    let is_code = |it: &String| {
        let fits = |byte: u8| byte.is_ascii_uppercase() || byte == b'_';
        it.len() <= MAX_CODE && it.bytes().all(fits)
    };
    Some(codes.filter(is_code).collect())
}

fn is_image_inspect(image: Object<'_>) -> bool {
    image.has("Id") && image.has_any(&["RepoDigests", "RepoTags", "RootFS"])
}

fn image_inspect(image: Object<'_>) -> Pasted {
    let form = if image.has_any(&["NamesHistory", "Digest"]) {
        Form::PodmanImageInspect
    } else {
        Form::DockerImageInspect
    };
    let pasted = Pasted {
        platform: image.platform("Os", "Architecture", "Variant"),
        ..Pasted::new(form)
    };
    pasted.stating(image.digests("RepoDigests"))
}

fn crictl(root: Object<'_>) -> Option<Pasted> {
    let is_image = |it: Object<'_>| it.has_any(&["repoDigests", "repoTags"]);
    if let Some(status) = root.object("status").filter(|it| is_image(*it)) {
        return Some(Pasted::new(Form::CrictlInspecti).stating(status.digests("repoDigests")));
    }
    let images = root.list("images");
    let first = Object(*images.first()?);
    is_image(first).then(|| {
        // Of several images nobody knows which one is meant.
        let digests = first.digests("repoDigests").into_iter();
        Pasted::new(Form::CrictlImages).stating(digests.filter(|_| images.len() == 1))
    })
}

/// `docker manifest inspect -v` of an index: the manifests that it lists, with their descriptors.
fn verbose(items: &[Json<'_>]) -> Pasted {
    let mut pasted = Pasted::new(Form::DockerManifestInspectVerbose);
    let mut manifests = Vec::new();
    for item in items.iter().take(MAX_ENTRIES) {
        let item = Object(*item);
        let descriptor = item.get("Descriptor").map(|it| it.raw());
        let descriptor: Option<Value> = descriptor.and_then(|it| serde_json::from_str(it).ok());
        manifests.extend(descriptor);
        let raw = item.text("Raw").and_then(|it| STANDARD.decode(it).ok());
        pasted
            .documents
            .extend(raw.and_then(|it| String::from_utf8(it).ok()));
    }
    pasted.content = index(&manifests);
    pasted
}

/// The same of a manifest that no index lists: the manifest itself, printed again.
fn one_verbose(root: Object<'_>) -> Option<Pasted> {
    let descriptor = root.object("Descriptor")?;
    let manifest = root
        .object("SchemaV2Manifest")
        .or_else(|| root.object("OCIManifest"))?;
    let pasted = Pasted {
        content: written(manifest.0),
        ..Pasted::new(Form::DockerManifestInspectVerbose)
    };
    Some(pasted.stating(descriptor.text("digest")))
}

/// A tag, or a list of tags, by the API of Docker Hub, version 2.
fn hub(root: Object<'_>) -> Option<Pasted> {
    let is_tag =
        |it: Object<'_>| it.has_any(&["tag_status", "full_size", "last_updated", "content_type"]);
    if root.has("results") && root.has_any(&["count", "next", "previous"]) {
        return Some(Pasted::new(Form::DockerHubApi));
    }
    if !(is_tag(root) && root.has_any(&["images", "repository"])) {
        return None;
    }
    let media_type = root.text("media_type").unwrap_or_default();
    let mut pasted = Pasted::new(Form::DockerHubApi);
    let images = root.list("images");
    if kind::is_manifest_type(&media_type) {
        let first = images.first().map(|it| Object(*it));
        pasted.platform = first.and_then(|it| it.platform("os", "architecture", "variant"));
    } else if !images.is_empty() {
        let images = images.iter().take(MAX_ENTRIES);
        pasted.content = index(&images.map(|it| hub_image(Object(*it))).collect::<Vec<_>>());
    }
    Some(pasted.stating(root.text("digest")))
}

/// An image of a tag as an entry. Its size is that of its layers, not of its manifest.
fn hub_image(image: Object<'_>) -> Value {
    let text = |name: &str| image.text(name).filter(|it| !it.is_empty());
    json!({
        "mediaType": kind::OCI_MANIFEST,
        "digest": text("digest"),
        "platform": {
            "os": text("os").unwrap_or_default(),
            "architecture": text("architecture").unwrap_or_default(),
            "variant": text("variant").unwrap_or_default(),
            "os.version": text("os_version").unwrap_or_default(),
        },
    })
}

/// A document as a member of an output.
fn wrapped(root: Object<'_>) -> Option<Pasted> {
    let is_document = |it: Object<'_>| it.has_any(&["manifests", "layers", "config", "mediaType"]);
    if root.has_any(&["name", "image", "provenance", "sbom"])
        && let Some(manifest) = root.object("manifest").filter(|it| is_document(*it))
    {
        let pasted = Pasted {
            content: written(manifest.0),
            ..Pasted::new(Form::ImagetoolsInspect)
        };
        return Some(pasted.stating(manifest.text("digest")));
    }
    let content = root.object("content").filter(|it| is_document(*it))?;
    let pasted = Pasted {
        content: written(content.0),
        ..Pasted::new(Form::OrasManifestFetch)
    };
    root.has("digest")
        .then(|| pasted.stating(root.text("digest")))
}

/// A file of an OCI layout; its index names images, which one of a registry does not.
fn layout(root: Object<'_>) -> Option<Pasted> {
    if root.has("imageLayoutVersion") {
        return Some(Pasted::new(Form::OciLayout));
    }
    let entries = root.list("manifests");
    let is_named = |it: &Json<'_>| {
        let annotations = Object(*it).object("annotations");
        annotations.is_some_and(|it| it.has_any(&LAYOUT_NAMES))
    };
    let is_layout = entries.iter().take(MAX_ENTRIES).any(is_named);
    is_layout.then(|| Pasted {
        content: written(root.0),
        ..Pasted::new(Form::OciLayout)
    })
}

fn written(document: Json<'_>) -> Content {
    let span = document.span();
    Content::Written(span.start..span.end)
}

/// Entries that an output names, as an index.
pub(super) fn index(manifests: &[Value]) -> Content {
    let index = json!({
        "schemaVersion": 2,
        "mediaType": kind::OCI_INDEX,
        "manifests": manifests,
    });
    Content::Derived(index.to_string())
}
