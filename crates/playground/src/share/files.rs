//! Files to save: their names, and the drawing as a picture.

use wasm_bindgen::prelude::*;

use crate::address::{Address, View};

/// The longest name of a file, in bytes, before its extension.
const MAX_NAME: usize = 64;

#[wasm_bindgen(module = "/js/browser.js")]
extern "C" {
    /// The drawing as a PNG with `scale` pixels for each of its own.
    #[wasm_bindgen(catch)]
    pub async fn picture(svg: &str, scale: f64) -> Result<JsValue, JsValue>;
}

/// The name of a file with what an address shows, without its extension.
pub fn name_of(address: &Address) -> String {
    let about = match address.view {
        View::Name if address.name.preset.is_empty() => &address.image,
        View::Name => &address.name.preset,
        View::Policy if address.policy.preset.is_empty() => &address.image,
        View::Policy => &address.policy.preset,
        View::BackOff if address.back_off.preset.is_empty() => &address.image,
        View::BackOff => &address.back_off.preset,
        View::Pulls => &address.preset,
        View::Manifest => &address.manifest.preset,
        View::Platforms if address.platforms.preset.is_empty() => &address.image,
        View::Platforms => &address.platforms.preset,
        View::Credentials if address.credentials.preset.is_empty() => &address.image,
        View::Credentials => &address.credentials.preset,
        View::UseCases => address.use_cases.open().slug(),
    };
    let own = if address.view == View::Pulls && !address.scenario.is_empty() {
        "-edited"
    } else {
        ""
    };
    // What every file system takes.
    let parts = about.split(|it: char| !it.is_ascii_alphanumeric() && it != '.');
    let parts = parts.map(|part| part.trim_matches('.'));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let mut name = ["imagepull", address.view.slug()]
        .into_iter()
        .chain(parts)
        .collect::<Vec<&str>>()
        .join("-")
        .to_ascii_lowercase();
    name.truncate(MAX_NAME);
    format!("{}{own}", name.trim_end_matches(['-', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_what_it_shows() {
        let rows = [
            ("#/name?image=busybox", "imagepull-name-busybox"),
            (
                "#/name?image=ghcr.io/Acme/api:v1@sha256:0",
                "imagepull-name-ghcr.io-acme-api-v1-sha256-0",
            ),
            ("#/name?image=../..%0A%3C%3Anul%00%22", "imagepull-name-nul"),
            ("#/name", "imagepull-name"),
            ("#/policy?preset=prod-tag", "imagepull-policy-prod-tag"),
            ("#/policy?image=nginx", "imagepull-policy-nginx"),
            (
                "#/back-off?preset=how-often",
                "imagepull-back-off-how-often",
            ),
            ("#/pulls?preset=two-pods", "imagepull-pulls-two-pods"),
            (
                "#/pulls?preset=two-pods&scenario=1.x",
                "imagepull-pulls-two-pods-edited",
            ),
            ("#/pulls?scenario=1.x", "imagepull-pulls-edited"),
        ];
        for (fragment, name) in rows {
            assert_eq!(name_of(&Address::default().read(fragment).0), name);
        }
        let long = format!("#/name?image={}", "é-a".repeat(100));
        assert!(name_of(&Address::default().read(&long).0).len() <= MAX_NAME);
    }
}
