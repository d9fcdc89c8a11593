//! What a manifest downloads, and the same as an image of the simulation.

use std::collections::HashSet;

use super::{
    document::{Descriptor, Document},
    kind::Kind,
    report::{Blob, IndexReport, Layer},
};
use crate::simulate::scenario;

/// The configuration of a manifest. `is_this_text` says whether the manifest is the text that is
/// read, or another one.
pub(super) fn config(manifest: &Document<'_>, is_this_text: bool) -> Option<Blob> {
    let config = manifest.config.as_ref()?;
    Some(blob(config, is_this_text))
}

/// The layers of a manifest, from the bottom.
pub(super) fn list(manifest: &Document<'_>, is_this_text: bool) -> Vec<Layer> {
    let mut seen = HashSet::new();
    let layers = manifest.layers.iter().map(|layer| Layer {
        blob: blob(layer, is_this_text),
        is_repeated: layer.digest.as_ref().is_some_and(|it| !seen.insert(it)),
        annotations: layer.annotations.clone(),
    });
    layers.collect()
}

/// What layers amount to, each counted once; `None` where a size is not known.
pub(super) fn total(layers: &[Layer]) -> Option<u64> {
    let once = layers.iter().filter(|it| !it.is_repeated);
    once.map(|it| it.blob.size)
        .try_fold(0, |sum: u64, size| Some(sum.saturating_add(size?)))
}

fn blob(descriptor: &Descriptor<'_>, is_this_text: bool) -> Blob {
    Blob {
        digest: descriptor.digest.clone(),
        size: descriptor.size,
        media_type: descriptor.media_type.clone(),
        span: is_this_text.then(|| descriptor.json.span()),
    }
}

/// The image that a node takes as one of a simulation, with its true layers: their digests are what
/// makes two layers the same. `None` where its manifest is not known.
pub fn layers_as_image(report: &IndexReport) -> Option<scenario::Image> {
    report.total_bytes?;
    let once = report.layers.iter().filter(|it| !it.is_repeated);
    let layers = once.map(|layer| scenario::Layer {
        digest: layer.blob.digest.clone(),
        #[allow(clippy::cast_precision_loss)] // Exact up to 9 PB.
        bytes: layer.blob.size.unwrap_or_default() as f64,
        unpacked_bytes: None,
    });
    Some(scenario::Image {
        index: Some(matches!(report.kind, Kind::Index | Kind::ManifestList)),
        layers: layers.collect(),
    })
}
