//! The texts of failing pulls, as far as known (rule 12).

use super::plan::{FaultError, ImagePlan};
use crate::kubelet::pull_error::{could_not_resolve, not_found, timed_out, unauthorized};

/// What the runtime says where the name could not be resolved.
pub(super) fn resolve(image: &ImagePlan, fault: FaultError) -> String {
    let reference = &image.reference;
    let url = &image.manifest_url;
    let cause = match fault {
        FaultError::NotFound => return not_found(reference),
        FaultError::Unauthorized => return unauthorized(reference),
        FaultError::Timeout => return timed_out(reference, url),
        FaultError::RateLimited => {
            format!("unexpected status from HEAD request to {url}: 429 Too Many Requests")
        }
        FaultError::Unavailable => {
            format!("unexpected status from HEAD request to {url}: 503 Service Unavailable")
        }
    };
    could_not_resolve(reference, "Unknown", &cause)
}

/// What the runtime says where the registry lets no more manifests be read.
pub(super) fn rate_limit(image: &ImagePlan) -> String {
    format!(
        "rpc error: code = Unknown desc = failed to pull and unpack image \"{}\": failed to copy: \
         httpReadSeeker: failed open: unexpected status code {}: 429 Too Many Requests - Server \
         message: toomanyrequests: You have reached your pull rate limit",
        image.reference, image.manifest_url
    )
}
