//! What one image name means to Kubernetes: its parts, its normalised forms,
//! what is wrong with it and what is easily misread.

use imageref::{Error, Normalized, PartKind};
use serde::Serialize;

use crate::{
    diagnostic::{Diagnostic, Span},
    image_name::{self, ImageName},
    releases::Release,
    request::Refused,
};

pub(crate) mod architecture;
mod broken;
mod errors;
pub mod gates;
mod placeholder;
mod spellings;
mod user_info;
mod warnings;
mod web_page;

pub use user_info::without_user_info;

/// Everything about one image name. What an invalid name does not have is `None`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ImageReport {
    /// The text as given.
    pub input: String,
    /// Whether it normalises.
    pub valid: bool,
    /// The exact text of the error of distribution/reference `ParseNormalizedNamed`.
    pub upstream_error: Option<String>,
    /// Host and port of the registry; `""` for a name such as `a_b.com/foo`, whose first
    /// component looks like a host and is none.
    pub domain: Option<String>,
    /// The repository in the registry.
    pub path: Option<String>,
    /// The tag as written.
    pub tag: Option<String>,
    /// The digest as written.
    pub digest: Option<String>,
    /// Domain and path complete, tag and digest as written.
    pub canonical: Option<String>,
    /// The shortest form.
    pub familiar: Option<String>,
    /// The canonical form with `:latest` where neither tag nor digest is written.
    pub with_default_tag: Option<String>,
    /// What a runtime resolves: with a digest the tag is gone.
    pub pulled: Option<String>,
    /// The three parts that Kubernetes looks at.
    pub kubelet: Option<KubeletName>,
    /// What the kubelet sends to the runtime.
    pub cri_image: Option<String>,
    /// The parts of the text as written, from left to right, without gaps.
    pub parts: Vec<Part>,
    /// What is not written and filled in.
    pub implied: Implied,
    /// Other ways to write the same image.
    pub spellings: Vec<String>,
    /// The error of an invalid name first, then warnings.
    pub diagnostics: Vec<Diagnostic>,
}

/// An image name as `ParseImageName` of Kubernetes reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KubeletName {
    /// Normalised domain and path.
    pub repository: String,
    /// The tag; `latest` where neither tag nor digest is written.
    pub tag: Option<String>,
    /// The digest.
    pub digest: Option<String>,
}

/// A stretch of the text as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// `domain`, `port`, `path`, `tag`, `digestAlgorithm`, `digestEncoded` or `separator`.
    pub kind: &'static str,
    /// The text of the part.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// What a name leaves out and Kubernetes fills in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Implied {
    /// `docker.io` is not written.
    pub domain: bool,
    /// `library/` is not written.
    pub library: bool,
    /// `latest` is not written.
    pub tag: bool,
}

impl Refused for ImageReport {
    fn refused(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            ..Self::default()
        }
    }
}

/// Reads one image name.
#[inline]
pub fn parse_image(input: &str) -> ImageReport {
    parse_image_in(input, Release::NEWEST)
}

/// Reads one image name as a release does.
#[inline]
pub fn parse_image_in(input: &str, release: Release) -> ImageReport {
    match Normalized::parse_as(input, release.library()) {
        Ok(reference) => valid(input, &reference),
        Err(error) => invalid(input, &error),
    }
}

/// The canonical form with a default tag of each name; `None` where it is invalid.
pub fn normalize_images<S: AsRef<str>>(inputs: &[S]) -> Vec<Option<String>> {
    normalize_images_in(inputs, Release::NEWEST)
}

/// [`normalize_images`] as a release reads the names.
pub fn normalize_images_in<S: AsRef<str>>(inputs: &[S], release: Release) -> Vec<Option<String>> {
    let library = release.library();
    inputs
        .iter()
        .map(|input| {
            let reference = Normalized::parse_as(input.as_ref(), library).ok()?;
            Some(reference.with_default_tag().into())
        })
        .collect()
}

