//! Words by which a text is known to be about the pull of an image, or about something else.

/// Words of a text that is about a pull.
#[rustfmt::skip]
pub(super) const ABOUT_A_PULL: &[&str] = &[
    "failed to pull", "lookup registry.", "lookup registry-", "lookup harbor", "lookup docker", "lookup nexus", "lookup artifactory",
    ":5000: connect", "CRI v1 image API", "pulling image", "PullImage", "image pull", "ErrImagePull", "ImagePullBackOff",
    "resolve reference", "failed to resolve image", "sandbox image", "error pulling", "unpack image",
    "failed pulling", "fetch anonymous token", "fetch oauth token", "content descriptor", "copying system image",
    "copying config", "initializing source", "pinging container registry", "reading manifest", "reading blob",
    "pull access denied", "docker pull", "Back-off pulling", "registry-1.docker.io", "registry.k8s.io", "ghcr.io",
    "quay.io", "gcr.io", "azurecr.io", "pkg.dev", "mcr.microsoft.com", ".dkr.ecr.", "auth.docker.io",
    "index.docker.io", "k8s.gcr.io", "docker.io/", "failed to copy:", "error unpacking image", "layer-sha256",
    "register layer", "extract layer", "download failed after attempts", "Error processing tar file",
    "image configuration", "inspect image", "pull image", "image from", "Failed to apply default image tag",
    "ImageStatus", "garbage collect required amount of images", "pulling from host", "Get image", "manifest unknown",
    "docker registry", "container registry", "artifact err", "image err:", "unable to pull", "fetching manifest",
    "fetching blob", "error pinging", "docker: error response", "trying and failing to pull image", "copying image",
    "writing blob", "errimage", "image service", "filesystem layer verification", "manifests/", "httpReadSeeker",
    "pull failed", "for image", "unexpected HTTP status", "client does not have permission for manifest",
    "HTTP 403 response body", "/blobs/", "URL <code>/v2/", "image: ", "image volume",
    "Error response from daemon: Get ~", "ImageInspectError", "InspectFailed", "failed to load cni during init",
];

/// Words of a text that is about something else, whatever it says besides.
#[rustfmt::skip]
pub(super) const ABOUT_SOMETHING_ELSE: &[&str] = &[
    "probe failed", "probe errored", "MountVolume", "AttachVolume", "UnmountVolume", "unmounted volumes",
    "failed to setup network", "CNI network", "cni plugin", "pod network sandbox", "ClusterInformation",
    "failed calling webhook", "failed to call webhook", "Unable to connect to the server",
    "must be logged in to the server", "The connection to the server", "failed to list *", "failed to watch *",
    "INSTALLATION FAILED", "UPGRADE FAILED", "OCI runtime", "failed to create containerd task",
    "failed to create shim", "leader election", "failed to get node", "Error updating node status",
    "update node status", "update lease", "renew lease", "acquire lease", "node lease", "leases/", "lease lock",
    "node not found", "no running task", "Back-off restarting", "failed to run Kubelet", "Observed a panic", "nodes are available",
    "failed to start container", "failed to exec in container", "Error from server", "PostStart", "PreStop",
    "lifecycle hook", "oauth2: ", "helm-controller", "chart", "persistentvolumeclaim", "Error syncing load balancer",
    "metrics", "apiserver not ready", "kube-apiserver check failed", "Kubernetes cluster unreachable", "etcdserver",
    "git ", "failed to load CNI", "reserve network", "failed to reserve sandbox name",
    "failed to reserve container name", "/api/v1/", "/apis/", "failed to configure metadata server", "secret \"",
    "configmap \"", "couldn't find key", "failed to sync secret", "failed to sync configmap", "startup-probe",
    "failed to generate container", "plugin/errors:", "curl: (", "Failed to connect to", "wget: ",
    ";; connection timed out",
];

/// Parts of addresses of the API server, and of charts in a registry.
pub(super) const NO_REGISTRY: &[&str] = &["/api/v1/", "/apis/", "%2fcharts%2f", "/charts/"];

