//! The report on an image in that on its manifest: for another thread of the same program its name says all.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{
    image::{ImageReport, parse_image},
    words::is_for_people,
};

pub(super) fn serialize<S: Serializer>(
    image: &Arc<ImageReport>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if is_for_people(image) {
        image.serialize(serializer)
    } else {
        image.input.serialize(serializer)
    }
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Arc<ImageReport>, D::Error> {
    let name = String::deserialize(deserializer)?;
    Ok(Arc::new(parse_image(&name)))
}
