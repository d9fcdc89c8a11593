//! What [`back_off_timeline`](super::back_off_timeline) is asked, and whether that can be.

use imageref::Normalized;
use serde::Deserialize;

use crate::{
    codes,
    diagnostic::Diagnostic,
    kubelet::{EPSILON_MS, pull_error::Wording, resync::syncs_within},
    releases::Release,
    request::{
        problems::{Codes, Problems, REQUEST, number},
        work::{Bounds, Work},
    },
    words::message,
};

/// The longest run, in ms: 24 h, as for a simulation.
const MAX_MS: f64 = 86_400_000.0;
/// The most containers that share a back-off.
const MAX_CONTAINERS: f64 = 100.0;
/// The greatest whole number that JavaScript counts to.
const GREATEST_SEED: f64 = 9_007_199_254_740_991.0;

/// The codes of what is said about a request.
const CODES: Codes = Codes {
    release: codes::BKO003,
    ..REQUEST
};

/// The events of a start that fails, and an event as JSON without its image, in bytes.
const EVENTS_OF_START: f64 = 2.0;
const EVENT_BYTES: f64 = 130.0;
const DEFAULT_IMAGE: &str = "busybox";
const DEFAULT_POD_UID: &str = "pod";

/// A pod whose pull fails until it is fixed. Times are milliseconds from its first sync.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BackOffRequest {
    /// Image name as in the Pod; `busybox`.
    pub image: Option<String>,
    /// UID of the Pod: part of the key of the back-off and of the draws; `pod`.
    pub pod_uid: Option<String>,
    /// Seed of the jitter: a whole number, 0 to 2^53-1; 0.
    pub seed: Option<f64>,
    /// The end of the timeline: at most 24 h.
    pub until_ms: f64,
    /// How long a pull takes, failing or not; 0.
    pub pull_ms: Option<f64>,
    /// A pull that ends from then on succeeds; never.
    pub fixed_at_ms: Option<f64>,
    /// Containers of the pod with this image as written; 1 by default.
    pub shared_by: Option<f64>,
    /// A release such as `1.35`; the newest known.
    pub kubernetes: Option<String>,
}

/// A request that can be.
pub(super) struct Plan {
    pub release: Release,
    pub image: String,
    pub pod_uid: String,
    pub seed: u64,
    pub until_ms: f64,
    pub pull_ms: f64,
    pub fixed_at_ms: Option<f64>,
    pub containers: usize,
    /// The runtime's error to a pull; `None`: the name does not parse, and nothing is pulled.
    pub failure: Option<String>,
}

impl Plan {
    /// The request with its defaults, or what is wrong with it.
    pub fn new(request: &BackOffRequest) -> Result<Self, Vec<Diagnostic>> {
        let times = [
            ("untilMs", Some(request.until_ms)),
            ("pullMs", request.pull_ms),
            ("fixedAtMs", request.fixed_at_ms),
        ];
        let mut problems = Problems::new(CODES);
        let help = || message!("Nothing was run: change the value and try again.");
        for (field, value) in times {
            let Some(value) = value else { continue };
            if !(0.0..=MAX_MS).contains(&value) {
                problems.add(
                    codes::BKO001,
                    message!(
                        "{field} is {value}: a time must be 0 to {most} ms (24 h).",
                        field,
                        value = number(value),
                        most = MAX_MS
                    ),
                    help(),
                );
            }
        }
        let counts = [
            ("seed", request.seed, 0.0, GREATEST_SEED),
            ("sharedBy", request.shared_by, 1.0, MAX_CONTAINERS),
        ];
        for (field, value, least, most) in counts {
            let Some(value) = value else { continue };
            if value.fract() != 0.0 || !(least..=most).contains(&value) {
                problems.add(
                    codes::BKO002,
                    message!(
                        "{field} is {value}: it must be an integer from {least} to {most}.",
                        field,
                        value = number(value),
                        least,
                        most
                    ),
                    help(),
                );
            }
        }
        let release = problems.release(request.kubernetes.as_deref());
        problems.name(
            format_args!("image"),
            request.image.as_deref().unwrap_or_default(),
        );
        if !problems.list.is_empty() {
            return Err(problems.list);
        }
        let plan = Self::checked(request, release);
        let refusals = Bounds::CALL.refusals(&plan.work());
        if refusals.is_empty() {
            Ok(plan)
        } else {
            Err(refusals)
        }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Checked to be whole.
    fn checked(request: &BackOffRequest, release: Release) -> Self {
        let image = request.image.as_deref().unwrap_or(DEFAULT_IMAGE);
        let wording = Wording::newest(release);
        let failure = Normalized::parse(image)
            .map(|name| wording.not_found(&name.docker_reference().to_string()));
        Self {
            release,
            image: image.to_owned(),
            pod_uid: request.pod_uid.as_deref().unwrap_or(DEFAULT_POD_UID).into(),
            seed: request.seed.unwrap_or(0.0) as u64,
            until_ms: request.until_ms,
            pull_ms: request.pull_ms.unwrap_or(0.0),
            fixed_at_ms: request.fixed_at_ms,
            containers: request.shared_by.unwrap_or(1.0) as usize,
            failure: failure.ok(),
        }
    }

    /// How much work the run is: a pod that cannot pull is synced until the end, and each of its containers
    /// says so.
    fn work(&self) -> Work {
        let fixed_ms = self.fixed_at_ms.unwrap_or(self.until_ms);
        let syncs = syncs_within(fixed_ms.min(self.until_ms)) + 1.0;
        let starts = syncs * self.containers as f64;
        let event_bytes = EVENT_BYTES + 2.0 * self.image.len() as f64;
        let answer_bytes = starts * EVENTS_OF_START * event_bytes;
        Work::from_answer(starts, answer_bytes)
    }

    /// Whether a pull that begins at `start_ms` ends after the fix.
    pub fn succeeds(&self, start_ms: f64) -> bool {
        self.fixed_at_ms
            .is_some_and(|fixed_ms| start_ms + self.pull_ms >= fixed_ms - EPSILON_MS)
    }
}
