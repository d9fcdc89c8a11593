//! Outputs that are lines of text, and texts that are no output of a command.

use imageref::Digest;
use serde_json::Value;

use super::{
    super::{form::Form, kind},
    Content, Pasted, around, outputs,
};
use crate::platform::Platform;

/// Lines of an output that are looked at.
const MAX_LINES: usize = 10_000;

/// What a text is that is no JSON; `None` where nobody knows.
pub(super) fn recognise(text: &str) -> Option<Pasted> {
    let text = text.trim();
    if is_html(text) {
        return Some(Pasted::new(Form::Html));
    }
    if !text.contains(char::is_whitespace) {
        let digest = text.rsplit_once('@').map_or(text, |it| it.1);
        return Digest::parse(digest)
            .is_ok()
            .then(|| Pasted::new(Form::Digest));
    }
    if around::is_headers(text) {
        let digest = around::header(text, "docker-content-digest");
        return Some(Pasted::new(Form::HttpHeaders).stating(digest));
    }
    if let Some(pasted) = inspected(text) {
        return Some(pasted);
    }
    if is_yaml(text) {
        return Some(Pasted::new(Form::Yaml));
    }
    described(text)
        .or_else(|| table(text))
        .or_else(|| id_table(text))
        .or_else(|| pulled(text))
        .or_else(|| referrers(text))
        .or_else(|| image_id(text))
        .or_else(|| named(text))
}

/// `crictl inspecti -o yaml`: the names with digests are a list below their key.
fn inspected(text: &str) -> Option<Pasted> {
    let mut lines = text.lines().take(MAX_LINES).map(str::trim);
    lines.by_ref().find(|line| *line == "repoDigests:")?;
    let digests =
        lines.map_while(|line| Some(line.strip_prefix("- ")?.rsplit_once('@')?.1.to_owned()));
    Some(Pasted::new(Form::CrictlInspecti).stating(digests))
}

/// A table of images with a column for their IDs and none for digests: `docker images`, `crictl
/// images`, `nerdctl images`.
fn id_table(text: &str) -> Option<Pasted> {
    let is_head = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        matches!(words.first(), Some(&("REPOSITORY" | "IMAGE")))
            && words.windows(2).any(|it| it == ["IMAGE", "ID"])
    };
    let mut head = text.lines().take(5);
    head.any(is_head).then(|| Pasted::new(Form::ImageTable))
}

/// The trees of what is about an image: the first digest is that of the image.
fn referrers(text: &str) -> Option<Pasted> {
    let has_branches = text.contains(['├', '└']);
    let first = text.lines().next().filter(|_| has_branches)?;
    if first.contains("Supply Chain Security") {
        return Some(Pasted::new(Form::CosignTree));
    }
    let (_, digest) = first.trim().rsplit_once('@')?;
    Digest::parse(digest)
        .is_ok()
        .then(|| Pasted::new(Form::OrasDiscover).stating([digest.to_owned()]))
}

/// What `crictl pull` and `podman pull` say at their end: the ID of the image.
fn image_id(text: &str) -> Option<Pasted> {
    let last = text.lines().last()?.trim();
    let is_crictl = last
        .strip_prefix("Image is up to date for ")
        .is_some_and(|id| Digest::parse(id).is_ok());
    let is_id = last.len() == 64 && last.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_podman = is_id && text.contains("Writing manifest to image destination");
    (is_crictl || is_podman).then(|| Pasted::new(Form::ImageId))
}

/// A line with a name and its digest.
fn named(text: &str) -> Option<Pasted> {
    let mut words = text.split_whitespace();
    let (name, digest) = (words.next()?, words.next()?);
    let is_it = words.next().is_none() && Digest::parse(digest).is_ok();
    let is_it = is_it && imageref::Normalized::parse(name).is_ok();
    is_it.then(|| Pasted::new(Form::Digest).stating([digest.to_owned()]))
}

fn is_html(text: &str) -> bool {
    let start: String = text.chars().take(20).collect();
    let start = start.to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<?xml"]
        .iter()
        .any(|it| start.starts_with(it))
}

/// The name and the value of a line such as `MediaType: application/…`.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    Some((name.trim(), value.trim()))
}

