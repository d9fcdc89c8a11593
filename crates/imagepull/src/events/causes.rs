//! The causes that are known, and the words by which each is known.

use super::Remedy;
use crate::sources::{CRIO_CONF, IMAGE_HELPERS_GO, IMAGE_MANAGER_GO};
use crate::words::Text;

/// When a pull is tried again after a cause.
#[derive(Clone, Copy)]
pub(super) enum Retry {
    /// After the back-off of the image.
    BackOff,
    /// At every sync of the pod.
    EverySync,
    /// The pull is done; the container is restarted.
    Restart,
    /// The cause alone stops no pull.
    None,
}

/// A cause why a pod does not start.
pub(super) struct Cause {
    pub code: &'static str,
    pub title: Text,
    pub text: Text,
    /// Any of these, in lower case.
    pub words: &'static [&'static str],
    /// Where a line has any of these, in lower case, its words stand for something else.
    pub not_with: &'static [&'static str],
    pub retry: Retry,
    pub fixes: &'static [Remedy],
    pub source: &'static str,
    /// Whether it only says that something failed.
    pub is_symptom: bool,
}

const fn advice(title: Text) -> Remedy {
    Remedy {
        title,
        command: None,
    }
}

const fn command(title: Text, command: &'static str) -> Remedy {
    Remedy {
        title,
        command: Some(command),
    }
}

