//! Causes in the Pod and its policies.

use super::{Cause, Retry, advice, command, only};
use crate::{
    codes,
    events::place::Place,
    sources::{IMAGE_HELPERS_GO, IMAGE_MANAGER_GO, KUBELET_PODS_GO},
    words::MessageId,
};

pub(super) const CAUSES: &[Cause] = &[
    Cause {
        code: codes::EVT009,
        title: MessageId::new("The program is for another architecture"),
        named: &[MessageId::new(
            "The program in **{image}** is for another architecture.",
        )],
        text: MessageId::new(
            "The pull succeeded, but the node can't run the program: the image has only one architecture, one platform's digest was pinned, or the index entry points to the wrong content.",
        ),
        retry: Retry::Restart,
        fixes: &[
            command(
                "Check the image's platforms.",
                "docker buildx imagetools inspect <image>",
            ),
            command(
                "Check the nodes' architecture.",
                "kubectl get nodes -L kubernetes.io/arch",
            ),
            command(
                "Build and push the image for this platform.",
                "docker buildx build --platform <os/arch> --push -t <image> .",
            ),
        ],
        source: "https://man7.org/linux/man-pages/man2/execve.2.html",
    },
    Cause {
        code: codes::EVT010,
        title: MessageId::new("More pulls at once than the kubelet allows"),
        named: &[MessageId::new(
            "More pulls at once than the kubelet allows: **{image}** has to wait.",
        )],
        text: MessageId::new(
            "The pull exceeded `registryPullQPS` and `registryBurst` (by default 5 per second, 10 at once). It isn't queued: it fails and goes into back-off.",
        ),
        retry: Retry::BackOff,
        fixes: &[advice(
            "Raise `registryPullQPS` and `registryBurst` in the KubeletConfiguration, or start fewer pods at once.",
        )],
        source: IMAGE_HELPERS_GO,
    },
    Cause {
        code: codes::EVT011,
        title: MessageId::new("The image name can't be parsed"),
        named: &[MessageId::new(
            "**{image}** can't be parsed as an image name.",
        )],
        text: MessageId::new(
            "The kubelet can't parse the name, so it contacts neither the runtime nor a registry. The API server doesn't parse image names.",
        ),
        retry: Retry::EverySync,
        fixes: &[command(
            "Fix the image in the spec: lowercase path, no scheme, no unresolved variable.",
            "kubectl set image <workload> <container>=<new image> -n <namespace>",
        )],
        source: IMAGE_MANAGER_GO,
    },
    Cause {
        code: codes::EVT012,
        title: MessageId::new("The policy is Never and the image is not on the node"),
        named: &[MessageId::new(
            "The policy is **Never**, and **{image}** is not on the node.",
        )],
        text: MessageId::new(
            "With `imagePullPolicy` Never the kubelet only looks in its own container runtime's store. An image in another store, under another name or on another node isn't found. With credential verification, an image that the pod may not use gives the same error.",
        ),
        retry: Retry::EverySync,
        fixes: &[
            only(
                Place::Minikube,
                command(
                    "Load the image into minikube.",
                    "minikube image load <image>",
                ),
            ),
            only(
                Place::K3s,
                command(
                    "Load the image into k3s's containerd, on each node.",
                    "docker save <image> | sudo k3s ctr images import -",
                ),
            ),
            only(
                Place::MicroK8s,
                command(
                    "Load the image into MicroK8s.",
                    "docker save <image> | microk8s ctr image import -",
                ),
            ),
            command(
                "Load the image into the node's runtime.",
                "kind load docker-image <image>",
            ),
            advice("Or allow a pull: `imagePullPolicy: IfNotPresent`."),
        ],
        source: IMAGE_MANAGER_GO,
    },
    Cause {
        code: codes::EVT017,
        title: MessageId::new("The last pull failed; the reason isn't in this text"),
        named: &[
            MessageId::new("The last pull of **{image}** failed; the reason isn't in this text."),
            MessageId::new("The last pull of pod **{pod}** failed; the reason isn't in this text."),
        ],
        text: MessageId::new(
            "ErrImagePull is the failed pull, ImagePullBackOff the wait after it. The cause is in the event Failed to pull image, which may have expired.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Read the pod's events.",
                "kubectl describe pod <pod> -n <namespace>",
            ),
            command(
                "If the events have expired: delete the pod. A new one pulls at once and has fresh events.",
                "kubectl delete pod <pod> -n <namespace>",
            ),
        ],
        source: IMAGE_MANAGER_GO,
    },
    Cause {
        code: codes::EVT019,
        title: MessageId::new("An imagePullSecret is missing"),
        named: &[
            MessageId::new(
                "The imagePullSecret **{secret}** is missing in the namespace **{namespace}**.",
            ),
            MessageId::new("The imagePullSecret **{secret}** is missing."),
        ],
        text: MessageId::new(
            "The pod names a Secret that is not in its namespace. The kubelet pulls with the remaining credentials, so a public image still works.",
        ),
        retry: Retry::None,
        fixes: &[
            command(
                "Create the Secret in the pod's namespace, or fix its name.",
                "kubectl create secret docker-registry <secret> -n <namespace> --docker-server=<registry> --docker-username=<user> --docker-password=<token>",
            ),
            command(
                "List the Secrets in the namespace.",
                "kubectl get secrets -n <namespace>",
            ),
        ],
        source: KUBELET_PODS_GO,
    },
    Cause {
        code: codes::EVT037,
        title: MessageId::new("A cluster policy rejects the Pod because of its image"),
        named: &[
            MessageId::new("A cluster policy rejects **{pod}** because of its image."),
            MessageId::new("A cluster policy rejects the image **{image}**."),
        ],
        text: MessageId::new(
            "An admission webhook or policy rejected the image before the Pod was stored. The kubelet never sees the Pod, so nothing is pulled; the Pod's controller keeps trying to create it.",
        ),
        retry: Retry::None,
        fixes: &[
            advice(
                "Use an image that the policy allows: check registry, tag or digest, and signature.",
            ),
            command(
                "List the policies.",
                "kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations,validatingadmissionpolicies",
            ),
        ],
        source: "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#imagepolicywebhook",
    },
    Cause {
        code: codes::EVT040,
        title: MessageId::new("The pull failed for a reason that isn't recognised here"),
        named: &[MessageId::new(
            "The pull of **{image}** failed for an unknown reason.",
        )],
        text: MessageId::new(
            "The error is shown as it appears in the text. It comes from the runtime or the registry.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Pull the image on the node: crictl prints the full error.",
                "crictl pull <image>",
            ),
            command(
                "Read the runtime's log on the node.",
                "journalctl -u containerd --since -10min",
            ),
        ],
        source: IMAGE_MANAGER_GO,
    },
];
