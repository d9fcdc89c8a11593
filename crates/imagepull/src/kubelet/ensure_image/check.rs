//! Whether what [`ensure_image`](super::ensure_image) is asked can be.

use super::request::EnsureRequest;
use crate::{
    diagnostic::Diagnostic,
    kubelet::{
        backoff::{BackOffLimits, IMAGE_BACK_OFF},
        config::VerificationPolicy,
    },
    policy::{PullPolicy, default_pull_policy_in},
    releases::{Change, Release},
    request::{
        problems::{Problems, REQUEST},
        work::{Bounds, Work},
    },
};

/// An attempt in the answer without its texts, in bytes as JSON, and how often it has them.
const ATTEMPT_BYTES: f64 = 800.0;
const TEXTS_OF_ATTEMPT: f64 = 3.0;
/// The settings of a request, with what holds where one is left out.
#[derive(Clone, Copy)]
pub(in crate::kubelet) struct Settings {
    pub release: Release,
    pub policy: PullPolicy,
    pub back_off: BackOffLimits,
    pub verification: VerificationPolicy,
}

impl Settings {
    /// What holds in a release for an image where nothing else is said.
    pub fn from_release(release: Release, image: &str) -> Self {
        Self {
            release,
            policy: default_pull_policy_in(image, release),
            back_off: IMAGE_BACK_OFF,
            verification: VerificationPolicy::default(),
        }
    }
}

/// The settings of a request.
///
/// # Errors
/// All values that cannot be.
pub(super) fn settings(request: &EnsureRequest) -> Result<Settings, Vec<Diagnostic>> {
    let mut problems = Problems::new(REQUEST);
    let policy = problems.pull_policy(
        format_args!("imagePullPolicy"),
        request.image_pull_policy.as_deref(),
    );
    let written = &request.image_pull_credentials_verification_policy;
    let verification = problems.verification_policy(
        format_args!("imagePullCredentialsVerificationPolicy"),
        written.as_deref(),
    );
    let release = problems.release(request.kubernetes.as_deref());
    let defaults = Settings::from_release(release, &request.image);
    let settings = Settings {
        release,
        policy: policy.unwrap_or(defaults.policy),
        back_off: request.back_off.unwrap_or(defaults.back_off),
        verification: verification.unwrap_or(defaults.verification),
    };
    // Before 1.33 the field does not exist, and with another policy nobody looks at it.
    if release.has(Change::ImageAccessCanBeVerified)
        && settings.verification == VerificationPolicy::NeverVerifyAllowlistedImages
        && let Some(entries) = &request.preloaded_images_verification_allowlist
    {
        let path = format_args!("preloadedImagesVerificationAllowlist");
        problems.allowlist(path, entries, release);
    }
    problems.name(format_args!("image"), &request.image);
    if let Some(gates) = &request.feature_gates {
        problems.gates(gates);
    }
    let numbers = [
        ("backOff.initialMs", Some(settings.back_off.initial_ms)),
        ("backOff.maxMs", Some(settings.back_off.max_ms)),
        ("registryPullQPS", request.registry_pull_qps),
    ];
    for (path, value) in numbers {
        problems.amount(format_args!("{path}"), value.unwrap_or_default());
    }
    let burst = request.registry_burst.unwrap_or_default();
    problems.whole(format_args!("registryBurst"), burst);
    attempts(request, &mut problems);
    problems.list.extend(Bounds::CALL.refusals(&work(request)));
    if problems.list.is_empty() {
        Ok(settings)
    } else {
        Err(problems.list)
    }
}

/// How much work the attempts are: each may say the last error once more.
fn work(request: &EnsureRequest) -> Work {
    let errors = request
        .attempts
        .iter()
        .filter_map(|it| it.pull_error.as_ref());
    let longest = errors.map(String::len).max().unwrap_or_default();
    let texts = TEXTS_OF_ATTEMPT * (request.image.len() + longest) as f64;
    let attempts = request.attempts.len() as f64;
    let answer_bytes = attempts * (ATTEMPT_BYTES + texts);
    Work::from_answer(attempts, answer_bytes)
}

fn attempts(request: &EnsureRequest, problems: &mut Problems) {
    let times = request.attempts.iter().map(|attempt| attempt.at_ms);
    problems.times(times, |index| format!("attempts[{index}].atMs"));
    for (index, attempt) in request.attempts.iter().enumerate() {
        for (field, value) in [
            ("pullMs", attempt.pull_ms),
            ("imageBytes", attempt.image_bytes),
        ] {
            let path = format_args!("attempts[{index}].{field}");
            problems.amount(path, value.unwrap_or_default());
        }
    }
}
