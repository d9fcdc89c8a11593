//! What a document in JSON or YAML is, by its `kind` or its keys.

use super::{
    Confidence::{Certain, Likely},
    Kind, Verdict,
    name::is_name,
    outline::Outline,
};
use crate::workload::pods::kinds_with_pods;

/// Actions of a template that are looked at.
const MAX_ACTIONS: usize = 1000;

/// Objects that are beside a Secret in one file without changing what the file is about.
const BESIDE_SECRETS: [&str; 5] = [
    "List",
    "Namespace",
    "Secret",
    "SecretList",
    "ServiceAccount",
];

/// Settings of a KubeletConfiguration about pulls, their flags, and lists of flags.
const PULL_SETTINGS: [&str; 10] = [
    "serializeImagePulls",
    "maxParallelImagePulls",
    "registryPullQPS",
    "registryBurst",
    "serialize-image-pulls",
    "max-parallel-image-pulls",
    "registry-qps",
    "registry-burst",
    "kubelet-arg",
    "kubelet-arg+",
];

/// Files of installers in which settings of the kubelet lie.
const AROUND_KUBELET_CONFIG: [&str; 14] = [
    "Cluster",
    "ClusterConfig",
    "ClusterConfiguration",
    "ConfigMap",
    "InitConfiguration",
    "InstanceGroup",
    "JoinConfiguration",
    "KubeadmConfig",
    "KubeadmConfigTemplate",
    "KubeadmControlPlane",
    "KubeletConfig",
    "MachineConfig",
    "NodeConfig",
    "Shoot",
];

/// Why a container of a status waits for its image.
const IMAGE_REASONS: [&str; 7] = [
    "ErrImagePull",
    "ImagePullBackOff",
    "ErrImageNeverPull",
    "InvalidImageName",
    "ImageInspectError",
    "RegistryUnavailable",
    "SignatureValidationFailed",
];

/// What a text is that names the `kind` of its objects.
pub(super) fn by_kind<'t>(outline: &Outline<'t>) -> Option<Verdict<'t>> {
    let objects = outline.objects();
    let is_declared = outline.begins
        || objects
            .iter()
            .any(|(api_version, _)| !api_version.is_empty());
    if objects.is_empty() || !is_declared {
        return None;
    }
    let has = |kind: &str| objects.iter().any(|it| it.1 == kind);
    let group = |kind: &str, group: &str| {
        let mut objects = objects.iter();
        objects.any(|it| it.1 == kind && (it.0.is_empty() || it.0.starts_with(group)))
    };
    let all_are = |kinds: &[&str]| objects.iter().all(|it| kinds.contains(&it.1));
    let declared = |kind, sign| Some(Verdict::new(kind, Certain, sign));
    if let Some(waiting) = waits_for_image(outline) {
        return declared(Kind::PodStatus, waiting);
    }
    if kinds_with_pods().any(has) {
        return declared(Kind::Manifest, "kind");
    }
    if group("KubeletConfiguration", "kubelet.config.k8s.io/") {
        return declared(Kind::KubeletConfig, "kind: KubeletConfiguration");
    }
    if group("CredentialProviderConfig", "kubelet.config.k8s.io/") {
        return declared(
            Kind::CredentialProviderConfig,
            "kind: CredentialProviderConfig",
        );
    }
    if AROUND_KUBELET_CONFIG.iter().any(|kind| has(kind)) {
        if let Some(sign) = pull_setting(outline) {
            return declared(Kind::KubeletConfig, sign);
        }
        if let Some(verdict) = nested_kind(outline) {
            return Some(verdict);
        }
        if group("NodeConfig", "node.eks.aws/") {
            return declared(Kind::KubeletConfig, "kind: NodeConfig");
        }
    }
    if has("Event") || has("EventList") {
        if group("Event", "v1") || group("Event", "events.k8s.io/") || has("EventList") {
            return declared(Kind::Events, "kind: Event");
        }
        // Those of an audit log are about requests to the API server.
        return None;
    }
    if group("Kustomization", "kustomize.config.k8s.io/")
        || group("Component", "kustomize.config.k8s.io/")
    {
        return declared(Kind::Kustomization, "kind: Kustomization");
    }
    if has("Status") && all_are(&["Status"]) {
        return Some(Verdict::new(Kind::PullError, Likely, "kind: Status"));
    }
    if (has("Secret") || has("SecretList")) && all_are(&BESIDE_SECRETS) {
        return declared(Kind::Secret, "kind: Secret");
    }
    let confidence = if objects.iter().any(|it| !it.0.is_empty()) {
        Certain
    } else {
        Likely
    };
    Some(Verdict::new(Kind::Manifest, confidence, "kind"))
}

