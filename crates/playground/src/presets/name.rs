//! The examples of the Name view. They are part of the page, which loads first: an example is an
//! image name, or several, and what to look at in the answer.

use crate::{address::Address, components::example::Offer, text};

/// An example of the view.
pub struct Preset {
    pub offer: Offer,
    /// What is in the field.
    images: &'static str,
}

macro_rules! preset {
    ($slug:literal, $title:ident, $look:ident, $images:expr) => {
        Preset {
            offer: Offer {
                slug: $slug,
                title: text::$title,
                look: text::$look,
            },
            images: $images,
        }
    };
}

/// All examples in the order in which they are offered.
#[rustfmt::skip]
pub static PRESETS: [Preset; 8] = [
    preset!("unsubstituted-variable", name_presets_unsubstituted_variable_title, name_presets_unsubstituted_variable_look, "ghcr.io/acme/api:${TAG}"),
    preset!("https-in-front", name_presets_https_in_front_title, name_presets_https_in_front_look, "https://ghcr.io/acme/api:v1"),
    preset!("why-was-it-accepted", name_presets_why_was_it_accepted_title, name_presets_why_was_it_accepted_look, "ghcr.io/Acme/Api:v1"),
    preset!("localhost-5000", name_presets_localhost_5000_title, name_presets_localhost_5000_look, "localhost:5000"),
    preset!("docker-io-library", name_presets_docker_io_library_title, name_presets_docker_io_library_look, "bash:5\ndocker.io/bash:5\nlibrary/bash:5\nindex.docker.io/library/bash:5\nacme/bash:5"),
    preset!("short-name-cri-o", name_presets_short_name_cri_o_title, name_presets_short_name_cri_o_look, "redis:7"),
    preset!("tag-and-digest", name_presets_tag_and_digest_title, name_presets_tag_and_digest_look, "registry.k8s.io/pause:3.5@sha256:1ff6c18fbef2045af6b9c16bf034cc421a29027b800e4f9b68ae9b1cb3e9ae07"),
    preset!("image-id-differs", name_presets_image_id_differs_title, name_presets_image_id_differs_look, "registry.k8s.io/pause@sha256:1ff6c18fbef2045af6b9c16bf034cc421a29027b800e4f9b68ae9b1cb3e9ae07"),
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
    address.set_image(preset.images.to_owned());
    preset.offer.slug.clone_into(&mut address.name.preset);
    true
}

#[cfg(test)]
mod tests {
    use imagepull::image::parse_image;

    use super::*;

    #[test]
    fn each_example_shows_what_it_is_about() {
        let codes: Vec<(&str, Vec<&str>)> = PRESETS
            .iter()
            .map(|preset| {
                let reports = preset.images.lines().map(parse_image);
                let found = reports.flat_map(|report| report.diagnostics);
                (preset.offer.slug, found.map(|it| it.code).collect())
            })
            .collect();
        assert_eq!(
            codes,
            [
                ("unsubstituted-variable", vec!["IMG004"]),
                ("https-in-front", vec!["IMG003"]),
                ("why-was-it-accepted", vec!["IMG006"]),
                ("localhost-5000", vec!["IMG101"]),
                ("docker-io-library", vec![]),
                ("short-name-cri-o", vec![]),
                ("tag-and-digest", vec!["IMG103"]),
                ("image-id-differs", vec![]),
            ]
        );
    }

    #[test]
    fn four_spellings_are_one_image() {
        let preset = named("docker-io-library").expect("an example");
        let mut pulled: Vec<_> = preset
            .images
            .lines()
            .map(|image| parse_image(image).pulled)
            .collect();
        pulled.dedup();
        let pulled: Vec<&str> = pulled.iter().flatten().map(String::as_str).collect();
        assert_eq!(
            pulled,
            ["docker.io/library/bash:5", "docker.io/acme/bash:5"]
        );
    }
}
