//! Digests of images as people have them: lines of `crane digest`, what `docker buildx imagetools
//! inspect`, `docker pull`, `docker push`, `docker inspect`, `skopeo inspect` and `docker images
//! --digests` print, and maps from names to digests.

use std::collections::HashMap;

use imageref::{Digest, Normalized};

use super::key;
use crate::yaml::{Limits, NodeId, Tree, read as read_yaml};

/// Places at which JSON is looked for; each costs as much as reading the rest of the text.
const MAX_STARTS: usize = 8;

/// The digests of images by their names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Digests(HashMap<String, String>);

impl Digests {
    /// The digest of an image: of its name with the default tag, however the name is spelt.
    pub fn digest_of(&self, image: &str) -> Option<&str> {
        self.0.get(&key(image)?).map(String::as_str)
    }

    /// How many are known.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds the digest of an image; what is no name or no digest is passed over. The last one of a
    /// name counts.
    pub fn add(&mut self, image: &str, digest: &str) {
        if Digest::parse(digest).is_err() {
            return;
        }
        if let Some(key) = key(image) {
            self.0.insert(key, digest.to_owned());
        }
    }
}

/// Reads the digests in a text, whatever is around them:
///
/// - a command with its image (`crane digest nginx:1.27`, `docker buildx imagetools inspect …`) and
///   the digest below it,
/// - `Name:` and `Digest:` of `docker buildx imagetools inspect`; its `Manifests` are those of single
///   platforms and are passed over,
/// - `Digest:` and `Status:` of `docker pull`, the repository and the lines of its tags of `docker
///   push`, the columns of `docker images --digests`,
/// - the JSON of `docker inspect`, `crictl images` and `skopeo inspect`,
/// - a name and a digest in one line with white space, `=`, `,` or `:` between them,
///   `name:tag@sha256:…`,
/// - a map from names to digests, as JSON or YAML.
pub fn read_digests(text: &str) -> Digests {
    let mut digests = Digests::default();
    let mut lines = Lines::default();
    let (mut at, mut starts) = (0, 0);
    for line in text.split_inclusive('\n') {
        let is_start = line.trim_start().starts_with(['{', '[']);
        starts += usize::from(is_start);
        let is_json = is_start && starts <= MAX_STARTS;
        if is_json && read_json(&text[at..], lines.image.as_deref(), &mut digests) {
            break;
        }
        at += line.len();
        lines.read(line, &mut digests);
    }
    digests
}

/// Reads JSON: what a command prints about images, of which the one before it may name one, or a map of
/// names to digests or to mappings with a field `digest`. Says whether it is any.
fn read_json(text: &str, image: Option<&str>, digests: &mut Digests) -> bool {
    let Ok(tree) = read_yaml(text, Limits::MANIFESTS) else {
        return false;
    };
    let Some(root) = tree.documents.first().copied() else {
        return false;
    };
    let list = |node, names: [&str; 2]| {
        let node = names.iter().find_map(|name| tree.value(node, name));
        node.map_or(&[][..], |node| tree.items(node))
    };
    let items = match tree.value(root, "images") {
        Some(images) => tree.items(images),
        None => tree.items(root),
    };
    let items = if tree.is_mapping(root) && items.is_empty() {
        std::slice::from_ref(&root)
    } else {
        items
    };
    if !items.iter().any(|it| tree.is_mapping(*it)) {
        return false;
    }
    for item in items.iter().copied() {
        let texts = |names| list(item, names).iter().filter_map(|it| tree.text_of(*it));
        let tags = || texts(["RepoTags", "repoTags"]);
        for tag in tags() {
            let repository = |name: &str| Some(Normalized::parse(name).ok()?.name().to_string());
            let own = repository(tag);
            let mut of_tag = texts(["RepoDigests", "repoDigests"])
                .filter_map(|it| it.rsplit_once('@'))
                .filter(|(name, _)| own.is_some() && repository(name) == own);
            // Of several digests of a repository nobody knows which one is that of the tag.
            if let (Some((_, digest)), None) = (of_tag.next(), of_tag.next()) {
                digests.add(tag, digest);
            }
        }
        let Some(digest) = tree.text_at(item, &["Digest"]) else {
            continue;
        };
        // skopeo names the repository alone, and all tags that it has.
        let mut all_tags = tags();
        let only_tag = all_tags.next().filter(|_| all_tags.next().is_none());
        let name = tree.text_at(item, &["Name"]).zip(only_tag);
        let name = name.map(|(name, tag)| format!("{name}:{tag}"));
        if let Some(name) = image.or(name.as_deref()) {
            digests.add(name, digest);
        }
    }
    read_map(&tree, digests);
    true
}

