//! `imagePullCredentialsVerificationPolicy`: which present images a pod must have credentials for.
//!
//! Source: kubernetes/kubelet config/v1beta1/types.go; KEP-2535.

/// The feature gate without which nothing is verified.
pub const ENSURE_SECRET_PULLED_IMAGES: &str = "KubeletEnsureSecretPulledImages";

/// Which present images are verified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VerificationPolicy {
    /// None.
    NeverVerify,
    /// Those that the kubelet pulled; the default.
    #[default]
    NeverVerifyPreloadedImages,
    /// Those that are not in `preloadedImagesVerificationAllowlist`.
    NeverVerifyAllowlistedImages,
    /// All.
    AlwaysVerify,
}

impl VerificationPolicy {
    /// All policies.
    pub const ALL: [Self; 4] = [
        Self::NeverVerify,
        Self::NeverVerifyPreloadedImages,
        Self::NeverVerifyAllowlistedImages,
        Self::AlwaysVerify,
    ];

    /// How the policy is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NeverVerify => "NeverVerify",
            Self::NeverVerifyPreloadedImages => "NeverVerifyPreloadedImages",
            Self::NeverVerifyAllowlistedImages => "NeverVerifyAllowlistedImages",
            Self::AlwaysVerify => "AlwaysVerify",
        }
    }

    /// The policy that is written as `text`; upper and lower case matter.
    pub fn named(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.as_str() == text)
    }
}
