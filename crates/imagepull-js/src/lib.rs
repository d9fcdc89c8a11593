//! The JavaScript package: what crosses the boundary between JavaScript and the
//! core, as plain data. The names that people use are in `js/imagepull.js`.

#![warn(missing_docs)]

pub mod calls;
mod names;

use imagepull::{
    containerd::ContainerdRelease,
    releases::Release,
    request::WrongShape,
    simulate::{Bounds, Progress},
};
use js_sys::{Function, TypeError};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// An answer, or the `TypeError` of a call of the wrong shape.
type Thrown = Result<String, JsValue>;

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

/// The containerd releases that are known, oldest first.
#[wasm_bindgen(js_name = knownContainerdReleases)]
pub fn known_containerd_releases() -> Vec<String> {
    let names = ContainerdRelease::ALL.map(ContainerdRelease::as_str);
    names.map(str::to_owned).to_vec()
}

/// [`calls::parse_image`].
#[wasm_bindgen(js_name = parseImage)]
pub fn parse_image(input: &str) -> String {
    calls::parse_image(input)
}

/// [`calls::completions`] of UTF-8 text, which a browser makes quicker than wasm-bindgen does.
///
/// # Errors
/// A `TypeError` for bytes that are no UTF-8.
#[wasm_bindgen]
pub fn completions(names: &[u8], lengths: &[u32]) -> Thrown {
    Ok(calls::completions(utf8(names)?, lengths))
}

/// [`calls::completions_with`] of UTF-8 text.
///
/// # Errors
/// A `TypeError` for bytes that are no UTF-8, or options of the wrong shape.
#[wasm_bindgen(js_name = completionsWith)]
pub fn completions_with(names: &[u8], lengths: &[u32], options: &str) -> Thrown {
    calls::completions_with(utf8(names)?, lengths, options).map_err(thrown)
}

fn utf8(bytes: &[u8]) -> Result<&str, JsValue> {
    str::from_utf8(bytes).map_err(|error| TypeError::new(&error.to_string()).into())
}

/// [`calls::digest_of`].
///
/// # Errors
/// A `TypeError` for an algorithm that is not known.
#[wasm_bindgen(js_name = digestOf)]
pub fn digest_of(bytes: &[u8], algorithm: &str) -> Thrown {
    let message = "algorithm must be \"sha256\", \"sha384\" or \"sha512\"";
    calls::digest_of(bytes, algorithm).ok_or_else(|| TypeError::new(message).into())
}

/// [`calls::verify_digest`].
///
/// # Errors
/// A `TypeError` for a call of the wrong shape.
#[wasm_bindgen(js_name = verifyDigest)]
pub fn verify_digest(bytes: &[u8], expected: &str, options: &str) -> Thrown {
    calls::verify_digest(bytes, expected, options).map_err(thrown)
}

/// [`calls::match_platforms`].
///
/// # Errors
/// A `TypeError` for a call of the wrong shape.
#[wasm_bindgen(js_name = matchPlatforms)]
#[allow(clippy::needless_pass_by_value)] // A list of texts crosses by value.
pub fn match_platforms(host: &str, candidates: Vec<String>, options: &str) -> Thrown {
    calls::match_platforms(host, &candidates, options).map_err(thrown)
}

/// Functions whose arguments are texts or JSON, and which may throw.
macro_rules! throwing {
    ($($name:ident as $js:ident ($($argument:ident),+);)+) => {$(
        #[doc = concat!("[`calls::", stringify!($name), "`].")]
        ///
        /// # Errors
        /// A `TypeError` for a call of the wrong shape.
        #[wasm_bindgen(js_name = $js)]
        pub fn $name($($argument: &str),+) -> Thrown {
            calls::$name($($argument),+).map_err(thrown)
        }
    )+};
}

throwing! {
    admit_pod as admitPod (request);
    analyze_runs as analyzeRuns (runs, options);
    back_off_timeline as backOffTimeline (request);
    back_off_timeline_in_worker as backOffTimelineInWorker (request, options);
    check_credential_provider_config as checkCredentialProviderConfig (yaml, options);
    check_kubelet_config as checkKubeletConfig (yaml, options);
    default_pull_policy as defaultPullPolicy (image, options);
    ensure_image as ensureImage (request);
    explain_events as explainEvents (text, options);
    inspect_manifest as inspectManifest (yaml, options);
    inspect_manifests as inspectManifests (request, options);
    manifest_sarif as manifestSarif (yaml, options);
    match_credentials as matchCredentials (request);
    match_url as matchUrl (pattern, target, options);
    parse_image_with as parseImageWith (input, options);
    parse_platform as parsePlatform (input, host, options);
    pin_images as pinImages (yaml, digests, options);
    read_index as readIndex (document, platform, options);
    recognize as recognize (text, options);
    safe_fixes as safeFixes (said);
    simulate_pulls as simulatePulls (scenario, options);
    sweep as sweep (scenario, options);
}

/// [`calls::simulate_pulls_bounded`] in a worker, which can be ended. `watch` is called with how many pods have
/// started, and of how many.
///
/// # Errors
/// A `TypeError` for a call of the wrong shape.
#[wasm_bindgen(js_name = simulatePullsInWorker)]
pub fn simulate_pulls_in_worker(scenario: &str, options: &str, watch: &Function) -> Thrown {
    let mut watch = pods_started(watch);
    calls::simulate_pulls_bounded(scenario, options, &Bounds::WORKER, &mut watch).map_err(thrown)
}

/// [`calls::sweep_bounded`] in a worker, as [`simulate_pulls_in_worker`]: with the pods of all runs.
///
/// # Errors
/// A `TypeError` for a call of the wrong shape.
#[wasm_bindgen(js_name = sweepInWorker)]
pub fn sweep_in_worker(scenario: &str, options: &str, watch: &Function) -> Thrown {
    let mut watch = pods_started(watch);
    calls::sweep_bounded(scenario, options, &Bounds::WORKER, &mut watch).map_err(thrown)
}

fn pods_started(watch: &Function) -> impl FnMut(Progress) {
    |progress| {
        let (started, pods) = (progress.started as f64, progress.pods as f64);
        // Nothing waits for it, and it throws nothing.
        let _ = watch.call2(&JsValue::UNDEFINED, &started.into(), &pods.into());
    }
}

#[allow(clippy::needless_pass_by_value)] // As `map_err` has it.
fn thrown(error: WrongShape) -> JsValue {
    TypeError::new(&error.to_string()).into()
}
