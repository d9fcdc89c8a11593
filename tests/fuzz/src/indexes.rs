//! Indexes and manifests of images.

use imagepull::{
    index::{Beside, read_index_beside},
    utf16,
};

use crate::{
    answers::data,
    fields,
    places::{self, Unit},
};

/// A document, the platform, the image, and other documents that it leads to.
pub fn read_index(bytes: &[u8]) {
    let [document, platform, image, others] = fields(bytes);
    let beside = Beside {
        documents: others.split("\n%%\n").map(str::to_owned).collect(),
        image: Some(image),
    };
    let report = data(|| read_index_beside(&document, &platform, &beside));
    places::check(&document, Unit::Bytes, &report);
    let report = read_index_beside(&document, &platform, &beside);
    let in_units = data(|| utf16::index_report(&document, report.clone()));
    places::check(&document, Unit::Utf16, &in_units);
}