/// Why a container of the status of a pod waits, where it does for its image.
fn waits_for_image(outline: &Outline<'_>) -> Option<&'static str> {
    let mut waiting = outline
        .entries
        .iter()
        .filter(|it| it.parent == "waiting" && it.key == "reason");
    waiting.find_map(|entry| {
        IMAGE_REASONS
            .into_iter()
            .find(|reason| *reason == entry.value)
    })
}

/// A setting of pulls, wherever in the text.
fn pull_setting(outline: &Outline<'_>) -> Option<&'static str> {
    let mut entries = outline.entries.iter();
    entries.find_map(|entry| {
        PULL_SETTINGS
            .into_iter()
            .find(|setting| *setting == entry.key)
    })
}

/// A configuration of the kubelet that lies in a field or in the text of a file.
fn nested_kind<'t>(outline: &Outline<'t>) -> Option<Verdict<'t>> {
    let says = |kind: &str| {
        let mut entries = outline.entries.iter().filter(|it| it.depth > 0);
        entries.any(|it| {
            it.key == "kind" && it.value == kind
                || it.key != "kind" && it.value.contains(kind) && it.value.contains("kind")
        })
    };
    if says("KubeletConfiguration") {
        let sign = "kind: KubeletConfiguration";
        return Some(Verdict::new(Kind::KubeletConfig, Certain, sign));
    }
    says("CredentialProviderConfig").then(|| {
        let sign = "kind: CredentialProviderConfig";
        Verdict::new(Kind::CredentialProviderConfig, Certain, sign)
    })
}

/// What a document without `kind` is.
pub(super) fn by_keys<'t>(outline: &Outline<'t>) -> Option<Verdict<'t>> {
    if !outline.begins || outline.entries.is_empty() {
        return None;
    }
    image_document(outline)
        .or_else(|| json_document(outline))
        .or_else(|| credentials(outline))
        // The files of Butane, cloud-init and Ansible name no kind themselves.
        .or_else(|| nested_kind(outline))
        .or_else(|| kubelet_settings(outline))
        .or_else(|| compose(outline))
        .or_else(|| registries(outline))
        .or_else(|| workload_part(outline))
}

fn is<'t>(holds: bool, kind: Kind, sign: &'static str) -> Option<Verdict<'t>> {
    holds.then(|| Verdict::new(kind, Certain, sign))
}

fn is_likely<'t>(holds: bool, kind: Kind, sign: &'static str) -> Option<Verdict<'t>> {
    holds.then(|| Verdict::new(kind, Likely, sign))
}

/// What only programs write.
fn json_document<'t>(outline: &Outline<'t>) -> Option<Verdict<'t>> {
    if !outline.is_json {
        return None;
    }
    let top = |key: &str| outline.has_top(key);
    let has_code =
        outline.any(|it| it.top == "errors" && it.key == "code" && is_error_code(it.value));
    let is_log = top("msg") && (top("ts") || top("time"));
    let is_scenario = top("images") && top("nodes") && top("pods");
    is(has_code, Kind::RegistryError, "errors")
        .or_else(|| is_likely(is_log, Kind::Log, "msg"))
        .or_else(|| is(is_scenario, Kind::Scenario, "nodes"))
}

/// Configurations of registry credentials.
fn credentials<'t>(outline: &Outline<'t>) -> Option<Verdict<'t>> {
    let mut keys = ["auths", "credHelpers", "credsStore"].into_iter();
    if let Some(key) = keys.find(|key| outline.has_top(key)) {
        return is(true, Kind::DockerConfig, key);
    }
    let is_data = outline.any(|it| {
        let is_here = it.depth == 0 || it.depth == 1 && it.top == "data";
        is_here && matches!(it.key, ".dockerconfigjson" | ".dockercfg") && !it.value.contains(' ')
    });
    let is_old = outline.is_json
        && outline.any(|it| {
            it.depth == 1 && it.top.contains('.') && matches!(it.key, "auth" | "password")
        });
    let has_providers = outline.has_below("providers", 1, "matchImages");
    is(is_data, Kind::DockerConfig, ".dockerconfigjson")
        .or_else(|| is_likely(is_old, Kind::DockerConfig, "auth"))
        .or_else(|| is_likely(has_providers, Kind::CredentialProviderConfig, "matchImages"))
}

/// Settings of the kubelet in the files of installers, and alone.
fn kubelet_settings<'t>(outline: &Outline<'t>) -> Option<Verdict<'t>> {
    let top = |key: &str| outline.has_top(key);
    let is_talos = outline.has_below("machine", 1, "kubelet");
    let is_rke = outline.any(|it| {
        it.top == "services" && it.parent == "kubelet" && it.key.starts_with("extra_args")
    });
    let has_flags = top("kubelet-arg") || top("kubelet-arg+");
    let is_kubespray = top("kubelet_config_extra_args") || top("kubelet_node_config_extra_args");
    let setting = pull_setting(outline).filter(|setting| top(setting));
    is(top("kubeletconfig"), Kind::KubeletConfig, "kubeletconfig")
        .or_else(|| is(is_talos, Kind::KubeletConfig, "machine.kubelet"))
        .or_else(|| is(is_kubespray, Kind::KubeletConfig, "extra_args"))
        .or_else(|| is(has_flags, Kind::KubeletConfig, "kubelet-arg"))
        .or_else(|| is(is_rke, Kind::KubeletConfig, "services.kubelet"))
        .or_else(|| is_likely(true, Kind::KubeletConfig, setting?))
}

