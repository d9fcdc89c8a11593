//! The places that rules come from, as links: those of several files. A link of one file is next to its rule.

pub(crate) const ADMISSION_GO: &str = "https://github.com/kubernetes/kubernetes/blob/v1.35.0/plugin/pkg/admission/alwayspullimages/admission.go";
pub(crate) const BACKOFF_GO: &str =
    "https://github.com/kubernetes/client-go/blob/v0.35.0/util/flowcontrol/backoff.go";
pub(crate) const BUILDKIT_ATTESTATIONS: &str =
    "https://github.com/moby/buildkit/blob/v0.23.0/docs/attestations/attestation-storage.md";
pub(crate) const CONFIG_DEFAULTS_GO: &str = "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/apis/config/v1beta1/defaults.go";
pub(crate) const IMAGE_VOLUMES_GO: &str =
    "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/api/pod/util.go";
pub(crate) const CONFIG_LOADER_GO: &str = "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/kubeletconfig/util/codec/codec.go";
pub(crate) const STRIPED_LOCKS: &str = "https://github.com/kubernetes/kubernetes/pull/138935";
pub(crate) const CONFIG_TYPES_GO: &str =
    "https://github.com/kubernetes/kubelet/blob/v0.35.0/config/v1beta1/types.go";
pub(crate) const CONFIG_VALIDATION_GO: &str = "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/apis/config/validation/validation.go";
pub(crate) const CONTAINERD_FETCHER_GO: &str =
    "https://github.com/containerd/containerd/blob/v2.3.4/core/remotes/docker/fetcher.go";
pub(crate) const CONTAINERD_IMAGESTORE_GO: &str =
    "https://github.com/containerd/containerd/blob/v2.3.4/core/transfer/image/imagestore.go";
pub(crate) const CONTAINERD_IMAGE_GO: &str =
    "https://github.com/containerd/containerd/blob/v2.1.0/core/images/image.go";
pub(crate) const CONTAINERD_MEDIATYPES_GO: &str =
    "https://github.com/containerd/containerd/blob/v2.1.0/core/images/mediatypes.go";
pub(crate) const CRIO_CONF: &str =
    "https://github.com/cri-o/cri-o/blob/v1.34.0/docs/crio.conf.5.md";
pub(crate) const CUSTOM_RESOURCES_PAGE: &str =
    "https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/";
pub(crate) const KNATIVE_TAGS: &str = "https://knative.dev/docs/serving/tag-resolution/";
pub(crate) const KUSTOMIZE_IMAGES: &str =
    "https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/";
pub(crate) const DOCKER_CONFIG_GO: &str =
    "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/credentialprovider/config.go";
pub(crate) const EPHEMERAL_CONTAINERS: &str =
    "https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/";
pub(crate) const API_CONCEPTS: &str =
    "https://kubernetes.io/docs/concepts/overview/kubernetes-api/";
pub(crate) const FIELD_VALIDATION: &str =
    "https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation";
pub(crate) const HELM_TEMPLATE: &str = "https://helm.sh/docs/helm/helm_template/";
pub(crate) const IMAGES_PAGE: &str =
    "https://kubernetes.io/docs/concepts/containers/images/#using-a-private-registry";
pub(crate) const IMAGE_HELPERS_GO: &str =
    "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/images/helpers.go";
pub(crate) const IMAGE_MANAGER_GO: &str =
    "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/images/image_manager.go";
pub(crate) const IMAGE_NAMES_PAGE: &str =
    "https://kubernetes.io/docs/concepts/containers/images/#image-names";
pub(crate) const IMAGE_POLICY_PAGE: &str =
    "https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy";
pub(crate) const IMAGE_VOLUMES: &str = "https://kubernetes.io/docs/concepts/storage/volumes/#image";
pub(crate) const IMGCRYPT: &str = "https://github.com/containerd/imgcrypt/blob/v2.0.1/README.md";
pub(crate) const KEYRING_GO: &str =
    "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/credentialprovider/keyring.go";
pub(crate) const KUBELET_GO: &str =
    "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/kubelet.go";
pub(crate) const KUBELET_OPTIONS_GO: &str =
    "https://github.com/kubernetes/kubernetes/blob/v1.35.0/cmd/kubelet/app/options/options.go";
pub(crate) const KUBELET_PODS_GO: &str =
    "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/kubelet_pods.go";
