//! Where the Kubernetes documentation and its code differ.

use imagepull::{
    credentials::built_in::{BuiltIn, Cloud},
    kubelet::{
        config::VerificationPolicy,
        ensure_image::{AttemptRequest, EnsureRequest, ensure_image},
    },
    policy::default_pull_policy,
    releases::Release,
};

use super::{
    guide::{Cell, Step, Table},
    outcomes::Try,
};
use crate::{
    address::View::{BackOff, Credentials, Policy},
    text,
};

/// How the documentation spells NeverVerifyAllowlistedImages.
const DOCUMENTED: &str = "NeverVerifyAllowListedImages";

/// A name that the kubelet cannot parse.
const INVALID: &str = "Nginx:1.27";

const LATEST_WITH_DIGEST: &str = "registry.k8s.io/pause:latest@sha256:1ff6c18fbef2045af6b9c16bf034cc421a29027b800e4f9b68ae9b1cb3e9ae07";

/// The differences as a release has them.
pub fn differences(release: Release) -> Vec<Step> {
    vec![
        Step::new(
            text::use_cases_differences_plugin_title(),
            text::use_cases_differences_plugin_says(),
        )
        .tries([Try::another_pods_secret()]),
        spelling(),
        Step::new(
            text::use_cases_differences_allowlist_title(),
            text::use_cases_differences_allowlist_says(),
        ),
        Step::new(
            text::use_cases_differences_rotation_title(),
            text::use_cases_differences_rotation_says(),
        ),
        legacy(release),
        invalid_name(release),
        Step::new(
            text::use_cases_differences_digest_title(),
            text::use_cases_differences_digest_says(default_pull_policy(LATEST_WITH_DIGEST)),
        )
        .tries([Try::preset(
            Policy,
            "latest-with-digest",
            text::policy_presets_latest_with_digest_title(),
        )]),
    ]
}

/// The clouds that the kubelet itself knew.
fn legacy(release: Release) -> Step {
    let rows = [Cloud::Ecr, Cloud::Acr, Cloud::Gcr].map(|cloud| {
        let state = match cloud.built_in(release) {
            BuiltIn::On => text::use_cases_differences_legacy_on(),
            BuiltIn::OffByDefault => text::use_cases_differences_legacy_off(),
            BuiltIn::Gone => text::use_cases_differences_legacy_gone(),
        };
        vec![
            Cell::Codes(vec![cloud.name().to_owned()]),
            state.into(),
            cloud.gone_since().into(),
        ]
    });
    let title = text::use_cases_differences_legacy_title();
    let table = Table {
        caption: text::use_cases_caption(title, release),
        head: vec![
            text::use_cases_differences_legacy_cloud().into(),
            text::header_kubernetes(release).into(),
            text::use_cases_differences_legacy_since().into(),
        ],
        rows: rows.into(),
    };
    Step::new(title, text::use_cases_differences_legacy_says())
        .table(table, Vec::new())
        .tries([Try::preset(
            Credentials,
            "ecr-token-12h",
            text::use_cases_tries_token(),
        )])
}

/// The policy that the page spells otherwise than the kubelet.
fn spelling() -> Step {
    let known = VerificationPolicy::NeverVerifyAllowlistedImages.as_str();
    Step::new(
        known,
        text::use_cases_differences_spelling_says(DOCUMENTED, known),
    )
}

fn invalid_name(release: Release) -> Step {
    let report = ensure_image(&EnsureRequest {
        image: INVALID.to_owned(),
        kubernetes: Some(release.to_string()),
        attempts: vec![AttemptRequest::default()],
        ..EnsureRequest::default()
    });
    let reason = report.attempts.iter().find_map(|attempt| attempt.reason);
    Step::new(
        text::use_cases_differences_invalid_title(),
        text::use_cases_differences_invalid_says(INVALID, reason.unwrap_or_default()),
    )
    .tries([Try::preset(
        BackOff,
        "events-invalid-name",
        text::back_off_presets_events_invalid_name_title(),
    )])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kubelet_does_not_know_the_spelling_of_the_documentation() {
        assert_eq!(VerificationPolicy::named(DOCUMENTED), None);
    }

    #[test]
    fn an_invalid_name_has_no_back_off() {
        let report = ensure_image(&EnsureRequest {
            image: INVALID.to_owned(),
            attempts: vec![AttemptRequest::default()],
            ..EnsureRequest::default()
        });
        assert_eq!(report.attempts[0].reason, Some("InvalidImageName"));
        assert_eq!(report.attempts[0].back_off_until_ms, None);
    }
}
