//! What each pull policy makes of an image, by what the node and the registry have.
//!
//! Every outcome is one start of a container by [`ensure_image`].

use std::collections::BTreeMap;

use imageref::Normalized;
use serde::Serialize;

use super::{
    ensure_image::{
        Attempt, AttemptRequest, Coordinates, CriCall, EnsureRequest, PullRecords, ensure_image,
    },
    pull_error::{Wording, manifest_url},
};
use crate::{policy::PullPolicy, releases::Release};

/// What the node and the registry have of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Situation {
    /// The image is not on the node.
    Absent,
    /// The image is on the node, and the registry has the same.
    Present,
    /// The image is on the node, and its tag leads to another one in the registry by now.
    TagMoved,
    /// The image is on the node, and the registry does not answer.
    RegistryDown,
    /// The image is on the node: the kubelet pulled it with the Secret of another pod. This pod
    /// has no credentials for it.
    NoCredentials,
}

impl Situation {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Absent,
        Self::Present,
        Self::TagMoved,
        Self::RegistryDown,
        Self::NoCredentials,
    ];
}

/// What is downloaded from the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Moved {
    /// Nothing: the registry is not asked.
    Nothing,
    /// No layer: the registry is asked, and what it names is on the node, or it gives no image.
    NoLayer,
    /// The layers that the node does not have.
    NewLayers,
    /// All layers.
    AllLayers,
}

/// Which image the container runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Runs {
    /// None: it waits.
    Nothing,
    /// The one that the registry has under this name.
    TheImage,
    /// The one that the registry had under this name before.
    TheOldImage,
}

/// What a policy makes of an image in a situation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// The situation.
    pub situation: Situation,
    /// The policy.
    pub policy: PullPolicy,
    /// What the kubelet does.
    pub attempt: Attempt,
    /// What is downloaded.
    pub moved: Moved,
    /// What runs.
    pub runs: Runs,
}

/// The outcomes of all policies in all situations, situation by situation. The tag of a name with
/// a digest is not looked at, so that it cannot move.
pub fn outcomes(image: &str, release: Release) -> Vec<Outcome> {
    let has_digest = Normalized::parse(image).is_ok_and(|name| name.digest().is_some());
    Situation::ALL
        .into_iter()
        .filter(|situation| *situation != Situation::TagMoved || !has_digest)
        .flat_map(|situation| {
            PullPolicy::ALL.map(|policy| outcome(image, release, situation, policy))
        })
        .collect()
}

fn outcome(image: &str, release: Release, situation: Situation, policy: PullPolicy) -> Outcome {
    let request = EnsureRequest {
        image: image.to_owned(),
        image_pull_policy: Some(policy.as_str().to_owned()),
        kubernetes: Some(release.to_string()),
        pull_records: (situation == Situation::NoCredentials).then(|| pulled_by_another_pod(image)),
        attempts: vec![AttemptRequest {
            present: Some(situation != Situation::Absent),
            pull_error: pull_error(image, Wording::newest(release), situation),
            ..AttemptRequest::default()
        }],
        ..EnsureRequest::default()
    };
    let mut attempts = ensure_image(&request).attempts;
    let attempt = attempts.swap_remove(0);
    let is_asked = attempt.cri_calls.contains(&CriCall::PullImage);
    let is_running = attempt.reason.is_none();
    Outcome {
        situation,
        policy,
        moved: match situation {
            _ if !is_asked => Moved::Nothing,
            Situation::Absent => Moved::AllLayers,
            Situation::TagMoved => Moved::NewLayers,
            Situation::Present | Situation::RegistryDown | Situation::NoCredentials => {
                Moved::NoLayer
            }
        },
        runs: match situation {
            _ if !is_running => Runs::Nothing,
            Situation::TagMoved if !is_asked => Runs::TheOldImage,
            _ => Runs::TheImage,
        },
        attempt,
    }
}

/// What the runtime says where it is asked to pull.
fn pull_error(image: &str, wording: Wording, situation: Situation) -> Option<String> {
    let name = Normalized::parse(image).ok()?;
    let reference = name.docker_reference().to_string();
    match situation {
        Situation::RegistryDown => Some(wording.timed_out(&reference, &manifest_url(&name))),
        Situation::NoCredentials => Some(wording.unauthorized(&reference)),
        Situation::Absent | Situation::Present | Situation::TagMoved => None,
    }
}

fn pulled_by_another_pod(image: &str) -> PullRecords {
    let secret = Coordinates {
        namespace: "another".to_owned(),
        name: "secret".to_owned(),
        uid: "uid".to_owned(),
    };
    PullRecords {
        allowed_secrets: Some(BTreeMap::from([(image.to_owned(), vec![secret])])),
        ..PullRecords::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Policy by policy: what runs, what is downloaded, why it waits.
    fn told(image: &str, release: &str) -> String {
        let outcomes = outcomes(image, release.parse().unwrap());
        let lines = outcomes.into_iter().map(|outcome| {
            let Outcome {
                situation,
                policy,
                attempt,
                moved,
                runs,
            } = outcome;
            let reason = attempt.reason.unwrap_or("-");
            format!("{situation:?} {policy}: {runs:?}, {moved:?}, {reason}\n")
        });
        lines.collect()
    }

    #[test]
    fn each_policy_in_each_situation() {
        assert_eq!(
            told("ghcr.io/acme/api:v1", "1.35"),
            "Absent Always: TheImage, AllLayers, -\n\
             Absent IfNotPresent: TheImage, AllLayers, -\n\
             Absent Never: Nothing, Nothing, ErrImageNeverPull\n\
             Present Always: TheImage, NoLayer, -\n\
             Present IfNotPresent: TheImage, Nothing, -\n\
             Present Never: TheImage, Nothing, -\n\
             TagMoved Always: TheImage, NewLayers, -\n\
             TagMoved IfNotPresent: TheOldImage, Nothing, -\n\
             TagMoved Never: TheOldImage, Nothing, -\n\
             RegistryDown Always: Nothing, NoLayer, ErrImagePull\n\
             RegistryDown IfNotPresent: TheImage, Nothing, -\n\
             RegistryDown Never: TheImage, Nothing, -\n\
             NoCredentials Always: Nothing, NoLayer, ErrImagePull\n\
             NoCredentials IfNotPresent: Nothing, NoLayer, ErrImagePull\n\
             NoCredentials Never: Nothing, Nothing, ErrImageNeverPull\n"
        );
    }

    #[test]
    fn before_1_35_every_pod_may_use_what_is_on_the_node() {
        let told = told("ghcr.io/acme/api:v1", "1.34");
        assert!(told.contains("NoCredentials IfNotPresent: TheImage, Nothing, -\n"));
        assert!(told.contains("NoCredentials Never: TheImage, Nothing, -\n"));
    }

    #[test]
    fn a_digest_does_not_move() {
        let digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert!(!told(&format!("a:v1@sha256:{digest}"), "1.35").contains("TagMoved"));
    }

    #[test]
    fn a_name_that_does_not_parse_starts_nowhere() {
        for line in told("Nginx", "1.35").lines() {
            assert!(
                line.ends_with("Nothing, Nothing, InvalidImageName"),
                "{line}"
            );
        }
    }
}
