//! One container's image: what the kubelet does each time it starts the container.
//!
//! Sources: kubernetes/kubernetes pkg/kubelet/images/image_manager.go `EnsureImageExists` and
//! pkg/kubelet/kuberuntime/kuberuntime_container.go.

mod check;
mod request;
mod verification;

pub(super) use check::Settings;
pub use request::*;

use std::cell::OnceCell;

use super::{
    backoff::BackOff,
    config::{DEFAULT_REGISTRY_BURST, DEFAULT_REGISTRY_PULL_QPS, ENSURE_SECRET_PULLED_IMAGES},
    events::{self, Access, ImageEvent, WaitingReason},
    limiter::{QPS_EXCEEDED, TokenBucket},
    pull_error,
};
use crate::{
    image_name::cri_image_in,
    policy::PullPolicy,
    releases::Change,
    request::Refused as _,
    sources::{BACKOFF_GO, IMAGE_HELPERS_GO, IMAGE_MANAGER_GO, PULL_MANAGER},
    why::Reason,
    words::{Message, message},
};
use verification::{Verdict, after_own_pull, verdict};

/// The feature gate without which all runtime handlers share their images.
pub const RUNTIME_CLASS_IN_IMAGE_CRI_API: &str = "RuntimeClassInImageCriApi";

/// What the kubelet does at each of the starts of a container. Every request has an answer: a value
/// that cannot be is named in `diagnostics`, and nothing is tried then.
pub fn ensure_image(request: &EnsureRequest) -> EnsureReport {
    let settings = match check::settings(request) {
        Ok(settings) => settings,
        Err(problems) => return EnsureReport::refused(problems),
    };
    let mut container = Container::new(request, settings);
    let attempts = request.attempts.iter();
    EnsureReport {
        attempts: attempts.map(|attempt| container.start(attempt)).collect(),
        diagnostics: Vec::new(),
    }
}

/// A container and what its kubelet remembers from one start to the next.
pub(super) struct Container<'a> {
    request: &'a EnsureRequest,
    settings: Settings,
    /// Whether the pod may use the image where it is present.
    verdict: OnceCell<Verdict>,
    /// Whether a pull of this request succeeded: the kubelet remembers it with the credentials of the
    /// pod.
    has_pulled: bool,
    bucket: Option<TokenBucket>,
    /// The last failure of a pull.
    failure: Option<Failure>,
}

struct Failure {
    back_off: BackOff,
    reason: WaitingReason,
    message: String,
}

/// The answer while it comes about.
struct Draft {
    at_ms: f64,
    calls: Vec<CriCall>,
    events: Vec<ImageEvent>,
    why: Vec<Reason>,
}

impl<'a> Container<'a> {
    pub(super) fn new(request: &'a EnsureRequest, settings: Settings) -> Self {
        Self {
            request,
            settings,
            verdict: OnceCell::new(),
            has_pulled: false,
            bucket: TokenBucket::new(
                request
                    .registry_pull_qps
                    .unwrap_or(DEFAULT_REGISTRY_PULL_QPS),
                request.registry_burst.unwrap_or(DEFAULT_REGISTRY_BURST),
            ),
            failure: None,
        }
    }

    /// A gate as it is set, where the release has it.
    fn is_on(&self, gate: &str, exists: Change, by_default: bool) -> bool {
        let set = self.request.feature_gates.as_ref();
        let set = set.and_then(|gates| gates.get(gate)).copied();
        self.settings.release.has(exists) && set.unwrap_or(by_default)
    }

