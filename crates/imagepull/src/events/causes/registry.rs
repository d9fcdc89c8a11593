//! Causes in the registry and its answers.

use super::{Cause, Retry, advice, command, only};
use crate::{
    events::place::Place,
    sources::{CONTAINERD_IMAGE_GO, IMAGES_PAGE, OCI_DESCRIPTOR},
    words::Text,
};

const RESOLVER_GO: &str =
    "https://github.com/containerd/containerd/blob/v2.1.0/core/remotes/docker/resolver.go";

pub(super) const CAUSES: &[Cause] = &[
    Cause {
        code: "EVT001",
        title: Text::of("The registry has no such image"),
        text: Text::of("The registry answered, and it has no such repository, tag or digest."),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Check the tag against those of the repository.",
                "crane ls <repository>",
            ),
            command(
                "Correct the image.",
                "kubectl set image <workload> <container>=<new image> -n <namespace>",
            ),
            command(
                "If the tag was pushed just now: delete the pod, a new one does not wait.",
                "kubectl delete pod <pod> -n <namespace>",
            ),
        ],
        source: RESOLVER_GO,
    },
    Cause {
        code: "EVT002",
        title: Text::of("The registry does not let this pod read the image"),
        text: Text::of(
            "No credentials were sent, or those sent were not accepted. Many registries say the same of a repository that does not exist. With credentials that match but fail there is no anonymous try.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            only(
                Place::Ecr,
                command(
                    "A token of ECR lasts 12 hours: renew the Secret, or let the node's role read (AmazonEC2ContainerRegistryPullOnly).",
                    "kubectl create secret docker-registry <secret> -n <namespace> --docker-server=<registry> --docker-username=AWS --docker-password=\"$(aws ecr get-login-password)\" --dry-run=client -o yaml | kubectl apply -f -",
                ),
            ),
            only(
                Place::Acr,
                command(
                    "Let the cluster read the registry: the role AcrPull for its kubelet identity.",
                    "az aks update -n <cluster> -g <resource group> --attach-acr <acr>",
                ),
            ),
            only(
                Place::Acr,
                command(
                    "Check the way from the cluster to the registry.",
                    "az aks check-acr -n <cluster> -g <resource group> --acr <registry>",
                ),
            ),
            only(
                Place::Google,
                command(
                    "Let the service account of the nodes read: the role Artifact Registry Reader.",
                    "gcloud projects add-iam-policy-binding <project> --member=serviceAccount:<service account of the nodes> --role=roles/artifactregistry.reader",
                ),
            ),
            only(
                Place::Ghcr,
                advice(
                    "The token needs the scope read:packages, and the package has to let its owner read. A token that has run out is refused for public images too.",
                ),
            ),
            only(
                Place::DockerHub,
                advice(
                    "Docker Hub says the same of a repository that does not exist: check the name, and whether the image was pushed there at all.",
                ),
            ),
            only(
                Place::Quay,
                advice(
                    "Quay says the same of a repository that does not exist. A robot account needs read permission on the repository.",
                ),
            ),
            only(
                Place::Harbor,
                advice(
                    "A robot account needs pull permission in this project, and Harbor's robots run out by default after 30 days.",
                ),
            ),
            only(
                Place::Artifactory,
                advice(
                    "The user needs read permission on the repository, also on the remote one behind a virtual repository, and that has to be configured.",
                ),
            ),
            only(
                Place::GitLab,
                advice(
                    "The deploy token needs the scope read_registry. The job token CI_JOB_TOKEN ends with its job.",
                ),
            ),
            only(
                Place::OpenShift,
                command(
                    "Let the pod's ServiceAccount pull from the other project.",
                    "oc policy add-role-to-group system:image-puller system:serviceaccounts:<namespace> -n <project of the image>",
                ),
            ),
            advice("Check the name for a typing error."),
            command(
                "Check that the pod's imagePullSecrets name a Secret of its own namespace whose key fits the registry.",
                "kubectl get pod <pod> -n <namespace> -o jsonpath='{.spec.imagePullSecrets}'",
            ),
            command(
                "Create a Secret for this registry.",
                "kubectl create secret docker-registry <secret> -n <namespace> --docker-server=<registry> --docker-username=<user> --docker-password=<token>",
            ),
        ],
        source: IMAGES_PAGE,
    },
    Cause {
        code: "EVT003",
        title: Text::of("The registry limits the rate"),
        text: Text::of(
            "The registry answered 429. The kubelet does not wait as long as the registry asks: each try after the back-off counts too.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            only(
                Place::Harbor,
                advice(
                    "If this is a proxy cache: the limit is that of the account of the cache, and the pod's Secret does not help.",
                ),
            ),
            command(
                "Pull with an account: add an imagePullSecret.",
                "kubectl create secret docker-registry <secret> -n <namespace> --docker-server=<registry> --docker-username=<user> --docker-password=<token>",
            ),
            advice("Use a mirror or cache."),
        ],
        source: "https://docs.docker.com/docker-hub/usage/",
    },
    Cause {
        code: "EVT008",
        title: Text::of("The image has no variant for the platform of the node"),
        text: Text::of(
            "The index of the image holds no entry for the node's operating system and architecture. On Windows the build of the host counts too.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            only(
                Place::Windows,
                advice(
                    "Take the tag for the Windows build of the node: the image needs the build of its host or an older one that the host can run.",
                ),
            ),
            command(
                "Look at the platforms of the image.",
                "docker buildx imagetools inspect <image>",
            ),
            command(
                "Build and push the image for this platform.",
                "docker buildx build --platform <os/arch> --push -t <image> .",
            ),
            advice("Or run the pod on nodes that fit: nodeSelector kubernetes.io/arch."),
        ],
        source: CONTAINERD_IMAGE_GO,
    },
    Cause {
        code: "EVT016",
        title: Text::of("The registry answers with an error of its own"),
        text: Text::of(
            "The registry or a proxy before it answered with a status from 500 on. The image may be right.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            advice("Look at the state of the registry; the kubelet tries on by itself."),
            command(
                "Ask the registry from the node.",
                "curl -sv https://<registry>/v2/",
            ),
        ],
        source: "https://www.rfc-editor.org/rfc/rfc9110#name-server-error-5xx",
    },
    Cause {
        code: "EVT028",
        title: Text::of("Something answered that is no registry"),
        text: Text::of(
            "A proxy, a login page, a wrong mirror or a web server answered in place of the registry: its answer is no manifest and no error of a registry.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "See who answers at this address.",
                "curl -sv https://<registry>/v2/",
            ),
            advice(
                "Check the mirrors of the runtime (hosts.toml, registries.conf) and the proxy before the registry.",
            ),
        ],
        source: RESOLVER_GO,
    },
    Cause {
        code: "EVT029",
        title: Text::of("A part of the image is missing in the registry"),
        text: Text::of(
            "The manifest is there, a layer or the configuration that it names is not: it was deleted, was never pushed, or a cache does not have it.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Check that all parts of the image are there.",
                "crane validate --remote <image>",
            ),
            advice("Push the image again, or repair the cache or replication of the registry."),
        ],
        source: RESOLVER_GO,
    },
    Cause {
        code: "EVT032",
        title: Text::of("What came does not have its digest"),
        text: Text::of(
            "The downloaded content is not what the manifest names: it was cut off or changed on the way, by a proxy, a mirror or a broken download that is left on the node.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Remove what is left of the download, and pull on the node.",
                "crictl rmi <image>; crictl pull <image>",
            ),
            advice("Pull without the mirror or proxy to see which of them changes the content."),
        ],
        source: OCI_DESCRIPTOR,
    },
    Cause {
        code: "EVT033",
        title: Text::of("This runtime does not take the format of the image"),
        text: Text::of(
            "The manifest is of a format that the runtime does not take or no longer takes, such as schema 1, or it is no container image at all.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Look at the format of the manifest.",
                "crane manifest <image>",
            ),
            command(
                "Build the image again, or copy it into the format of today.",
                "skopeo copy --format v2s2 docker://<image> docker://<new image>",
            ),
        ],
        source: "https://github.com/containerd/containerd/blob/main/RELEASES.md#deprecated-features",
    },
    Cause {
        code: "EVT038",
        title: Text::of("A public registry refuses the address of this node"),
        text: Text::of(
            "The registry gives this image to everybody, so credentials do not help: the address of the node or of its gateway is blocked, or its country.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Ask the registry from the node and from elsewhere.",
                "curl -sv https://<registry>/v2/",
            ),
            advice("Pull through a mirror or another gateway."),
        ],
        source: "https://github.com/kubernetes/registry.k8s.io/blob/main/docs/debugging.md",
    },
    Cause {
        code: "EVT039",
        title: Text::of("The store behind the registry refuses the layer"),
        text: Text::of(
            "The registry answered and sent the node on to its store of blobs (S3, Google Cloud Storage, Azure Blob, a CDN), which refuses. The pod's credentials are not sent there.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            only(
                Place::Ecr,
                advice(
                    "With a VPC endpoint for S3: its policy has to allow s3:GetObject on arn:aws:s3:::prod-<region>-starport-layer-bucket/*.",
                ),
            ),
            advice(
                "Check the policy of the endpoint, the firewall and the clock of the node: a signed address runs out.",
            ),
        ],
        source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
    },
];
