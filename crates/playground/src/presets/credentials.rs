//! The examples of the Credentials view: their images. What else they hold is with the view,
//! which loads later.

use crate::address::{Address, credentials::CredentialsChoice, packed::Packed};

const API: &str = "registry.example.com/acme/api:v1";

/// The slug of each example and its image, in the order in which they are offered.
pub static IMAGES: [(&str, &str); 15] = [
    ("hub-key", "acme/api:v1"),
    (
        "gitlab-group-three-secrets",
        "registry.gitlab.example.com/group/project/app:v1",
    ),
    ("missing-secret", API),
    ("secret-in-another-namespace", API),
    ("service-account-secrets", API),
    (
        "globs-in-keys",
        "sub.my-registry.example/images/my-image:v1",
    ),
    ("near-miss-port", "registry.example.com:5000/group/app:v1"),
    ("near-miss-scheme", API),
    ("near-miss-path", "registry.example.com/imagesxyz/app:v1"),
    (
        "ecr-token-12h",
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com/acme/api:v1",
    ),
    ("image-on-the-node", API),
    ("wrong-secret-type", API),
    (
        "several-credentials-no-anonymous-retry",
        "registry.example.com/public/tool:v1",
    ),
    ("provider-and-node-order", API),
    (
        "config-json-two-keys",
        "my-registry.example/images/subpath/my-image:v1",
    ),
];

/// The image of an example.
pub fn image_of(slug: &str) -> Option<&'static str> {
    let mut examples = IMAGES.iter();
    examples
        .find(|(known, _)| *known == slug)
        .map(|(_, image)| *image)
}

/// Shows an example in an address; false where there is none of this name.
pub fn open(slug: &str, address: &mut Address) -> bool {
    let Some(image) = image_of(slug) else {
        return false;
    };
    address.set_image(image.to_owned());
    address.credentials = CredentialsChoice {
        preset: slug.to_owned(),
        given: Packed::default(),
    };
    true
}
