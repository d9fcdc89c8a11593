//! What is in a manifest: the workloads, the images they use, and the objects beside them that
//! matter for pulls.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    edits::{Edit, EditFix},
    sites::{InsertionPoint, ScalarSlot},
};
use crate::{
    diagnostic::{Diagnostic, Span},
    image::ImageReport,
    policy::PullPolicy,
    request::Refused,
    simulate::scenario::Scenario,
    why::Reason,
    words::{is_for_people, is_for_program},
    yaml::ScalarType,
};

pub use super::template::TemplateLanguage;

/// Something said about a manifest. Its place is one of the whole text.
pub type Finding = Diagnostic<EditFix>;

/// Everything about the images of a manifest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ManifestReport {
    /// Every image of every workload, workload by workload: init containers, containers, ephemeral
    /// containers, volumes.
    pub images: Vec<ImageUse>,
    /// The documents of the text that hold anything, in order.
    pub documents: Vec<ManifestDocument>,
    /// Whatever has a pod or makes some, in the order of the text.
    pub workloads: Vec<Workload>,
    /// The ServiceAccounts of the text.
    pub service_accounts: Vec<ServiceAccount>,
    /// The Secrets of the text; their values are not kept.
    pub secrets: Vec<Secret>,
    /// The language that has to fill in the text before it is a manifest.
    pub template: Option<TemplateLanguage>,
    /// What is wrong with the text, and what is said about it as a whole.
    pub diagnostics: Vec<Finding>,
    /// What the API server fills in.
    pub completions: Vec<Completion>,
    /// The text with that. Another thread makes it of the completions.
    #[serde(default, skip_serializing_if = "is_for_program")]
    pub defaulted_yaml: String,
    /// The input of [`crate::simulate::simulate_pulls`] for these workloads: each image has one
    /// layer of an assumed size, to be replaced by its real size.
    pub pods: Scenario,
}

impl Refused for ManifestReport {
    fn refused(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics: diagnostics.iter().map(Diagnostic::without_fixes).collect(),
            ..Self::default()
        }
    }
}

/// One document of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ManifestDocument {
    /// Its `apiVersion`.
    pub api_version: Option<String>,
    /// Its `kind`.
    pub kind: Option<String>,
    /// Its `metadata.name`.
    pub name: Option<String>,
    /// Its `metadata.namespace`.
    pub namespace: Option<String>,
    /// Its place.
    pub span: Span,
    /// How many images it uses.
    pub images: usize,
    /// What was read of it.
    pub read: DocumentRead,
}

/// What was read of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DocumentRead {
    /// It names images, and they are listed.
    Images,
    /// It names no image that a node pulls: a Service, a schema, a policy with patterns.
    NoImages,
    /// Its kind is not known here and nothing in it looks like an image, or it has no kind, or the
    /// text holds more than is looked at.
    #[default]
    NotLookedAt,
}

/// A text and its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Placed {
    /// The text.
    pub text: String,
    /// Where it is; of an alias: where its anchor is.
    pub span: Span,
}

/// Something that has a pod or makes some.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Workload {
    /// The document that it is in: an index of [`ManifestReport::documents`].
    pub document: usize,
    /// Its `apiVersion`.
    pub api_version: Option<String>,
    /// Its `kind`.
    pub kind: Option<String>,
    /// Its `metadata.name`.
    pub name: Option<String>,
    /// Its `metadata.namespace`; `None` is that of whoever sends it.
    pub namespace: Option<String>,
    /// The pod specification in its document, for example `spec.template.spec`.
    pub path: String,
    /// The pod specification in the text.
    pub span: Span,
    /// Whether it is a Pod itself, not a template of some: only a Pod passes the admission of
    /// Pods when it is sent.
    pub is_pod: bool,
    /// How many pods it makes.
    pub pods: PodCount,
    /// `imagePullSecrets[].name`.
    pub image_pull_secrets: Vec<Placed>,
    /// `serviceAccountName`, or the old `serviceAccount`; `None` is `default`.
    pub service_account_name: Option<Placed>,
    /// `runtimeClassName`.
    pub runtime_class_name: Option<Placed>,
}

/// How many pods a workload makes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PodCount {
    /// The number as written or its default.
    Replicas(u32),
    /// One on each node.
    EveryNode,
}

/// What a container is in its pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Runs to its end before the next one starts.
    Init,
    /// An init container with `restartPolicy: Always`: starts and keeps running.
    Sidecar,
    /// A container.
    Container,
    /// Put into a running pod.
    Ephemeral,
    /// An image that is mounted as a volume.
    Volume,
    /// An image that an object names and none of its own containers runs: the base of a build, a
    /// package, a list for mirrors.
    Reference,
}

/// Who decides on the policy of an image where none is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DefaultBy {
    /// The API server, when it stores the object.
    #[default]
    ApiServer,
    /// The API server, when a controller creates Pods: this object keeps none.
    ApiServerLater,
    /// The API server when Pods are created, of a name in which the controller has put a digest.
    Digest,
    /// The controller of the kind, by defaults of its own.
    Operator,
    /// Nobody: no kubelet pulls it for this object.
    Nobody,
    /// Not known: the kind is not known here.
    Unknown,
}

/// How it is known that a field holds an image.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FoundBy {
    /// By the kind of the object.
    #[default]
    Kind,
    /// By its shape alone, in an object of a kind that is not known here.
    Shape,
}

/// What is in the field of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ValueType {
    /// The field is not there.
    Missing,
    /// Nothing, `~` or `null`.
    Null,
    /// `true`, `false` or what YAML 1.1 reads as such, `yes` and `off` among them.
    Bool,
    /// A number, `1.25` for example.
    Number,
    /// A text; it may be empty.
    Text,
    /// A list or mapping.
    Nested,
}

