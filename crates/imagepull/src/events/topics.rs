//! What a text without an image problem is about.

use crate::{
    codes,
    diagnostic::{Diagnostic, Span},
    words::{MessageId, message},
};

/// Something else than an image that keeps a Pod from running.
struct Topic {
    message: MessageId,
    words: &'static [&'static str],
    docs: &'static str,
}

const TOPICS: &[Topic] = &[
    Topic {
        message: MessageId::new(
            "This is about a container that ran out of memory, not about an image.",
        ),
        words: &["OOMKilled", "OOMKilling", "out of memory"],
        docs: "https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/",
    },
    Topic {
        message: MessageId::new("This is about a failing probe, not about an image."),
        words: &["Unhealthy", "probe failed", "probe errored"],
        docs: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
    },
    Topic {
        message: MessageId::new(
            "This is about scheduling, not about an image: no node accepts the pod.",
        ),
        words: &[
            "FailedScheduling",
            "nodes are available",
            "NotTriggerScaleUp",
        ],
        docs: "https://kubernetes.io/docs/concepts/scheduling-eviction/",
    },
    Topic {
        message: MessageId::new(
            "This is about a volume that cannot be mounted, not about an image.",
        ),
        words: &[
            "FailedMount",
            "FailedAttachVolume",
            "MountVolume",
            "AttachVolume",
            "unmounted volumes",
            "FailedMapVolume",
        ],
        docs: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/",
    },
    Topic {
        message: MessageId::new("This is about the network of the pod, not about an image."),
        words: &[
            "failed to setup network",
            "CNI network",
            "cni plugin",
            "pod network sandbox",
            "NetworkNotReady",
            "network is not ready",
            "ClusterInformation",
        ],
        docs: "https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/",
    },
    Topic {
        message: MessageId::new(
            "This is about an admission webhook that doesn't answer, not about an image.",
        ),
        words: &["failed calling webhook", "failed to call webhook"],
        docs: "https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/",
    },
    Topic {
        message: MessageId::new(
            "This is about the pod's eviction from its node, not about an image.",
        ),
        words: &[
            "Evicted",
            "low on resource",
            "NodeHasDiskPressure",
            "EvictionThresholdMet",
        ],
        docs: "https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/",
    },
    Topic {
        message: MessageId::new(
            "This is about starting a container whose image is there, not about an image.",
        ),
        words: &[
            "OCI runtime",
            "failed to create containerd task",
            "failed to create shim",
            "RunContainerError",
            "CreateContainerError",
            "CreateContainerConfigError",
            "executable file not found",
            "failed to start container",
            "StartError",
        ],
        docs: "https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/",
    },
    Topic {
        message: MessageId::new(
            "This is about a container that starts and exits again, not about an image.",
        ),
        words: &[
            "CrashLoopBackOff",
            "Back-off restarting",
            "restarting failed container",
        ],
        docs: "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy",
    },
    Topic {
        message: MessageId::new(
            "This is about the API server, which can't be reached or rejects the request, not about an image.",
        ),
        words: &[
            "Unable to connect to the server",
            "must be logged in to the server",
            "The connection to the server",
            "Error from server",
            "failed to list *",
            "apiserver",
            "/api/v1/",
            "/apis/",
            "Kubernetes cluster unreachable",
        ],
        docs: "https://kubernetes.io/docs/tasks/debug/debug-cluster/",
    },
    Topic {
        message: MessageId::new("This is about a Helm release, not about an image."),
        words: &["INSTALLATION FAILED", "UPGRADE FAILED"],
        docs: "https://helm.sh/docs/faq/troubleshooting/",
    },
];

/// What a text is about that names no cause of an image.
pub(super) fn remarks(text: &str) -> Vec<Diagnostic> {
    let found = TOPICS.iter().filter_map(|topic| {
        let places = topic
            .words
            .iter()
            .filter_map(|words| Some((text.find(words)?, words.len())));
        let (start, length) = places.min()?;
        let span = Span {
            start,
            end: start + length,
        };
        Some(
            Diagnostic::new(codes::EVT901, topic.message)
                .at(span)
                .help(message!(
                    "Pulling an image is not the cause here. The link explains what is."
                ))
                .docs(topic.docs),
        )
    });
    found.collect()
}
