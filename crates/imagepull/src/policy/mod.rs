//! The default of `imagePullPolicy`.
//!
//! The API server writes it into an object when the object is created and the
//! field is empty: `SetDefaults_Container` in kubernetes/kubernetes
//! pkg/apis/core/v1/defaults.go, the same code from 1.27 to 1.37. The rule looks
//! at the tag alone. The documentation has four rules and does not say which one
//! wins for `name:latest@sha256:...`; [`explain_default_pull_policy`] remarks
//! where the two differ.

pub mod admission;
pub mod life;
pub(crate) mod validation;

use core::fmt;

use imageref::DEFAULT_TAG;
use serde::{Deserialize, Serialize};

use crate::{
    codes, diagnostic::Diagnostic, image_name::ImageName, releases::Release,
    sources::POD_DEFAULTS_GO, why::Reason, words::message,
};

const IMAGES_PAGE: &str =
    "https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting";

/// When the kubelet asks the container runtime to pull.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PullPolicy {
    /// At every start of the container.
    Always,
    /// Where the image is not on the node.
    IfNotPresent,
    /// At no time.
    Never,
}

impl PullPolicy {
    /// All policies.
    pub const ALL: [Self; 3] = [Self::Always, Self::IfNotPresent, Self::Never];

    /// How the policy is written in a Pod.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Always => "Always",
            Self::IfNotPresent => "IfNotPresent",
            Self::Never => "Never",
        }
    }

    /// The policy that is written as `text`; upper and lower case matter.
    pub fn named(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.as_str() == text)
    }
}

impl fmt::Display for PullPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The default of `imagePullPolicy` for an image name: `Always` where its tag is
/// `latest`, else `IfNotPresent`, also for a name that cannot be parsed.
pub fn default_pull_policy(image: &str) -> PullPolicy {
    default_pull_policy_in(image, Release::NEWEST)
}

/// [`default_pull_policy`] with names as a release reads them.
pub fn default_pull_policy_in(image: &str, release: Release) -> PullPolicy {
    match ImageName::parse_in(image, release) {
        Ok(name) if name.tag.as_deref() == Some(DEFAULT_TAG) => PullPolicy::Always,
        Ok(_) | Err(_) => PullPolicy::IfNotPresent,
    }
}

/// [`default_pull_policy`] and why it is so.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyReport {
    /// The policy that the API server writes.
    pub policy: PullPolicy,
    /// The tag that decides: as written, or `latest` where neither tag nor digest is written.
    pub effective_tag: Option<String>,
    /// The rules that led to the policy.
    pub why: Vec<Reason>,
    /// What is remarkable about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// The default of `imagePullPolicy` for an image name, with the rules that led to it.
pub fn explain_default_pull_policy(image: &str) -> PolicyReport {
    explain_default_pull_policy_in(image, Release::NEWEST)
}

/// [`explain_default_pull_policy`] with names as a release reads them.
pub fn explain_default_pull_policy_in(image: &str, release: Release) -> PolicyReport {
    let policy = default_pull_policy_in(image, release);
    let Ok(name) = ImageName::parse_in(image, release) else {
        return PolicyReport {
            policy,
            effective_tag: None,
            why: vec![unparsable(), written_once()],
            diagnostics: looks_like_latest(image).into_iter().collect(),
        };
    };
    PolicyReport {
        policy,
        why: vec![decisive_rule(image, &name), written_once()],
        diagnostics: latest_with_digest(&name).into_iter().collect(),
        effective_tag: name.tag,
    }
}

fn decisive_rule(image: &str, name: &ImageName) -> Reason {
    let (rule, text) = match (name.tag.as_deref(), &name.digest) {
        (Some(DEFAULT_TAG), Some(_)) => (
            "default-policy-latest",
            message!("The tag is latest, and latest defaults to Always; the digest is ignored."),
        ),
        (Some(DEFAULT_TAG), None) if !image.ends_with(":latest") => (
            "default-policy-no-tag",
            message!("No tag and no digest: that means latest, and latest defaults to Always."),
        ),
        (Some(DEFAULT_TAG), None) => (
            "default-policy-latest",
            message!("The tag is latest, and latest defaults to Always."),
        ),
        (Some(tag), _) => (
            "default-policy-other-tag",
            message!(
                "The tag is {tag}; any tag other than latest defaults to IfNotPresent.",
                tag
            ),
        ),
        (None, _) => (
            "default-policy-digest",
            message!("A digest and no tag: that is not latest, so the default is IfNotPresent."),
        ),
    };
    Reason::new(rule, text, POD_DEFAULTS_GO)
}

