//! Causes in the Pod and its policies.

use super::{Cause, Retry, advice, command, only};
use crate::{
    events::place::Place,
    sources::{IMAGE_HELPERS_GO, IMAGE_MANAGER_GO, KUBELET_PODS_GO},
    words::Text,
};

pub(super) const CAUSES: &[Cause] = &[
    Cause {
        code: "EVT009",
        title: Text::of("The program is for another architecture"),
        text: Text::of(
            "The pull succeeded, and the node cannot run the program: the image has one architecture only, one platform's digest was pinned, or the entry holds the wrong content.",
        ),
        retry: Retry::Restart,
        fixes: &[
            command(
                "Look at the platforms of the image.",
                "docker buildx imagetools inspect <image>",
            ),
            command(
                "Look at the architecture of the nodes.",
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
        code: "EVT010",
        title: Text::of("The kubelet started too many pulls at once"),
        text: Text::of(
            "registryPullQPS and registryBurst (5 a second and 10 at once by default) let no further pull start. It does not wait for its turn: it fails and goes into back-off.",
        ),
        retry: Retry::BackOff,
        fixes: &[advice(
            "Raise registryPullQPS and registryBurst in the KubeletConfiguration, or start fewer pods at once.",
        )],
        source: IMAGE_HELPERS_GO,
    },
    Cause {
        code: "EVT011",
        title: Text::of("The image name cannot be parsed"),
        text: Text::of(
            "The kubelet cannot read the name, so it asks neither the runtime nor a registry. The API server does not check whether a name can be parsed.",
        ),
        retry: Retry::EverySync,
        fixes: &[command(
            "Correct the image in the spec: lowercase path, no scheme, no unresolved variable.",
            "kubectl set image <workload> <container>=<new image> -n <namespace>",
        )],
        source: IMAGE_MANAGER_GO,
    },
    Cause {
        code: "EVT012",
        title: Text::of("The policy is Never and the image is not on the node"),
        text: Text::of(
            "With imagePullPolicy Never the kubelet only looks at the store of its own container runtime. An image in another store, under another name or on another node is not found. With credential verification it says the same of an image that the pod may not use.",
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
                    "Load the image into the containerd of k3s, on each node.",
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
                "Load the image into the runtime of the node.",
                "kind load docker-image <image>",
            ),
            advice("Or allow a pull: imagePullPolicy: IfNotPresent."),
        ],
        source: IMAGE_MANAGER_GO,
    },
    Cause {
        code: "EVT017",
        title: Text::of("The last pull failed, and this text does not say why"),
        text: Text::of(
            "ImagePullBackOff is the wait after a failed pull, ErrImagePull the failure itself. The cause stands in the event Failed to pull image, which may be gone by now.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Read the events of the pod.",
                "kubectl describe pod <pod> -n <namespace>",
            ),
            command(
                "If they are gone: delete the pod. A new one pulls at once and has fresh events.",
                "kubectl delete pod <pod> -n <namespace>",
            ),
        ],
        source: IMAGE_MANAGER_GO,
    },
    Cause {
        code: "EVT019",
        title: Text::of("An imagePullSecret is missing"),
        text: Text::of(
            "The pod names a Secret that is not in its namespace. The kubelet pulls with the credentials that are left, so a public image still comes.",
        ),
        retry: Retry::None,
        fixes: &[
            command(
                "Create the Secret in the pod's namespace, or correct its name.",
                "kubectl create secret docker-registry <secret> -n <namespace> --docker-server=<registry> --docker-username=<user> --docker-password=<token>",
            ),
            command(
                "See which Secrets the namespace has.",
                "kubectl get secrets -n <namespace>",
            ),
        ],
        source: KUBELET_PODS_GO,
    },
    Cause {
        code: "EVT037",
        title: Text::of("A policy of the cluster refuses the Pod for its image"),
        text: Text::of(
            "An admission webhook or policy refused the image before the Pod was stored. Nothing is pulled and nothing is retried by the kubelet; the controller of the Pod tries to create it again.",
        ),
        retry: Retry::None,
        fixes: &[
            advice(
                "Use an image that the policy allows: its registry, its tag or digest, its signature.",
            ),
            command(
                "See which policies are asked.",
                "kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations,validatingadmissionpolicies",
            ),
        ],
        source: "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#imagepolicywebhook",
    },
    Cause {
        code: "EVT040",
        title: Text::of("The pull failed for a reason that is not known here"),
        text: Text::of(
            "The reason is shown as it stands in the text. It comes from the runtime or the registry.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Pull the image on the node: crictl prints the whole error.",
                "crictl pull <image>",
            ),
            command(
                "Read the log of the runtime on the node.",
                "journalctl -u containerd --since -10min",
            ),
        ],
        source: IMAGE_MANAGER_GO,
    },
];
