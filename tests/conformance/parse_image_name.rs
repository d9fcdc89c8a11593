//! The test of ParseImageName of Kubernetes, and the name that its kubelet sends.

use imagepull::image_name::{ImageName, cri_image};
use tests::{Conformance, text};

#[test]
fn parse_image_name() {
    Conformance::new("parse_image_name.json", &[])
        .table("/cases", 8, |row, found| {
            match ImageName::parse(text(row, "input")) {
                Ok(name) => {
                    found.equal("error", None, row["error_contains"].as_str());
                    found.equal("repo", text(row, "repo"), name.repository);
                    found.equal("tag", text(row, "tag"), name.tag.unwrap_or_default());
                    found.equal(
                        "digest",
                        text(row, "digest"),
                        name.digest.unwrap_or_default(),
                    );
                }
                Err(error) => {
                    let expected = row["error_contains"].as_str();
                    let holds = expected.is_some_and(|part| error.upstream().contains(part));
                    found.equal(&error.upstream(), true, holds);
                }
            }
        })
        .table("/also/apply_default_image_tag", 5, |row, found| {
            let sent = cri_image(text(row, "input")).unwrap_or_default();
            found.equal("sent", text(row, "output"), sent);
        })
        .finish();
}
