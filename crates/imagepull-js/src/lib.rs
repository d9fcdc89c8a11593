//! The JavaScript package: what crosses the boundary between JavaScript and the
//! core, as plain data. The names that people use are in `js/imagepull.js`.
//!
//! Answers cross as JSON, so that they are the same bytes as natively.

mod names;

use std::collections::BTreeMap;

use imagepull::{
    credentials::{self, CredentialsRequest, provider_config},
    digest, events, image,
    index::{self, Beside},
    kubelet::{
        config,
        ensure_image::{self, EnsureRequest},
        timeline::{self, BackOffRequest},
    },
    platform,
    policy::{
        self,
        admission::{self, AdmissionRequest},
    },
    releases::Release,
    simulate::{self, Detail, scenario::Scenario},
    utf16,
    words::Translations,
    workload::{self, ContainerRuntime, ManifestOptions, ManifestReport, sarif},
};
use imageref::digest::Algorithm;
use js_sys::TypeError;
use serde::{Serialize, de::DeserializeOwned};
use serde_path_to_error::Segment;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// The version of the package.
#[wasm_bindgen(js_name = packageVersion)]
pub fn package_version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The Kubernetes releases that are known, oldest first.
#[wasm_bindgen(js_name = knownReleases)]
pub fn known_releases() -> Vec<String> {
    Release::all().map(|release| release.to_string()).collect()
}

/// Everything about one image name: [`names::lines`] for a valid one, else JSON, which begins with a brace.
#[wasm_bindgen(js_name = parseImage)]
pub fn parse_image(input: &str) -> String {
    let report = image::parse_image(input);
    names::lines(&report).unwrap_or_else(|| json(&utf16::image_report(report)))
}

/// The [`names::completions`] of UTF-8 text, which a browser makes quicker than wasm-bindgen does.
///
/// # Errors
/// A `TypeError` for bytes that are no UTF-8.
#[wasm_bindgen]
pub fn completions(names: &[u8], lengths: &[u32]) -> Result<String, JsValue> {
    let names = str::from_utf8(names).map_err(|error| TypeError::new(&error.to_string()))?;
    Ok(names::completions(names, lengths))
}

/// The default of imagePullPolicy and why it is so.
#[wasm_bindgen(js_name = defaultPullPolicy)]
pub fn default_pull_policy(image: &str) -> String {
    let report = policy::explain_default_pull_policy(image);
    json(&utf16::policy_report(image, report))
}

/// The digest of some bytes.
///
/// # Errors
/// A `TypeError` for an algorithm that is not known.
#[wasm_bindgen(js_name = digestOf)]
pub fn digest_of(bytes: &[u8], algorithm: &str) -> Result<String, JsValue> {
    let algorithm = Algorithm::from_name(algorithm)
        .map_err(|_| TypeError::new("algorithm must be \"sha256\", \"sha384\" or \"sha512\""))?;
    Ok(digest::digest_of(bytes, algorithm))
}

/// Whether some bytes have a digest.
#[wasm_bindgen(js_name = verifyDigest)]
pub fn verify_digest(bytes: &[u8], expected: &str) -> String {
    let mut check = digest::verify_digest(bytes, expected);
    utf16::diagnostics(expected, &mut check.diagnostics);
    json(&check)
}

/// Runs a scenario.
///
/// # Errors
/// A `TypeError` for a scenario or a detail of the wrong shape, with the path of the place.
#[wasm_bindgen(js_name = simulatePulls)]
pub fn simulate_pulls(scenario: JsValue, detail: &str) -> Result<String, JsValue> {
    let detail = match detail {
        "full" => Detail::Full,
        "pulls" => Detail::Pulls,
        "summary" => Detail::Summary,
        _ => {
            let message = "options.detail must be \"full\", \"pulls\" or \"summary\"";
            return Err(TypeError::new(message).into());
        }
    };
    let scenario: Scenario = argument("scenario", scenario)?;
    Ok(json(&simulate::simulate_pulls(&scenario, detail)))
}

/// What the kubelet does at each start of a container.
///
/// # Errors
/// A `TypeError` for a request of the wrong shape, with the path of the place.
#[wasm_bindgen(js_name = ensureImage)]
pub fn ensure_image(request: JsValue) -> Result<String, JsValue> {
    let request: EnsureRequest = argument("request", request)?;
    Ok(json(&ensure_image::ensure_image(&request)))
}

