//! The types of a CredentialProviderConfig by version and release.
//!
//! Source: kubernetes/kubelet config/v1, v1beta1 and v1alpha1 types.go.

use super::decode::API_VERSIONS;
use crate::{
    config_file::{FieldType, Struct},
    releases::{Change, Release},
};

const TEXT: FieldType = FieldType::Text("string");

static TOKENS: Struct = Struct {
    name: "ServiceAccountTokenAttributes",
    package: "v1",
    fields: &[
        ("serviceAccountTokenAudience", TEXT),
        ("requireServiceAccount", FieldType::Bool),
        (
            "requiredServiceAccountAnnotationKeys",
            FieldType::List(&TEXT),
        ),
        (
            "optionalServiceAccountAnnotationKeys",
            FieldType::List(&TEXT),
        ),
        (
            "cacheType",
            FieldType::Text("v1.ServiceAccountTokenCacheType"),
        ),
    ],
};

/// The types of a package; the last `$without` fields of a provider are left out.
macro_rules! config {
    ($package:literal, $without:literal) => {{
        static VARIABLE: Struct = Struct {
            name: "ExecEnvVar",
            package: $package,
            fields: &[("name", TEXT), ("value", TEXT)],
        };
        static FIELDS: [(&str, FieldType); 7] = [
            ("name", TEXT),
            ("matchImages", FieldType::List(&TEXT)),
            ("defaultCacheDuration", FieldType::OptionalDuration),
            ("apiVersion", TEXT),
            ("args", FieldType::List(&TEXT)),
            ("env", FieldType::List(&FieldType::Struct(&VARIABLE))),
            ("tokenAttributes", FieldType::Struct(&TOKENS)),
        ];
        static PROVIDER: Struct = Struct {
            name: "CredentialProvider",
            package: $package,
            fields: FIELDS.split_at(7 - $without).0,
        };
        static CONFIG: Struct = Struct {
            name: "CredentialProviderConfig",
            package: $package,
            fields: &[("providers", FieldType::List(&FieldType::Struct(&PROVIDER)))],
        };
        &CONFIG
    }};
}

/// The types of a version in a release.
pub(super) fn for_version(api_version: &str, release: Release) -> &'static Struct {
    let [v1, v1beta1, _] = API_VERSIONS;
    if api_version == v1 {
        if release.has(Change::ServiceAccountTokensForProvidersExist) {
            config!("v1", 0)
        } else {
            config!("v1", 1)
        }
    } else if api_version == v1beta1 {
        config!("v1beta1", 1)
    } else {
        config!("v1alpha1", 1)
    }
}
