//! Case 1: only public images.

use imagepull::{
    credentials::{CredentialsRequest, match_credentials},
    kubelet::{
        ensure_image::{AttemptRequest, EnsureRequest, ensure_image},
        outcomes::{Situation, outcomes},
        second_pod::{Arrival, Brings},
    },
    policy::default_pull_policy,
    releases::Release,
    why::Reason,
    words::Parts,
};

use super::{
    check::Check,
    guide::{Cell, Guide, Step, Table, each_once},
    outcomes::Try,
    second_pod::{by_default, cell, outcome},
};
use crate::{
    address::View::{BackOff, Manifest, Name, Policy, Pulls},
    text,
    views::credentials::paste::paste_outcome::ConfigJson,
};

/// A public image.
const PUBLIC: &str = "nginx:1.27";

const POD: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27";

pub fn guide(release: Release) -> Guide {
    let other = by_default(PUBLIC, release, Arrival::ForEveryPod, Brings::Nothing);
    let policy = default_pull_policy(PUBLIC);
    Guide {
        sentence: text::use_cases_case_public_says(PUBLIC, policy, outcome(&other).0),
        steps: vec![
            write(release),
            kubelet(release),
            spare(release),
            Step::new(
                text::use_cases_public_mirror_title(),
                text::use_cases_public_mirror_says(),
            )
            .tries([
                Try::preset(
                    Name,
                    "docker-io-library",
                    text::name_presets_docker_io_library_title(),
                ),
                Try::preset(
                    Name,
                    "short-name-cri-o",
                    text::name_presets_short_name_cri_o_title(),
                ),
            ]),
        ],
    }
}

/// The image alone, and what the kubelet finds for it.
fn write(release: Release) -> Step {
    let report = match_credentials(&CredentialsRequest {
        image: PUBLIC.to_owned(),
        kubernetes: Some(release.to_string()),
        ..CredentialsRequest::default()
    });
    let step = Step::new(
        text::use_cases_public_write_title(),
        text::use_cases_public_write_says(),
    );
    let said = report.why.iter().map(|why| text::localized(&why.text));
    said.fold(step, Step::says)
        .code(POD)
        .check(Check {
            image: PUBLIC,
            config: ConfigJson::OfNode,
            is_private: false,
        })
        .tries([
            Try::image(Name, PUBLIC),
            Try::image(Policy, PUBLIC),
            Try::preset(
                Policy,
                "default-is-always",
                text::policy_presets_default_is_always_title(),
            ),
            Try::preset(Manifest, "no-tag-anywhere", text::use_cases_tries_no_tag()),
        ])
}

/// Two starts of a Pod and one of another, in the words of the kubelet.
fn kubelet(release: Release) -> Step {
    let starts = ensure_image(&EnsureRequest {
        image: PUBLIC.to_owned(),
        kubernetes: Some(release.to_string()),
        attempts: vec![
            AttemptRequest {
                pull_ms: Some(4200.0),
                image_bytes: Some(72_000_000.0),
                ..AttemptRequest::default()
            },
            AttemptRequest {
                at_ms: 60_000.0,
                present: Some(true),
                ..AttemptRequest::default()
            },
        ],
        ..EnsureRequest::default()
    });
    let other = by_default(PUBLIC, release, Arrival::ForEveryPod, Brings::Nothing);
    let starts = [starts.attempts, vec![other]].concat();
    let names = [
        text::use_cases_public_kubelet_first(),
        text::use_cases_public_kubelet_again(),
        text::use_cases_public_kubelet_other(),
    ];
    let rows = names.into_iter().zip(&starts).map(|(name, start)| {
        let events = start.events.iter().map(|event| event.message.clone());
        vec![name.into(), Cell::Verbatim(events.collect())]
    });
    let table = Table {
        caption: text::use_cases_caption(text::use_cases_public_kubelet_title(), release),
        head: vec![
            text::use_cases_public_kubelet_when().into(),
            text::use_cases_public_kubelet_events().into(),
        ],
        rows: rows.collect(),
    };
    let why = starts.iter().flat_map(|start| start.why.clone());
    Step::new(
        text::use_cases_public_kubelet_title(),
        text::use_cases_public_kubelet_says(),
    )
    .table(table, each_once(why))
    .tries([
        Try::preset(
            Pulls,
            "shared-base",
            text::pulls_presets_shared_base_title(),
        ),
        Try::preset(
            Pulls,
            "same-image-twice",
            text::pulls_presets_same_image_twice_title(),
        ),
    ])
}

/// What each policy asks of the registry.
fn spare(release: Release) -> Step {
    let outcomes = outcomes(PUBLIC, release);
    let in_situation = |situation| {
        let outcomes = outcomes.iter();
        outcomes.filter(move |outcome| outcome.situation == situation)
    };
    let present = in_situation(Situation::Present);
    let rows = present.zip(in_situation(Situation::RegistryDown));
    let why: Vec<Reason> = rows
        .clone()
        .flat_map(|(answers, down)| [&answers.attempt.why[..], &down.attempt.why].concat())
        .collect();
    let rows = rows.map(|(answers, down)| {
        let policy = Parts::code(answers.policy.to_string());
        vec![policy.into(), cell(&answers.attempt), cell(&down.attempt)]
    });
    let table = Table {
        caption: text::use_cases_public_spare_caption().to_owned(),
        head: vec![
            text::use_cases_public_spare_policy().into(),
            text::use_cases_public_spare_answers().into(),
            text::use_cases_public_spare_down().into(),
        ],
        rows: rows.collect(),
    };
    Step::new(
        text::use_cases_public_spare_title(),
        text::use_cases_public_spare_says(),
    )
    .table(table, each_once(why))
    .tries([
        Try::preset(
            Policy,
            "always-downloads-all",
            text::policy_presets_always_downloads_all_title(),
        ),
        Try::preset(
            Policy,
            "registry-down",
            text::policy_presets_registry_down_title(),
        ),
        Try::preset(
            Pulls,
            "docker-hub-rate-limit",
            text::pulls_presets_docker_hub_rate_limit_title(),
        ),
        Try::preset(
            BackOff,
            "events-rate-limit",
            text::back_off_presets_events_rate_limit_title(),
        ),
    ])
}