pub(crate) const KUBERUNTIME_IMAGE_GO: &str = "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/kuberuntime/kuberuntime_image.go";
pub(crate) const KYVERNO_VERIFY_IMAGES: &str =
    "https://kyverno.io/docs/policy-types/cluster-policy/verify-images";
pub(crate) const OCI_DIGESTS: &str =
    "https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests";
pub(crate) const OCI_INDEX: &str =
    "https://github.com/opencontainers/image-spec/blob/main/image-index.md";
pub(crate) const MULTI_ARCH_PAGE: &str = "https://kubernetes.io/docs/concepts/containers/images/#multi-architecture-images-with-image-indexes";
pub(crate) const OCI_DESCRIPTOR: &str =
    "https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md";
pub(crate) const OCI_MANIFEST: &str =
    "https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md";
pub(crate) const OCI_MEDIA_TYPES: &str =
    "https://github.com/opencontainers/image-spec/blob/v1.1.1/media-types.md";
pub(crate) const OCI_SCHEMA: &str =
    "https://github.com/opencontainers/image-spec/tree/v1.1.1/schema";
pub(crate) const PLUGIN_GO: &str =
    "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/credentialprovider/plugin/plugin.go";
pub(crate) const POD_DEFAULTS_GO: &str =
    "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/core/v1/defaults.go";
pub(crate) const POD_TYPES_GO: &str =
    "https://github.com/kubernetes/api/blob/v0.35.0/core/v1/types.go";
pub(crate) const POD_VALIDATION_GO: &str =
    "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/core/validation/validation.go";
pub(crate) const POD_WORKERS_GO: &str =
    "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/pod_workers.go";
pub(crate) const PROVIDER_CONFIG_GO: &str =
    "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/credentialprovider/plugin/config.go";
pub(crate) const PROVIDER_CONFIG_TYPES_GO: &str =
    "https://github.com/kubernetes/kubelet/blob/v0.35.0/config/v1/types.go";
pub(crate) const PULL_MANAGER: &str =
    "https://github.com/kubernetes/kubernetes/tree/v1.35.0/pkg/kubelet/images/pullmanager";
pub(crate) const PULL_SECRETS_GO: &str = "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/credentialprovider/secrets/secrets.go";
pub(crate) const SERVICE_ACCOUNT_ADMISSION_GO: &str = "https://github.com/kubernetes/kubernetes/blob/v1.35.0/plugin/pkg/admission/serviceaccount/admission.go";
pub(crate) const DOCKERFILE: &str = "https://docs.docker.com/reference/dockerfile/#from";
pub(crate) const COMPOSE_FILE: &str =
    "https://docs.docker.com/reference/compose-file/services/#image";
pub(crate) const DEBUG_PODS_PAGE: &str =
    "https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/";
pub(crate) const SYSTEM_LOGS_PAGE: &str =
    "https://kubernetes.io/docs/concepts/cluster-administration/system-logs/";
pub(crate) const DISTRIBUTION_ERRORS: &str =
    "https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes";
pub(crate) const OBJECTS_PAGE: &str =
    "https://kubernetes.io/docs/concepts/overview/working-with-objects/";
pub(crate) const HELM_VALUES: &str = "https://helm.sh/docs/chart_template_guide/values_files/";
pub(crate) const KUSTOMIZATION_PAGE: &str =
    "https://kubernetes.io/docs/tasks/manage-kubernetes-objects/kustomization/";
pub(crate) const OCI_CONFIG: &str =
    "https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md";
pub(crate) const DOCKER_INSPECT: &str =
    "https://docs.docker.com/reference/cli/docker/image/inspect/";
pub(crate) const DOCKER_IMAGES: &str = "https://docs.docker.com/reference/cli/docker/image/ls/";
pub(crate) const DOCKER_PULL: &str = "https://docs.docker.com/reference/cli/docker/image/pull/";
pub(crate) const CONTAINERD_HOSTS: &str =
    "https://github.com/containerd/containerd/blob/v2.1.0/docs/hosts.md";
pub(crate) const REGISTRIES_CONF: &str =
    "https://github.com/containers/image/blob/v5.36.0/docs/containers-registries.conf.5.md";
pub(crate) const K3S_REGISTRIES: &str = "https://docs.k3s.io/installation/private-registry";
pub(crate) const MARKDOWN_FENCES: &str = "https://spec.commonmark.org/0.31.2/#fenced-code-blocks";
pub(crate) const HERE_DOCUMENTS: &str =
    "https://www.gnu.org/software/bash/manual/html_node/Redirections.html#Here-Documents";
