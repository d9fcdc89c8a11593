//! When a pull is tried again, read from the events of a Pod.
//!
//! Sources: the back-off and the syncs of the kubelet ([`crate::kubelet::backoff`],
//! [`crate::kubelet::resync`]); client-go tools/record/events_cache.go: of the events of one object the
//! recorder sends 25 at once, then one in 300 s, so that the lines of a Pod that has failed for a while
//! are older than its last pull.

use serde::Serialize;

use super::{age::shown, attempts::Attempts};
use crate::kubelet::backoff::{BackOff, IMAGE_BACK_OFF};
use crate::kubelet::resync::{MAX_JITTER_MS, PERIOD_MS, POLL_MS};
use crate::words::{Message, message};

/// Events of an object that are sent at once.
const RECORDER_BURST: u32 = 25;

/// A line `Pulling` that is older than this, in s, says nothing of a pull under way.
const MAX_RUNNING_S: f64 = 60.0;

/// When the next pull comes, counted from the moment at which the text was made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NextAttempt {
    /// Not before, in s; `None` while a pull may be running.
    pub earliest_seconds: Option<f64>,
    /// Not after, in s.
    pub latest_seconds: Option<f64>,
    /// Whether a pull may be running.
    pub running: bool,
}

/// The window of the next pull and what is said of it.
pub(super) fn after_back_off(attempts: &Attempts) -> (Option<NextAttempt>, Message) {
    let slack_s = (PERIOD_MS + MAX_JITTER_MS + POLL_MS) / 1000.0;
    let longest_s = IMAGE_BACK_OFF.max_ms / 1000.0 + slack_s;
    if attempts.is_pulled {
        return (
            None,
            message!("The image arrived after the last failure: no pull is pending."),
        );
    }
    let Some(failed_s) = attempts.failed_s else {
        let window = attempts.waits.then(|| window(0.0, longest_s));
        return (window, general());
    };
    let is_throttled = attempts.events >= RECORDER_BURST;
    let runs = attempts
        .pulling_s
        .is_some_and(|it| it < failed_s && it < MAX_RUNNING_S);
    if runs && !is_throttled {
        let running = NextAttempt {
            earliest_seconds: None,
            latest_seconds: None,
            running: true,
        };
        let said = message!(
            "A pull started {age} before this text was printed and may still be running.",
            age = shown(attempts.pulling_s.unwrap_or_default()),
        );
        return (Some(running), said);
    }
    let back_off_s = back_off_s(attempts.failures());
    if failed_s > back_off_s {
        let said = message!(
            "This text is out of date: its last failure is {failed} old, and the back-off after it was {back_off}. After the first 25 events of a pod the kubelet reports one per 5 minutes, so pulls may be missing. The next pull comes within {longest}.",
            failed = shown(failed_s),
            back_off = shown(back_off_s),
            longest = shown(longest_s),
        );
        return (Some(window(0.0, longest_s)), said);
    }
    let earliest_s = back_off_s - failed_s;
    let latest_s = earliest_s + slack_s;
    let said = message!(
        "{earliest} to {latest} after this text was printed: failure {count} was {failed} before, and its back-off is {back_off}. A new pod pulls at once.",
        earliest = shown(earliest_s),
        latest = shown(latest_s),
        count = attempts.failures(),
        failed = shown(failed_s),
        back_off = shown(back_off_s),
    );
    (Some(window(earliest_s, latest_s)), said)
}

/// When a step without back-off is tried again.
pub(super) fn every_sync() -> (Option<NextAttempt>, Message) {
    let latest_s = (PERIOD_MS + MAX_JITTER_MS + POLL_MS) / 1000.0;
    let said = message!(
        "At every sync of the pod, 10 to 16 s after the last: there is no back-off, and no attempt succeeds until the cause is fixed."
    );
    (Some(window(0.0, latest_s)), said)
}

fn window(earliest_s: f64, latest_s: f64) -> NextAttempt {
    NextAttempt {
        earliest_seconds: Some(earliest_s),
        latest_seconds: Some(latest_s),
        running: false,
    }
}

fn general() -> Message {
    message!(
        "At the pod's first sync after its back-off: 10 s after the first failure, then 20, 40, 80, 160 and 300 s, plus up to 16 s until the sync. A new pod pulls at once."
    )
}

/// The back-off after a number of failures, in s.
pub(super) fn back_off_s(failures: u32) -> f64 {
    // It does not change any more after the sixth.
    let entry = (0..failures.clamp(1, 10)).fold(None::<BackOff>, |entry, _| {
        Some(IMAGE_BACK_OFF.after_failure(entry, 0.0))
    });
    entry.map_or(0.0, |entry| entry.duration_ms / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_back_off_is_the_kubelets() {
        assert_eq!(
            [0, 1, 2, 5, 6, u32::MAX].map(back_off_s),
            [10.0, 10.0, 20.0, 160.0, 300.0, 300.0]
        );
    }
}
