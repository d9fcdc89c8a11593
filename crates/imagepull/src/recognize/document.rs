//! What a document in JSON or YAML is, by its `kind` or its keys.

use super::{
    Confidence::{Certain, Likely},
    Kind, Verdict,
    outline::{Entry, Outline},
};

/// Actions of a template that are looked at.
const MAX_ACTIONS: usize = 1000;

/// Objects that have a template of a Pod, or are one.
const WORKLOADS: [&str; 9] = [
    "CronJob",
    "DaemonSet",
    "Deployment",
    "Job",
    "Pod",
    "PodTemplate",
    "ReplicaSet",
    "ReplicationController",
    "StatefulSet",
];

/// Objects that stand beside a Secret in one file without changing what the file is about.
const BESIDE_SECRETS: [&str; 5] = [
    "List",
    "Namespace",
    "Secret",
    "SecretList",
    "ServiceAccount",
];

/// Settings of a KubeletConfiguration about pulls.
const PULL_SETTINGS: [&str; 4] = [
    "serializeImagePulls",
    "maxParallelImagePulls",
    "registryPullQPS",
    "registryBurst",
];

/// Files of installers in which settings of the kubelet lie.
const AROUND_KUBELET_CONFIG: [&str; 9] = [
    "Cluster",
    "ConfigMap",
    "InstanceGroup",
    "KubeadmConfig",
    "KubeadmConfigTemplate",
    "KubeadmControlPlane",
    "KubeletConfig",
    "MachineConfig",
    "NodeConfig",
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
    if WORKLOADS.iter().any(|kind| has(kind)) {
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
    let top = |key: &str| outline.has_top(key);
    let below = |above: &str, key: &str| outline.has_below(above, 1, key);
    let is = |kind, sign| Some(Verdict::new(kind, Certain, sign));
    let is_likely = |kind, sign| Some(Verdict::new(kind, Likely, sign));
    if let Some(verdict) = image_document(outline) {
        return Some(verdict);
    }
    if outline.is_json {
        let has_code = outline
            .entries
            .iter()
            .any(|it| it.top == "errors" && it.key == "code" && is_error_code(it.value));
        if top("errors") && has_code {
            return is(Kind::RegistryError, "errors");
        }
        if top("msg") && (top("ts") || top("time")) {
            return is_likely(Kind::Log, "msg");
        }
        if top("images") && top("nodes") && top("pods") {
            return is(Kind::Scenario, "nodes");
        }
    }
    for key in ["auths", "credHelpers", "credsStore"] {
        if top(key) {
            return is(Kind::DockerConfig, key_sign(key));
        }
    }
    let is_data = |it: &Entry<'_>| {
        let is_here = it.depth == 0 || it.depth == 1 && it.top == "data";
        is_here && matches!(it.key, ".dockerconfigjson" | ".dockercfg") && !it.value.contains(' ')
    };
    if outline.entries.iter().any(is_data) {
        return is(Kind::DockerConfig, ".dockerconfigjson");
    }
    let is_old = |it: &Entry<'_>| {
        it.depth == 1 && it.top.contains('.') && matches!(it.key, "auth" | "password")
    };
    if outline.is_json && outline.entries.iter().any(is_old) {
        return is_likely(Kind::DockerConfig, "auth");
    }
    // The files of Butane, cloud-init and Ansible name no kind themselves.
    if let Some(verdict) = nested_kind(outline) {
        return Some(verdict);
    }
    if below("providers", "matchImages") {
        return is_likely(Kind::CredentialProviderConfig, "matchImages");
    }
    if top("kubeletconfig") {
        return is(Kind::KubeletConfig, "kubeletconfig");
    }
    if top("machine") && top("version") && below("machine", "kubelet") {
        return is(Kind::KubeletConfig, "machine.kubelet");
    }
    if top("kubelet-arg") {
        return is(Kind::KubeletConfig, "kubelet-arg");
    }
    if let Some(setting) = pull_setting(outline).filter(|setting| top(setting)) {
        return is_likely(Kind::KubeletConfig, setting);
    }
    let is_of_service = |it: &Entry<'_>| {
        it.depth == 2 && it.top == "services" && matches!(it.key, "image" | "build")
    };
    if let Some(entry) = outline.entries.iter().find(|it| is_of_service(it)) {
        let image = outline
            .entries
            .iter()
            .find(|it| is_of_service(it) && super::name::is_name(it.value));
        let verdict = Verdict::new(Kind::Compose, Certain, "services");
        return Some(match image {
            Some(image) => verdict.with(image.value),
            None if entry.key == "image" => verdict.with(entry.value),
            None => verdict,
        });
    }
    let is_endpoint = |it: &Entry<'_>| it.top == "mirrors" && it.key.starts_with("endpoint");
    if outline.entries.iter().any(is_endpoint) {
        return is(Kind::RegistriesYaml, "mirrors");
    }
    let is_tls =
        |it: &Entry<'_>| it.depth == 2 && it.top == "configs" && matches!(it.key, "auth" | "tls");
    if outline.entries.iter().any(is_tls) {
        return is(Kind::RegistriesYaml, "configs");
    }
    if below("images", "newTag") || below("images", "newName") {
        return is_likely(Kind::Kustomization, "images");
    }
    if let Some(reason) = waits_for_image(outline) {
        return is_likely(Kind::PodStatus, reason);
    }
    if top("containerStatuses")
        || top("initContainerStatuses")
        || below("status", "containerStatuses")
    {
        return is_likely(Kind::PodStatus, "containerStatuses");
    }
    let is_value = |it: &Entry<'_>| {
        it.key == "repository" && it.parent.to_ascii_lowercase().ends_with("image")
    };
    if outline.entries.iter().any(is_value) {
        return is_likely(Kind::HelmValues, "image.repository");
    }
    None
}

fn key_sign(key: &str) -> &'static str {
    match key {
        "auths" => "auths",
        "credHelpers" => "credHelpers",
        _ => "credsStore",
    }
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
    let is = |kind, sign| Some(Verdict::new(kind, Certain, sign));
    let is_document = top("schemaVersion") || top("mediaType");
    if top("manifests") && is_document {
        return is(Kind::ImageIndex, "manifests");
    }
    if top("layers") && is_document {
        return is(Kind::ImageManifest, "layers");
    }
    if top("fsLayers") {
        return is(Kind::ImageManifest, "fsLayers");
    }
    if top("mediaType") && top("digest") && top("size") {
        return is(Kind::ImageManifest, "mediaType");
    }
    if top("rootfs") && (top("os") || top("architecture")) {
        return is(Kind::ImageConfig, "rootfs");
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
    found.and_then(|(_, sign)| is(Kind::ImageInspection, sign))
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