/// A map of names to digests, or to mappings with a field `digest`.
fn read_map(tree: &Tree<'_>, digests: &mut Digests) {
    for root in &tree.documents {
        for (name, value) in tree.entries(*root) {
            let (Some(name), Some(digest)) = (tree.scalar(name), digest_in(tree, value)) else {
                continue;
            };
            digests.add(name, digest);
        }
    }
}

fn digest_in<'a>(tree: &'a Tree<'_>, value: NodeId) -> Option<&'a str> {
    tree.text_of(value)
        .or_else(|| tree.text_at(value, &["digest"]))
}

/// What the lines before say.
#[derive(Default)]
struct Lines {
    /// The image that the last command or heading named.
    image: Option<String>,
    /// The repository to which `docker push` pushes.
    repository: Option<String>,
    /// A digest whose image follows, as in what `docker pull` prints.
    digest: Option<String>,
    /// The columns of a table of images.
    has_columns: bool,
    /// Whether the lines are about the manifests of single platforms.
    is_of_platforms: bool,
}

/// What a command begins with.
const COMMANDS: [&str; 6] = ["crane", "docker", "skopeo", "podman", "regctl", "oras"];

impl Lines {
    fn read(&mut self, line: &str, digests: &mut Digests) {
        let line = line.trim();
        let line = line
            .strip_prefix("$ ")
            .or_else(|| line.strip_prefix("# "))
            .or_else(|| line.strip_prefix("> "))
            .unwrap_or(line);
        let words: Vec<&str> = line.split_whitespace().map(without_signs).collect();
        let Some(first) = words.first().copied() else {
            return;
        };
        if COMMANDS.contains(&first) {
            *self = Self::default();
            let name = words.iter().skip(2).rev().find(|word| {
                !word.starts_with('-') && !["digest", "inspect", "imagetools"].contains(word)
            });
            self.image = name.map(|it| it.trim_start_matches("docker://").to_owned());
            return;
        }
        if let Some((_, repository)) = line.split_once("push refers to repository [") {
            self.repository = Some(repository.trim_end_matches(']').to_owned());
            return;
        }
        if let ([tag, "digest", digest, ..], Some(repository)) = (&words[..], &self.repository) {
            digests.add(&format!("{repository}:{tag}"), digest);
            return;
        }
        match (first.trim_end_matches(':'), words.get(1).copied()) {
            ("Name", Some(name)) if line.starts_with("Name:") => {
                // The manifest of a platform has its digest in its name.
                if self.is_of_platforms && name.contains('@') {
                    return;
                }
                self.is_of_platforms = false;
                self.image = Some(name.to_owned());
            }
            ("Manifests", None) => self.is_of_platforms = true,
            ("Digest", Some(digest)) if !self.is_of_platforms => match self.image.take() {
                Some(image) => digests.add(&image, digest),
                None => self.digest = Some(digest.to_owned()),
            },
            ("Status", Some(_)) => {
                let image = words.last().copied().unwrap_or_default();
                if let Some(digest) = self.digest.take() {
                    digests.add(image, &digest);
                }
            }
            ("REPOSITORY", Some("TAG")) => self.has_columns = line.contains("DIGEST"),
            _ if self.is_of_platforms => {}
            _ => self.pair(&words, digests),
        }
    }

    /// A line with a name and its digest, or with the digest of the image named before.
    fn pair(&mut self, words: &[&str], digests: &mut Digests) {
        if let [repository, tag, digest, ..] = words
            && self.has_columns
        {
            digests.add(&format!("{repository}:{tag}"), digest);
            return;
        }
        if let [word] = words {
            let pair = word
                .split_once(['=', ','])
                .or_else(|| split_at_digest(word));
            match pair {
                Some((name, digest)) => digests.add(name, digest),
                None if Digest::parse(word).is_ok() => {
                    if let Some(image) = self.image.take() {
                        digests.add(&image, word);
                    }
                }
                // A name alone: its digest follows.
                None => self.image = Normalized::parse(word).is_ok().then(|| (*word).to_owned()),
            }
            return;
        }
        let digest = words.iter().find(|word| Digest::parse(word).is_ok());
        let name = words
            .iter()
            .find(|word| Digest::parse(word).is_err() && Normalized::parse(word).is_ok());
        if let (Some(digest), Some(name)) = (digest, name) {
            digests.add(name, digest);
        }
    }
}

/// `name:tag@sha256:…`, or a key of YAML with its colon: `name:tag:sha256:…` is none.
fn split_at_digest(word: &str) -> Option<(&str, &str)> {
    let (name, digest) = word.rsplit_once('@')?;
    Digest::parse(digest).is_ok().then_some((name, digest))
}

/// A word without the signs that are around it in JSON, YAML and lists.
fn without_signs(word: &str) -> &str {
    let word = word.trim_matches(['"', '\'', ',', '`']);
    let word = word.strip_suffix(':').unwrap_or(word);
    word.trim_matches(['"', '\''])
}
