//! Several things of one Pod in one paste: its description or events, its Secret, its manifest.
//!
//! The kubelet looks for an imagePullSecret in the namespace of the Pod alone, takes two types of Secrets
//! (pkg/credentialprovider/secrets/secrets.go), and tries the entries whose key fits the image.

use super::FoundCause;
use crate::{
    codes,
    credentials::key_fits,
    diagnostic::Diagnostic,
    image_name::ImageName,
    sources::{IMAGES_PAGE, PULL_SECRETS_GO},
    words::message,
    workload::{ManifestOptions, inspect_manifest, report::Secret},
};

/// The types of Secrets that hold credentials for pulls.
const TYPES: [&str; 2] = ["kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg"];

/// Compares the Secrets that are in a text with the images that the registry refuses.
pub(super) fn compare(text: &str, causes: &[FoundCause]) -> Vec<Diagnostic> {
    let refused = causes
        .iter()
        .find(|it| matches!(it.code, codes::EVT002 | codes::EVT019));
    let start = start_of_objects(text).filter(|_| text.contains("Secret"));
    let Some((refused, start)) = refused.zip(start) else {
        return Vec::new();
    };
    let report = inspect_manifest(&text[start..], &ManifestOptions::default());
    let workloads = report
        .workloads
        .iter()
        .flat_map(|it| &it.image_pull_secrets);
    let named: Vec<&str> = workloads.map(|it| it.text.as_str()).collect();
    let pod_namespace = refused.namespace.as_deref();
    let pod_namespace = pod_namespace.or_else(|| report.workloads.first()?.namespace.as_deref());
    let image = causes
        .iter()
        .filter(|it| it.code == codes::EVT002)
        .find_map(|it| it.image.as_deref());
    let image = image.or_else(|| causes.iter().find_map(|it| it.image.as_deref()));
    let is_meant =
        |secret: &&Secret| named.is_empty() || named.contains(&secret.name.text.as_str());
    let secrets = report.secrets.iter().filter(is_meant);
    let found = secrets.flat_map(|secret| check_secret(secret, start, pod_namespace, image));
    found.collect()
}

/// Where the first object begins that is written as YAML or JSON behind other text.
pub(super) fn start_of_objects(text: &str) -> Option<usize> {
    let begins = |line: &str| {
        line.starts_with("apiVersion:") || line.starts_with("kind:") || line.starts_with('{')
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if begins(line) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

fn check_secret(
    secret: &Secret,
    start: usize,
    pod_namespace: Option<&str>,
    image: Option<&str>,
) -> Vec<Diagnostic> {
    let name = &secret.name.text;
    let mut said = Vec::new();
    if let Some((its, pods)) = secret
        .namespace
        .as_deref()
        .zip(pod_namespace)
        .filter(|(its, pods)| its != pods)
    {
        said.push(
            Diagnostic::new(
                codes::EVT903,
                message!(
                    "The Secret {name} is in the namespace {its}, the pod in {pods}.",
                    name,
                    its,
                    pods
                ),
            )
            .help(message!(
                "The kubelet only looks in the pod's namespace: create the Secret there too."
            ))
            .docs(IMAGES_PAGE),
        );
    }
    let kind = secret
        .secret_type
        .as_ref()
        .map_or("Opaque", |it| it.text.as_str());
    if !TYPES.contains(&kind) {
        said.push(
            Diagnostic::new(codes::EVT904, message!("The Secret {name} has the type {kind}, which is not used for pulls.", name, kind))
                .help(message!("Create it with kubectl create secret docker-registry: its type is kubernetes.io/dockerconfigjson."))
                .docs(PULL_SECRETS_GO),
        );
    } else if let Some((image, repository)) =
        image.and_then(|image| Some((image, ImageName::parse(image).ok()?.repository)))
    {
        let keys = secret.registries.as_deref().unwrap_or_default();
        if !keys.iter().any(|key| key_fits(key, &repository)) {
            let keys = keys.join(", ");
            said.push(
                Diagnostic::new(codes::EVT905, message!("No key of the Secret {name} matches the image {image}.", name, image))
                    .help(message!("Its keys are: {keys}. The key must be the image's registry, optionally with the beginning of its path.", keys))
                    .docs(IMAGES_PAGE),
            );
        }
    }
    let span = crate::diagnostic::Span {
        start: start + secret.name.span.start,
        end: start + secret.name.span.end,
    };
    said.into_iter().map(|it| it.at(span)).collect()
}
