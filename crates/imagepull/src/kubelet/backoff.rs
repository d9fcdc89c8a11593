//! How long a failed pull is not tried again.
//!
//! Sources: client-go util/flowcontrol/backoff.go; pkg/kubelet/kubelet.go of
//! kubernetes/kubernetes (`imageBackOffPeriod`, `MaxImageBackOff`, no jitter).
//! The kubelet keeps an entry for each pod and image as written. A success does not
//! clear it.

use serde::Deserialize;

use super::EPSILON_MS;

/// The first back-off and the longest.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BackOffLimits {
    /// The first, in ms.
    pub initial_ms: f64,
    /// The longest, in ms.
    pub max_ms: f64,
}

/// Those of the kubelet for images: 10 s, doubled up to 300 s.
pub const IMAGE_BACK_OFF: BackOffLimits = BackOffLimits {
    initial_ms: 10_000.0,
    max_ms: 300_000.0,
};

/// The shortest time that Go counts, in ms.
const NANOSECOND_MS: f64 = 1e-6;

/// What is remembered of the last failure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BackOff {
    /// When it was, in ms.
    pub failed_ms: f64,
    /// How long nothing is tried after it, in ms.
    pub duration_ms: f64,
}

impl BackOff {
    /// When it is over, in ms.
    pub fn until_ms(&self) -> f64 {
        self.failed_ms + self.duration_ms
    }
}

impl BackOffLimits {
    /// The entry after a failure at `now_ms`, with the entry before it.
    pub fn after_failure(&self, previous: Option<BackOff>, now_ms: f64) -> BackOff {
        let duration_ms = match previous {
            Some(entry) if !self.is_expired(entry, now_ms) => self.doubled_ms(entry.duration_ms),
            _ => self.initial_ms,
        };
        BackOff {
            failed_ms: now_ms,
            duration_ms,
        }
    }

    /// The back-off that follows one of `duration_ms`, in ms.
    pub fn doubled_ms(&self, duration_ms: f64) -> f64 {
        (2.0 * duration_ms).min(self.max_ms)
    }

    /// Whether nothing is tried at `now_ms`. It is over when exactly the time has passed.
    pub fn is_in_back_off(&self, entry: Option<BackOff>, now_ms: f64) -> bool {
        entry.is_some_and(|entry| {
            !self.is_expired(entry, now_ms)
                && now_ms - entry.failed_ms < entry.duration_ms - EPSILON_MS
        })
    }

    /// When it is over, in ms: an entry that is forgotten before its time ends with that.
    pub fn until_ms(&self, entry: BackOff) -> f64 {
        let forgotten_after_ms = self.forgotten_after_ms();
        if entry.duration_ms > forgotten_after_ms {
            entry.failed_ms + forgotten_after_ms + NANOSECOND_MS
        } else {
            entry.until_ms()
        }
    }

    /// An entry is forgotten when twice the longest back-off has passed without a failure.
    fn is_expired(&self, entry: BackOff, now_ms: f64) -> bool {
        now_ms - entry.failed_ms > self.forgotten_after_ms() + EPSILON_MS
    }

    /// An entry is forgotten more than this time after the failure, in ms.
    pub fn forgotten_after_ms(&self) -> f64 {
        2.0 * self.max_ms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_doubles_from_10_s_to_300_s() {
        let mut entry = None;
        let mut now_ms = 0.0;
        let durations: Vec<f64> = (0..7)
            .map(|_| {
                let next = IMAGE_BACK_OFF.after_failure(entry, now_ms);
                now_ms += next.duration_ms;
                entry = Some(next);
                next.duration_ms / 1000.0
            })
            .collect();
        assert_eq!(durations, [10.0, 20.0, 40.0, 80.0, 160.0, 300.0, 300.0]);
    }

    #[test]
    fn it_is_over_when_exactly_the_time_has_passed() {
        let entry = Some(IMAGE_BACK_OFF.after_failure(None, 5.0));
        assert!(IMAGE_BACK_OFF.is_in_back_off(entry, 10_004.9));
        assert!(!IMAGE_BACK_OFF.is_in_back_off(entry, 10_005.0));
        assert!(!IMAGE_BACK_OFF.is_in_back_off(None, 0.0));
    }

    #[test]
    fn it_starts_again_after_more_than_600_s_without_a_failure() {
        let entry = Some(BackOff {
            failed_ms: 0.0,
            duration_ms: 160_000.0,
        });
        let after = |now_ms| IMAGE_BACK_OFF.after_failure(entry, now_ms).duration_ms;
        assert!((after(600_000.0) - 300_000.0).abs() < 1e-9);
        assert!((after(600_001.0) - 10_000.0).abs() < 1e-9);
    }
}
