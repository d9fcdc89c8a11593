//! A KubeletConfiguration as far as it is about images: how the kubelet loads it, what it fills in, and
//! what it refuses.
//!
//! | file | what it decides |
//! | --- | --- |
//! | `check` | what a kubelet makes of the text |
//! | `fields` | which fields are looked at, in which release |
//! | `gates` | which feature gates there are, and which are on |
//! | `validate`, `allowlist` | what its validation says |
//! | `around` | fences, here-documents and the like around the text |
//! | `wrapped`, `flags`, `elsewhere` | settings that lie in something else |
//!
//! Sources: kubernetes/kubernetes pkg/kubelet/kubeletconfig/configfiles/configfiles.go,
//! pkg/kubelet/apis/config/v1beta1/defaults.go and pkg/kubelet/apis/config/validation/validation.go, of
//! 1.27 to 1.36.

pub mod allowlist;
mod around;
mod check;
mod elsewhere;
mod fields;
mod flags;
mod gates;
mod validate;
mod verification_policy;
mod wrapped;

pub use check::{KubeletConfigReport, check_kubelet_config};
pub use verification_policy::{ENSURE_SECRET_PULLED_IMAGES, VerificationPolicy};

use crate::codes::{self, Code};
use serde::{Deserialize, Serialize};

/// Fields of a KubeletConfiguration as written. The kubelet reads whole numbers; what
/// reads a configuration checks that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PullSettings {
    /// One pull at a time; true where `maxParallelImagePulls` is left out or below 2, else false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serialize_image_pulls: Option<bool>,
    /// Pulls at once; no limit by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_parallel_image_pulls: Option<f64>,
    /// Pulls a second that the kubelet starts; 5. 0: no limit.
    #[serde(
        default,
        rename = "registryPullQPS",
        skip_serializing_if = "Option::is_none"
    )]
    pub registry_pull_qps: Option<f64>,
    /// Pulls that may start at once; 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registry_burst: Option<f64>,
}

/// What a KubeletConfiguration says of itself.
const API_VERSION: &str = "kubelet.config.k8s.io/v1beta1";
const KIND: &str = "KubeletConfiguration";

/// `registryPullQPS` where it is left out.
pub const DEFAULT_REGISTRY_PULL_QPS: f64 = 5.0;
/// `registryBurst` where it is left out.
pub const DEFAULT_REGISTRY_BURST: f64 = 10.0;

/// The settings after defaulting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DefaultedPullSettings {
    /// One pull at a time.
    pub serialize_image_pulls: bool,
    /// Pulls at once; `None`: no limit.
    pub max_parallel_image_pulls: Option<f64>,
    /// Pulls a second that the kubelet starts; 0: no limit.
    pub registry_pull_qps: f64,
    /// Pulls that may start at once.
    pub registry_burst: f64,
}

/// A rule of the validation that some settings break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The code of the rule.
    pub(crate) code: Code,
    /// The kubelet's own words.
    pub message: String,
}

impl PullSettings {
    /// A KubeletConfiguration with these settings; what is left out appears as a comment with what
    /// then holds.
    pub fn to_yaml(&self) -> String {
        let defaulted = self.defaulted();
        let line = |field: &str, is_written: bool, value: String| {
            let mark = if is_written { "" } else { "# " };
            format!("{mark}{field}: {value}\n")
        };
        let serialize = line(
            "serializeImagePulls",
            self.serialize_image_pulls.is_some(),
            defaulted.serialize_image_pulls.to_string(),
        );
        let max = defaulted.max_parallel_image_pulls;
        let max = max.map_or_else(
            || "# maxParallelImagePulls: 2\n".to_owned(),
            |max| line("maxParallelImagePulls", true, max.to_string()),
        );
        let qps = line(
            "registryPullQPS",
            self.registry_pull_qps.is_some(),
            defaulted.registry_pull_qps.to_string(),
        );
        let burst = line(
            "registryBurst",
            self.registry_burst.is_some(),
            defaulted.registry_burst.to_string(),
        );
        format!("apiVersion: {API_VERSION}\nkind: {KIND}\n{serialize}{max}{qps}{burst}")
    }

