//! The functions of the package, called natively: the same core, and the same words for its answers.

use std::collections::BTreeMap;

use imagepull::{
    credentials::{
        match_credentials, match_url, provider_config::check_credential_provider_config,
    },
    digest::verify_digest,
    events::explain_events,
    image::{normalize_images, parse_image},
    index::{Beside, read_index_beside},
    kubelet::{
        config::check_kubelet_config, ensure_image::ensure_image, timeline::back_off_timeline,
    },
    platform::{match_platforms, parse_platform},
    policy::{admission::admit_pod, explain_default_pull_policy},
    releases::Release,
    simulate::{Detail, simulate_pulls},
    utf16,
    workload::{ManifestOptions, inspect_manifest},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A call of a function of the package.
pub struct Call {
    /// The name of the function in JavaScript.
    pub function: &'static str,
    /// Its arguments; bytes are a text.
    pub arguments: Vec<Value>,
}

impl Call {
    fn text(&self, index: usize) -> &str {
        let argument = self.arguments[index].as_str();
        argument.unwrap_or_else(|| panic!("argument {index} of {} is a text", self.function))
    }

    fn texts(&self, index: usize) -> Vec<String> {
        self.request(index)
    }

    fn request<T: DeserializeOwned>(&self, index: usize) -> T {
        serde_json::from_value(self.arguments[index].clone())
            .unwrap_or_else(|error| panic!("argument {index} of {}: {error}", self.function))
    }
}

/// The answer to a call, as JSON.
pub fn answer(call: &Call) -> String {
    match call.function {
        "parseImage" => json(&utf16::image_report(parse_image(call.text(0)))),
        "normalizeImages" => json(&normalize_images(&call.texts(0))),
        "defaultPullPolicy" => {
            let report = explain_default_pull_policy(call.text(0));
            json(&utf16::policy_report(call.text(0), report))
        }
        "verifyDigest" => {
            let mut check = verify_digest(call.text(0).as_bytes(), call.text(1));
            utf16::diagnostics(call.text(1), &mut check.diagnostics);
            json(&check)
        }
        "simulatePulls" => json(&simulate_pulls(&call.request(0), Detail::Full)),
        "ensureImage" => json(&ensure_image(&call.request(0))),
        "backOffTimeline" => json(&back_off_timeline(&call.request(0))),
        "checkKubeletConfig" => {
            let mut report = check_kubelet_config(call.text(0), Release::NEWEST);
            utf16::diagnostics(call.text(0), &mut report.diagnostics);
            json(&report)
        }
        "admitPod" => json(&admit_pod(&call.request(0))),
        "explainEvents" => explained(call.text(0)),
        "parsePlatform" => {
            let mut report = parse_platform(call.text(0), "linux/amd64");
            utf16::diagnostics(call.text(0), &mut report.diagnostics);
            json(&report)
        }
        "matchPlatforms" => json(&match_platforms(call.text(0), &call.texts(1))),
        "readIndex" => {
            let report = read_index_beside(call.text(0), call.text(1), &Beside::default());
            json(&utf16::index_report(call.text(0), report))
        }
        "matchUrl" => json(&match_url(call.text(0), call.text(1))),
        "matchCredentials" => {
            let request = call.request(0);
            let mut report = match_credentials(&request);
            utf16::diagnostics(&request.image, &mut report.diagnostics);
            json(&report)
        }
        "checkCredentialProviderConfig" => {
            let gates = BTreeMap::new();
            let mut report =
                check_credential_provider_config(call.text(0), Release::NEWEST, &gates);
            utf16::diagnostics(call.text(0), &mut report.diagnostics);
            json(&report)
        }
        "inspectManifest" => {
            let report = inspect_manifest(call.text(0), &ManifestOptions::default());
            json(&utf16::manifest_report(call.text(0), report))
        }
        other => panic!("no call of {other} is known"),
    }
}

fn explained(text: &str) -> String {
    let mut report = explain_events(text);
    for place in report.causes.iter_mut().flat_map(|it| &mut it.evidence) {
        *place = utf16::span(text, *place);
    }
    utf16::diagnostics(text, &mut report.diagnostics);
    json(&report)
}

fn json(report: &impl Serialize) -> String {
    serde_json::to_string(report).expect("a report is data")
}
