//! The Kubernetes releases that are known, and what changed from one to the
//! next, as one table. Behaviour that depends on the release asks this table
//! and nothing else.

use core::fmt;
use core::str::FromStr;

use imageref::Library;

use crate::{
    credentials::provider_config::SERVICE_ACCOUNT_TOKENS,
    kubelet::{config::ENSURE_SECRET_PULLED_IMAGES, ensure_image::RUNTIME_CLASS_IN_IMAGE_CRI_API},
    words::{Message, message},
};

/// A minor release of Kubernetes, `1.27` to `1.37`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Release {
    minor: u8,
}

/// The feature gates that change how images are pulled, in any release.
pub const FEATURE_GATES: [&str; 5] = [
    "DisableKubeletCloudCredentialProviders",
    "ImageVolume",
    ENSURE_SECRET_PULLED_IMAGES,
    SERVICE_ACCOUNT_TOKENS,
    RUNTIME_CLASS_IN_IMAGE_CRI_API,
];

const OLDEST_MINOR: u8 = 27;
const NEWEST_MINOR: u8 = 37;

impl Release {
    /// The newest release known; what is asked without a release is answered for it.
    pub const NEWEST: Self = Self {
        minor: NEWEST_MINOR,
    };

    /// All releases known, oldest first.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (OLDEST_MINOR..=NEWEST_MINOR).map(|minor| Self { minor })
    }

    /// The library that reads image names in this release.
    pub fn library(self) -> Library {
        if self.has(Change::NamesAreReadByReference06) {
            Library::Reference06
        } else if self.has(Change::NamesAreReadByReference05) {
            Library::Reference05
        } else {
            Library::Distribution2
        }
    }

    /// Whether this release behaves as `change` says.
    pub fn has(self, change: Change) -> bool {
        self.minor >= change.since_minor()
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.minor)
    }
}

/// A text that names no release that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRelease {
    /// The text as given.
    pub text: String,
}

impl UnknownRelease {
    /// That it is not known, and which releases are.
    pub fn words(&self) -> Message {
        let oldest = Release {
            minor: OLDEST_MINOR,
        };
        message!(
            "{text} is not a known Kubernetes release; the known ones are {oldest} to {newest}",
            text = format!("{:?}", self.text),
            oldest,
            newest = Release::NEWEST,
        )
    }
}

impl fmt::Display for UnknownRelease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.words().fmt(f)
    }
}

impl FromStr for Release {
    type Err = UnknownRelease;

    /// Reads `1.35`, and what clusters print of themselves, `v1.35.2` or `v1.35.2-gke.100`: only the
    /// minor release counts.
    fn from_str(text: &str) -> Result<Self, UnknownRelease> {
        Self::all()
            .find(|release| minor_release(text).is_some_and(|minor| release.to_string() == minor))
            .ok_or_else(|| UnknownRelease {
                text: text.to_owned(),
            })
    }
}

/// The `1.35` of a version: a `v` may come before it, a patch number and then the name of a build after
/// it.
pub(crate) fn minor_release(version: &str) -> Option<String> {
    let version = version.strip_prefix('v').unwrap_or(version);
    let (numbers, build) = match version.split_once(['-', '+']) {
        Some((numbers, build)) => (numbers, Some(build)),
        None => (version, None),
    };
    let mut numbers = numbers.splitn(3, '.');
    let (major, minor, patch) = (numbers.next()?, numbers.next()?, numbers.next());
    let is_patch = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let is_build = |text: &str| {
        let is_known = |it: u8| it.is_ascii_alphanumeric() || b".-+".contains(&it);
        !text.is_empty() && text.bytes().all(is_known)
    };
    let is_version = match (patch, build) {
        (None, build) => build.is_none(),
        (Some(patch), build) => is_patch(patch) && build.is_none_or(is_build),
    };
    is_version.then(|| format!("{major}.{minor}"))
}

