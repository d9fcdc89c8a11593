//! The table of what a text can be.

use serde::Serialize;

use crate::{sources, words::MessageId};

/// A view of the playground, by its name in the address of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum View {
    /// What image names mean.
    Name,
    /// How the images of some pods are pulled.
    Pulls,
    /// Why a pod cannot pull, and when it tries again. Its tab says Diagnose.
    BackOff,
    /// The images of a manifest.
    Manifest,
    /// Which entry of an index a node takes.
    Platforms,
    /// Which credentials the kubelet tries.
    Credentials,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// One image name.
    ImageName,
    /// Several image names.
    ImageNames,
    /// A shell command with an image name, for example `docker run`.
    Command,
    /// A shell command that logs in to a registry or makes a pull secret.
    LoginCommand,
    /// A Dockerfile, or its `FROM` lines.
    Dockerfile,
    /// A file of Docker Compose.
    Compose,
    /// What `kubectl describe` prints.
    Describe,
    /// Events of Kubernetes, in any output of kubectl.
    Events,
    /// The status of pods or containers: `kubectl get pods`, or the field `status`.
    PodStatus,
    /// A log of the kubelet or of a container runtime.
    Log,
    /// The text of a pull that failed.
    PullError,
    /// The JSON with which a registry refuses a request.
    RegistryError,
    /// Objects of Kubernetes.
    Manifest,
    /// A template of a Helm chart.
    HelmTemplate,
    /// The values of a Helm chart.
    HelmValues,
    /// A kustomization.
    Kustomization,
    /// A KubeletConfiguration, alone or inside another file.
    KubeletConfig,
    /// A CredentialProviderConfig.
    CredentialProviderConfig,
    /// A `config.json` or `.dockercfg`, also as base64.
    DockerConfig,
    /// Secrets.
    Secret,
    /// An image index or a Docker manifest list.
    ImageIndex,
    /// An image manifest, or a descriptor.
    ImageManifest,
    /// The configuration of an image.
    ImageConfig,
    /// What docker, podman, skopeo, regctl, crictl or buildx print about one image.
    ImageInspection,
    /// A table of images or containers.
    ImageList,
    /// What `docker pull` and its kin print.
    PullOutput,
    /// A digest alone.
    Digest,
    /// A `hosts.toml` of containerd.
    HostsToml,
    /// A `registries.conf` of CRI-O, podman and skopeo.
    RegistriesConf,
    /// A `registries.yaml` of k3s and RKE2.
    RegistriesYaml,
    /// A scenario of the pull simulation.
    Scenario,
    /// None of these.
    Unknown,
}

/// A row of the table.
struct Row {
    kind: Kind,
    view: Option<View>,
    title: MessageId,
    source: &'static str,
}

const fn row(kind: Kind, view: View, title: MessageId, source: &'static str) -> Row {
    Row {
        kind,
        view: Some(view),
        title,
        source,
    }
}

/// A kind that no view reads.
const fn unread(kind: Kind, title: MessageId, source: &'static str) -> Row {
    Row {
        kind,
        view: None,
        title,
        source,
    }
}

