//! Outputs that are lines of text, and texts that are no output of a command.

use imageref::Digest;
use serde_json::{Value, json};

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
    if is_yaml(text) {
        return Some(Pasted::new(Form::Yaml));
    }
    described(text)
        .or_else(|| table(text))
        .or_else(|| pulled(text))
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
    let mut is_within = false;
    for (name, value) in lines() {
        match name {
            "Manifests" if value.is_empty() => is_within = true,
            "Name" if is_within => entries.push(Entry::default()),
            _ => {}
        }
        let entry = entries.last_mut().filter(|_| is_within);
        entry.unwrap_or(&mut own).read(name, value);
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
        let platform = self.platform.as_ref().map(|it| {
            json!({
                "os": it.os,
                "architecture": it.architecture,
                "variant": it.variant,
                "os.version": it.os_version,
            })
        });
        json!({
            "mediaType": self.media_type.as_deref().unwrap_or(kind::OCI_MANIFEST),
            "digest": self.digest,
            "platform": platform,
            "annotations": self.annotations,
        })
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