/// What happens to a pod whose pull fails until it is fixed.
///
/// # Errors
/// A `TypeError` for a request of the wrong shape, with the path of the place.
#[wasm_bindgen(js_name = backOffTimeline)]
pub fn back_off_timeline(request: JsValue) -> Result<String, JsValue> {
    let request: BackOffRequest = argument("request", request)?;
    Ok(json(&timeline::back_off_timeline(&request)))
}

/// What a kubelet makes of the text of its configuration; a release that is not known counts as
/// the newest.
#[wasm_bindgen(js_name = checkKubeletConfig)]
pub fn check_kubelet_config(yaml: &str, kubernetes: Option<String>) -> String {
    let mut report = config::check_kubelet_config(yaml, release(kubernetes));
    utf16::diagnostics(yaml, &mut report.diagnostics);
    json(&report)
}

/// What the API server makes of the pull policies of a Pod.
///
/// # Errors
/// A `TypeError` for a request of the wrong shape, with the path of the place.
#[wasm_bindgen(js_name = admitPod)]
pub fn admit_pod(request: JsValue) -> Result<String, JsValue> {
    let request: AdmissionRequest = argument("request", request)?;
    Ok(json(&admission::admit_pod(&request)))
}

/// The causes that a pasted text names.
#[wasm_bindgen(js_name = explainEvents)]
pub fn explain_events(text: &str) -> String {
    let mut report = events::explain_events(text);
    for place in report.causes.iter_mut().flat_map(|it| &mut it.evidence) {
        *place = utf16::span(text, *place);
    }
    utf16::diagnostics(text, &mut report.diagnostics);
    json(&report)
}

/// What a text says about a platform; `host` fills in what it leaves out.
#[wasm_bindgen(js_name = parsePlatform)]
pub fn parse_platform(input: &str, host: &str) -> String {
    let mut report = platform::parse_platform(input, host);
    utf16::diagnostics(input, &mut report.diagnostics);
    json(&report)
}

/// Which of several platforms a node takes.
#[wasm_bindgen(js_name = matchPlatforms)]
#[allow(clippy::needless_pass_by_value)] // A list of texts crosses by value.
pub fn match_platforms(host: &str, candidates: Vec<String>) -> String {
    json(&platform::match_platforms(host, &candidates))
}

/// What an image index or manifest is, and what a node takes of it; `documents` are the texts of
/// others that it leads to, `image` is the name or digest by which it is used.
#[wasm_bindgen(js_name = readIndex)]
#[allow(clippy::needless_pass_by_value)] // Texts that can be left out cross by value.
pub fn read_index(
    document: &str,
    platform: &str,
    documents: Vec<String>,
    image: Option<String>,
) -> String {
    let report = index::read_index_beside(document, platform, &Beside { documents, image });
    json(&utf16::index_report(document, report))
}

/// Whether a pattern of `matchImages`, or a key without its scheme, fits an image.
#[wasm_bindgen(js_name = matchUrl)]
pub fn match_url(pattern: &str, target: &str) -> String {
    json(&credentials::match_url(pattern, target))
}

/// The credentials that the kubelet tries for an image.
///
/// # Errors
/// A `TypeError` for a request of the wrong shape, with the path of the place and without the value.
#[wasm_bindgen(js_name = matchCredentials)]
pub fn match_credentials(request: JsValue) -> Result<String, JsValue> {
    let request: CredentialsRequest = secret_argument("request", request)?;
    let mut report = credentials::match_credentials(&request);
    utf16::diagnostics(&request.image, &mut report.diagnostics);
    Ok(json(&report))
}

/// What a kubelet says to the text of a CredentialProviderConfig; a release that is not known counts
/// as the newest.
///
/// # Errors
/// A `TypeError` for gates that are no object of truth values.
#[wasm_bindgen(js_name = checkCredentialProviderConfig)]
pub fn check_credential_provider_config(
    yaml: &str,
    kubernetes: Option<String>,
    feature_gates: JsValue,
) -> Result<String, JsValue> {
    let gates: Option<BTreeMap<String, bool>> = argument("options.featureGates", feature_gates)?;
    let mut report = provider_config::check_credential_provider_config(
        yaml,
        release(kubernetes),
        &gates.unwrap_or_default(),
    );
    utf16::diagnostics(yaml, &mut report.diagnostics);
    Ok(json(&report))
}

