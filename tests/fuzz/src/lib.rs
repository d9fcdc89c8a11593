//! What holds for any input: for every function of the JavaScript package one target, from bytes to
//! a call of the core and what must be true of its answer.
//!
//! A target panics where something is not. `corpus/` keeps inputs for each, and `examples.json`
//! names folders with more; `tests/kept.rs` tries them all, and `cargo xtask fuzz` looks for others.
//!
//! An input is text: bytes that are none become U+FFFD. Where a function takes several texts they
//! are one after the other with a line `%%` between them; a request is JSON, and an input that is
//! none asks for nothing.

mod answers;
mod images;
mod indexes;
mod manifests;
mod places;
mod reference;
mod requests;
mod texts;

/// One function of the package and what must hold for it.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The name of the function in JavaScript, which is also that of the folder in `corpus/`.
    pub name: &'static str,
    /// Calls it with an input and panics where something does not hold.
    pub check: fn(&[u8]),
}

impl Target {
    /// All targets by their names.
    pub const ALL: &[Self] = &[
        target("admitPod", requests::admit_pod),
        target("analyzeRuns", requests::analyze_runs),
        target("backOffTimeline", requests::back_off_timeline),
        target("checkCredentialProviderConfig", texts::provider_config),
        target("checkKubeletConfig", texts::kubelet_config),
        target("defaultPullPolicy", images::default_pull_policy),
        target("digestOf", texts::digest_of),
        target("ensureImage", requests::ensure_image),
        target("explainEvents", texts::explain_events),
        target("inspectManifest", manifests::inspect),
        target("matchCredentials", requests::match_credentials),
        target("matchPlatforms", texts::match_platforms),
        target("matchUrl", texts::match_url),
        target("normalizeImages", images::normalize_images),
        target("parseImage", images::parse_image),
        target("parsePlatform", texts::parse_platform),
        target("readIndex", indexes::read_index),
        target("readPasted", texts::read_pasted),
        target("recognize", texts::recognize),
        target("simulatePulls", requests::simulate_pulls),
        target("sweep", requests::sweep),
        target("verifyDigest", texts::verify_digest),
    ];

    /// The target of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|target| target.name == name)
    }
}

const fn target(name: &'static str, check: fn(&[u8])) -> Target {
    Target { name, check }
}

/// The texts of an input; those that are not there are empty.
fn fields<const N: usize>(bytes: &[u8]) -> [String; N] {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.splitn(N, "\n%%\n").map(str::to_owned);
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}
