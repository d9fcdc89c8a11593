//! What the API server makes of the pull policies of a Pod that is created or changed: it fills
//! in the defaults, lets the admission plug-in AlwaysPullImages change them, and validates.
//!
//! Sources, all of kubernetes/kubernetes: pkg/apis/core/v1/defaults.go,
//! plugin/pkg/admission/alwayspullimages/admission.go, pkg/registry/core/pod/strategy.go,
//! pkg/api/pod/util.go, pkg/apis/core/validation/validation.go.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{PullPolicy, explain_default_pull_policy_in, validation};
use crate::{
    codes::{self, Code},
    diagnostic::Diagnostic,
    releases::{Change, Release},
    request::{self, Refused},
    sources::{ADMISSION_GO, IMAGE_VOLUMES_GO},
    why::Reason,
    words::{Message, message},
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
    /// A release such as `1.35`; the newest known.
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
    pub fn from_image(image: &str, image_pull_policy: Option<&str>) -> Self {
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
    pub why: Vec<Reason>,
}

/// Defaults, AlwaysPullImages and validation, in this order.
pub fn admit_pod(request: &AdmissionRequest) -> AdmissionReport {
    let release = match request::release(request.kubernetes.as_deref()) {
        Ok(release) => release,
        Err(problems) => return AdmissionReport::refused(problems),
    };
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
            codes::ADM001,
            message!(
                "The resource is pods but the object is a {kind}: it can't be read as a Pod.",
                kind
            ),
        );
        return report;
    }
    let subresource = request.subresource.as_deref().unwrap_or_default();
    let old = request.old_pod.clone().map(|mut pod| {
        for field in fields(&mut pod, volumes_have_defaults(release)) {
            field.fill_in(None, release);
        }
        pod
    });
    if let (EPHEMERAL_CONTAINERS, Some(old)) = (subresource, &old) {
        // Nothing else of the Pod is looked at.
        let ephemeral = std::mem::take(&mut report.pod.ephemeral_containers);
        report.pod = old.clone();
        report.pod.ephemeral_containers = ephemeral;
    }
    let forced = forced_policy(request);
    for field in fields(
        &mut report.pod,
        volumes_have_defaults(release) || forced.is_some(),
    ) {
        report
            .changes
            .extend(field.fill_in(forced.as_ref(), release));
    }
    report.drop_volumes(release, old.as_ref());
    let mut problems = problems(&report.pod);
    match (request.operation, subresource, &old) {
        (Operation::Create, "", _) if !report.pod.ephemeral_containers.is_empty() => {
            problems.push(validation::no_ephemeral_containers_on_create());
        }
        (Operation::Update, "", Some(old)) => problems.extend(changes_of(&report.pod, old)),
        (Operation::Update, EPHEMERAL_CONTAINERS, Some(old)) => {
            problems.extend(ephemeral_changes(&report.pod, old));
        }
        _ => {}
    }
    report.allowed = problems.is_empty();
    report.diagnostics.splice(0..0, problems);
    report
}

/// The subresource by which ephemeral containers come into a Pod.
const EPHEMERAL_CONTAINERS: &str = "ephemeralcontainers";

/// Whether the API server fills in the policy of an image volume: with the gate ImageVolume.
fn volumes_have_defaults(release: Release) -> bool {
    release.has(Change::ImageVolumesAreOn)
}

/// What the validation says of a Pod, in its order: volumes, containers, init containers, ephemeral
/// containers; then the white space, which is looked for in Pods alone.
fn problems(pod: &PodImages) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (index, volume) in pod.volumes.iter().enumerate() {
        let path = format!("spec.volumes[{index}].image");
        if volume.reference.is_empty() {
            problems.push(validation::image_is_required(&format!("{path}.reference")));
        }
        let policy = volume.pull_policy.as_deref().unwrap_or_default();
        problems.extend(policy_problem(&format!("{path}.pullPolicy"), policy));
    }
    if pod.containers.is_empty() {
        problems.push(validation::containers_are_required("spec.containers"));
    }
    for (list, containers) in [
        ("containers", &pod.containers),
        ("initContainers", &pod.init_containers),
        ("ephemeralContainers", &pod.ephemeral_containers),
    ] {
        for (index, container) in containers.iter().enumerate() {
            let path = format!("spec.{list}[{index}]");
            if container.image.is_empty() {
                problems.push(validation::image_is_required(&format!("{path}.image")));
            }
            let policy = container.image_pull_policy.as_deref().unwrap_or_default();
            problems.extend(policy_problem(&format!("{path}.imagePullPolicy"), policy));
            if list == "ephemeralContainers" {
                problems.extend(white_space(&path, &container.image));
            }
        }
    }
    for (list, containers) in [
        ("containers", &pod.containers),
        ("initContainers", &pod.init_containers),
    ] {
        let containers = containers.iter().enumerate();
        problems.extend(containers.filter_map(|(index, container)| {
            white_space(&format!("spec.{list}[{index}]"), &container.image)
        }));
    }
    problems
}

fn policy_problem(path: &str, policy: &str) -> Option<Diagnostic> {
    if policy.is_empty() {
        return Some(validation::policy_is_required(path));
    }
    let is_known = PullPolicy::named(policy).is_some();
    (!is_known).then(|| validation::policy_is_not_supported(path, policy))
}

fn white_space(path: &str, image: &str) -> Option<Diagnostic> {
    let has_space = image.trim() != image;
    has_space.then(|| validation::image_has_white_space_around(&format!("{path}.image"), image))
}

