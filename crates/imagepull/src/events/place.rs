//! Where a pull happens: which registry, which kind of cluster.

/// A registry or a distribution whose remedies differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Any,
    Ecr,
    Acr,
    /// Artifact Registry and Container Registry.
    Google,
    Ghcr,
    DockerHub,
    Quay,
    Harbor,
    Artifactory,
    GitLab,
    Kind,
    Minikube,
    K3s,
    MicroK8s,
    OpenShift,
    Talos,
    Windows,
}

/// The registry of a host.
pub(super) fn registry(host: &str) -> Place {
    let ends = |end: &str| host.ends_with(end);
    if ends(".amazonaws.com") || ends(".amazonaws.com.cn") || host == "public.ecr.aws" {
        Place::Ecr
    } else if ends(".azurecr.io") || ends(".azurecr.cn") || ends(".azurecr.us") {
        Place::Acr
    } else if ends("gcr.io") || ends(".pkg.dev") {
        Place::Google
    } else if host == "ghcr.io" {
        Place::Ghcr
    } else if matches!(
        host,
        "docker.io" | "index.docker.io" | "registry-1.docker.io"
    ) {
        Place::DockerHub
    } else if host == "quay.io" || host.starts_with("quay.") {
        Place::Quay
    } else if host.contains("gitlab") {
        Place::GitLab
    } else if host.contains("harbor") {
        Place::Harbor
    } else if host.contains("jfrog") || host.contains("artifactory") {
        Place::Artifactory
    } else {
        Place::Any
    }
}

/// The distributions that a text names: by its nodes, programs and paths.
pub(super) fn distributions(text: &str) -> Vec<Place> {
    let known: [(Place, &[&str]); 7] = [
        (
            Place::Kind,
            &[
                "kind-control-plane",
                "kind-worker",
                "kind-registry",
                "kind load",
            ],
        ),
        (Place::Minikube, &["minikube"]),
        (Place::K3s, &["k3s", "k3d-", "rke2"]),
        (Place::MicroK8s, &["microk8s"]),
        (Place::OpenShift, &["openshift", ".svc:5000"]),
        (Place::Talos, &["talos"]),
        (Place::Windows, &["windows", "hcsshim", "C:\\\\"]),
    ];
    let known = known
        .into_iter()
        .filter(|(_, words)| words.iter().any(|it| text.contains(it)));
    known.map(|(place, _)| place).collect()
}
