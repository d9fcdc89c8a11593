//! What [`ensure_image`](super::ensure_image) is asked, and its answer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    diagnostic::Diagnostic,
    kubelet::{backoff::BackOffLimits, events::ImageEvent},
    request::Refused,
    why::Reason,
};

/// A container of a pod, its node, and the moments at which the kubelet starts the container.
/// Times are milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EnsureRequest {
    /// Image name as in the Pod.
    pub image: String,
    /// `Always`, `IfNotPresent` or `Never`; the default of the name.
    pub image_pull_policy: Option<String>,
    /// UID of the Pod: part of the key of the back-off; `pod`.
    pub pod_uid: Option<String>,
    /// A release such as `1.35`; the newest known.
    pub kubernetes: Option<String>,
    /// Feature gates that are set; the others are as the release has them.
    pub feature_gates: Option<BTreeMap<String, bool>>,
    /// The back-off; 10 s, doubled up to 300 s.
    pub back_off: Option<BackOffLimits>,
    /// Pulls a second; 5. 0: no limit.
    #[serde(rename = "registryPullQPS")]
    pub registry_pull_qps: Option<f64>,
    /// Pulls at once; 10.
    pub registry_burst: Option<f64>,
    /// The handler of the Pod's RuntimeClass; matters with the gate RuntimeClassInImageCriApi.
    pub runtime_handler: Option<String>,
    /// Which present images are verified; as the release has it.
    pub image_pull_credentials_verification_policy: Option<String>,
    /// Images that are not verified with NeverVerifyAllowlistedImages.
    pub preloaded_images_verification_allowlist: Option<Vec<String>>,
    /// The imagePullSecrets that hold credentials for the image.
    pub pull_secrets: Option<Vec<PullSecret>>,
    /// The ServiceAccount of the Pod.
    pub service_account: Option<String>,
    /// Credentials from elsewhere.
    pub registry_credentials: Option<Vec<RegistryCredential>>,
    /// What the kubelet remembers of earlier pulls; nothing.
    pub pull_records: Option<PullRecords>,
    /// The moments at which the container is started, in order.
    pub attempts: Vec<AttemptRequest>,
}

/// A Secret or ServiceAccount.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Coordinates {
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
    /// Its UID.
    pub uid: String,
}

/// A Secret that holds credentials for the image.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "PullSecretFields")]
pub struct PullSecret {
    /// The Secret.
    pub secret: Coordinates,
    /// A key of its configuration; where it does not fit the image, the Secret does not count.
    pub registry_key: Option<String>,
}

/// The fields of a [`PullSecret`] as they are given.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PullSecretFields {
    namespace: String,
    name: String,
    uid: String,
    registry_key: Option<String>,
}

impl From<PullSecretFields> for PullSecret {
    fn from(fields: PullSecretFields) -> Self {
        Self {
            secret: Coordinates {
                namespace: fields.namespace,
                name: fields.name,
                uid: fields.uid,
            },
            registry_key: fields.registry_key,
        }
    }
}

/// Where credentials come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CredentialSource {
    /// A Secret.
    Secret,
    /// A ServiceAccount, through a credential provider.
    ServiceAccount,
    /// The node: its configuration file, or a credential provider for the whole node.
    Node,
}

/// Credentials for the image.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "RegistryCredentialFields")]
pub struct RegistryCredential {
    /// Where they come from.
    pub source: CredentialSource,
    /// The Secret or ServiceAccount.
    pub owner: Coordinates,
}

/// The fields of a [`RegistryCredential`] as they are given.
#[derive(Deserialize)]
struct RegistryCredentialFields {
    source: CredentialSource,
    namespace: Option<String>,
    name: Option<String>,
    uid: Option<String>,
}

impl From<RegistryCredentialFields> for RegistryCredential {
    fn from(fields: RegistryCredentialFields) -> Self {
        Self {
            source: fields.source,
            owner: Coordinates {
                namespace: fields.namespace.unwrap_or_default(),
                name: fields.name.unwrap_or_default(),
                uid: fields.uid.unwrap_or_default(),
            },
        }
    }
}

/// What the kubelet remembers of the images that it pulled itself. The keys are image names.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PullRecords {
    /// Every pod of the node may use the image.
    pub allow_all: Option<bool>,
    /// Secrets with which images were pulled.
    pub allowed_secrets: Option<BTreeMap<String, Vec<Coordinates>>>,
    /// ServiceAccounts with which images were pulled.
    pub allowed_service_accounts: Option<BTreeMap<String, Vec<Coordinates>>>,
}

/// One start of the container.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttemptRequest {
    /// When it is.
    pub at_ms: f64,
    /// Whether the image is on the node; false.
    pub present: Option<bool>,
    /// Runtime handlers that have the image.
    pub present_for: Option<Vec<String>>,
    /// The runtime's error to the question for the image.
    pub inspect_error: Option<String>,
    /// The runtime's error to the pull.
    pub pull_error: Option<String>,
    /// How long the pull takes; 0.
    pub pull_ms: Option<f64>,
    /// Size of the image in bytes; 0.
    pub image_bytes: Option<f64>,
}

/// What came of each start.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EnsureReport {
    /// One entry for each of the request.
    pub attempts: Vec<Attempt>,
    /// What is wrong with the request; then nothing was tried.
    pub diagnostics: Vec<Diagnostic>,
}

impl Refused for EnsureReport {
    fn refused(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            ..Self::default()
        }
    }
}

/// A call of the container runtime interface, in the kubelet's names for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum CriCall {
    /// ImageStatus: is it on the node?
    GetImageRef,
    /// PullImage.
    PullImage,
    /// ImageStatus after a pull: how large is it?
    GetImageSize,
}

/// What the kubelet did at one start of the container.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Attempt {
    /// When it was, in ms.
    pub at_ms: f64,
    /// The calls of the runtime, in order.
    pub cri_calls: Vec<CriCall>,
    /// Why the container waits; `None` where it has its image.
    pub reason: Option<&'static str>,
    /// The message of its status.
    pub message: Option<String>,
    /// Until when no pull is tried, in ms; `None` where nothing stands against one.
    pub back_off_until_ms: Option<f64>,
    /// The events of the image manager, in order.
    pub events: Vec<ImageEvent>,
    /// The event that starting the container adds after a failure.
    pub container_event: Option<ImageEvent>,
    /// The rules that led to it.
    pub why: Vec<Reason>,
}