/// Every image of a manifest, and what the API server makes of it; a release that is not known
/// counts as the newest.
///
/// # Errors
/// A `TypeError` for a runtime that is not known.
#[wasm_bindgen(js_name = inspectManifest)]
pub fn inspect_manifest(
    yaml: &str,
    kubernetes: Option<String>,
    always_pull_images: bool,
    runtime: Option<String>,
) -> Result<String, JsValue> {
    let report = inspected(yaml, kubernetes, always_pull_images, runtime)?;
    Ok(json(&utf16::manifest_report(yaml, report)))
}

/// The findings on a manifest as a SARIF log; `path` is where the manifest stands in its
/// repository. A release that is not known counts as the newest.
///
/// # Errors
/// A `TypeError` for a runtime that is not known.
#[wasm_bindgen(js_name = manifestSarif)]
pub fn manifest_sarif(
    yaml: &str,
    path: &str,
    kubernetes: Option<String>,
    always_pull_images: bool,
    runtime: Option<String>,
) -> Result<String, JsValue> {
    let report = inspected(yaml, kubernetes, always_pull_images, runtime)?;
    Ok(json(&sarif::of(yaml, &report, path, Translations::ENGLISH)))
}

#[allow(clippy::needless_pass_by_value)] // Texts that can be left out cross by value.
fn inspected(
    yaml: &str,
    kubernetes: Option<String>,
    always_pull_images: bool,
    runtime: Option<String>,
) -> Result<ManifestReport, TypeError> {
    let runtime = match runtime.as_deref() {
        None | Some("containerd") => ContainerRuntime::Containerd,
        Some("cri-o") => ContainerRuntime::CriO,
        Some(_) => {
            let message = "options.runtime must be \"containerd\" or \"cri-o\"";
            return Err(TypeError::new(message));
        }
    };
    let options = ManifestOptions {
        release: release(kubernetes),
        always_pull_images,
        runtime,
    };
    Ok(workload::inspect_manifest(yaml, &options))
}

/// The release of a name; the newest where it is left out or not known.
fn release(kubernetes: Option<String>) -> Release {
    let named = kubernetes.and_then(|name| name.parse().ok());
    named.unwrap_or(Release::NEWEST)
}

/// Reads an argument that is an object.
fn argument<T: DeserializeOwned>(name: &str, value: JsValue) -> Result<T, TypeError> {
    let deserializer = serde_wasm_bindgen::Deserializer::from(value);
    serde_path_to_error::deserialize(deserializer)
        .map_err(|error| TypeError::new(&wrong_shape(name, &error)))
}

fn wrong_shape(
    name: &str,
    error: &serde_path_to_error::Error<serde_wasm_bindgen::Error>,
) -> String {
    let cause = error.inner().to_string();
    let cause = cause.trim_start_matches("Error: ");
    match error.path().to_string().as_str() {
        "." => format!("{name}: {cause}"),
        path => format!("{name}.{path}: {cause}"),
    }
}

/// The names in the path of an error that are ours; others may be parts of a secret.
const SECRET_ARGUMENT_FIELDS: [&str; 15] = [
    "auth",
    "cacheKeyType",
    "data",
    "image",
    "imagePullSecrets",
    "kubernetes",
    "lookup",
    "matchImages",
    "name",
    "namespace",
    "nodeConfig",
    "providers",
    "pullSecrets",
    "serviceAccount",
    "type",
];

/// Reads an argument that holds secrets: the message of an error says what was expected, and quotes
/// nothing.
fn secret_argument<T: DeserializeOwned>(name: &str, value: JsValue) -> Result<T, TypeError> {
    let deserializer = serde_wasm_bindgen::Deserializer::from(value);
    serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let place: String = error.path().iter().map(shown_segment).collect();
        let cause: String = error.inner().to_string();
        let cause = cause.trim_start_matches("Error: ");
        let cause = match cause.rsplit_once("expected ") {
            Some((_, expected)) if expected.starts_with("struct ") => {
                "expected an object".to_owned()
            }
            Some((_, expected)) => format!("expected {expected}"),
            None if cause.starts_with("missing field") => cause.to_owned(),
            None => "wrong type".to_owned(),
        };
        TypeError::new(&format!("{name}{place}: {cause}"))
    })
}

fn shown_segment(segment: &Segment) -> String {
    match segment {
        Segment::Seq { index } => format!("[{index}]"),
        Segment::Map { key } if SECRET_ARGUMENT_FIELDS.contains(&key.as_str()) => {
            format!(".{key}")
        }
        _ => ".…".to_owned(),
    }
}

/// Reports consist of texts, numbers and lists: all of them can be written.
fn json<T: Serialize>(report: &T) -> String {
    serde_json::to_string(report).expect("a report has no key that is not a text")
}
