//! The examples of the Policy view.

use imagepull::policy::PullPolicy;

use crate::{
    address::{Address, policy::PolicyChoice},
    components::example::Offer,
    text,
};

/// An example of the view.
pub struct Preset {
    pub offer: Offer,
    image: &'static str,
    written: Option<PullPolicy>,
    edited: &'static str,
    always_pull_images: bool,
}

macro_rules! preset {
    ($slug:literal, $title:ident, $look:ident, $image:expr $(, $field:ident: $value:expr)*) => {
        #[allow(clippy::needless_update)] // One example sets all fields.
        Preset {
            $($field: $value,)*
            ..Preset {
                offer: Offer {
                    slug: $slug,
                    title: text::$title,
                    look: text::$look,
                },
                image: $image,
                written: None,
                edited: "",
                always_pull_images: false,
            }
        }
    };
}

const API: &str = "ghcr.io/acme/api:v1";
const API_LATEST: &str = "ghcr.io/acme/api:latest";
const PAUSE: &str =
    "registry.k8s.io/pause@sha256:1ff6c18fbef2045af6b9c16bf034cc421a29027b800e4f9b68ae9b1cb3e9ae07";
const PAUSE_LATEST: &str = "registry.k8s.io/pause:latest@sha256:1ff6c18fbef2045af6b9c16bf034cc421a29027b800e4f9b68ae9b1cb3e9ae07";

/// All examples in the order in which they are offered.
#[rustfmt::skip]
pub static PRESETS: [Preset; 14] = [
    preset!("default-is-always", policy_presets_default_is_always_title, policy_presets_default_is_always_look, "nginx"),
    preset!("latest-then-v1", policy_presets_latest_then_v1_title, policy_presets_latest_then_v1_look, API_LATEST, edited: API),
    preset!("v1-then-latest", policy_presets_v1_then_latest_title, policy_presets_v1_then_latest_look, API, edited: API_LATEST),
    preset!("latest-with-digest", policy_presets_latest_with_digest_title, policy_presets_latest_with_digest_look, PAUSE_LATEST),
    preset!("prod-tag", policy_presets_prod_tag_title, policy_presets_prod_tag_look, "ghcr.io/acme/api:prod"),
    preset!("same-tag-pushed-again", policy_presets_same_tag_pushed_again_title, policy_presets_same_tag_pushed_again_look, API),
    preset!("latest-if-not-present", policy_presets_latest_if_not_present_title, policy_presets_latest_if_not_present_look, API_LATEST, written: Some(PullPolicy::IfNotPresent)),
    preset!("always-downloads-all", policy_presets_always_downloads_all_title, policy_presets_always_downloads_all_look, API, written: Some(PullPolicy::Always)),
    preset!("registry-down", policy_presets_registry_down_title, policy_presets_registry_down_look, "ghcr.io/acme/api"),
    preset!("digest-pinned", policy_presets_digest_pinned_title, policy_presets_digest_pinned_look, PAUSE),
    preset!("never-but-present", policy_presets_never_but_present_title, policy_presets_never_but_present_look, API, written: Some(PullPolicy::Never)),
    preset!("local-image-no-tag", policy_presets_local_image_no_tag_title, policy_presets_local_image_no_tag_look, "my-app"),
    preset!("always-pull-images", policy_presets_always_pull_images_title, policy_presets_always_pull_images_look, "registry.k8s.io/pause:3.10", always_pull_images: true),
    preset!("another-pods-secret", policy_presets_another_pods_secret_title, policy_presets_another_pods_secret_look, "registry.example.com/acme/api:v1"),
];

/// The example of a slug.
pub fn named(slug: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.offer.slug == slug)
}

/// Shows an example in an address; false where there is none of this name.
pub fn open(slug: &str, address: &mut Address) -> bool {
    let Some(preset) = named(slug) else {
        return false;
    };
    address.set_image(preset.image.to_owned());
    address.policy = PolicyChoice {
        preset: preset.offer.slug.to_owned(),
        written: preset.written,
        edited: preset.edited.to_owned(),
        always_pull_images: preset.always_pull_images,
    };
    true
}