/// In the order of [`Kind`].
#[rustfmt::skip]
const TABLE: [Row; 32] = [
    row(Kind::ImageName, View::Name, MessageId::new("an image name"), sources::IMAGE_NAMES_PAGE),
    row(Kind::ImageNames, View::Name, MessageId::new("a list of image names"), sources::IMAGE_NAMES_PAGE),
    row(Kind::Command, View::Name, MessageId::new("a command with an image name"), sources::IMAGE_NAMES_PAGE),
    row(Kind::LoginCommand, View::Credentials, MessageId::new("a command with registry credentials"), sources::IMAGES_PAGE),
    row(Kind::Dockerfile, View::Name, MessageId::new("a Dockerfile"), sources::DOCKERFILE),
    row(Kind::Compose, View::Name, MessageId::new("a Compose file"), sources::COMPOSE_FILE),
    row(Kind::Describe, View::BackOff, MessageId::new("`kubectl describe` output"), sources::DEBUG_PODS_PAGE),
    row(Kind::Events, View::BackOff, MessageId::new("a list of events"), sources::DEBUG_PODS_PAGE),
    row(Kind::PodStatus, View::BackOff, MessageId::new("a pod status"), sources::DEBUG_PODS_PAGE),
    row(Kind::Log, View::BackOff, MessageId::new("a kubelet or runtime log"), sources::SYSTEM_LOGS_PAGE),
    row(Kind::PullError, View::BackOff, MessageId::new("a pull error"), sources::DEBUG_PODS_PAGE),
    row(Kind::RegistryError, View::BackOff, MessageId::new("a registry error"), sources::DISTRIBUTION_ERRORS),
    row(Kind::Manifest, View::Manifest, MessageId::new("a Kubernetes manifest"), sources::OBJECTS_PAGE),
    row(Kind::HelmTemplate, View::Manifest, MessageId::new("a Helm template"), sources::HELM_TEMPLATE),
    row(Kind::HelmValues, View::Manifest, MessageId::new("Helm values"), sources::HELM_VALUES),
    row(Kind::Kustomization, View::Manifest, MessageId::new("a kustomization"), sources::KUSTOMIZATION_PAGE),
    row(Kind::KubeletConfig, View::Pulls, MessageId::new("a KubeletConfiguration"), sources::CONFIG_TYPES_GO),
    row(Kind::CredentialProviderConfig, View::Credentials, MessageId::new("a CredentialProviderConfig"), sources::PROVIDER_CONFIG_TYPES_GO),
    row(Kind::DockerConfig, View::Credentials, MessageId::new("a registry config.json"), sources::DOCKER_CONFIG_GO),
    row(Kind::Secret, View::Credentials, MessageId::new("a Secret"), sources::PULL_SECRETS_GO),
    row(Kind::ImageIndex, View::Platforms, MessageId::new("an image index"), sources::OCI_INDEX),
    row(Kind::ImageManifest, View::Platforms, MessageId::new("an image manifest"), sources::OCI_MANIFEST),
    row(Kind::ImageConfig, View::Platforms, MessageId::new("an image configuration"), sources::OCI_CONFIG),
    row(Kind::ImageInspection, View::Platforms, MessageId::new("image inspection output"), sources::DOCKER_INSPECT),
    row(Kind::ImageList, View::Name, MessageId::new("a table of images"), sources::DOCKER_IMAGES),
    row(Kind::PullOutput, View::Name, MessageId::new("pull output"), sources::DOCKER_PULL),
    unread(Kind::Digest, MessageId::new("a digest without an image name"), sources::OCI_DESCRIPTOR),
    unread(Kind::HostsToml, MessageId::new("a containerd hosts.toml"), sources::CONTAINERD_HOSTS),
    unread(Kind::RegistriesConf, MessageId::new("a registries.conf"), sources::REGISTRIES_CONF),
    unread(Kind::RegistriesYaml, MessageId::new("a k3s registries.yaml"), sources::K3S_REGISTRIES),
    row(Kind::Scenario, View::Pulls, MessageId::new("a pull scenario"), sources::KUBELET_GO),
    unread(Kind::Unknown, MessageId::new("unrecognised text"), sources::IMAGES_PAGE),
];

impl Kind {
    /// All kinds, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.kind)
    }

    /// The view that answers it; `None` where no view reads it.
    pub fn view(self) -> Option<View> {
        self.row().view
    }

    /// What it is, as in "This is `kubectl describe` output".
    pub fn title(self) -> MessageId {
        self.row().title
    }

    /// Where its form is described: a link.
    pub(super) fn source(self) -> &'static str {
        self.row().source
    }

    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_own_row() {
        for (at, kind) in Kind::all().enumerate() {
            assert_eq!(at, kind as usize, "{kind:?}");
        }
        assert_eq!(Kind::Unknown as usize + 1, TABLE.len());
    }
}
