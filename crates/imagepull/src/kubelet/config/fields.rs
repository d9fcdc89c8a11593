//! The fields of a KubeletConfiguration that are looked at, with their types by release. All others
//! are left alone.
//!
//! Source: kubernetes/kubelet config/v1beta1/types.go.

use crate::{
    config_file::{FieldType, Struct},
    releases::{Change, Release},
};

pub(super) const SERIALIZE: &str = "serializeImagePulls";
pub(super) const MAX_PARALLEL: &str = "maxParallelImagePulls";
pub(super) const QPS: &str = "registryPullQPS";
pub(super) const BURST: &str = "registryBurst";
pub(super) const POLICY: &str = "imagePullCredentialsVerificationPolicy";
pub(super) const ALLOWLIST: &str = "preloadedImagesVerificationAllowlist";
pub(super) const FEATURE_GATES: &str = "featureGates";
pub(super) const MINIMUM_AGE: &str = "imageMinimumGCAge";
pub(super) const MAXIMUM_AGE: &str = "imageMaximumGCAge";
pub(super) const HIGH_THRESHOLD: &str = "imageGCHighThresholdPercent";
pub(super) const LOW_THRESHOLD: &str = "imageGCLowThresholdPercent";
pub(super) const CRASH_LOOP: &str = "crashLoopBackOff";
pub(super) const CRASH_LOOP_MAX: &str = "maxContainerRestartPeriod";

/// The fields about pulls: a text without a header that has one of them is meant as a
/// KubeletConfiguration.
pub(super) const OF_PULLS: [&str; 6] = [SERIALIZE, MAX_PARALLEL, QPS, BURST, POLICY, ALLOWLIST];

/// All fields that are looked at.
pub(super) const ALL: [&str; 12] = [
    SERIALIZE,
    MAX_PARALLEL,
    QPS,
    BURST,
    POLICY,
    ALLOWLIST,
    FEATURE_GATES,
    MINIMUM_AGE,
    MAXIMUM_AGE,
    HIGH_THRESHOLD,
    LOW_THRESHOLD,
    CRASH_LOOP,
];

const TYPED: [(&str, FieldType); 12] = [
    (SERIALIZE, FieldType::Bool),
    (MAX_PARALLEL, FieldType::Int32),
    (QPS, FieldType::Int32),
    (BURST, FieldType::Int32),
    (FEATURE_GATES, FieldType::Map(&FieldType::Bool)),
    (MINIMUM_AGE, FieldType::Duration),
    (HIGH_THRESHOLD, FieldType::Int32),
    (LOW_THRESHOLD, FieldType::Int32),
    // From here on in the order of the releases that brought them.
    (MAXIMUM_AGE, FieldType::Duration),
    (CRASH_LOOP, FieldType::Struct(&CRASH_LOOP_BACK_OFF)),
    (
        POLICY,
        FieldType::Text("v1beta1.ImagePullCredentialsVerificationPolicy"),
    ),
    (ALLOWLIST, FieldType::List(&FieldType::Text("string"))),
];

const CRASH_LOOP_BACK_OFF: Struct = Struct {
    name: "CrashLoopBackOffConfig",
    package: "v1beta1",
    fields: &[(CRASH_LOOP_MAX, FieldType::OptionalDuration)],
};

/// A KubeletConfiguration with as many of the fields as a release has.
const fn with_fields(fields: &'static [(&'static str, FieldType)]) -> Struct {
    Struct {
        name: "KubeletConfiguration",
        package: "v1beta1",
        fields,
    }
}

static SINCE_1_27: Struct = with_fields(TYPED.split_at(8).0);
static SINCE_1_29: Struct = with_fields(TYPED.split_at(9).0);
static SINCE_1_32: Struct = with_fields(TYPED.split_at(10).0);
static SINCE_1_33: Struct = with_fields(&TYPED);

/// The fields that are looked at in a release.
pub(super) fn for_release(release: Release) -> &'static Struct {
    if release.has(Change::ImageAccessCanBeVerified) {
        &SINCE_1_33
    } else if release.has(Change::CrashLoopBackOffMaxExists) {
        &SINCE_1_32
    } else if release.has(Change::ImageMaximumGcAgeExists) {
        &SINCE_1_29
    } else {
        &SINCE_1_27
    }
}

/// Whether a release has a field.
pub(super) fn exists(release: Release, field: &str) -> bool {
    for_release(release)
        .fields
        .iter()
        .any(|(name, _)| *name == field)
}