#[inline]
fn valid(input: &str, reference: &Normalized<'_>) -> ImageReport {
    let name = ImageName::new(reference);
    ImageReport {
        input: input.to_owned(),
        valid: true,
        upstream_error: None,
        domain: Some(reference.domain().to_owned()),
        path: Some(reference.path().into_owned()),
        tag: reference.tag().map(str::to_owned),
        digest: name.digest.clone(),
        canonical: Some(reference.canonical().into()),
        familiar: Some(reference.familiar().into()),
        with_default_tag: Some(reference.with_default_tag().into()),
        pulled: Some(reference.docker_reference().into()),
        cri_image: Some(image_name::cri_image_of(input, reference)),
        parts: parts(input, reference),
        implied: Implied {
            domain: reference.implies_domain(),
            library: reference.implies_library(),
            tag: reference.tag().is_none() && reference.digest().is_none(),
        },
        spellings: spellings::other_than(input, reference),
        diagnostics: warnings::find(reference),
        kubelet: Some(KubeletName {
            repository: name.repository,
            tag: name.tag,
            digest: name.digest,
        }),
    }
}

fn invalid(input: &str, error: &Error) -> ImageReport {
    ImageReport {
        input: input.to_owned(),
        upstream_error: Some(error.upstream().into_owned()),
        diagnostics: vec![errors::diagnostic(input, error)],
        ..ImageReport::default()
    }
}

#[inline]
fn parts(input: &str, reference: &Normalized<'_>) -> Vec<Part> {
    reference
        .parts()
        .map(|part| Part {
            kind: kind(part.kind),
            text: input[part.span.range()].to_owned(),
            span: part.span.into(),
        })
        .collect()
}

#[inline]
fn kind(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Domain => "domain",
        PartKind::Port => "port",
        PartKind::Path => "path",
        PartKind::Tag => "tag",
        PartKind::DigestAlgorithm => "digestAlgorithm",
        PartKind::DigestEncoded => "digestEncoded",
        PartKind::Separator => "separator",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_completed() {
        let report = parse_image("busybox");
        assert_eq!(
            report.canonical.as_deref(),
            Some("docker.io/library/busybox")
        );
        assert_eq!(report.familiar.as_deref(), Some("busybox"));
        assert_eq!(
            report.pulled.as_deref(),
            Some("docker.io/library/busybox:latest")
        );
        assert_eq!(report.cri_image.as_deref(), Some("busybox:latest"));
        assert_eq!(
            report.implied,
            Implied {
                domain: true,
                library: true,
                tag: true
            }
        );
        assert_eq!(report.diagnostics, []);
    }

    #[test]
    fn the_parts_tile_the_text() {
        let digest = format!("sha256:{}", "a".repeat(64));
        let report = parse_image(&format!("localhost:5000/a/b:v1@{digest}"));
        let kinds: Vec<&str> = report.parts.iter().map(|part| part.kind).collect();
        assert_eq!(
            kinds,
            [
                "domain",
                "separator",
                "port",
                "separator",
                "path",
                "separator",
                "tag",
                "separator",
                "digestAlgorithm",
                "separator",
                "digestEncoded"
            ]
        );
        let text: String = report.parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(text, report.input);
    }

    #[test]
    fn an_invalid_name_has_its_error_and_nothing_else() {
        let report = parse_image("https://busybox");
        assert!(!report.valid);
        assert_eq!(
            report.upstream_error.as_deref(),
            Some("invalid reference format")
        );
        assert_eq!(report.canonical, None);
        assert_eq!(report.diagnostics.len(), 1);
        assert_eq!(report.diagnostics[0].fixes[0].replacement, "busybox");
    }

    #[test]
    fn a_list_is_normalised_in_its_order() {
        assert_eq!(
            normalize_images(&["busybox", "", "ghcr.io/a/b:1"]),
            [
                Some("docker.io/library/busybox:latest".to_owned()),
                None,
                Some("ghcr.io/a/b:1".to_owned())
            ]
        );
    }
}
