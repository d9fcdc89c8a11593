//! What the API server stores for one image, and by which rule.

use imagepull::{
    diagnostic::Diagnostic,
    image::{
        gates::{Gate, Verdict, verdicts},
        parse_image,
    },
    policy::{
        PullPolicy,
        admission::{AdmissionRequest, PodImages, admit_pod},
        explain_default_pull_policy,
    },
    releases::{Change, Release},
    why::Reason,
    words::{IntoParts, Parts},
};

use crate::text;

/// The way through the rules up to the plug-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The policy is written.
    Written,
    /// The name cannot be parsed.
    Unparsable,
    /// The tag is latest, or counts as latest.
    Latest,
    /// The tag is another one, or there is only a digest.
    Other,
}

/// What the API server stores.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The policy without the plug-in.
    pub before_plugin: PullPolicy,
    /// The rules that led to it; empty where it is written.
    pub why: Vec<Reason>,
    pub way: Way,
    /// The rule of the plug-in, where it changed the policy.
    pub forced: Option<Reason>,
    /// Whether the plug-in is on.
    pub is_plugin_on: bool,
    /// What is wrong or remarkable.
    pub diagnostics: Vec<Diagnostic>,
    is_refused: bool,
    is_invalid: bool,
}

/// A Pod with an image that is created: what the decision is about.
pub fn request(
    image: &str,
    written: Option<PullPolicy>,
    always_pull_images: bool,
) -> AdmissionRequest {
    AdmissionRequest::to_create(
        PodImages::from_image(image, written.map(PullPolicy::as_str)),
        always_pull_images,
    )
}

impl Decision {
    /// The decision for an image, with the policy that is written and the plug-in on or off.
    pub fn new(image: &str, written: Option<PullPolicy>, is_plugin_on: bool) -> Self {
        let default = explain_default_pull_policy(image);
        let admitted = admit_pod(&request(image, written, is_plugin_on));
        let rules = admitted.changes.into_iter().flat_map(|change| change.why);
        let name = parse_image(image).diagnostics.into_iter();
        let of_default = default
            .diagnostics
            .into_iter()
            .filter(|_| written.is_none());
        Self {
            before_plugin: written.unwrap_or(default.policy),
            way: match default.why.first().map(|why| why.rule) {
                _ if written.is_some() => Way::Written,
                Some("default-policy-unparsable") => Way::Unparsable,
                Some("default-policy-latest" | "default-policy-no-tag") => Way::Latest,
                _ => Way::Other,
            },
            why: if written.is_some() {
                Vec::new()
            } else {
                default.why
            },
            forced: rules
                .into_iter()
                .find(|why| why.rule == "always-pull-images"),
            is_plugin_on,
            diagnostics: name.chain(of_default).collect(),
            is_refused: !admitted.allowed,
            is_invalid: verdicts(image).contains(&(Gate::Kubelet, Verdict::RefusedInvalid)),
        }
    }

    /// The policy that is stored.
    pub fn policy(&self) -> PullPolicy {
        if self.forced.is_some() {
            PullPolicy::Always
        } else {
            self.before_plugin
        }
    }

    /// The decision and what it means.
    pub fn sentence(&self, image: &str) -> Parts {
        if self.is_refused {
            return text::policy_says_refused().into_parts();
        }
        if self.is_invalid {
            return text::policy_says_invalid(self.policy());
        }
        let policy = self.policy();
        let means = match policy {
            PullPolicy::Always => text::policy_says_always(),
            PullPolicy::IfNotPresent => text::policy_says_if_not_present(),
            PullPolicy::Never => text::policy_says_never(),
        };
        if self.forced.is_some() {
            text::policy_says_forced(image, policy, means)
        } else if self.way == Way::Written {
            text::policy_says_written(image, policy, means)
        } else {
            text::policy_says_default(image, policy, means)
        }
    }

    /// Why it is this policy, and what its sentence leaves out.
    pub fn details(&self, release: Release) -> Parts {
        if self.is_refused || self.is_invalid {
            return Parts::default();
        }
        let why = match &self.forced {
            Some(_) => Some(text::policy_says_forced_over(self.before_plugin).into_parts()),
            None => self.why.first().map(|why| text::localized(&why.text)),
        };
        let is_verified = release.has(Change::PresentImageAccessIsVerified);
        let besides = match self.policy() {
            PullPolicy::Always => Some(text::policy_says_layers()),
            PullPolicy::IfNotPresent | PullPolicy::Never => {
                is_verified.then(text::policy_says_verified)
            }
        };
        why.into_iter()
            .chain(besides.map(IntoParts::into_parts))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_is_a_way() {
        let way = |image, written| Decision::new(image, written, false).way;
        assert_eq!(way("nginx", None), Way::Latest);
        assert_eq!(way("nginx:latest", None), Way::Latest);
        assert_eq!(way("nginx:1.27", None), Way::Other);
        assert_eq!(way("Nginx", None), Way::Unparsable);
        assert_eq!(way("nginx", Some(PullPolicy::Never)), Way::Written);
    }

    #[test]
    fn the_plug_in_changes_what_is_not_always_already() {
        let decide = |image| Decision::new(image, None, true);
        assert!(decide("nginx").forced.is_none());
        let forced = decide("nginx:1.27");
        assert!(forced.forced.is_some());
        assert_eq!(forced.before_plugin, PullPolicy::IfNotPresent);
        assert_eq!(forced.policy(), PullPolicy::Always);
    }

    #[test]
    fn the_sentence_says_who_stops_a_wrong_name() {
        let said = |image| {
            let sentence = Decision::new(image, None, false).sentence(image);
            sentence.without_marks()
        };
        assert!(said("Nginx").contains("InvalidImageName"));
        assert!(said(" nginx").contains("API server rejects"));
    }
}
