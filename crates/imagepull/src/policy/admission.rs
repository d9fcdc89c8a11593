//! What the API server makes of the pull policies of a Pod that is created or changed: it fills
//! in the defaults, lets the admission plug-in AlwaysPullImages change them, and validates.
//!
//! Sources, all of kubernetes/kubernetes: pkg/apis/core/v1/defaults.go,
//! plugin/pkg/admission/alwayspullimages/admission.go, pkg/apis/core/validation/validation.go.
//! Image volumes are treated like containers, as the volume documentation says since 1.31
//! (KEP-4639); that code was not read.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{PullPolicy, explain_default_pull_policy, validation};
use crate::{
    diagnostic::Diagnostic,
    request::{self, Refused},
    sources::ADMISSION_GO,
    why::Why,
    words::{Words, say},
};

/// A Pod that comes to the API server.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AdmissionRequest {
    /// What is asked.
    pub operation: Operation,
    /// Whether the plug-in AlwaysPullImages is on.
    pub always_pull_images: bool,
    /// The Pod as sent.
    pub pod: PodImages,
    /// The Pod as it was before an update.
    pub old_pod: Option<PodImages>,
    /// `pods`.
    pub resource: Option<String>,
    /// None.
    pub subresource: Option<String>,
    /// `Pod`.
    pub kind: Option<String>,
    /// A release such as `1.35`; the newest known. All releases known decide in the same way.
    pub kubernetes: Option<String>,
}

impl AdmissionRequest {
    /// A Pod that is created.
    pub fn to_create(pod: PodImages, always_pull_images: bool) -> Self {
        Self {
            operation: Operation::Create,
            always_pull_images,
            pod,
            old_pod: None,
            resource: None,
            subresource: None,
            kind: None,
            kubernetes: None,
        }
    }
}

/// What is asked of the API server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Operation {
    /// A new Pod.
    Create,
    /// A change of one.
    Update,
}

/// The images of a Pod.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodImages {
    /// Init containers.
    pub init_containers: Vec<ContainerImage>,
    /// Containers.
    pub containers: Vec<ContainerImage>,
    /// Ephemeral containers.
    pub ephemeral_containers: Vec<ContainerImage>,
    /// Image volumes.
    pub volumes: Vec<ImageVolume>,
}

impl PodImages {
    /// A Pod with one container, and the policy that is written for it.
    pub fn of_one(image: &str, image_pull_policy: Option<&str>) -> Self {
        Self {
            containers: vec![ContainerImage {
                name: "app".to_owned(),
                image: image.to_owned(),
                image_pull_policy: image_pull_policy.map(str::to_owned),
            }],
            ..Self::default()
        }
    }
}

/// A container.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContainerImage {
    /// Its name.
    pub name: String,
    /// Its image.
    pub image: String,
    /// Its policy; the default.
    pub image_pull_policy: Option<String>,
}

/// An image volume.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ImageVolume {
    /// Its name.
    pub name: String,
    /// Its image.
    pub reference: String,
    /// Its policy; the default.
    pub pull_policy: Option<String>,
}

/// What the API server makes of a Pod.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AdmissionReport {
    /// The images after it.
    #[serde(flatten)]
    pub pod: PodImages,
    /// The policies that it wrote.
    pub changes: Vec<PolicyChange>,
    /// Whether it accepts the images and policies.
    pub allowed: bool,
    /// Why it does not.
    pub diagnostics: Vec<Diagnostic>,
}

impl Refused for AdmissionReport {
    fn refused(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            ..Self::default()
        }
    }
}

/// A policy that the API server wrote.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyChange {
    /// The field, for example `spec.containers[0].imagePullPolicy`.
    pub path: String,
    /// As sent; `None`: left out.
    pub from: Option<String>,
    /// As stored.
    pub to: String,
    /// The rules that led to it.
    pub why: Vec<Why>,
}

