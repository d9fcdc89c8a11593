//! The texts of failing pulls, as far as known (rule 12).

use super::plan::{FaultError, ImagePlan};

/// What the runtime says where the name could not be resolved.
pub(super) fn resolve(image: &ImagePlan, fault: FaultError) -> String {
    let reference = &image.reference;
    let url = &image.manifest_url;
    let cause = match fault {
        FaultError::NotFound => format!("{reference}: not found"),
        FaultError::Unauthorized => "pull access denied, repository does not exist or may require \
            authorization: server message: insufficient_scope: authorization failed"
            .to_owned(),
        FaultError::RateLimited => {
            format!("unexpected status from HEAD request to {url}: 429 Too Many Requests")
        }
        FaultError::Unavailable => {
            format!("unexpected status from HEAD request to {url}: 503 Service Unavailable")
        }
        FaultError::Timeout => {
            format!("failed to do request: Head \"{url}\": dial tcp: i/o timeout")
        }
    };
    let code = match fault {
        FaultError::NotFound => "NotFound",
        _ => "Unknown",
    };
    format!(
        "rpc error: code = {code} desc = failed to pull and unpack image \"{reference}\": \
         failed to resolve reference \"{reference}\": {cause}"
    )
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