/// A change of behaviour that came with a release and stayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The kubelet knows the errors `RegistryUnavailable` and `SignatureValidationFailed` of a
    /// runtime (kubernetes/kubernetes#117612 and #117717, release notes of 1.28).
    PullErrorsHaveReasons,
    /// Image names are parsed by distribution/reference v0.5.0 instead of docker/distribution v2.8
    /// (go.mod of 1.29).
    NamesAreReadByReference05,
    /// Image names are parsed by distribution/reference v0.6.0 (go.mod of 1.32).
    NamesAreReadByReference06,
    /// The kubelet drops `rpc error: code = Unknown desc = ` from the error of a pull
    /// (pkg/kubelet/cri/remote/remote_image.go of 1.28).
    UnknownCodeIsDropped,
    /// In its error for a name that does not parse, the kubelet says `image name` instead of
    /// `image reference` (pkg/kubelet/images/image_manager.go of 1.28).
    InvalidNamesAreNames,
    /// The durations in the event `Pulled` are truncated to milliseconds
    /// (pkg/kubelet/images/image_manager.go of 1.28.3).
    DurationsAreCut,
    /// The event `Pulled` includes the size of the image
    /// (kubernetes/kubernetes#121719, release notes of 1.30).
    ImageSizeInPulledEvent,
    /// The gate `RuntimeClassInImageCriApi` is added, off by default (KEP-4216).
    RuntimeClassInImageCriApiExists,
    /// Pods may have image volumes, with the gate `ImageVolume` (KEP-4639, alpha).
    ImageVolumesExist,
    /// With the policy Always the kubelet no longer looks up the image in the runtime before it
    /// pulls (kubernetes/kubernetes#126550, pkg/kubelet/images/image_manager.go of 1.32).
    AlwaysPullsWithoutInspecting,
    /// The status of a container in ImagePullBackOff ends in the last error
    /// (kubernetes/kubernetes#127918, release notes of 1.32).
    BackOffStatusNamesLastError,
    /// The gate `KubeletEnsureSecretPulledImages` is added, off by default (KEP-2535, release notes of
    /// 1.33).
    ImageAccessCanBeVerified,
    /// The kubelet's pull records include service accounts
    /// (kubernetes/kubernetes#132771, release notes of 1.34).
    ServiceAccountsAreRemembered,
    /// The gate `KubeletEnsureSecretPulledImages` is on by default, and the event of a
    /// present image ends in `and can be accessed by the pod` (kubernetes/kubernetes#128152,
    /// release notes of 1.35).
    PresentImageAccessIsVerified,
    /// The gate `ImageVolume` is beta, off by default (release notes of 1.33).
    ImageVolumesAreBeta,
    /// The gate `ImageVolume` is on by default (release notes of 1.35).
    ImageVolumesAreOn,
    /// The gate `ImageVolume` is on and cannot be switched off (release notes of 1.36).
    ImageVolumesAreStable,
    /// The allowlist of preloaded images is compared with the Pod's image as written, without its tag and
    /// digest, and its entries need not be normalised
    /// (kubernetes/kubernetes#137629, release notes of 1.36).
    AllowlistIsComparedAsWritten,
    /// The CRI-O of this release has `short_name_mode`, by default `enforcing`
    /// (cri-o/cri-o internal/storage/image.go and docs/crio.conf.5.md, v1.34.0).
    CrioShortNamesAreEnforced,
    /// The kubelet's built-in credentials for Amazon ECR are removed
    /// (kubernetes/kubernetes#116329, release notes of 1.27).
    EcrIsNotBuiltIn,
    /// The gate `DisableKubeletCloudCredentialProviders` is on by default, so the kubelet has no built-in
    /// credentials for ACR and GCR either (release notes of 1.29).
    CloudCredentialProvidersAreOff,
    /// The built-in credentials for Azure Container Registry are removed (kubernetes/kubernetes#122857,
    /// release notes of 1.30).
    AcrIsNotBuiltIn,
    /// The built-in credentials for Google's registries, the last ones, are removed
    /// (kubernetes/kubernetes#124519, release notes of 1.31).
    GcrIsNotBuiltIn,
    /// The gate `DisableKubeletCloudCredentialProviders` is removed
    /// (pkg/features/kube_features.go of 1.33).
    CloudCredentialProvidersGateIsGone,
    /// The field `imageMaximumGCAge` and the gate `ImageMaximumGCAge` are added (KEP-4210, release notes of
    /// 1.29).
    ImageMaximumGcAgeExists,
    /// The gate `ImageMaximumGCAge` is on by default (release notes of 1.30).
    ImageMaximumGcAgeIsOn,
    /// The gate `ImageMaximumGCAge` cannot be switched off (pkg/features/kube_features.go of 1.35).
    ImageMaximumGcAgeIsStable,
    /// The field `crashLoopBackOff` and the gate `KubeletCrashLoopBackOffMax` are added (KEP-4603, release
    /// notes of 1.32).
    CrashLoopBackOffMaxExists,
    /// The gate `KubeletCrashLoopBackOffMax` is on by default (release notes of 1.35).
    CrashLoopBackOffMaxIsOn,
    /// The kubelet sets its feature gates while defaulting its configuration, and
    /// panics if it cannot (pkg/kubelet/apis/config/v1beta1/defaults.go of 1.32).
    GatesAreSetWhileDefaulting,
    /// The event `FailedToRetrieveImagePullSecret` is added (kubernetes/kubernetes#117927, release notes of
    /// 1.28).
    MissingPullSecretsAreReported,
    /// The event `FailedToRetrieveImagePullSecret` is emitted only after a failed pull
    /// (kubernetes/kubernetes#138432, release notes of 1.37).
    MissingPullSecretsAreReportedAfterFailure,
    /// Unknown or duplicate fields make a CredentialProviderConfig invalid
    /// (kubernetes/kubernetes#128062, release notes of 1.32).
    CredentialProviderConfigIsStrict,
    /// An unreadable pull Secret blocks every container start before the kubelet looks for the image,
    /// without an event or back-off (pkg/kubelet/images/image_manager.go of 1.33).
    MalformedSecretsStopEveryStart,
    /// An unreadable pull Secret blocks only starts whose image is absent, or all starts with the gate
    /// `KubeletEnsureSecretPulledImages` (pkg/kubelet/images/image_manager.go of 1.34).
    MalformedSecretsSparePresentImages,
    /// An unreadable pull Secret blocks only starts that need credentials
    /// (pkg/kubelet/images/image_manager.go of 1.35).
    MalformedSecretsCountWhereNeeded,
    /// Credential providers have a separate keyring, after the node's
    /// (pkg/credentialprovider/plugin/plugins.go of 1.33).
    ProvidersHaveTheirOwnKeyring,
    /// kubectl reads a text that begins with a brace as YAML if it is not JSON
    /// (kubernetes/apimachinery pkg/util/yaml/decoder.go of 1.33).
    BracesMayBeYaml,
    /// The API server prints a rejected value as JSON if it has a named type, such as a policy
    /// (kubernetes/apimachinery pkg/util/validation/field/errors.go of 1.34).
    NamedTextsAreShownAsJson,
    /// The error about a wrong type names the embedded structs on the path to its field, because of
    /// a newer Go (sigs.k8s.io/json as in 1.35).
    EmbeddedStructsAreNamed,
    /// Two providers with the same name are rejected by the validation
    /// (pkg/credentialprovider/plugin/config.go of 1.33).
    ProviderNamesAreValidated,
    /// Two providers with the same name are rejected while the configuration, which may be several files, is read
    /// (pkg/credentialprovider/plugin/config.go of 1.34).
    ProviderNamesAreUniqueAcrossFiles,
    /// The kubelet's error about a required or negative field of a provider does not repeat its value
    /// (pkg/credentialprovider/plugin/config.go of 1.34).
    ProviderWordsAreShort,
    /// The path of a CredentialProviderConfig is quoted in errors
    /// (pkg/credentialprovider/plugin/config.go of 1.34).
    ProviderConfigPathsAreQuoted,
    /// The gate `KubeletServiceAccountTokenForCredentialProviders` is added (KEP-4412, alpha).
    ServiceAccountTokensForProvidersExist,
    /// The gate `KubeletServiceAccountTokenForCredentialProviders` is on by default (release notes of 1.34).
    ServiceAccountTokensForProvidersAreOn,
    /// `tokenAttributes` requires `cacheType` (kubernetes/kubernetes#132617, release notes of 1.34).
    ProviderCacheTypeIsRequired,
    /// The pull records have one lock per possible parallel pull
    /// (kubernetes/kubernetes#138935, release notes of 1.37).
    ManyParallelPullsAreLocked,
    /// An image volume without a reference is rejected in Pod templates too
    /// (kubernetes/kubernetes#135989, release notes of 1.37).
    EmptyImageVolumesAreRefusedInTemplates,
    /// Image volumes are ensured only at a sync that starts a container; before, at every sync of a Pod
    /// (kubernetes/kubernetes#138655, release notes of 1.37).
    ImageVolumesAwaitAContainer,
}