    /// What holds where fields are left out. What is written is never changed.
    pub fn defaulted(&self) -> DefaultedPullSettings {
        let max = self.max_parallel_image_pulls;
        DefaultedPullSettings {
            serialize_image_pulls: self
                .serialize_image_pulls
                .unwrap_or_else(|| max.is_none_or(|max| max < 2.0)),
            max_parallel_image_pulls: max,
            registry_pull_qps: self.registry_pull_qps.unwrap_or(DEFAULT_REGISTRY_PULL_QPS),
            registry_burst: self.registry_burst.unwrap_or(DEFAULT_REGISTRY_BURST),
        }
    }
}

impl DefaultedPullSettings {
    /// What the kubelet says where serializeImagePulls and maxParallelImagePulls contradict each
    /// other.
    pub fn contradiction(&self) -> Option<Refusal> {
        let mut refusals = self.refusals().into_iter();
        refusals.find(|refusal| refusal.code == codes::KUB004)
    }

    /// The rules that these settings break: with any of them the kubelet does not start.
    pub fn refusals(&self) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        let mut refuse = |code, message| refusals.push(Refusal { code, message });
        if self.registry_burst < 0.0 {
            refuse(
                codes::KUB001,
                format!(
                    "invalid configuration: registryBurst (--registry-burst) {} must not be a negative number",
                    self.registry_burst
                ),
            );
        }
        if self.registry_pull_qps < 0.0 {
            refuse(
                codes::KUB002,
                format!(
                    "invalid configuration: registryPullQPS (--registry-qps) {} must not be a negative number",
                    self.registry_pull_qps
                ),
            );
        }
        let Some(max) = self.max_parallel_image_pulls else {
            return refusals;
        };
        if max < 1.0 {
            refuse(
                codes::KUB003,
                format!(
                    "invalid configuration: maxParallelImagePulls {} must be a positive number",
                    max + 0.0
                ),
            );
        }
        if max > 1.0 && self.serialize_image_pulls {
            refuse(
                codes::KUB004,
                "invalid configuration: maxParallelImagePulls cannot be larger than 1 unless \
                 SerializeImagePulls (--serialize-image-pulls) is set to false"
                    .to_owned(),
            );
        }
        refusals
    }

    /// How many pulls the kubelet lets run at once; `None`: no limit.
    pub fn pulls_at_once(&self) -> Option<f64> {
        if self.serialize_image_pulls {
            Some(1.0)
        } else {
            self.max_parallel_image_pulls
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(serialize: Option<bool>, max: Option<f64>) -> PullSettings {
        PullSettings {
            serialize_image_pulls: serialize,
            max_parallel_image_pulls: max,
            ..PullSettings::default()
        }
    }

    #[test]
    fn pulls_are_serial_unless_two_at_once_are_asked_for() {
        for (serialize, max, at_once) in [
            (None, None, Some(1.0)),
            (None, Some(1.0), Some(1.0)),
            (None, Some(2.0), Some(2.0)),
            (Some(true), None, Some(1.0)),
            (Some(true), Some(1.0), Some(1.0)),
            (Some(false), None, None),
            (Some(false), Some(1.0), Some(1.0)),
            (Some(false), Some(7.0), Some(7.0)),
        ] {
            let defaulted = settings(serialize, max).defaulted();
            assert_eq!(defaulted.pulls_at_once(), at_once, "{serialize:?} {max:?}");
            assert_eq!(defaulted.refusals(), [], "{serialize:?} {max:?}");
        }
    }

    #[test]
    fn every_broken_rule_is_named_in_the_kubelets_words_and_order() {
        let broken = PullSettings {
            serialize_image_pulls: Some(true),
            max_parallel_image_pulls: Some(3.0),
            registry_pull_qps: Some(-1.0),
            registry_burst: Some(-1.0),
        };
        let messages = |settings: PullSettings| {
            settings
                .defaulted()
                .refusals()
                .into_iter()
                .map(|refusal| refusal.message)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            messages(broken),
            [
                "invalid configuration: registryBurst (--registry-burst) -1 must not be a negative number",
                "invalid configuration: registryPullQPS (--registry-qps) -1 must not be a negative number",
                "invalid configuration: maxParallelImagePulls cannot be larger than 1 unless SerializeImagePulls (--serialize-image-pulls) is set to false",
            ]
        );
        assert_eq!(
            messages(settings(None, Some(-0.0))),
            ["invalid configuration: maxParallelImagePulls 0 must be a positive number"]
        );
    }
}
