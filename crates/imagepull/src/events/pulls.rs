//! The causes of a text by the pull that they keep from succeeding.

use super::{EventsReport, FoundCause, image_name::key};

/// A pull that does not succeed, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct FailingPull<'r> {
    /// The namespace of the Pod.
    pub namespace: Option<&'r str>,
    /// The Pod.
    pub pod: Option<&'r str>,
    /// The container, init container or volume.
    pub container: Option<&'r str>,
    /// The image, as written.
    pub image: Option<&'r str>,
    /// Its causes in the order of the text; those of the whole Pod come last.
    pub causes: Vec<&'r FoundCause>,
}

impl<'r> FailingPull<'r> {
    fn new(cause: &'r FoundCause) -> Self {
        Self {
            namespace: cause.namespace.as_deref(),
            pod: cause.pod.as_deref(),
            container: cause.container.as_deref(),
            image: cause.image.as_deref(),
            causes: vec![cause],
        }
    }

    /// Whether a cause keeps this pull from succeeding.
    fn has(&self, cause: &FoundCause) -> bool {
        let is_container = agree(self.container, cause.container.as_deref());
        let is_image = agree(
            self.image.map(key).as_deref(),
            cause.image.as_deref().map(key).as_deref(),
        );
        self.is_of_pod(cause) && is_container && is_image
    }

    fn is_of_pod(&self, cause: &FoundCause) -> bool {
        agree(self.pod, cause.pod.as_deref()) && agree(self.namespace, cause.namespace.as_deref())
    }

    fn add(&mut self, cause: &'r FoundCause) {
        self.namespace = self.namespace.or(cause.namespace.as_deref());
        self.pod = self.pod.or(cause.pod.as_deref());
        self.container = self.container.or(cause.container.as_deref());
        self.image = self.image.or(cause.image.as_deref());
        self.causes.push(cause);
    }
}

/// What the text leaves out of one of them can be the same.
fn agree(one: Option<&str>, other: Option<&str>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// The pulls of a report. A cause that names neither container nor image, such as a missing Secret, is one of all
/// pulls of its Pod.
pub fn failing_pulls(report: &EventsReport) -> Vec<FailingPull<'_>> {
    let is_of_pod = |cause: &&FoundCause| cause.container.is_none() && cause.image.is_none();
    let (of_pods, of_pulls): (Vec<_>, Vec<_>) = report.causes.iter().partition(is_of_pod);
    let mut pulls: Vec<FailingPull> = Vec::new();
    for cause in of_pulls {
        match pulls.iter_mut().find(|pull| pull.has(cause)) {
            Some(pull) => pull.add(cause),
            None => pulls.push(FailingPull::new(cause)),
        }
    }
    for cause in of_pods {
        let mut has_pull = false;
        for pull in pulls.iter_mut().filter(|pull| pull.is_of_pod(cause)) {
            pull.add(cause);
            has_pull = true;
        }
        if !has_pull {
            pulls.push(FailingPull::new(cause));
        }
    }
    pulls
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::explain_events;

    #[test]
    fn causes_are_listed_by_their_pull_and_those_of_a_pod_with_each() {
        let text = "\
            default  3s  Warning  Failed  pod/a  spec.containers{one}: Failed to pull image \"ghcr.io/x/one:1\": 403 Forbidden\n\
            default  3s  Warning  Failed  pod/a  spec.containers{two}: Failed to pull image \"x/two:1\": docker.io/x/two:1: not found\n\
            default  3s  Warning  Failed  pod/b  spec.containers{one}: Failed to pull image \"ghcr.io/x/one:1\": 403 Forbidden\n\
            default  3s  Warning  FailedToRetrieveImagePullSecret  pod/a  Unable to retrieve some image pull secrets (regcred)";
        let report = explain_events(text);
        let pulls = failing_pulls(&report);
        let read: Vec<_> = pulls
            .iter()
            .map(|pull| {
                let codes: Vec<&str> = pull.causes.iter().map(|it| it.code).collect();
                (pull.pod.unwrap(), pull.container.unwrap(), codes)
            })
            .collect();
        assert_eq!(
            read,
            [
                ("a", "one", vec!["EVT002", "EVT019"]),
                ("a", "two", vec!["EVT001", "EVT019"]),
                ("b", "one", vec!["EVT002"]),
            ]
        );
    }
}
