//! What `ValidateKubeletConfiguration` says of fields about images, in its words and order.
//!
//! Source: kubernetes/kubernetes pkg/kubelet/apis/config/validation/validation.go.

use super::{
    DefaultedPullSettings, ENSURE_SECRET_PULLED_IMAGES, Refusal, VerificationPolicy,
    allowlist::Pattern,
    fields,
    gates::{CRASH_LOOP_BACK_OFF_MAX, Gates},
};
use crate::{
    codes::{self, Code},
    config_file::GoDuration,
    releases::{Change, Release},
};

/// The high and the low threshold where they are left out, in percent.
const DEFAULT_THRESHOLDS: (f64, f64) = (85.0, 80.0);

/// `imageMinimumGCAge` where it is left out or no time.
const DEFAULT_MINIMUM_AGE: GoDuration = GoDuration::from_minutes(2);

/// What `crashLoopBackOff.maxContainerRestartPeriod` may be.
const CRASH_LOOP_MILLIS: std::ops::RangeInclusive<u64> = 1000..=300_000;

/// The fields besides [`DefaultedPullSettings`]; `None`: left out.
#[derive(Clone, Debug, Default)]
pub(super) struct OtherSettings {
    pub high_threshold: Option<f64>,
    pub low_threshold: Option<f64>,
    pub minimum_age: Option<GoDuration>,
    pub maximum_age: Option<GoDuration>,
    pub crash_loop_max: Option<GoDuration>,
    /// As written; may be empty.
    pub policy: String,
    pub allowlist: Vec<String>,
}

/// A rule that is broken, and the field at which it is said.
pub(super) struct Broken {
    pub field: &'static str,
    pub refusal: Refusal,
}

impl OtherSettings {
    /// All rules that are broken.
    pub fn refusals(
        &self,
        pulls: &DefaultedPullSettings,
        gates: &Gates,
        release: Release,
    ) -> Vec<Broken> {
        let mut list = Vec::new();
        self.garbage_collection(&mut list);
        list.extend(pulls.refusals().into_iter().map(|refusal| Broken {
            field: match refusal.code {
                codes::KUB001 => fields::BURST,
                codes::KUB002 => fields::QPS,
                _ => fields::MAX_PARALLEL,
            },
            refusal,
        }));
        if let Some(period) = self.crash_loop_max {
            crash_loop(&mut list, period, gates);
        }
        if release.has(Change::ImageAccessCanBeVerified) {
            self.verification(&mut list, gates, release);
        }
        list
    }

    fn garbage_collection(&self, list: &mut Vec<Broken>) {
        let high = self.high_threshold.unwrap_or(DEFAULT_THRESHOLDS.0);
        let low = self.low_threshold.unwrap_or(DEFAULT_THRESHOLDS.1);
        for (field, flag, value) in [
            (fields::HIGH_THRESHOLD, "image-gc-high-threshold", high),
            (fields::LOW_THRESHOLD, "image-gc-low-threshold", low),
        ] {
            if !(0.0..=100.0).contains(&value) {
                let said =
                    format!("{field} (--{flag}) {value} must be between 0 and 100, inclusive");
                say(list, codes::KUB015, field, &said);
            }
        }
        if low >= high {
            let said = format!(
                "imageGCLowThresholdPercent (--image-gc-low-threshold) {low} must be less than imageGCHighThresholdPercent (--image-gc-high-threshold) {high}"
            );
            let field = if self.low_threshold.is_some() {
                fields::LOW_THRESHOLD
            } else {
                fields::HIGH_THRESHOLD
            };
            say(list, codes::KUB015, field, &said);
        }
        let Some(maximum) = self.maximum_age else {
            return;
        };
        let minimum = self.minimum_age.filter(|it| !it.is_zero());
        let minimum = minimum.unwrap_or(DEFAULT_MINIMUM_AGE);
        let field = fields::MAXIMUM_AGE;
        if maximum.is_negative() {
            let said = format!("{field} {} must not be negative", maximum.print());
            say(list, codes::KUB015, field, &said);
        } else if !maximum.is_zero() && !maximum.is_longer_than(minimum) {
            let said = format!(
                "{field} {} must be greater than imageMinimumGCAge {}",
                maximum.print(),
                minimum.print()
            );
            say(list, codes::KUB015, field, &said);
        }
    }

    fn verification(&self, list: &mut Vec<Broken>, gates: &Gates, release: Release) {
        if !gates.is_on(ENSURE_SECRET_PULLED_IMAGES) {
            let is_set = [
                (fields::POLICY, !self.policy.is_empty()),
                (fields::ALLOWLIST, !self.allowlist.is_empty()),
            ];
            for (field, _) in is_set.into_iter().filter(|(_, is_set)| *is_set) {
                let said = format!(
                    "`{field}` must not be set if {ENSURE_SECRET_PULLED_IMAGES} feature gate is not enabled"
                );
                say(list, codes::KUB011, field, &said);
            }
            return;
        }
        let policy = match self.policy.as_str() {
            "" => Some(VerificationPolicy::default()),
            written => VerificationPolicy::named(written),
        };
        if policy.is_none() {
            let [never, preloaded, allowlisted, always] =
                VerificationPolicy::ALL.map(VerificationPolicy::as_str);
            let said = format!(
                "option {} specified for {}. Valid options are \"{never}\", \"{preloaded}\", \"{allowlisted}\" or \"{always}\"",
                crate::kubelet::go::quote(&self.policy),
                fields::POLICY,
            );
            say(list, codes::KUB009, fields::POLICY, &said);
        }
        if self.allowlist.is_empty() {
            return;
        }
        if policy != Some(VerificationPolicy::NeverVerifyAllowlistedImages) {
            let said = format!(
                "can't set `{}` if `imagePullCredentialsVertificationPolicy` is not \"{}\"",
                fields::ALLOWLIST,
                VerificationPolicy::NeverVerifyAllowlistedImages.as_str(),
            );
            say(list, codes::KUB011, fields::ALLOWLIST, &said);
            return;
        }
        let mut entries = self.allowlist.iter();
        if let Some(error) = entries.find_map(|entry| Pattern::new(entry, release).err()) {
            let said = format!("invalid image pattern in `{}`: {error}", fields::ALLOWLIST);
            say(list, codes::KUB011, fields::ALLOWLIST, &said);
        }
    }
}

fn crash_loop(list: &mut Vec<Broken>, period: GoDuration, gates: &Gates) {
    let said = if !gates.is_on(CRASH_LOOP_BACK_OFF_MAX) {
        format!(
            "FeatureGate {CRASH_LOOP_BACK_OFF_MAX} not enabled, CrashLoopBackOff.MaxContainerRestartPeriod must not be set"
        )
    } else if period.is_negative() || !CRASH_LOOP_MILLIS.contains(&period.whole_millis()) {
        format!(
            "CrashLoopBackOff.MaxContainerRestartPeriod (got: {} seconds) must be set between 1s and 300s",
            period.seconds()
        )
    } else {
        return;
    };
    say(list, codes::KUB015, fields::CRASH_LOOP, &said);
}

fn say(list: &mut Vec<Broken>, code: Code, field: &'static str, said: &str) {
    let message = format!("invalid configuration: {said}");
    list.push(Broken {
        field,
        refusal: Refusal { code, message },
    });
}
