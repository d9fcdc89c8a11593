//! What the API server says when it validates an image and its policy, in its words.
//!
//! Source: kubernetes/kubernetes pkg/apis/core/validation/validation.go
//! (`validateContainerCommon`, `validateContainerOnlyForPod`, `validatePullPolicy`), the same from
//! 1.27 to 1.37.

use crate::{
    diagnostic::Diagnostic,
    sources::POD_VALIDATION_GO,
    words::{Words, say},
};

/// The field `path` holds no image.
pub(crate) fn image_is_required(path: &str) -> Diagnostic {
    Diagnostic::error("ADM002", Words::verbatim(format!("{path}: Required value")))
        .help(say!("Write the name of the image."))
        .docs(POD_VALIDATION_GO)
}

/// The image in the field `path` of a Pod has white space around it. In the template of a Pod
/// this is not said.
pub(crate) fn image_has_white_space_around(path: &str, image: &str) -> Diagnostic {
    Diagnostic::error(
        "ADM003",
        Words::verbatim(format!(
            "{path}: Invalid value: {image:?}: must not have leading or trailing whitespace"
        )),
    )
    .help(say!("Remove the white space around the name."))
    .docs(POD_VALIDATION_GO)
}

/// The field `path` holds another policy than the three.
pub(crate) fn policy_is_not_supported(path: &str, policy: &str) -> Diagnostic {
    Diagnostic::error(
        "ADM004",
        Words::verbatim(format!(
            "{path}: Unsupported value: {policy:?}: supported values: \"Always\", \"IfNotPresent\", \"Never\""
        )),
    )
    .help(say!("Write one of the three; upper and lower case matter."))
    .docs(POD_VALIDATION_GO)
}