/// What the validation says of the changes of an update: containers are neither added nor removed, and
/// nothing but their images changes.
fn changes_of(new: &PodImages, old: &PodImages) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (list, new, old) in [
        ("containers", &new.containers, &old.containers),
        ("initContainers", &new.init_containers, &old.init_containers),
    ] {
        if new.len() != old.len() {
            problems.push(validation::containers_are_fixed(&format!("spec.{list}")));
            return problems;
        }
        for (index, container) in new.iter().enumerate() {
            let path = format!("spec.{list}[{index}]");
            if container.image.is_empty() {
                problems.push(validation::image_is_required(&format!("{path}.image")));
            }
            problems.extend(white_space(&path, &container.image));
        }
    }
    if without_images(new) != without_images(old) {
        problems.push(validation::only_images_change());
    }
    problems
}

/// A Pod without the images that an update may change.
fn without_images(pod: &PodImages) -> PodImages {
    let mut pod = pod.clone();
    for container in pod.containers.iter_mut().chain(&mut pod.init_containers) {
        container.image.clear();
    }
    pod
}

/// What the validation says of ephemeral containers that were there before: they stay as they are.
fn ephemeral_changes(new: &PodImages, old: &PodImages) -> Vec<Diagnostic> {
    let changed = old.ephemeral_containers.iter().filter_map(|before| {
        let mut after = new.ephemeral_containers.iter();
        let after = after.rfind(|it| it.name == before.name);
        let verb = match after {
            None => "removed",
            Some(after) if after != before => "changed",
            Some(_) => return None,
        };
        Some(validation::ephemeral_container_is_fixed(&before.name, verb))
    });
    changed.collect()
}

/// The rule by which every policy becomes Always, where the plug-in looks at this request.
fn forced_policy(request: &AdmissionRequest) -> Option<Reason> {
    let is_subresource = request
        .subresource
        .as_deref()
        .is_some_and(|it| !it.is_empty());
    if !request.always_pull_images || is_subresource {
        return None;
    }
    let text = match request.operation {
        Operation::Create => {
            message!("AlwaysPullImages sets Always in every container of a Pod that is created.")
        }
        Operation::Update if !has_new_image(request) => return None,
        Operation::Update => {
            message!(
                "The update adds an image that is new to the Pod, so AlwaysPullImages sets Always in every container."
            )
        }
    };
    Some(Reason::new("always-pull-images", text, ADMISSION_GO))
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
    // Those of volumes are not looked at (plugin/pkg/admission/alwayspullimages/admission.go
    // `isUpdateWithNoNewImages`).
    containers
        .into_iter()
        .flatten()
        .map(|it| &*it.image)
        .collect()
}

/// An image of a Pod with its policy.
struct Field<'a> {
    policy_path: String,
    image: &'a str,
    policy: &'a mut Option<String>,
}

/// The images of a Pod; `with_volumes`: those of volumes too.
fn fields(pod: &mut PodImages, with_volumes: bool) -> impl Iterator<Item = Field<'_>> {
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
                policy_path: format!("spec.{list}[{index}].imagePullPolicy"),
                image: &container.image,
                policy: &mut container.image_pull_policy,
            })
    });
    let volumes = pod.volumes.iter_mut().enumerate();
    let volumes = volumes
        .filter(move |_| with_volumes)
        .map(|(index, volume)| Field {
            policy_path: format!("spec.volumes[{index}].image.pullPolicy"),
            image: &volume.reference,
            policy: &mut volume.pull_policy,
        });
    containers.chain(volumes)
}

impl Field<'_> {
    /// Fills in the default where no policy is written, and the policy of AlwaysPullImages.
    fn fill_in(self, forced: Option<&Reason>, release: Release) -> Option<PolicyChange> {
        let sent = self.policy.clone().filter(|policy| !policy.is_empty());
        let mut why = Vec::new();
        let mut policy = sent.clone().unwrap_or_else(|| {
            let default = explain_default_pull_policy_in(self.image, release);
            why = default.why;
            default.policy.as_str().to_owned()
        });
        if let Some(rule) = forced.filter(|_| policy != PullPolicy::Always.as_str()) {
            PullPolicy::Always.as_str().clone_into(&mut policy);
            why.push(rule.clone());
        }
        *self.policy = Some(policy.clone());
        (sent.as_ref() != Some(&policy)).then_some(PolicyChange {
            path: self.policy_path,
            from: sent,
            to: policy,
            why,
        })
    }
}

impl AdmissionReport {
    /// Without the gate ImageVolume the API server removes image volumes and their mounts, unless the
    /// Pod had some before (pkg/api/pod/util.go `dropImageVolumes`).
    fn drop_volumes(&mut self, release: Release, old: Option<&PodImages>) {
        let had_some = old.is_some_and(|old| !old.volumes.is_empty());
        if volumes_have_defaults(release) || had_some || self.pod.volumes.is_empty() {
            return;
        }
        self.pod.volumes.clear();
        self.changes
            .retain(|change| !change.path.starts_with("spec.volumes["));
        self.diagnostics.push(
            Diagnostic::new(
                codes::ADM009,
                message!(
                    "In Kubernetes {release} the gate ImageVolume is off: the API server removes the image volumes and all their mounts.",
                    release
                ),
            )
            .help(message!("The Pod is accepted and starts without them."))
            .docs(IMAGE_VOLUMES_GO),
        );
    }

    fn refuse(&mut self, code: Code, message: Message) {
        self.allowed = false;
        self.diagnostics.push(
            Diagnostic::new(code, message)
                .help(message!("Send a Pod to the resource pods."))
                .docs(ADMISSION_GO),
        );
    }
}