fn compose<'t>(outline: &Outline<'t>) -> Option<Verdict<'t>> {
    let of_services = outline
        .entries
        .iter()
        .filter(|it| it.depth == 2 && it.top == "services");
    let images = of_services.clone().filter(|it| it.key == "image");
    let has_service = of_services
        .clone()
        .any(|it| matches!(it.key, "image" | "build"));
    let verdict = is(has_service, Kind::Compose, "services")?;
    let names = images.map(|it| it.value).filter(|it| is_name(it));
    Some(verdict.naming(names.collect()))
}

/// Mirrors and settings of registries.
fn registries<'t>(outline: &Outline<'t>) -> Option<Verdict<'t>> {
    let has_endpoint = outline.any(|it| it.top == "mirrors" && it.key.starts_with("endpoint"));
    let has_tls =
        outline.any(|it| it.depth == 2 && it.top == "configs" && matches!(it.key, "auth" | "tls"));
    is(has_endpoint, Kind::RegistriesYaml, "mirrors")
        .or_else(|| is(has_tls, Kind::RegistriesYaml, "configs"))
}

/// What is in or beside manifests.
fn workload_part<'t>(outline: &Outline<'t>) -> Option<Verdict<'t>> {
    let below = |above: &str, key: &str| outline.has_below(above, 1, key);
    let is_kustomization = below("images", "newTag") || below("images", "newName");
    let is_status = outline.has_top("containerStatuses")
        || outline.has_top("initContainerStatuses")
        || below("status", "containerStatuses");
    let has_containers =
        outline.any(|it| it.key == "image" && matches!(it.parent, "containers" | "initContainers"));
    let has_policy = outline.any(|it| it.key == "imagePullPolicy")
        && outline.any(|it| it.key == "image" && !it.value.is_empty());
    let is_values = outline
        .any(|it| it.key == "repository" && it.parent.to_ascii_lowercase().ends_with("image"));
    is_likely(is_kustomization, Kind::Kustomization, "images")
        .or_else(|| is_likely(true, Kind::PodStatus, waits_for_image(outline)?))
        .or_else(|| is_likely(is_status, Kind::PodStatus, "containerStatuses"))
        .or_else(|| is_likely(has_containers, Kind::Manifest, "containers"))
        .or_else(|| is_likely(is_values, Kind::HelmValues, "image.repository"))
        .or_else(|| is_likely(has_policy, Kind::Manifest, "imagePullPolicy"))
}

/// A code of the distribution specification, such as `MANIFEST_UNKNOWN`.
fn is_error_code(value: &str) -> bool {
    let is_upper = |byte: u8| byte.is_ascii_uppercase() || byte == b'_';
    value.len() > 5 && value.bytes().all(is_upper)
}

/// A document of a registry, or what a tool says about an image.
fn image_document<'t>(outline: &Outline<'t>) -> Option<Verdict<'t>> {
    let top = |key: &str| outline.has_top(key);
    let below = |above: &str, key: &str| outline.has_below(above, 1, key);
    let is_document = top("schemaVersion") || top("mediaType");
    if top("manifests") && is_document {
        return is(true, Kind::ImageIndex, "manifests");
    }
    if top("layers") && is_document {
        return is(true, Kind::ImageManifest, "layers");
    }
    if top("fsLayers") {
        return is(true, Kind::ImageManifest, "fsLayers");
    }
    if top("mediaType") && top("digest") && top("size") {
        return is(true, Kind::ImageManifest, "mediaType");
    }
    if top("rootfs") && (top("os") || top("architecture")) {
        return is(true, Kind::ImageConfig, "rootfs");
    }
    let inspections = [
        (top("RepoTags") || top("RepoDigests"), "RepoTags"),
        (
            below("status", "repoTags") || below("images", "repoTags"),
            "repoTags",
        ),
        (top("Ref") && top("Descriptor"), "Descriptor"),
        (top("LayersData"), "LayersData"),
        (
            below("images", "digest") && below("images", "architecture"),
            "images",
        ),
        (
            below("manifest", "mediaType") && below("manifest", "digest"),
            "manifest",
        ),
    ];
    let found = inspections.into_iter().find(|(holds, _)| *holds);
    found.and_then(|(holds, sign)| is(holds, Kind::ImageInspection, sign))
}

/// Whether a text is a template of a Helm chart. Other tools have templates in braces as well, so what counts is
/// what only Helm gives them.
pub(super) fn is_helm_template(text: &str, outline: &Outline<'_>) -> bool {
    const OF_HELM: [&str; 6] = [
        ".Values",
        ".Release.",
        ".Chart.",
        "include \"",
        "define \"",
        ".Capabilities.",
    ];
    if outline.is_json || !outline.begins && !text.starts_with("{{") {
        return false;
    }
    let actions = text.split("{{").skip(1).take(MAX_ACTIONS);
    let mut actions = actions.map(|it| it.split("}}").next().unwrap_or_default());
    actions.any(|action| OF_HELM.iter().any(|it| action.contains(it)))
}