    /// Name, presence, access, back-off, pull: the first that decides ends the start.
    pub(super) fn start(&mut self, attempt: &AttemptRequest) -> Attempt {
        let image = &self.request.image;
        let mut draft = Draft::at(attempt.at_ms);
        if let Err(error) = cri_image_in(image, self.settings.release) {
            let event = events::invalid_image_name(self.settings.release, image, &error.upstream());
            draft.because(
                "ensure-invalid-name",
                message!("The name can't be parsed; the runtime isn't contacted and there is no back-off."),
                IMAGE_MANAGER_GO,
            );
            return draft.refused(WaitingReason::InvalidImageName, event);
        }
        if self.inspects() {
            draft.calls.push(CriCall::GetImageRef);
            if let Some(error) = &attempt.inspect_error {
                let event = events::inspect_failed(self.settings.release, image, error);
                draft.because(
                    "ensure-inspect-error",
                    message!("The runtime couldn't tell whether the image is on the node; there is no back-off."),
                    IMAGE_MANAGER_GO,
                );
                return draft.refused(WaitingReason::ImageInspectError, event);
            }
        }
        match self.access_to_present(attempt, &mut draft) {
            Some(access) => {
                draft.events.push(events::already_present(image, access));
                return draft.has_image();
            }
            None if self.settings.policy == PullPolicy::Never => {
                return draft.refused(WaitingReason::ErrImageNeverPull, events::never_pull(image));
            }
            None => {}
        }
        match self.in_back_off(attempt.at_ms) {
            Some((message, until_ms)) => {
                draft.events.push(events::back_off(image));
                draft.because(
                    "ensure-back-off",
                    message!(
                        "The last pull of this pod and image failed, and its back-off isn't over."
                    ),
                    BACKOFF_GO,
                );
                draft.waits(WaitingReason::ImagePullBackOff, message, Some(until_ms))
            }
            None => self.pull(attempt, draft),
        }
    }

    /// Whether the runtime is asked for the image first.
    fn inspects(&self) -> bool {
        self.settings.policy != PullPolicy::Always
            || !self
                .settings
                .release
                .has(Change::AlwaysPullsWithoutInspecting)
    }

    /// How the pod may use the image where it is present and the policy asks for no pull.
    fn access_to_present(&self, attempt: &AttemptRequest, draft: &mut Draft) -> Option<Access> {
        if self.settings.policy == PullPolicy::Always {
            draft.because(
                "ensure-always",
                message!("With the policy Always the runtime pulls at every start; layers already on the node aren't downloaded again."),
                IMAGE_MANAGER_GO,
            );
            return None;
        }
        if !self.is_present(attempt) {
            draft.because(
                "ensure-absent",
                if self.settings.policy == PullPolicy::Never {
                    message!(
                        "The image is not on the node, and the policy Never forbids a pull. There is no back-off."
                    )
                } else {
                    message!("The image is not on the node.")
                },
                IMAGE_MANAGER_GO,
            );
            return None;
        }
        let is_verifying = self.is_on(
            ENSURE_SECRET_PULLED_IMAGES,
            Change::ImageAccessCanBeVerified,
            self.settings
                .release
                .has(Change::PresentImageAccessIsVerified),
        );
        // The records are the same for all attempts, and there may be many of both.
        let verdict = if is_verifying && self.has_pulled {
            after_own_pull(self.request, &self.settings)
        } else {
            *self
                .verdict
                .get_or_init(|| verdict(self.request, &self.settings, is_verifying))
        };
        let (rule, text) = rule_of(verdict);
        draft.because(rule, text, PULL_MANAGER);
        match verdict {
            Verdict::NotAsked => Some(Access::NotAsked),
            Verdict::Refused => None,
            _ => Some(Access::Allowed),
        }
    }

    fn is_present(&self, attempt: &AttemptRequest) -> bool {
        let handler = self.request.runtime_handler.as_deref().unwrap_or_default();
        let by_handler = self.is_on(
            RUNTIME_CLASS_IN_IMAGE_CRI_API,
            Change::RuntimeClassInImageCriApiExists,
            false,
        );
        match &attempt.present_for {
            Some(handlers) if by_handler => handlers.iter().any(|it| it == handler),
            _ => attempt.present.unwrap_or(false),
        }
    }

    /// The message and the end of a back-off that holds now.
    fn in_back_off(&self, now_ms: f64) -> Option<(String, f64)> {
        let failure = self.failure.as_ref()?;
        if !self
            .settings
            .back_off
            .is_in_back_off(Some(failure.back_off), now_ms)
        {
            return None;
        }
        let mut message = events::back_off(&self.request.image).message;
        if self
            .settings
            .release
            .has(Change::BackOffStatusNamesLastError)
        {
            let Failure {
                reason,
                message: last,
                ..
            } = failure;
            message = format!("{message}: {}: {last}", reason.as_str());
        }
        Some((message, self.settings.back_off.until_ms(failure.back_off)))
    }

