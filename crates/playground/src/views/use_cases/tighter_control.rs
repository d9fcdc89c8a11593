//! Case 3: private images, some of which not everyone may run.

use imagepull::{
    kubelet::second_pod::{Arrival, Brings, Guard, second_pod},
    policy::{
        PullPolicy,
        admission::{AdmissionRequest, PodImages, admit_pod},
    },
    releases::{Change, Release},
    words::IntoParts,
};

use super::{
    guide::{Guide, Step},
    outcomes::Try,
    second_pod::{PRIVATE, by_default, guards, outcome},
};
use crate::{address::View::Policy, text};

/// The switch for AlwaysPullImages.
pub const PLUGIN: &str = "kube-apiserver --enable-admission-plugins=AlwaysPullImages";

const VERIFY: &str = "\
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
featureGates:
  KubeletEnsureSecretPulledImages: true
imagePullCredentialsVerificationPolicy: AlwaysVerify";

pub fn guide(release: Release) -> Guide {
    let arrival = Arrival::WithSecretOfAnotherPod;
    let (runs, _) = outcome(&by_default(PRIVATE, release, arrival, Brings::Nothing));
    let forced = second_pod(
        PRIVATE,
        release,
        arrival,
        Brings::Nothing,
        Guard::AlwaysPullImages,
    );
    Guide {
        sentence: text::use_cases_case_tighter_says(release, runs, outcome(&forced).0),
        steps: vec![
            stake(release),
            plugin(),
            verify(release),
            Step::new(
                text::use_cases_tighter_secrets_title(),
                text::use_cases_tighter_secrets_says(),
            ),
        ],
    }
}

fn stake(release: Release) -> Step {
    let step = Step::new(
        text::use_cases_tighter_stake_title(),
        text::use_cases_tighter_stake_says(PRIVATE),
    );
    let columns = [
        (
            text::use_cases_tighter_stake_other(),
            Arrival::WithSecretOfAnotherPod,
            Brings::Nothing,
        ),
        (
            text::use_cases_tighter_stake_same(),
            Arrival::WithSecretOfAnotherPod,
            Brings::TheSameSecret,
        ),
        (
            text::use_cases_tighter_stake_preloaded(),
            Arrival::Preloaded,
            Brings::Nothing,
        ),
    ];
    guards(step, release, &columns).tries([Try::another_pods_secret(), Try::on_the_node()])
}

/// AlwaysPullImages, with what it makes of a Pod.
pub fn plugin() -> Step {
    let sent = PullPolicy::IfNotPresent.as_str();
    let pod = PodImages::from_image(PRIVATE, Some(sent));
    let report = admit_pod(&AdmissionRequest::to_create(pod, true));
    let stored = report.changes.first().map_or(sent, |change| &change.to);
    Step::new(
        text::use_cases_tighter_plugin_title(),
        text::use_cases_tighter_plugin_says(sent, stored),
    )
    .code(PLUGIN)
    .tries([
        Try::preset(
            Policy,
            "always-pull-images",
            text::policy_presets_always_pull_images_title(),
        ),
        Try::preset(
            Policy,
            "registry-down",
            text::policy_presets_registry_down_title(),
        ),
    ])
}

fn verify(release: Release) -> Step {
    let state = if release.has(Change::PresentImageAccessIsVerified) {
        text::policy_outcomes_verified().into_parts()
    } else if release.has(Change::ImageAccessCanBeVerified) {
        text::policy_outcomes_can_be_verified().into_parts()
    } else {
        text::policy_outcomes_not_verified().into_parts()
    };
    let step = Step::new(text::use_cases_tighter_verify_title(), state);
    if !release.has(Change::ImageAccessCanBeVerified) {
        return step;
    }
    step.says(text::use_cases_tighter_verify_preloaded())
        .code(VERIFY)
        .tries([Try::image(Policy, PRIVATE), Try::on_the_node()])
}