impl ValueType {
    /// What a field that is there holds.
    pub(super) fn new(scalar: ScalarType) -> Self {
        match scalar {
            ScalarType::Null => Self::Null,
            ScalarType::Bool => Self::Bool,
            ScalarType::Number => Self::Number,
            ScalarType::Text => Self::Text,
            ScalarType::Nested => Self::Nested,
        }
    }
}

/// An image where it is used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ImageUse {
    /// The workload that uses it: an index of [`ManifestReport::workloads`].
    pub workload: usize,
    /// The field in its document, for example `spec.template.spec.containers[0].image`.
    pub path: String,
    /// The kind of the workload.
    pub kind: Option<String>,
    /// The name of the workload.
    pub name: Option<String>,
    /// The namespace of the workload.
    pub namespace: Option<String>,
    /// The name of the container or volume.
    pub container: Option<String>,
    /// What the container is.
    pub role: Role,
    /// The image; of a field that is no text, the report of an empty name.
    #[serde(with = "super::image_name")]
    pub image: Arc<ImageReport>,
    /// What is in the field.
    pub image_type: ValueType,
    /// The value of the field as written, quotes included; of an alias: where its anchor is.
    pub image_span: Option<Span>,
    /// How it is known that this is an image.
    pub found_by: FoundBy,
    /// Whether a tool has to fill it in: `{{ .Values.image }}`, `${IMAGE}`. `image` is the text as
    /// written then.
    pub is_template: bool,
    /// Whether what is there is judged as a name.
    #[serde(skip_serializing_if = "is_for_people")]
    pub(super) is_name: bool,
    /// The image after the files beside this one: the values of a chart, the `images` of a
    /// kustomization. `None` where they leave it as it is, or where it cannot be known.
    pub rendered: Option<String>,
    /// The policy in the object that the API server stores. `None` where there is none: the
    /// written one does not exist, the release has no such field, or the object is a custom
    /// resource, in which nobody fills it in.
    pub policy: Option<PullPolicy>,
    /// The policy of the Pods that are made of it, as far as that is known.
    pub pod_policy: Option<PullPolicy>,
    /// Who decides on the policy where none is written.
    pub default_by: DefaultBy,
    /// The policy as written.
    pub policy_written: Option<String>,
    /// Where it is written.
    pub policy_span: Option<Span>,
    /// The rules that led to the policy.
    pub why: Arc<[Reason]>,
    /// What is said about it.
    pub findings: Vec<Finding>,
    /// The container or the source of the volume in the text, for what is said of a field that is
    /// not there.
    #[serde(skip_serializing_if = "is_for_people")]
    pub(super) holder_span: Span,
    /// What is in the field of the policy.
    #[serde(skip_serializing_if = "is_for_people")]
    pub(super) policy_type: ValueType,
    /// How its name is written anew.
    #[serde(skip_serializing_if = "is_for_people")]
    pub(super) image_site: Option<ScalarSlot>,
    /// How its policy is written anew or put in.
    #[serde(skip_serializing_if = "is_for_people")]
    pub(super) policy_site: Option<InsertionPoint>,
}

impl ImageUse {
    /// Whether the image is a text with something in it. An object with another one is refused
    /// before the API server stores what it filled in.
    pub fn has_image(&self) -> bool {
        self.image_type == ValueType::Text && !self.image.input.is_empty()
    }

    /// Whether a tool fills the image in before anybody reads it as a name.
    pub fn is_filled_in(&self) -> bool {
        self.is_template && !self.is_name
    }

    /// The edit that puts another image here, with the quotes that are there where they serve.
    /// `None` where the way it is written leaves no room for that.
    pub fn with_image(&self, image: &str) -> Option<Edit> {
        self.image_site.as_ref().map(|site| site.written(image))
    }

    /// The edit that writes a policy here, in the place of the one that is there or as a new field.
    pub fn with_policy(&self, policy: PullPolicy) -> Option<Edit> {
        let site = self.policy_site.as_ref();
        site.map(|site| site.written(policy.as_str()))
    }

    /// The place in the text of a place in the name of the image; the whole value where characters
    /// of it are written in another way.
    pub fn place(&self, in_image: Span) -> Option<Span> {
        let verbatim = self
            .image_site
            .as_ref()
            .and_then(|site| site.place(in_image));
        verbatim.or(self.image_span)
    }
}

/// A ServiceAccount that is in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceAccount {
    /// Its name.
    pub name: Placed,
    /// Its namespace; `None` is that of whoever sends it.
    pub namespace: Option<String>,
    /// `imagePullSecrets[].name`.
    pub image_pull_secrets: Vec<Placed>,
}

/// A Secret that is in the text, without its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Secret {
    /// Its name.
    pub name: Placed,
    /// Its namespace; `None` is that of whoever sends it.
    pub namespace: Option<String>,
    /// Its type, where one is written; without one it is `Opaque`.
    pub secret_type: Option<Placed>,
    /// The registries that a Secret for pulls has credentials for, as written but without user
    /// and password. `None` where its content cannot be read, or it is none for pulls.
    pub registries: Option<Vec<String>>,
}

/// What the API server fills in at one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Completion {
    /// The field in its document, for example `spec.containers[0].imagePullPolicy`.
    pub path: String,
    /// The document: an index of [`ManifestReport::documents`].
    pub document: usize,
    /// The change of the text.
    pub edit: Edit,
    /// The rules that led to it.
    pub why: Arc<[Reason]>,
}