    fn pull(&mut self, attempt: &AttemptRequest, mut draft: Draft) -> Attempt {
        let image = &self.request.image;
        draft.events.push(events::pulling(image));
        let has_token = self
            .bucket
            .as_mut()
            .is_none_or(|bucket| bucket.take(attempt.at_ms));
        let pull_ms = if has_token {
            attempt.pull_ms.unwrap_or(0.0)
        } else {
            0.0
        };
        let error = if has_token {
            draft.calls.push(CriCall::PullImage);
            attempt.pull_error.as_deref()
        } else {
            draft.because(
                "ensure-qps-exceeded",
                message!("The pull exceeds `registryPullQPS` and `registryBurst`; it isn't queued, it fails."),
                IMAGE_HELPERS_GO,
            );
            Some(QPS_EXCEEDED)
        };
        let Some(error) = error else {
            if self.settings.release.has(Change::ImageSizeInPulledEvent) {
                draft.calls.push(CriCall::GetImageSize);
            }
            self.has_pulled = true;
            let bytes = attempt.image_bytes.unwrap_or(0.0);
            draft.events.push(events::pulled(
                self.settings.release,
                image,
                pull_ms,
                pull_ms,
                bytes,
            ));
            draft.because(
                "ensure-pulled",
                message!("The pull succeeded. That doesn't clear an earlier back-off: it expires 600 s after the last failure."),
                BACKOFF_GO,
            );
            return draft.has_image();
        };
        draft.events.push(events::failed_to_pull(image, error));
        let (reason, message) = pull_error::waiting_for(self.settings.release, image, error);
        let previous = self.failure.as_ref().map(|failure| failure.back_off);
        let back_off = self
            .settings
            .back_off
            .after_failure(previous, attempt.at_ms + pull_ms);
        draft.because(
            "ensure-pull-failed",
            message!(
                "The pull failed; the kubelet retries at the pod's next sync after the back-off."
            ),
            BACKOFF_GO,
        );
        self.failure = Some(Failure {
            back_off,
            reason,
            message: message.clone(),
        });
        draft.waits(
            reason,
            message,
            Some(self.settings.back_off.until_ms(back_off)),
        )
    }
}

impl Draft {
    fn at(at_ms: f64) -> Self {
        Self {
            at_ms,
            calls: Vec::new(),
            events: Vec::new(),
            why: Vec::new(),
        }
    }

    fn because(&mut self, rule: &'static str, text: Message, source: &'static str) {
        self.why.push(Reason::new(rule, text, source));
    }

    fn has_image(self) -> Attempt {
        self.end(None, None, None)
    }

    /// The container waits without a back-off; the event says what the status says.
    fn refused(mut self, reason: WaitingReason, event: ImageEvent) -> Attempt {
        let message = event.message.clone();
        self.events.push(event);
        self.waits(reason, message, None)
    }

    fn waits(self, reason: WaitingReason, message: String, until_ms: Option<f64>) -> Attempt {
        self.end(Some(reason), Some(message), until_ms)
    }

    fn end(
        self,
        reason: Option<WaitingReason>,
        message: Option<String>,
        back_off_until_ms: Option<f64>,
    ) -> Attempt {
        Attempt {
            at_ms: self.at_ms,
            cri_calls: self.calls,
            reason: reason.map(WaitingReason::as_str),
            message,
            back_off_until_ms,
            events: self.events,
            container_event: reason.map(events::container_error),
            why: self.why,
        }
    }
}

fn rule_of(verdict: Verdict) -> (&'static str, Message) {
    match verdict {
        Verdict::NotAsked => (
            "ensure-present",
            message!(
                "The image is on the node, and the gate KubeletEnsureSecretPulledImages is off: every pod may use it."
            ),
        ),
        Verdict::NotVerified => (
            "ensure-not-verified",
            message!("The image is on the node, and the verification policy doesn't cover it."),
        ),
        Verdict::EveryPod => (
            "ensure-every-pod",
            message!(
                "The image was pulled anonymously or with the node's credentials: every pod on the node may use it."
            ),
        ),
        Verdict::SameSecret => (
            "ensure-same-secret",
            message!("The image was pulled with a Secret that this pod has too."),
        ),
        Verdict::SameServiceAccount => (
            "ensure-same-service-account",
            message!("The image was pulled with this pod's ServiceAccount."),
        ),
        Verdict::Refused => (
            "ensure-not-shown",
            message!(
                "The image is on the node, but was pulled with credentials this pod doesn't have: it must pull with its own. A Secret with the same user and password as in an earlier pull would do."
            ),
        ),
    }
}
