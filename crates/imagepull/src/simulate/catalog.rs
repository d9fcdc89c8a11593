//! The images of a scenario: which spellings are one image, which layers are one
//! layer, which layers on top of each other are one snapshot.

use crate::codes;
use crate::kubelet::pull_error::{manifest_url, manifest_url_by_digest};
use std::collections::BTreeMap;
use std::sync::Arc;

use imageref::Normalized;

use super::check::Problems;
use super::plan::{ImagePlan, LayerPlan};
use super::scenario::{Image, Layer, defaults};
use crate::words::{Message, message};

/// All images and layers.
#[derive(Debug, Default)]
pub(super) struct Catalog {
    pub images: Vec<ImagePlan>,
    pub layers: Vec<LayerPlan>,
    by_reference: BTreeMap<String, usize>,
}

/// What is known while the images are read.
#[derive(Default)]
struct Known<'a> {
    /// Layers by digest, with the place where the digest stood first.
    layers: BTreeMap<&'a str, (usize, String)>,
    /// Snapshots by the one below and the layer.
    snapshots: BTreeMap<(Option<usize>, usize), usize>,
}

impl Catalog {
    /// Reads `images`: the key is any spelling of the image.
    pub fn read(images: &BTreeMap<String, Image>, problems: &mut Problems) -> Self {
        let mut catalog = Self::default();
        let mut known = Known::default();
        let mut keys: BTreeMap<String, &str> = BTreeMap::new();
        for (key, image) in images {
            let name = match Normalized::parse(key) {
                Ok(name) => name,
                Err(error) => {
                    problems.add(
                        codes::SIM011,
                        message!(
                            "images[{key}]: {error}",
                            key = format!("{key:?}"),
                            error = Message::verbatim(error.upstream())
                        ),
                        message!("Write an image name such as nginx:1.27."),
                    );
                    continue;
                }
            };
            let plan = catalog.image(key, &name, image, &mut known, problems);
            let reference = plan.reference.clone();
            if let Some(other) = keys.insert(reference.clone(), key) {
                problems.add(
                    codes::SIM012,
                    message!(
                        "images[{key}]: {other} is the same image, {reference}",
                        key = format!("{key:?}"),
                        other = format!("{other:?}"),
                        reference
                    ),
                    message!("Keep one of the two."),
                );
            }
            catalog.by_reference.insert(reference, catalog.images.len());
            catalog.images.push(plan);
        }
        catalog
    }

    /// The image that a name in any spelling leads to.
    pub fn find(&self, image: &str) -> Option<usize> {
        self.resolve(&Normalized::parse(image).ok()?)
    }

    /// The image that a name leads to.
    pub fn resolve(&self, name: &Normalized<'_>) -> Option<usize> {
        let reference = name.docker_reference().to_string();
        self.by_reference.get(&reference).copied()
    }

    fn image<'a>(
        &mut self,
        key: &str,
        name: &Normalized<'_>,
        image: &'a Image,
        known: &mut Known<'a>,
        problems: &mut Problems,
    ) -> ImagePlan {
        let mut layers = Vec::with_capacity(image.layers.len());
        let mut snapshots: Vec<usize> = Vec::with_capacity(image.layers.len());
        for (index, layer) in image.layers.iter().enumerate() {
            let path = format!("images[{key:?}].layers[{index}]");
            let layer = self.layer(path, layer, known, problems);
            let next = known.snapshots.len();
            let below = snapshots.last().copied();
            snapshots.push(*known.snapshots.entry((below, layer)).or_insert(next));
            layers.push(layer);
        }
        ImagePlan {
            reference: name.docker_reference().to_string(),
            manifest_url: manifest_url(name),
            digest_url: manifest_url_by_digest(name),
            has_index: image.index.unwrap_or(true),
            // `sum` of no numbers is -0.
            bytes: layers
                .iter()
                .fold(0.0, |sum, &layer| sum + self.layers[layer].bytes),
            layers,
            snapshots,
        }
    }

    fn layer<'a>(
        &mut self,
        path: String,
        layer: &'a Layer,
        known: &mut Known<'a>,
        problems: &mut Problems,
    ) -> usize {
        let bytes = problems.whole(format_args!("{path}.bytes"), layer.bytes);
        let unpacked_bytes = layer
            .unpacked_bytes
            .map_or(bytes * defaults::UNPACKED_RATIO, |unpacked| {
                problems.whole(format_args!("{path}.unpackedBytes"), unpacked)
            });
        if let Some(digest) = &layer.digest {
            if let Some((known, first)) = known.layers.get(digest.as_str()) {
                let same = &self.layers[*known];
                let sizes = |bytes: f64, unpacked: f64| (bytes.to_bits(), unpacked.to_bits());
                if sizes(same.bytes, same.unpacked_bytes) != sizes(bytes, unpacked_bytes) {
                    problems.add(
                        codes::SIM014,
                        message!(
                            "{path}: the digest {digest} has another size in {first}",
                            path,
                            digest = format!("{digest:?}"),
                            first
                        ),
                        message!("Give each layer one size, or its own digest."),
                    );
                }
                return *known;
            }
            known.layers.insert(digest, (self.layers.len(), path));
        }
        self.layers.push(LayerPlan {
            digest: layer.digest.as_deref().map(Arc::from),
            bytes,
            unpacked_bytes,
        });
        self.layers.len() - 1
    }
}
