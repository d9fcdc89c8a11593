//! Indexes and manifests of images.

use imagepull::{
    index::{Beside, read_index_beside},
    utf16,
};

use crate::{
    answers::{answer, check_in_units},
    fields,
};

/// A document, the platform, the image, and other documents that it leads to.
pub fn read_index(bytes: &[u8]) {
    let [document, platform, image, others] = fields(bytes);
    let beside = Beside {
        documents: others.split("\n%%\n").map(str::to_owned).collect(),
        image: Some(image),
        ..Beside::default()
    };
    let report = answer(&document, || {
        read_index_beside(&document, &platform, &beside)
    });
    check_in_units(&document, || utf16::index_report(&document, report.clone()));
}