fn unparsable() -> Reason {
    Reason::new(
        "default-policy-unparsable",
        message!(
            "The name can't be parsed, so there is no tag; the error is ignored here and the default is IfNotPresent."
        ),
        POD_DEFAULTS_GO,
    )
}

fn written_once() -> Reason {
    Reason::new(
        "default-policy-written-once",
        message!(
            "Set once, at creation, if the field is empty. Changing the image later doesn't change it."
        ),
        IMAGES_PAGE,
    )
}

fn latest_with_digest(name: &ImageName) -> Option<Diagnostic> {
    let both = name.tag.as_deref() == Some(DEFAULT_TAG) && name.digest.is_some();
    both.then(|| {
        Diagnostic::new(
            codes::POL001,
            message!("The tag latest makes the default Always, although the digest pins the content."),
        )
        .help(message!(
            "The documentation has a rule for a digest (IfNotPresent) and one for latest (Always) and doesn't say which wins; the code only looks at the tag. Remove the tag, or set `imagePullPolicy`."
        ))
        .docs(IMAGES_PAGE)
    })
}

fn looks_like_latest(image: &str) -> Option<Diagnostic> {
    image.ends_with(":latest").then(|| {
        Diagnostic::new(
            codes::POL002,
            message!("The name ends in :latest, but the default is still IfNotPresent."),
        )
        .help(message!(
            "The API server doesn't reject a name that can't be parsed; it finds no tag in it. The kubelet rejects the name later with InvalidImageName."
        ))
        .docs(POD_DEFAULTS_GO)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[track_caller]
    fn check(image: &str, policy: PullPolicy, effective_tag: Option<&str>, rule: &str) {
        let report = explain_default_pull_policy(image);
        assert_eq!(report.policy, policy, "{image}");
        assert_eq!(report.effective_tag.as_deref(), effective_tag, "{image}");
        assert_eq!(report.why[0].rule, rule, "{image}");
    }

    #[test]
    fn the_tag_alone_decides() {
        use PullPolicy::{Always, IfNotPresent};
        check("busybox", Always, Some("latest"), "default-policy-no-tag");
        check(
            "busybox:latest",
            Always,
            Some("latest"),
            "default-policy-latest",
        );
        check(
            "busybox:1.32",
            IfNotPresent,
            Some("1.32"),
            "default-policy-other-tag",
        );
        check(
            "busybox:LATEST",
            IfNotPresent,
            Some("LATEST"),
            "default-policy-other-tag",
        );
        check(
            "localhost:5000",
            IfNotPresent,
            Some("5000"),
            "default-policy-other-tag",
        );
        check(
            &format!("busybox@{DIGEST}"),
            IfNotPresent,
            None,
            "default-policy-digest",
        );
        check(
            &format!("busybox:latest@{DIGEST}"),
            Always,
            Some("latest"),
            "default-policy-latest",
        );
        check(
            &format!("busybox:1@{DIGEST}"),
            IfNotPresent,
            Some("1"),
            "default-policy-other-tag",
        );
    }

    #[test]
    fn a_name_that_cannot_be_parsed_counts_as_one_without_tag() {
        for image in [
            "",
            "Repo/App:latest",
            "https://busybox:latest",
            "busybox:latest ",
        ] {
            check(
                image,
                PullPolicy::IfNotPresent,
                None,
                "default-policy-unparsable",
            );
        }
        assert_eq!(
            explain_default_pull_policy("Repo/App:latest").diagnostics[0].code,
            "POL002"
        );
    }

    #[test]
    fn latest_with_a_digest_is_remarked() {
        let codes = |image: &str| -> Vec<_> {
            let report = explain_default_pull_policy(image);
            report
                .diagnostics
                .iter()
                .map(|diagnostic| diagnostic.code)
                .collect()
        };
        assert_eq!(codes(&format!("busybox:latest@{DIGEST}")), ["POL001"]);
        assert_eq!(codes("busybox:latest"), [""; 0]);
    }

    #[test]
    fn a_policy_reads_as_it_is_written() {
        for policy in PullPolicy::ALL {
            assert_eq!(PullPolicy::named(policy.as_str()), Some(policy));
        }
        assert_eq!(PullPolicy::named("always"), None);
        assert_eq!(PullPolicy::named(""), None);
    }
}
