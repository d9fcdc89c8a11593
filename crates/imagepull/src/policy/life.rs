//! The life of the field `imagePullPolicy`: it is filled in when an object is created, kept when
//! the image is edited, and filled in anew when the object is created again.

use super::{
    IMAGES_PAGE,
    admission::{AdmissionRequest, Operation, PodImages, admit_pod},
};
use crate::{diagnostic::Diagnostic, why::Reason, words::message};

/// What happens to the object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is created, without the field.
    Created,
    /// Its image is edited.
    Edited,
    /// It is deleted and created with the edited image, without the field.
    CreatedAgain,
}

/// The field after a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// The step.
    pub step: Step,
    /// The image.
    pub image: String,
    /// The policy that the object has now.
    pub policy: String,
    /// The rules that led to it.
    pub why: Vec<Reason>,
    /// What the API server says against it.
    pub diagnostics: Vec<Diagnostic>,
}

/// The field of an object that is created with one image, edited to another and created again.
/// `always_pull_images` says whether that admission plug-in is on.
pub fn life_of_policy(created: &str, edited: &str, always_pull_images: bool) -> [Stage; 3] {
    let admit = |step, old: Option<PodImages>, new: PodImages| {
        let operation = match step {
            Step::Edited => Operation::Update,
            Step::Created | Step::CreatedAgain => Operation::Create,
        };
        stage(
            step,
            &AdmissionRequest {
                operation,
                always_pull_images,
                pod: new,
                old_pod: old,
                resource: None,
                subresource: None,
                kind: None,
                kubernetes: None,
            },
        )
    };
    let first = admit(Step::Created, None, PodImages::from_image(created, None));
    let stored = PodImages::from_image(created, Some(&first.policy));
    let second = admit(
        Step::Edited,
        Some(stored),
        PodImages::from_image(edited, Some(&first.policy)),
    );
    let third = admit(
        Step::CreatedAgain,
        None,
        PodImages::from_image(edited, None),
    );
    [first, second, third]
}

fn stage(step: Step, request: &AdmissionRequest) -> Stage {
    let mut report = admit_pod(request);
    let container = report.pod.containers.swap_remove(0);
    let why = match report.changes.pop() {
        Some(change) => change.why,
        None => vec![kept()],
    };
    Stage {
        step,
        image: container.image,
        policy: container.image_pull_policy.unwrap_or_default(),
        why,
        diagnostics: report.diagnostics,
    }
}

fn kept() -> Reason {
    Reason::new(
        "policy-kept",
        message!("The field is set, so no default applies: the new image doesn't matter."),
        IMAGES_PAGE,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(created: &str, edited: &str, always_pull_images: bool, policies: [&str; 3]) {
        let life = life_of_policy(created, edited, always_pull_images);
        let found = life.each_ref().map(|stage| stage.policy.as_str());
        assert_eq!(found, policies, "{created} to {edited}");
    }

    #[test]
    fn the_policy_of_the_first_image_stays_until_the_object_is_created_again() {
        let (always, if_not_present) = ("Always", "IfNotPresent");
        check(
            "api:latest",
            "api:v1",
            false,
            [always, always, if_not_present],
        );
        check("api", "api:v1", false, [always, always, if_not_present]);
        check(
            "api:v1",
            "api:latest",
            false,
            [if_not_present, if_not_present, always],
        );
        check("api:v1", "api:v2", false, [if_not_present; 3]);
        check("api:v1", "api:v2", true, [always; 3]);
    }

    #[test]
    fn every_stage_says_why() {
        let rules = |always_pull_images| {
            life_of_policy("api:latest", "api:v1", always_pull_images)
                .map(|stage| stage.why[0].rule)
        };
        assert_eq!(
            rules(false),
            [
                "default-policy-latest",
                "policy-kept",
                "default-policy-other-tag"
            ]
        );
    }

    #[test]
    fn what_the_api_server_refuses_is_said_at_the_step() {
        let [created, edited, again] = life_of_policy("api", " api", false);
        assert!(created.diagnostics.is_empty());
        assert_eq!(edited.diagnostics[0].code, "ADM003");
        assert_eq!(again.diagnostics[0].code, "ADM003");
    }
}