/// Words that leave no doubt that a pull is meant, in a text that also has words of something else.
#[rustfmt::skip]
pub(super) const SURELY_A_PULL: &[&str] = &[
    "failed to pull image", "failed to pull and unpack", "resolve reference", "ErrImagePull", "ImagePullBackOff",
    "sandbox image", "error unpacking image", "failed pulling image", "error pulling image", "PullImage",
    "manifest unknown", "pull access denied", "unpack image", "garbage collect required amount of images",
    "pulling image", "Back-off pulling",
];

/// Words that are before different causes: a text that is cut off in them does not say which.
#[rustfmt::skip]
pub(super) const BEFORE_CAUSES: &[&str] = &[
    "failed to resolve reference", "failed to pull and unpack image", "failed to do request", "failed to pull image",
    "error response from daemon", "failed to verify certificate", "failed to fetch anonymous token",
    "failed to fetch oauth token", "failed to authorize", "unexpected status from", "unexpected status code",
    "received unexpected HTTP status", "unable to pull image",
    "failed to get stream processor", "connection closed", "certificate is not authorized", "http: server closed",
    "x509: certificate signed by unknown authority", "x509: certificate has expired or is not yet valid",
    "x509: certificate is valid for", "x509: cannot validate certificate for", "x509: certificate relies on",
];

/// Words of a runtime that makes a container.
#[rustfmt::skip]
pub(super) const OF_CONTAINERS: &[&str] = &[
    "create containerd container", "create container", "create podsandbox", "create new CRI container",
    "creating container storage",
];

/// Words of an admission that looks at images.
#[rustfmt::skip]
pub(super) const ADMISSION: &[&str] = &[
    "denied the request", "denied request", "admission webhook error", "image policy webhook", "ImagePolicyWebhook",
    "denied by Binary Authorization", "admission control",
];

#[rustfmt::skip]
pub(super) const ADMISSION_OF_IMAGES: &[&str] = &[
    "image ", "images", "registries", "registry", "signature", "signed", "attestation", "cosign", "notary",
    "oauth2/token", "image:", "image\"", "latest tag", "image tag", "repo ",
];

/// Hosts of stores that registries keep blobs in.
#[rustfmt::skip]
pub(super) const STORES: &[&str] = &[
    ".s3.", "s3.amazonaws.com", "s3-", ".s3-", "storage.googleapis.com", "blob.core.windows.net",
    "cloudflarestorage.com", "production.cloudflare.docker.com", "production.cloudfront.docker.com",
    "docker-images-prod", "cloudfront.net", "digitaloceanspaces.com", "aliyuncs.com/docker",
    "pkg-containers.githubusercontent.com", "cdn.quay.io", "cdn01.quay.io", "cdn02.quay.io", "cdn03.quay.io",
    "objectstorage.",
];

/// Registries that give images to everybody, with the beginning of the path where only some are public.
#[rustfmt::skip]
pub(super) const PUBLIC: &[&str] = &[
    "registry.k8s.io", "k8s.gcr.io", "mcr.microsoft.com", "k8s-artifacts-prod", "gcr.io/google-containers",
    "gcr.io/google_containers", "gcr.io/distroless", "gcr.io/v2/google-containers", "gcr.io/v2/google_containers",
    "gcr.io/v2/distroless", "gcr.io/kubebuilder", "gcr.io/v2/kubebuilder", "gcr.io/kaniko-project",
    "gcr.io/v2/kaniko-project", "gcr.io/cadvisor", "gcr.io/v2/cadvisor", "gcr.io/k8s-minikube",
    "gcr.io/v2/k8s-minikube", "public.ecr.aws", "gcr.io/v2/pause", "gcr.io/pause", "gcr.io/tekton-releases",
    "gcr.io/knative-releases", "gcr.io/v2/tekton-releases", "gcr.io/v2/knative-releases",
];