/// All causes, those that stop a pull earliest first.
pub(super) const CAUSES: &[Cause] = &[
    Cause {
        code: "EVT011",
        title: Text::of("The image name cannot be parsed"),
        text: Text::of(
            "The kubelet cannot read the name, so it asks neither the runtime nor a registry. The API server does not check whether a name can be parsed.",
        ),
        words: &[
            "invalidimagename",
            "couldn't parse image name",
            "couldn't parse image reference",
            "invalid reference format",
        ],
        not_with: &[],
        retry: Retry::EverySync,
        fixes: &[command(
            Text::of(
                "Correct the image in the spec: lowercase path, no scheme, no unresolved variable.",
            ),
            "kubectl set image <workload> <container>=<image>",
        )],
        source: IMAGE_MANAGER_GO,
        is_symptom: false,
    },
    Cause {
        code: "EVT012",
        title: Text::of("The policy is Never and the image is not on the node"),
        text: Text::of(
            "With imagePullPolicy Never the kubelet only looks at the store of its own container runtime. An image in another store, under another name or on another node is not found. With credential verification it says the same of an image that the pod may not use.",
        ),
        words: &[
            "errimageneverpull",
            "is not present with pull policy of never",
        ],
        not_with: &[],
        retry: Retry::EverySync,
        fixes: &[
            command(
                Text::of("Load the image into the runtime of the node."),
                "kind load docker-image <image>",
            ),
            advice(Text::of("Or allow a pull: imagePullPolicy: IfNotPresent.")),
        ],
        source: IMAGE_MANAGER_GO,
        is_symptom: false,
    },
    Cause {
        code: "EVT013",
        title: Text::of("The signature is not valid"),
        text: Text::of(
            "The runtime's policy asks for a signature, and that of the image was not accepted.",
        ),
        words: &["signaturevalidationfailed", "signature validation failed"],
        not_with: &[],
        retry: Retry::BackOff,
        fixes: &[advice(Text::of(
            "Sign the image, or correct the signature policy of the node.",
        ))],
        source: IMAGE_MANAGER_GO,
        is_symptom: false,
    },
    Cause {
        code: "EVT014",
        title: Text::of("CRI-O does not guess the registry of a short name"),
        text: Text::of(
            "The name has no registry, CRI-O's short_name_mode is enforcing (the default since 1.34), and several registries are configured for such names, or none.",
        ),
        words: &[
            "short name mode is enforcing",
            "did not resolve to an alias",
        ],
        not_with: &[],
        retry: Retry::BackOff,
        fixes: &[advice(Text::of(
            "Write the whole name, such as docker.io/library/redis:7.",
        ))],
        source: CRIO_CONF,
        is_symptom: false,
    },
    Cause {
        code: "EVT010",
        title: Text::of("The kubelet started too many pulls at once"),
        text: Text::of(
            "registryPullQPS and registryBurst (5 a second and 10 at once by default) let no further pull start. It does not wait for its turn: it fails and goes into back-off.",
        ),
        words: &["pull qps exceeded"],
        not_with: &[],
        retry: Retry::BackOff,
        fixes: &[advice(Text::of(
            "Raise registryPullQPS and registryBurst in the KubeletConfiguration, or start fewer pods at once.",
        ))],
        source: IMAGE_HELPERS_GO,
        is_symptom: false,
    },
    Cause {
        code: "EVT003",
        title: Text::of("The registry limits the rate"),
        text: Text::of(
            "The registry answered 429. The kubelet does not wait as long as the registry asks: each try after the back-off counts too.",
        ),
        words: &[
            "toomanyrequests",
            "429 too many requests",
            "pull rate limit",
        ],
        not_with: &[],
        retry: Retry::BackOff,
        fixes: &[
            command(
                Text::of("Pull with an account: add an imagePullSecret."),
                "kubectl create secret docker-registry <name> --docker-server=<registry> --docker-username=<user> --docker-password=<token>",
            ),
            advice(Text::of("Use a mirror or cache.")),
        ],
        source: "https://docs.docker.com/docker-hub/usage/",
        is_symptom: false,
    },
    Cause {
        code: "EVT002",
        title: Text::of("The registry does not let this pod read the image"),
        text: Text::of(
            "No credentials were sent, or those sent were not accepted. Many registries say the same of a repository that does not exist. With credentials that match but fail there is no anonymous try.",
        ),
        words: &[
            "unauthorized",
            "pull access denied",
            "insufficient_scope",
            "authentication required",
            "no basic auth credentials",
            "401 unauthorized",
            "403 forbidden",
            "denied: ",
        ],
        not_with: &[],
        retry: Retry::BackOff,
        fixes: &[
            advice(Text::of("Check the name for a typing error.")),
            command(
                Text::of(
                    "Check that the pod's imagePullSecrets name a Secret of its own namespace whose key fits the registry.",
                ),
                "kubectl get pod <pod> -o jsonpath='{.spec.imagePullSecrets}'",
            ),
        ],
        source: "https://kubernetes.io/docs/concepts/containers/images/#using-a-private-registry",
        is_symptom: false,
    },
    Cause {
        code: "EVT001",
        title: Text::of("The registry has no such image"),
        text: Text::of("The registry answered, and it has no such repository, tag or digest."),
        words: &[
            "manifest unknown",
            "name unknown",
            "code = notfound",
            ": not found",
            "manifest_unknown",
            "name_unknown",
        ],
        not_with: &["no match for platform"],
        retry: Retry::BackOff,
        fixes: &[
            command(
                Text::of("Check the tag against those of the repository."),
                "crane ls <repository>",
            ),
            command(
                Text::of(
                    "If the tag was pushed just now: delete the pod, a new one does not wait.",
                ),
                "kubectl delete pod <pod>",
            ),
        ],
        source: "https://github.com/containerd/containerd/blob/v2.1.0/core/remotes/docker/resolver.go",
        is_symptom: false,
    },
    Cause {
        code: "EVT004",
        title: Text::of("The registry's name has no address"),
        text: Text::of(
            "The node's DNS knows no such host. The host is what stands before the first slash of the image.",
        ),
        words: &[
            "no such host",
            "server misbehaving",
            "temporary failure in name resolution",
        ],
        not_with: &[],
        retry: Retry::BackOff,
        fixes: &[command(
            Text::of(
                "Check the host for a typing error, and the DNS of the node (not that of the cluster).",
            ),
            "nslookup <registry>",
        )],
        source: "https://pkg.go.dev/net#DNSError",
        is_symptom: false,
    },
    Cause {
        code: "EVT005",
        title: Text::of("Nothing listens at the registry's address"),
        text: Text::of("The address answered that no one accepts connections at this port."),
        words: &["connection refused"],
        not_with: &[],
        retry: Retry::BackOff,
        fixes: &[command(
            Text::of(
                "Check host and port, and that the registry runs. localhost is the node, not the pod.",
            ),
            "curl -v https://<registry>/v2/",
        )],
        source: "https://pkg.go.dev/net#OpError",
        is_symptom: false,
    },
    Cause {
        code: "EVT007",
        title: Text::of("The registry speaks HTTP, and HTTPS was expected"),
        text: Text::of("The runtime asked with TLS, and the answer was plain HTTP."),
        words: &["server gave http response to https client"],
        not_with: &[],
        retry: Retry::BackOff,
        fixes: &[advice(Text::of(
            "Give the registry a certificate, or allow HTTP for this host in the runtime's hosts.toml or registries.conf.",
        ))],
        source: "https://github.com/containerd/containerd/blob/v2.1.0/docs/hosts.md",
        is_symptom: false,
    },
    Cause {
        code: "EVT006",
        title: Text::of("The registry's certificate is not trusted"),
        text: Text::of(
            "The node does not accept the certificate: it is signed by an unknown authority, has run out, or is for another name.",
        ),
        words: &[
            "x509:",
            "certificate signed by unknown authority",
            "certificate has expired",
        ],
        not_with: &[],
        retry: Retry::BackOff,
        fixes: &[advice(Text::of(
            "Give the node the certificate of the authority, for containerd below /etc/containerd/certs.d/<registry>/.",
        ))],
        source: "https://github.com/containerd/containerd/blob/v2.1.0/docs/hosts.md",
        is_symptom: false,
    },
    Cause {
        code: "EVT008",
        title: Text::of("The image has no variant for the platform of the node"),
        text: Text::of(
            "The index of the image holds no entry for the node's operating system and architecture.",
        ),
        words: &["no match for platform", "no matching manifest for"],
        not_with: &[],
        retry: Retry::BackOff,
        fixes: &[
            command(
                Text::of("Build and push the image for this platform."),
                "docker buildx build --platform <os/arch> --push -t <image> .",
            ),
            advice(Text::of(
                "Or run the pod on nodes that fit: nodeSelector kubernetes.io/arch.",
            )),
        ],
        source: "https://github.com/containerd/containerd/blob/v2.1.0/core/images/image.go",
        is_symptom: false,
    },
    Cause {
        code: "EVT009",
        title: Text::of("The program is for another architecture"),
        text: Text::of(
            "The pull succeeded, and the node cannot run the program: the image has one architecture only, one platform's digest was pinned, or the entry holds the wrong content.",
        ),
        words: &["exec format error"],
        not_with: &[],
        retry: Retry::Restart,
        fixes: &[command(
            Text::of("Look at the platforms of the image."),
            "docker buildx imagetools inspect <image>",
        )],
        source: "https://man7.org/linux/man-pages/man2/execve.2.html",
        is_symptom: false,
    },
    Cause {
        code: "EVT015",
        title: Text::of("The registry did not answer in time"),
        text: Text::of(
            "A connection or an answer took too long: a firewall, a proxy, a slow registry or DNS. A pull that receives no bytes for 5 minutes is cancelled by containerd.",
        ),
        words: &[
            "i/o timeout",
            "context deadline exceeded",
            "tls handshake timeout",
            "client.timeout exceeded",
            "code = deadlineexceeded",
            "request canceled while waiting",
        ],
        not_with: &[],
        retry: Retry::BackOff,
        fixes: &[command(
            Text::of("Try the registry from the node."),
            "curl -v https://<registry>/v2/",
        )],
        source: "https://github.com/containerd/containerd/blob/v2.1.0/docs/cri/config.md",
        is_symptom: false,
    },
    Cause {
        code: "EVT016",
        title: Text::of("The registry is not available"),
        text: Text::of("The registry or a proxy before it answered with an error of its own."),
        words: &[
            "registryunavailable",
            "503 service unavailable",
            "502 bad gateway",
            "504 gateway timeout",
            "500 internal server error",
        ],
        not_with: &[],
        retry: Retry::BackOff,
        fixes: &[advice(Text::of(
            "Look at the state of the registry; the kubelet tries on by itself.",
        ))],
        source: IMAGE_MANAGER_GO,
        is_symptom: false,
    },
    Cause {
        code: "EVT018",
        title: Text::of("The node has no space left"),
        text: Text::of("The layers could not be written."),
        words: &["no space left on device"],
        not_with: &[],
        retry: Retry::BackOff,
        fixes: &[command(
            Text::of("Make room on the node, or give it a larger disk."),
            "kubectl describe node <node>",
        )],
        source: "https://kubernetes.io/docs/concepts/architecture/garbage-collection/#containers-images",
        is_symptom: false,
    },
    Cause {
        code: "EVT019",
        title: Text::of("An imagePullSecret is missing"),
        text: Text::of(
            "The pod names a Secret that is not in its namespace. The kubelet pulls with the credentials that are left, so a public image still comes.",
        ),
        words: &[
            "failedtoretrieveimagepullsecret",
            "unable to retrieve some image pull secrets",
        ],
        not_with: &[],
        retry: Retry::None,
        fixes: &[command(
            Text::of("Create the Secret in the pod's namespace, or correct its name."),
            "kubectl get secrets -n <namespace>",
        )],
        source: "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/kubelet_pods.go",
        is_symptom: false,
    },
    Cause {
        code: "EVT017",
        title: Text::of("The last pull failed, and this text does not say why"),
        text: Text::of(
            "ImagePullBackOff is the wait after a failed pull, ErrImagePull the failure itself. The cause stands in the event Failed to pull image, which may be gone by now.",
        ),
        words: &["imagepullbackoff", "back-off pulling image", "errimagepull"],
        not_with: &[],
        retry: Retry::BackOff,
        fixes: &[command(
            Text::of("Read the events of the pod."),
            "kubectl describe pod <pod>",
        )],
        source: IMAGE_MANAGER_GO,
        is_symptom: true,
    },
];