/// Defaults, AlwaysPullImages and validation, in this order.
pub fn admit_pod(request: &AdmissionRequest) -> AdmissionReport {
    if let Err(problems) = request::release(request.kubernetes.as_deref()) {
        return AdmissionReport::refused(problems);
    }
    let mut report = AdmissionReport {
        pod: request.pod.clone(),
        changes: Vec::new(),
        allowed: true,
        diagnostics: Vec::new(),
    };
    if request.resource.as_deref().is_some_and(|it| it != "pods") {
        return report;
    }
    if let Some(kind) = request.kind.as_deref().filter(|kind| *kind != "Pod") {
        report.refuse(
            "ADM001",
            say!(
                "The resource is pods and the object a {kind}: it cannot be read as a Pod.",
                kind
            ),
        );
        return report;
    }
    let forced = forced_policy(request);
    for field in fields(&mut report.pod) {
        let sent = field.policy.clone().filter(|policy| !policy.is_empty());
        let mut why = Vec::new();
        let mut policy = sent.clone().unwrap_or_else(|| {
            let default = explain_default_pull_policy(field.image);
            why = default.why;
            default.policy.as_str().to_owned()
        });
        if let Some(rule) = forced
            .as_ref()
            .filter(|_| policy != PullPolicy::Always.as_str())
        {
            PullPolicy::Always.as_str().clone_into(&mut policy);
            why.push(rule.clone());
        }
        if sent.as_ref() != Some(&policy) {
            report.changes.push(PolicyChange {
                path: field.policy_path(),
                from: sent,
                to: policy.clone(),
                why,
            });
        }
        report.diagnostics.extend(field.problems(&policy));
        *field.policy = Some(policy);
    }
    report.allowed = report.diagnostics.is_empty();
    report
}

/// The rule by which every policy becomes Always, where the plug-in looks at this request.
fn forced_policy(request: &AdmissionRequest) -> Option<Why> {
    let is_subresource = request
        .subresource
        .as_deref()
        .is_some_and(|it| !it.is_empty());
    if !request.always_pull_images || is_subresource {
        return None;
    }
    let text = match request.operation {
        Operation::Create => {
            say!("AlwaysPullImages writes Always into every container of a Pod that is created.")
        }
        Operation::Update if !has_new_image(request) => return None,
        Operation::Update => {
            say!(
                "The update brings an image that stood nowhere in the Pod before, so AlwaysPullImages \
                 writes Always into every container."
            )
        }
    };
    Some(Why::new("always-pull-images", text, ADMISSION_GO))
}

/// Whether an image of the new Pod stood nowhere in the old one; containers that swap theirs
/// bring none.
fn has_new_image(request: &AdmissionRequest) -> bool {
    let old = request.old_pod.as_ref().map(images).unwrap_or_default();
    !images(&request.pod).is_subset(&old)
}

fn images(pod: &PodImages) -> BTreeSet<&str> {
    let containers = [
        &pod.init_containers,
        &pod.containers,
        &pod.ephemeral_containers,
    ];
    let of_containers = containers.into_iter().flatten().map(|it| &*it.image);
    let of_volumes = pod.volumes.iter().map(|it| &*it.reference);
    of_containers.chain(of_volumes).collect()
}

/// An image of a Pod with its policy.
struct Field<'a> {
    path: String,
    image_name: &'static str,
    policy_name: &'static str,
    image: &'a str,
    policy: &'a mut Option<String>,
}

fn fields(pod: &mut PodImages) -> impl Iterator<Item = Field<'_>> {
    let containers = [
        ("initContainers", &mut pod.init_containers),
        ("containers", &mut pod.containers),
        ("ephemeralContainers", &mut pod.ephemeral_containers),
    ];
    let containers = containers.into_iter().flat_map(|(list, containers)| {
        containers
            .iter_mut()
            .enumerate()
            .map(move |(index, container)| Field {
                path: format!("spec.{list}[{index}]"),
                image_name: "image",
                policy_name: "imagePullPolicy",
                image: &container.image,
                policy: &mut container.image_pull_policy,
            })
    });
    let volumes = pod
        .volumes
        .iter_mut()
        .enumerate()
        .map(|(index, volume)| Field {
            path: format!("spec.volumes[{index}].image"),
            image_name: "reference",
            policy_name: "pullPolicy",
            image: &volume.reference,
            policy: &mut volume.pull_policy,
        });
    containers.chain(volumes)
}

impl Field<'_> {
    fn policy_path(&self) -> String {
        format!("{}.{}", self.path, self.policy_name)
    }

    /// What the validation says.
    fn problems(&self, policy: &str) -> Vec<Diagnostic> {
        let path = format!("{}.{}", self.path, self.image_name);
        let image = self.image;
        let mut problems = Vec::new();
        if image.is_empty() {
            problems.push(validation::image_is_required(&path));
        } else if image.trim() != image {
            problems.push(validation::image_has_white_space_around(&path, image));
        }
        if PullPolicy::named(policy).is_none() {
            problems.push(validation::policy_is_not_supported(
                &self.policy_path(),
                policy,
            ));
        }
        problems
    }
}

impl AdmissionReport {
    fn refuse(&mut self, code: &'static str, message: Words) {
        self.allowed = false;
        self.diagnostics.push(
            Diagnostic::error(code, message)
                .help(say!("Send a Pod to the resource pods."))
                .docs(ADMISSION_GO),
        );
    }
}
