//! The `images` of a kustomization, as kustomize applies them.
//!
//! Source: kubernetes-sigs/kustomize api/filters/imagetag (updater.go, legacy.go) and
//! api/internal/image/image.go.

use super::ManifestFile;
use crate::yaml::{Limits, NodeId, Tree, read as read_yaml};

/// The names under which kustomize looks for its file.
pub(super) const NAMES: [&str; 3] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/// What a kustomization makes of the images of its resources.
pub(super) struct Kustomization {
    /// Its folder, without a slash behind it; empty for the first one.
    folder: String,
    resources: Vec<String>,
    images: Vec<Image>,
}

/// An entry of `images`.
struct Image {
    name: String,
    new_name: Option<String>,
    new_tag: Option<String>,
    tag_suffix: Option<String>,
    digest: Option<String>,
}

/// The kustomizations among some files; one that another one takes is before that.
pub(super) fn all(files: &[ManifestFile]) -> Vec<Kustomization> {
    let mut left: Vec<Kustomization> = files.iter().filter_map(read).collect();
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let takes_none = |it: &Kustomization| {
            let is_left = |path: &String| left.iter().any(|other| other.folder == *path);
            !it.resources.iter().any(is_left)
        };
        // Two that take each other are refused by kustomize; here their order is that of the files.
        let next = left.iter().position(takes_none).unwrap_or(0);
        ordered.push(left.remove(next));
    }
    ordered
}

/// Reads the file of a kustomization; `None` where it is another file.
fn read(file: &ManifestFile) -> Option<Kustomization> {
    let cut = file.path.rfind('/').map_or(0, |at| at + 1);
    let (folder, name) = file.path.split_at(cut);
    if !NAMES.contains(&name) {
        return None;
    }
    let tree = read_yaml(&file.text, Limits::MANIFESTS).ok()?;
    let root = *tree.documents.first()?;
    let list = |key| tree.value(root, key).map_or(&[][..], |it| tree.items(it));
    let images = list("images").iter().filter_map(|it| image(&tree, *it));
    let lists = ["resources", "bases", "components"].into_iter();
    let resources = lists.flat_map(list).filter_map(|it| tree.scalar(*it));
    Some(Kustomization {
        folder: folder.trim_end_matches('/').to_owned(),
        images: images.collect(),
        resources: resources.filter_map(|it| joined(folder, it)).collect(),
    })
}

fn image(tree: &Tree<'_>, entry: NodeId) -> Option<Image> {
    let text = |key| {
        let value = tree.value(entry, key)?;
        tree.scalar(value)
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
    };
    Some(Image {
        name: text("name")?,
        new_name: text("newName"),
        new_tag: text("newTag"),
        tag_suffix: text("tagSuffix"),
        digest: text("digest"),
    })
}

/// A path that is relative to a folder; `None` where it leads out of what is there, or to a host.
fn joined(folder: &str, path: &str) -> Option<String> {
    if path.contains("://") {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Whether kustomize looks for images in a field: those of containers and init containers, and
/// of image volumes, wherever they are.
pub(super) fn is_transformed(path: &str) -> bool {
    let is_item_of = |list: &str, field: &str| {
        let path = path.strip_suffix(field);
        path.and_then(|it| it.rsplit_once('['))
            .is_some_and(|(before, _)| before.ends_with(list))
    };
    is_item_of("ontainers", "].image") && !path.contains("ephemeralContainers[")
        || is_item_of("volumes", "].image.reference")
}

impl Kustomization {
    /// Whether a file is one of its resources, or one of a kustomization that it takes.
    pub fn takes(&self, path: &str, all: &[Self]) -> bool {
        self.takes_within(path, all, all.len())
    }

    fn takes_within(&self, path: &str, all: &[Self], depth: usize) -> bool {
        let mut resources = self.resources.iter();
        resources.any(|resource| {
            let mut taken = all.iter().filter(|it| it.folder == *resource);
            resource == path || depth > 0 && taken.any(|it| it.takes_within(path, all, depth - 1))
        })
    }

    /// What it makes of an image; `None` where it leaves it as it is.
    pub fn image(&self, image: &str) -> Option<String> {
        let mut name = image.to_owned();
        for entry in &self.images {
            if let Some(changed) = entry.applied_to(&name) {
                name = changed;
            }
        }
        (name != image).then_some(name)
    }
}

impl Image {
    fn applied_to(&self, image: &str) -> Option<String> {
        let rest = image.strip_prefix(self.name.as_str())?;
        if !is_version(rest) {
            return None;
        }
        // An entry may be named with a tag, `nginx:1`: the name is what the image has before its own.
        let (tag, digest) = split(rest);
        let (name, own_tag) = split_name(&self.name);
        let tag = if own_tag.is_empty() { tag } else { own_tag };
        let name = self.new_name.as_deref().unwrap_or(name);
        let (mut tag, digest) = match (&self.new_tag, &self.digest) {
            (Some(tag), Some(digest)) => (tag.as_str(), digest.as_str()),
            (Some(tag), None) => (tag.as_str(), ""),
            (None, Some(digest)) => ("", digest.as_str()),
            (None, None) => (tag, digest),
        };
        let with_suffix;
        if let Some(suffix) = &self.tag_suffix {
            with_suffix = format!("{tag}{suffix}");
            tag = &with_suffix;
        }
        let tag = (!tag.is_empty()).then(|| format!(":{tag}"));
        let digest = (!digest.is_empty()).then(|| format!("@{digest}"));
        Some(format!(
            "{name}{}{}",
            tag.unwrap_or_default(),
            digest.unwrap_or_default()
        ))
    }
}

/// Whether nothing but a tag and a digest follows the name:
/// `^(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`.
fn is_version(rest: &str) -> bool {
    let is_word = |word: &str| {
        word.chars()
            .all(|char| char.is_ascii_alphanumeric() || "_.{}-".contains(char))
    };
    let (tag, digest) = match rest.split_once('@') {
        Some((tag, digest)) => (tag, Some(digest)),
        None => (rest, None),
    };
    let is_tag = tag.is_empty() || tag.strip_prefix(':').is_some_and(is_word);
    is_tag && digest.is_none_or(|it| it.strip_prefix("sha256:").is_some_and(is_word))
}

/// A name and the tag behind it; the colon of a port is none of a tag.
fn split_name(name: &str) -> (&str, &str) {
    let path = name.rfind('/').map_or(0, |slash| slash + 1);
    match name[path..].find(':') {
        Some(colon) => (&name[..path + colon], &name[path + colon + 1..]),
        None => (name, ""),
    }
}

fn split(rest: &str) -> (&str, &str) {
    let (tag, digest) = rest.split_once('@').unwrap_or((rest, ""));
    (tag.trim_start_matches(':'), digest)
}
