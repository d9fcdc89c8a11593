//! Who looks at an image name on its way from the object to the node, and who
//! refuses it.

use imageref::Normalized;

/// Someone who reads the name, in the order in which they come to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Validates a Pod (kubernetes/kubernetes pkg/apis/core/validation/validation.go).
    ApiServer,
    /// Parses the name before it asks the runtime (pkg/kubelet/images/image_manager.go).
    Kubelet,
    /// Resolves the name to a registry.
    Runtime,
}

/// What a gate does with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It lets the name pass.
    Passes,
    /// The API server refuses a Pod without an image name.
    RefusedEmpty,
    /// The API server refuses white space around the name, in Pods, not in templates of Pods.
    RefusedWhitespace,
    /// The kubelet cannot parse the name: the container waits with `InvalidImageName`.
    RefusedInvalid,
    /// The name never comes this far.
    NotReached,
}

/// The verdict of each gate on a name, in their order.
pub fn verdicts(image: &str) -> [(Gate, Verdict); 3] {
    let api_server = if image.is_empty() {
        Verdict::RefusedEmpty
    } else if image.trim() != image {
        Verdict::RefusedWhitespace
    } else {
        Verdict::Passes
    };
    let kubelet = match api_server {
        Verdict::Passes if Normalized::parse(image).is_ok() => Verdict::Passes,
        Verdict::Passes => Verdict::RefusedInvalid,
        _ => Verdict::NotReached,
    };
    let runtime = match kubelet {
        Verdict::Passes => Verdict::Passes,
        _ => Verdict::NotReached,
    };
    [
        (Gate::ApiServer, api_server),
        (Gate::Kubelet, kubelet),
        (Gate::Runtime, runtime),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_refuses_is_the_last_that_looks() {
        use Verdict::{NotReached, Passes, RefusedEmpty, RefusedInvalid, RefusedWhitespace};
        for (image, expected) in [
            ("busybox", [Passes, Passes, Passes]),
            ("Busybox", [Passes, RefusedInvalid, NotReached]),
            ("busy box", [Passes, RefusedInvalid, NotReached]),
            (" busybox", [RefusedWhitespace, NotReached, NotReached]),
            ("", [RefusedEmpty, NotReached, NotReached]),
        ] {
            assert_eq!(
                verdicts(image).map(|(_, verdict)| verdict),
                expected,
                "{image:?}"
            );
        }
    }
}
