//! Secrets that a Pod lists and that none of its images is pulled with, by the keys they hold.

use crate::{
    codes,
    credentials::key_fits,
    diagnostic::Diagnostic,
    sources::KEYRING_GO,
    words::message,
    workload::report::{Finding, ManifestReport, Placed, Secret},
};

/// Keys and images of a text that are compared; the others are left out, so that a text
/// made of nothing but keys and images is answered as well.
const MAX_COMPARISONS: usize = 20_000;

/// The repositories of each workload, and how much may still be compared.
pub(super) struct Registries<'a> {
    /// `None` where an image of the workload has no name that a key could fit.
    by_workload: Vec<Option<Vec<&'a str>>>,
    comparisons_left: usize,
}

impl<'a> Registries<'a> {
    pub fn new(report: &'a ManifestReport) -> Self {
        let mut by_workload = vec![Some(Vec::new()); report.workloads.len()];
        for site in &report.images {
            let Some(of_workload) = by_workload.get_mut(site.workload) else {
                continue;
            };
            match (&site.image.kubelet, of_workload.as_mut()) {
                (Some(name), Some(repositories)) => repositories.push(name.repository.as_str()),
                _ => *of_workload = None,
            }
        }
        Self {
            by_workload,
            comparisons_left: MAX_COMPARISONS,
        }
    }

    /// What is to say of a Secret that a workload lists: that no key of it fits any of its images.
    /// A Secret for one image beside others for the public is fine.
    pub fn check(&mut self, workload: usize, listed: &Placed, secret: &Secret) -> Option<Finding> {
        let keys = secret.registries.as_ref().filter(|it| !it.is_empty())?;
        let repositories = self.by_workload[workload].as_ref()?;
        let comparisons = keys.len() * repositories.len();
        if comparisons == 0 || comparisons > self.comparisons_left {
            return None;
        }
        self.comparisons_left -= comparisons;
        let fits = |key: &String| repositories.iter().any(|it| key_fits(key, it));
        (!keys.iter().any(fits)).then(|| finding(listed, keys))
    }
}

fn finding(listed: &Placed, keys: &[String]) -> Finding {
    Diagnostic::new(
        codes::MAN026,
        message!(
            "The Secret {name} matches no image of this Pod: its keys are {keys}.",
            name = listed.text,
            keys = keys.join(", ")
        ),
    )
    .at(listed.span)
    .help(message!(
        "A key matches an image by host and port, label by label, and by path prefix. The Docker Hub key is https://index.docker.io/v1/."
    ))
    .docs(KEYRING_GO)
}