/// A description in lines, as `docker buildx imagetools inspect` and `regctl manifest get` print it:
/// fields of the image, then those of each manifest of an index.
fn described(text: &str) -> Option<Pasted> {
    let lines = || text.lines().take(MAX_LINES).filter_map(field);
    let (mut own, mut entries): (Entry, Vec<Entry>) = (Entry::default(), Vec::new());
    let mut part = Part::Image;
    for (name, value) in lines() {
        part = match (name, value) {
            ("Manifests", "") => Part::Manifests,
            // The digests of a configuration and of layers are not that of the image.
            ("Config" | "Layers" | "Blobs" | "Subject" | "Referrers", "") => Part::Content,
            _ => part,
        };
        match part {
            Part::Image => own.read(name, value),
            Part::Content => {}
            Part::Manifests => {
                if name == "Name" {
                    entries.push(Entry::default());
                }
                if let Some(entry) = entries.last_mut() {
                    entry.read(name, value);
                }
            }
        }
    }
    let is_described = own.media_type.is_some() && own.digest.is_some();
    if !is_described {
        return None;
    }
    // regctl writes the digest of each manifest into its own line.
    let form = if entries.iter().any(|it| it.has_digest_line) || lines().any(|it| it.0 == "Config")
    {
        Form::RegctlManifestGet
    } else {
        Form::ImagetoolsInspect
    };
    let content = if entries.is_empty() {
        Content::Nothing
    } else {
        outputs::index(&entries.iter().map(Entry::value).collect::<Vec<_>>())
    };
    let pasted = Pasted {
        content,
        ..Pasted::new(form)
    };
    Some(pasted.stating(own.digest))
}

/// A part of a description, which begins with its name alone in a line.
#[derive(Clone, Copy)]
enum Part {
    Image,
    Manifests,
    /// What the image points to.
    Content,
}

/// What a description says of an image or of a manifest.
#[derive(Default)]
struct Entry {
    media_type: Option<String>,
    digest: Option<String>,
    has_digest_line: bool,
    platform: Option<Platform>,
    annotations: serde_json::Map<String, Value>,
}

impl Entry {
    fn read(&mut self, name: &str, value: &str) {
        match name {
            "Name" => {
                let digest = value.rsplit_once('@').map(|it| it.1.to_owned());
                self.digest = self.digest.take().or(digest);
            }
            "Digest" => {
                self.digest = Some(value.to_owned());
                self.has_digest_line = true;
            }
            "MediaType" => self.media_type = Some(value.to_owned()),
            "Platform" => self.platform = Platform::parse(value),
            _ if name.starts_with("vnd.docker.reference.") => {
                self.annotations.insert(name.to_owned(), value.into());
            }
            _ => {}
        }
    }

    fn value(&self) -> Value {
        let media_type = self.media_type.as_deref().unwrap_or(kind::OCI_MANIFEST);
        let mut entry = outputs::entry(media_type, self.digest.as_deref(), self.platform.as_ref());
        entry["annotations"] = Value::Object(self.annotations.clone());
        entry
    }
}

/// A table with a column for digests.
fn table(text: &str) -> Option<Pasted> {
    let mut lines = text.lines().filter(|it| !it.trim().is_empty());
    let head = lines
        .by_ref()
        .take(5)
        .find(|it| it.split_whitespace().any(|it| it == "DIGEST"))?;
    let has = |name: &str| head.split_whitespace().any(|it| it == name);
    let form = if has("REF") && has("TYPE") {
        Form::CtrImages
    } else {
        Form::DockerImages
    };
    let digests: Vec<String> = lines
        .take(MAX_LINES)
        .filter_map(|line| line.split_whitespace().find(|it| Digest::parse(it).is_ok()))
        .map(str::to_owned)
        .collect();
    // Of several images nobody knows which one is meant.
    let is_one = digests.len() == 1;
    Some(Pasted::new(form).stating(digests.into_iter().filter(|_| is_one)))
}

/// What `docker pull` and `docker push` say at their end.
fn pulled(text: &str) -> Option<Pasted> {
    let digest = text.lines().take(MAX_LINES).find_map(|line| {
        let behind = line.trim_start().strip_prefix("Digest:");
        let behind = behind.or_else(|| Some(line.split_once(": digest:")?.1))?;
        let digest = behind.split_whitespace().next()?;
        Digest::parse(digest).is_ok().then(|| digest.to_owned())
    });
    digest.map(|it| Pasted::new(Form::DockerPull).stating([it]))
}

/// Whether a text has the fields of a document as YAML writes them.
fn is_yaml(text: &str) -> bool {
    let names = [
        "schemaVersion",
        "mediaType",
        "manifests",
        "layers",
        "config",
    ];
    let is_field = |line: &str| field(line).is_some_and(|it| names.contains(&it.0));
    text.lines()
        .take(MAX_LINES)
        .any(|line| !line.starts_with(char::is_whitespace) && is_field(line))
}
