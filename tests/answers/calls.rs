//! The functions of the package, called natively.

use std::borrow::Cow;

use imagepull::{image, releases::Release};
use imagepull_js::calls::{self, Answer};
use serde::Deserialize;
use serde_json::Value;

/// A call of a function of the package.
#[derive(Deserialize)]
pub struct Call {
    /// The name of the function in JavaScript.
    #[serde(rename = "call")]
    pub function: Cow<'static, str>,
    /// Its arguments; bytes are a text.
    pub arguments: Vec<Value>,
}

/// What options are that were left out.
const NO_OPTIONS: &str = "{}";

impl Call {
    fn text(&self, index: usize) -> &str {
        let argument = self.arguments[index].as_str();
        argument.unwrap_or_else(|| panic!("argument {index} of {} is a text", self.function))
    }

    fn texts(&self, index: usize) -> Vec<String> {
        serde_json::from_value(self.arguments[index].clone())
            .unwrap_or_else(|error| panic!("argument {index} of {}: {error}", self.function))
    }

    fn request(&self) -> String {
        self.arguments[0].to_string()
    }

    /// The options behind the other arguments.
    fn options(&self, index: usize) -> String {
        let given = self.arguments.get(index);
        given.map_or_else(|| NO_OPTIONS.to_owned(), Value::to_string)
    }
}

/// The answer to a call, as JSON, or why it throws.
///
/// # Errors
/// The call is of the wrong shape.
pub fn answer(call: &Call) -> Answer {
    match &*call.function {
        // The lines of a valid name are no JSON; with options there is no other way than JSON.
        "parseImage" => calls::parse_image_with(call.text(0), &call.options(1)),
        "normalizeImages" => {
            let release = call.arguments.get(1).map(|it| &it["kubernetes"]);
            let release = release.and_then(Value::as_str).map(str::parse);
            let release = release.map_or(Release::NEWEST, |it| it.expect("a release"));
            let normalized = image::normalize_images_in(&call.texts(0), release);
            Ok(serde_json::to_string(&normalized).expect("texts are data"))
        }
        "defaultPullPolicy" => calls::default_pull_policy(call.text(0), &call.options(1)),
        "verifyDigest" => {
            calls::verify_digest(call.text(0).as_bytes(), call.text(1), &call.options(2))
        }
        "simulatePulls" => calls::simulate_pulls(&call.request(), &call.options(1)),
        "sweep" => calls::sweep(&call.request(), &call.options(1)),
        "analyzeRuns" => calls::analyze_runs(&call.request(), &call.options(1)),
        "safeFixes" => calls::safe_fixes(&call.request()),
        "ensureImage" => calls::ensure_image(&call.request()),
        "backOffTimeline" => calls::back_off_timeline(&call.request()),
        "checkKubeletConfig" => calls::check_kubelet_config(call.text(0), &call.options(1)),
        "admitPod" => calls::admit_pod(&call.request()),
        "explainEvents" => calls::explain_events(call.text(0), &call.options(1)),
        "recognize" => calls::recognize(call.text(0), &call.options(1)),
        "parsePlatform" => calls::parse_platform(call.text(0), "linux/amd64", &call.options(2)),
        "matchPlatforms" => calls::match_platforms(call.text(0), &call.texts(1), &call.options(2)),
        "readIndex" => calls::read_index(call.text(0), call.text(1), &call.options(2)),
        "matchUrl" => calls::match_url(call.text(0), call.text(1), &call.options(2)),
        "matchCredentials" => calls::match_credentials(&call.request()),
        "checkCredentialProviderConfig" => {
            calls::check_credential_provider_config(call.text(0), &call.options(1))
        }
        "inspectManifest" => calls::inspect_manifest(call.text(0), &call.options(1)),
        "inspectManifests" => {
            let request = serde_json::json!({ "files": call.arguments[0] });
            calls::inspect_manifests(&request.to_string(), &call.options(1))
        }
        "pinImages" => {
            let digests = call.arguments[1].as_str();
            let digests = digests.map_or_else(|| call.arguments[1].to_string(), str::to_owned);
            calls::pin_images(call.text(0), &digests, &call.options(2))
        }
        other => panic!("no call of {other} is known"),
    }
}
