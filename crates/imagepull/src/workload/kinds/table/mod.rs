//! The kinds as data, by project. Each follows the CustomResourceDefinition and the controller of
//! its project.
//!
//! | file | projects |
//! | --- | --- |
//! | `workflows` | Argo, Tekton, Knative, batch and training |
//! | `data` | Spark, Flink, Ray, Strimzi, Prometheus, CloudNativePG, KServe |
//! | `platforms` | KubeVirt, Istio, runners, OpenShift, Crossplane, Operator Lifecycle Manager |
//! | `without_images` | what names no image, and what comes with Kubernetes |

mod data;
mod platforms;
mod without_images;
mod workflows;

use super::{
    Kind,
    Place::{self, Pods},
};
use crate::workload::report::{
    DefaultBy::{self, Nobody},
    Role,
};
pub(super) use without_images::{BUILT_IN_GROUPS, NO_IMAGES};

const fn kind(
    group: &'static str,
    names: &'static [&'static str],
    default_by: DefaultBy,
    places: &'static [Place],
) -> Kind {
    Kind {
        group,
        names,
        default_by,
        places,
    }
}

const fn container(path: &'static str) -> Place {
    with_policy_of(path, "")
}

const fn init(path: &'static str) -> Place {
    Place::Container {
        path,
        role: Role::Init,
        shared_policy: "",
    }
}

const fn with_policy_of(path: &'static str, shared_policy: &'static str) -> Place {
    Place::Container {
        path,
        role: Role::Container,
        shared_policy,
    }
}

const fn image(path: &'static str, policy: &'static str) -> Place {
    Place::Image {
        path,
        role: Role::Container,
        policy,
    }
}

const fn volume(path: &'static str, policy: &'static str) -> Place {
    Place::Image {
        path,
        role: Role::Volume,
        policy,
    }
}

/// An image that the object names and that no container of its own runs.
const fn reference(path: &'static str) -> Place {
    pulled_reference(path, "")
}

const fn pulled_reference(path: &'static str, policy: &'static str) -> Place {
    Place::Image {
        path,
        role: Role::Reference,
        policy,
    }
}

const POLICY: &str = "imagePullPolicy";

const TEMPLATE: &[Place] = &[Pods("spec.template.spec")];

/// All kinds whose images are known.
pub(super) const KINDS: [&[Kind]; 3] = [workflows::KINDS, data::KINDS, platforms::KINDS];

/// What a document of a file-based catalogue names, whatever its schema.
pub(in crate::workload) const CATALOGUE: Kind = kind(
    "",
    &[],
    Nobody,
    &[reference("image"), reference("relatedImages[].image")],
);
