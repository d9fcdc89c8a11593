//! Causes in the registry and its answers.

use super::{Cause, Retry, advice, command, only};
use crate::{
    codes,
    events::place::Place,
    sources::{CONTAINERD_IMAGE_GO, IMAGES_PAGE, OCI_DESCRIPTOR},
    words::MessageId,
};

const RESOLVER_GO: &str =
    "https://github.com/containerd/containerd/blob/v2.1.0/core/remotes/docker/resolver.go";

pub(super) const CAUSES: &[Cause] = &[
    Cause {
        code: codes::EVT001,
        title: MessageId::new("The registry doesn't have the image"),
        named: &[MessageId::new("**{registry}** doesn't have **{name}**.")],
        text: MessageId::new(
            "The registry answered that it doesn't have this repository, tag or digest.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Check the tag against the repository's tags.",
                "crane ls <repository>",
            ),
            command(
                "Fix the image.",
                "kubectl set image <workload> <container>=<new image> -n <namespace>",
            ),
            command(
                "If the tag was only just pushed: delete the pod; a new one doesn't wait.",
                "kubectl delete pod <pod> -n <namespace>",
            ),
        ],
        source: RESOLVER_GO,
    },
    Cause {
        code: codes::EVT002,
        title: MessageId::new("The registry denied access to the image"),
        named: &[MessageId::new(
            "**{registry}** denied access to **{name}**.",
        )],
        text: MessageId::new(
            "No credentials were sent, or the registry rejected them. Many registries say the same for a repository that doesn't exist. If matching credentials fail, there is no anonymous attempt.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            only(
                Place::Ecr,
                command(
                    "An ECR token is valid for 12 hours: renew the Secret.",
                    "kubectl create secret docker-registry <secret> -n <namespace> --docker-server=<registry> --docker-username=AWS --docker-password=\"$(aws ecr get-login-password)\" --dry-run=client -o yaml | kubectl apply -f -",
                ),
            ),
            only(
                Place::Ecr,
                advice("Or give the node's role read access: AmazonEC2ContainerRegistryPullOnly."),
            ),
            only(
                Place::Acr,
                command(
                    "Give the cluster read access to the registry: the role AcrPull for its kubelet identity.",
                    "az aks update -n <cluster> -g <resource group> --attach-acr <acr>",
                ),
            ),
            only(
                Place::Acr,
                command(
                    "Check the network path from the cluster to the registry.",
                    "az aks check-acr -n <cluster> -g <resource group> --acr <registry>",
                ),
            ),
            only(
                Place::Google,
                command(
                    "Give the nodes' service account read access: the role Artifact Registry Reader.",
                    "gcloud projects add-iam-policy-binding <project> --member=serviceAccount:<service account of the nodes> --role=roles/artifactregistry.reader",
                ),
            ),
            only(
                Place::Ghcr,
                advice(
                    "The token needs the scope read:packages, and the package must grant its owner read access.",
                ),
            ),
            only(
                Place::Ghcr,
                advice(
                    "GitHub rejects an expired token even for public images: renew or remove it.",
                ),
            ),
            only(
                Place::DockerHub,
                advice(
                    "Docker Hub says the same for a repository that doesn't exist: check the name, and whether the image was pushed at all.",
                ),
            ),
            only(
                Place::Quay,
                advice(
                    "Quay says the same for a repository that doesn't exist. A robot account needs read permission on the repository.",
                ),
            ),
            only(
                Place::Harbor,
                advice(
                    "A robot account needs pull permission in this project, and Harbor's robots expire after 30 days by default.",
                ),
            ),
            only(
                Place::Artifactory,
                advice(
                    "The user needs read permission on the repository, and also on the remote one behind a virtual repository, which must be configured.",
                ),
            ),
            only(
                Place::GitLab,
                advice(
                    "The deploy token needs the scope read_registry. The job token CI_JOB_TOKEN expires with its job.",
                ),
            ),
            only(
                Place::OpenShift,
                command(
                    "Let the pod's ServiceAccount pull from the other project.",
                    "oc policy add-role-to-group system:image-puller system:serviceaccounts:<namespace> -n <project of the image>",
                ),
            ),
            advice("Check the name for typos."),
            command(
                "Check that the pod's `imagePullSecrets` name a Secret in its own namespace whose key matches the registry.",
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
        code: codes::EVT003,
        title: MessageId::new("The registry's rate limit is reached"),
        named: &[MessageId::new(
            "The rate limit of **{registry}** is reached.",
        )],
        text: MessageId::new(
            "The registry answered 429. The `Retry-After` header is ignored, and each retry after the back-off counts too.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            only(
                Place::Harbor,
                advice(
                    "If this is a proxy cache: the limit applies to the cache's account, and the pod's Secret doesn't help.",
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
        code: codes::EVT008,
        title: MessageId::new("The image has no variant for the node's platform"),
        named: &[
            MessageId::new("**{image}** has no variant for **{platform}**."),
            MessageId::new("**{image}** has no variant for the node's platform."),
        ],
        text: MessageId::new(
            "The image's index has no entry for the node's operating system and architecture. On Windows the host's build matters too.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            only(
                Place::Windows,
                advice(
                    "Use the tag for the node's Windows build: the image needs the host's build or an older one that the host can run.",
                ),
            ),
            command(
                "Check the image's platforms.",
                "docker buildx imagetools inspect <image>",
            ),
            command(
                "Build and push the image for this platform.",
                "docker buildx build --platform <os/arch> --push -t <image> .",
            ),
            advice("Or run the pod on matching nodes: `nodeSelector` kubernetes.io/arch."),
        ],
        source: CONTAINERD_IMAGE_GO,
    },
    Cause {
        code: codes::EVT016,
        title: MessageId::new("The registry answers with an internal error"),
        named: &[MessageId::new("**{host}** answers with an internal error.")],
        text: MessageId::new(
            "The registry or a proxy in front of it answered with status 500 or above. The image may be fine.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            advice("Check the state of the registry; the kubelet keeps retrying."),
            command(
                "Test the registry from the node.",
                "curl -sv https://<registry>/v2/",
            ),
        ],
        source: "https://www.rfc-editor.org/rfc/rfc9110#name-server-error-5xx",
    },
    Cause {
        code: codes::EVT028,
        title: MessageId::new("Something that is not a registry answered"),
        named: &[MessageId::new(
            "Something that is not a registry answered at **{host}**.",
        )],
        text: MessageId::new(
            "A proxy, a login page, a wrong mirror or a web server answered instead of the registry: its answer is neither a manifest nor a registry error.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Check who answers at this address.",
                "curl -sv https://<registry>/v2/",
            ),
            advice(
                "Check the runtime's mirrors (hosts.toml, registries.conf) and the proxy before the registry.",
            ),
        ],
        source: RESOLVER_GO,
    },
    Cause {
        code: codes::EVT029,
        title: MessageId::new("Part of the image is missing in the registry"),
        named: &[MessageId::new(
            "Part of **{name}** is missing in **{registry}**.",
        )],
        text: MessageId::new(
            "The manifest is there, but a layer or the config is not: it was deleted, never pushed, or a cache doesn't have it.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Check that all parts of the image exist.",
                "crane validate --remote <image>",
            ),
            advice("Push the image again, or repair the registry's cache or replication."),
        ],
        source: RESOLVER_GO,
    },
    Cause {
        code: codes::EVT032,
        title: MessageId::new("The downloaded content doesn't match its digest"),
        named: &[MessageId::new(
            "The download of **{image}** doesn't match its digest.",
        )],
        text: MessageId::new(
            "The downloaded content is not what the manifest names: a proxy, a mirror or an interrupted download truncated or changed it.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Remove the partial download, and pull on the node.",
                "crictl rmi <image>; crictl pull <image>",
            ),
            advice("Pull without the mirror or proxy to see which one changes the content."),
        ],
        source: OCI_DESCRIPTOR,
    },
    Cause {
        code: codes::EVT033,
        title: MessageId::new("This runtime doesn't support the image's format"),
        named: &[MessageId::new(
            "This runtime doesn't support the format of **{image}**.",
        )],
        text: MessageId::new(
            "The manifest has a format that the runtime doesn't support, or no longer supports, such as schema 1, or it is not a container image at all.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command("Check the manifest's format.", "crane manifest <image>"),
            command(
                "Rebuild the image, or copy it to a current format.",
                "skopeo copy --format v2s2 docker://<image> docker://<new image>",
            ),
        ],
        source: "https://github.com/containerd/containerd/blob/main/RELEASES.md#deprecated-features",
    },
    Cause {
        code: codes::EVT038,
        title: MessageId::new("A public registry blocks this node's address"),
        named: &[MessageId::new("**{registry}** blocks this node's address.")],
        text: MessageId::new(
            "The registry serves this image to everybody, so credentials don't help: it blocks the address of the node or its gateway, or the country.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Test the registry from the node and from elsewhere.",
                "curl -sv https://<registry>/v2/",
            ),
            advice("Pull through a mirror or another gateway."),
        ],
        source: "https://github.com/kubernetes/registry.k8s.io/blob/main/docs/debugging.md",
    },
    Cause {
        code: codes::EVT039,
        title: MessageId::new("The registry's blob storage rejects the layer"),
        named: &[MessageId::new(
            "The blob storage of **{registry}** rejects a layer of **{name}**.",
        )],
        text: MessageId::new(
            "The registry redirected the node to its blob storage (S3, Google Cloud Storage, Azure Blob, a CDN), which rejects the request. The pod's credentials are not sent there.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            only(
                Place::Ecr,
                advice(
                    "With a VPC endpoint for S3: its policy must allow s3:GetObject on arn:aws:s3:::prod-<region>-starport-layer-bucket/*.",
                ),
            ),
            advice(
                "Check the endpoint's policy, the firewall and the node's clock: a signed URL expires.",
            ),
        ],
        source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
    },
];
