//! How the kubelet and the API server read an image name.

use imageref::{DEFAULT_TAG, Error, Normalized};

use crate::releases::Release;

/// An image name in the three parts that Kubernetes looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageName {
    /// Normalised domain and path, for example `docker.io/library/busybox`.
    pub repository: String,
    /// The tag; `latest` where neither tag nor digest is written.
    pub tag: Option<String>,
    /// The digest as written.
    pub digest: Option<String>,
}

impl ImageName {
    /// Reads an image name as `ParseImageName` does (kubernetes/kubernetes
    /// pkg/util/parsers/parsers.go): a name with a digest keeps the tag it has
    /// and gets no other.
    ///
    /// # Errors
    /// The name does not normalise.
    pub fn parse(image: &str) -> Result<Self, Error<'_>> {
        Self::parse_in(image, Release::NEWEST)
    }

    /// The same with the library of a release.
    ///
    /// # Errors
    /// The name does not normalise there.
    pub fn parse_in(image: &str, release: Release) -> Result<Self, Error<'_>> {
        Normalized::parse_as(image, release.library()).map(|reference| Self::new(&reference))
    }

    /// The three parts of a name that is normalised already.
    #[inline]
    pub fn new(reference: &Normalized<'_>) -> Self {
        let digest = reference.canonical().digest().map(str::to_owned);
        let tag = match (reference.tag(), &digest) {
            (None, None) => Some(DEFAULT_TAG.to_owned()),
            (tag, _) => tag.map(str::to_owned),
        };
        Self {
            repository: reference.name().into(),
            tag,
            digest,
        }
    }
}

/// The text that the kubelet sends to the container runtime: the name as
/// written, with `:latest` behind it where it has neither tag nor digest
/// (kubernetes/kubernetes pkg/kubelet/images/image_manager.go
/// `applyDefaultImageTag`). It is not normalised: what `busybox` means is the
/// decision of the runtime.
///
/// # Errors
/// The name does not normalise; the container then waits with `InvalidImageName`.
pub fn cri_image(image: &str) -> Result<String, Error<'_>> {
    cri_image_in(image, Release::NEWEST)
}

/// [`cri_image`] with the library of a release.
///
/// # Errors
/// The name does not normalise there.
pub fn cri_image_in(image: &str, release: Release) -> Result<String, Error<'_>> {
    let read = Normalized::parse_as(image, release.library());
    read.map(|reference| cri_image_of(image, &reference))
}

/// [`cri_image`] of a name that is normalised already.
#[inline]
pub fn cri_image_of(image: &str, reference: &Normalized<'_>) -> String {
    if reference.tag().is_none() && reference.digest().is_none() {
        [image, ":", DEFAULT_TAG].concat()
    } else {
        image.to_owned()
    }
}
