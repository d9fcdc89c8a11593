//! A pod that cannot pull its image: when it tries again, and what it shows meanwhile.
//!
//! The failing pull goes through [`ensure_image`](super::ensure_image), the waits through
//! [`backoff`](super::backoff) and [`resync`](super::resync). One run draws the jitter of the
//! syncs from a seed; [`bounds`] gives the earliest and latest times over all jitters.

mod bounds;
mod report;
mod request;
mod run;

pub use report::*;
pub use request::BackOffRequest;

use super::{backoff::IMAGE_BACK_OFF, ensure_image::EnsureRequest};
use crate::{
    request::Refused as _,
    sources::{BACKOFF_GO, IMAGE_MANAGER_GO, KUBELET_GO, POD_WORKERS_GO},
    why::Reason,
    words::message,
};
use bounds::Bounds;
use request::Plan;

/// What happens to a pod whose pull fails until it is fixed. Every request has an answer: a value
/// that cannot be is named in `diagnostics`, and nothing is run then.
pub fn back_off_timeline(request: &BackOffRequest) -> BackOffReport {
    let plan = match Plan::new(request) {
        Ok(plan) => plan,
        Err(diagnostics) => return BackOffReport::refused(diagnostics),
    };
    let container = EnsureRequest {
        image: plan.image.clone(),
        ..EnsureRequest::default()
    };
    let mut report = run::run(&plan, &container);
    if plan.failure.is_some() {
        let bounds = Bounds::new(&plan, IMAGE_BACK_OFF);
        report.after_fix = bounds.after_fix(&report.attempts, &plan);
        report.bounds = bounds.attempts;
    }
    report.why = why();
    report
}

fn why() -> Vec<Reason> {
    vec![
        Reason::new(
            "back-off-doubles",
            message!(
                "After a failed pull there is no retry for 10 s; each further failure doubles that, up to 300 s. No setting changes it."
            ),
            KUBELET_GO,
        ),
        Reason::new(
            "back-off-key",
            message!(
                "Back-off is kept per pod UID and image string: containers of a pod with the same string share it; a new pod or a changed string starts without one."
            ),
            IMAGE_MANAGER_GO,
        ),
        Reason::new(
            "back-off-sync",
            message!(
                "A pull happens at a sync of the pod: 10 to 15 s after the last failed one ended, at the next whole second of the kubelet's loop. So it starts later than the back-off ends."
            ),
            POD_WORKERS_GO,
        ),
        Reason::new(
            "back-off-survives-success",
            message!(
                "A success doesn't clear it; it expires 600 s after the last failure, or when the kubelet restarts."
            ),
            BACKOFF_GO,
        ),
    ]
}
