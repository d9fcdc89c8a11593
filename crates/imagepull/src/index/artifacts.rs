//! What is kept in a registry besides images, by its media type.

use crate::words::{Message, message};

/// What a media type of an artifact stands for, as a sentence; `None` where that is not known.
pub(super) fn known_as(media_type: &str) -> Option<Message> {
    let has = |part: &str| media_type.contains(part);
    if has("cncf.helm") {
        Some(message!("It is a Helm chart."))
    } else if has("in-toto") || has("dsse") {
        Some(message!(
            "It is an attestation: a signed statement about an image."
        ))
    } else if has("cosign") || has("sigstore") || has("cncf.notary") {
        Some(message!("It is a signature of an image."))
    } else if has("spdx") || has("cyclonedx") || has("syft") {
        Some(message!("It is a bill of materials of an image."))
    } else if has("wasm") {
        Some(message!("It is a WebAssembly module."))
    } else {
        None
    }
}
