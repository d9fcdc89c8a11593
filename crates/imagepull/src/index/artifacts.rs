//! What is kept in a registry besides images, by its media type.

use crate::words::{Words, say};

/// What a media type of an artifact stands for, as a sentence; `None` where that is not known.
pub(super) fn known_as(media_type: &str) -> Option<Words> {
    let has = |part: &str| media_type.contains(part);
    if has("cncf.helm") {
        Some(say!("It is a Helm chart."))
    } else if has("in-toto") || has("dsse") {
        Some(say!(
            "It is an attestation: a signed statement about an image."
        ))
    } else if has("cosign") || has("sigstore") || has("cncf.notary") {
        Some(say!("It is a signature of an image."))
    } else if has("spdx") || has("cyclonedx") || has("syft") {
        Some(say!("It is a bill of materials of an image."))
    } else if has("wasm") {
        Some(say!("It is a WebAssembly module."))
    } else {
        None
    }
}