impl Change {
    fn since_minor(self) -> u8 {
        match self {
            Self::EcrIsNotBuiltIn => 27,
            Self::DurationsAreCut
            | Self::InvalidNamesAreNames
            | Self::MissingPullSecretsAreReported
            | Self::PullErrorsHaveReasons
            | Self::UnknownCodeIsDropped => 28,
            Self::CloudCredentialProvidersAreOff
            | Self::ImageMaximumGcAgeExists
            | Self::NamesAreReadByReference05
            | Self::RuntimeClassInImageCriApiExists => 29,
            Self::AcrIsNotBuiltIn | Self::ImageMaximumGcAgeIsOn | Self::ImageSizeInPulledEvent => {
                30
            }
            Self::GcrIsNotBuiltIn | Self::ImageVolumesExist => 31,
            Self::AlwaysPullsWithoutInspecting
            | Self::BackOffStatusNamesLastError
            | Self::CrashLoopBackOffMaxExists
            | Self::CredentialProviderConfigIsStrict
            | Self::GatesAreSetWhileDefaulting
            | Self::NamesAreReadByReference06 => 32,
            Self::BracesMayBeYaml
            | Self::CloudCredentialProvidersGateIsGone
            | Self::ImageAccessCanBeVerified
            | Self::ImageVolumesAreBeta
            | Self::MalformedSecretsStopEveryStart
            | Self::ProviderNamesAreValidated
            | Self::ProvidersHaveTheirOwnKeyring
            | Self::ServiceAccountTokensForProvidersExist => 33,
            Self::CrioShortNamesAreEnforced
            | Self::MalformedSecretsSparePresentImages
            | Self::NamedTextsAreShownAsJson
            | Self::ProviderCacheTypeIsRequired
            | Self::ProviderConfigPathsAreQuoted
            | Self::ProviderNamesAreUniqueAcrossFiles
            | Self::ProviderWordsAreShort
            | Self::ServiceAccountTokensForProvidersAreOn
            | Self::ServiceAccountsAreRemembered => 34,
            Self::CrashLoopBackOffMaxIsOn
            | Self::ImageMaximumGcAgeIsStable
            | Self::EmbeddedStructsAreNamed
            | Self::ImageVolumesAreOn
            | Self::MalformedSecretsCountWhereNeeded
            | Self::PresentImageAccessIsVerified => 35,
            Self::AllowlistIsComparedAsWritten | Self::ImageVolumesAreStable => 36,
            Self::EmptyImageVolumesAreRefusedInTemplates
            | Self::ImageVolumesAwaitAContainer
            | Self::ManyParallelPullsAreLocked
            | Self::MissingPullSecretsAreReportedAfterFailure => 37,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_release_reads_what_it_prints() {
        for release in Release::all() {
            assert_eq!(release.to_string().parse(), Ok(release));
        }
        assert_eq!(Release::all().count(), 11);
    }

    #[test]
    fn an_unknown_release_is_named_with_those_that_are_known() {
        let error = "1.99".parse::<Release>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"1.99\" is not a known Kubernetes release; the known ones are 1.27 to 1.37"
        );
        for text in [
            "",
            "1",
            "1.26",
            "v1.26.3",
            "1.035",
            "2.35",
            "latest",
            "v",
            "V1.35",
            "vv1.35",
            " 1.35",
            "1.35.",
            "1.35.x",
            "1.35.1.1",
            "1.35-gke",
            "1.35.1-",
            "1.35.1-a b",
            "1.35.1 ",
            "1.-35",
        ] {
            assert!(text.parse::<Release>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn the_version_of_a_cluster_is_that_of_its_minor_release() {
        for text in [
            "1.30",
            "v1.30",
            "1.30.2",
            "v1.30.14",
            "v1.30.2-gke.1587003",
            "v1.30.2+k3s1",
            "v1.30.0-rc.1",
            "v1.30.2-eks-1552ad0",
        ] {
            let release = text.parse::<Release>().map(|it| it.to_string());
            assert_eq!(release, Ok("1.30".to_owned()), "{text:?}");
        }
    }

    #[test]
    fn a_change_holds_from_its_release_on() {
        let release = |text: &str| text.parse::<Release>().unwrap();
        assert!(!release("1.34").has(Change::PresentImageAccessIsVerified));
        assert!(release("1.35").has(Change::PresentImageAccessIsVerified));
        assert!(!release("1.29").has(Change::ImageSizeInPulledEvent));
        assert!(release("1.30").has(Change::ImageSizeInPulledEvent));
    }
}
