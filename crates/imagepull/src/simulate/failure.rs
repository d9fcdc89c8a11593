//! The texts of failing pulls (rule 12).

use super::engine::Engine;
use super::plan::{DownloadLimit, FaultError};
use crate::kubelet::pull_error::Wording;

impl Engine<'_> {
    /// What the kubelet hears where the name could not be resolved.
    pub fn fault_text(&self, pull: usize, fault: FaultError) -> String {
        let wording = self.wording(pull);
        let image = self.image(pull);
        let (reference, url) = (&image.reference, &image.manifest_url);
        match fault {
            FaultError::NotFound => wording.not_found(reference),
            FaultError::Unauthorized => wording.unauthorized(reference),
            FaultError::Timeout => wording.timed_out(reference, url),
            FaultError::RateLimited => {
                wording.unexpected_status(reference, url, "429 Too Many Requests")
            }
            FaultError::Unavailable => {
                wording.unexpected_status(reference, url, "503 Service Unavailable")
            }
        }
    }

    /// What the kubelet hears where the registry lets no more manifests be read.
    pub fn rate_limit_text(&self, pull: usize) -> String {
        let image = self.image(pull);
        let wording = self.wording(pull);
        wording.rate_limited(&image.reference, &image.digest_url)
    }

    /// How many requests of a pull the registry refuses before the pull fails.
    pub fn refused_requests(&self, pull: usize, fault: FaultError) -> u32 {
        let node = self.node_kind(self.pulls[pull].node);
        let release = node.download_limit.first_release();
        let status = fault.status();
        status.map_or(0, |status| release.requests_of_attempt(status))
    }

    fn wording(&self, pull: usize) -> Wording {
        let node = self.node_kind(self.pulls[pull].node);
        Wording {
            release: self.plan.release,
            // Containerd got the slots of a node together with its transfer service.
            has_transfer_service: node.download_limit == DownloadLimit::PerNode,
        }
    }
}
