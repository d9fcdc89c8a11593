//! What is known of images from one text to the next.

use std::{collections::HashMap, sync::Arc};

use super::policies::{EffectivePolicy, PolicyKey, decided};
use crate::image::{ImageReport, parse_image};

/// What is known of images, each by its text: found out for this text or an earlier one. What this
/// text does not use is forgotten after it.
#[derive(Debug, Default)]
pub(in crate::workload) struct ImageCache {
    now: HashMap<String, CachedImage>,
    before: HashMap<String, CachedImage>,
}

#[derive(Debug)]
pub(super) struct CachedImage {
    pub report: Arc<ImageReport>,
    /// The policies that were decided for it, few: one for each way in which it is used.
    policies: Vec<(PolicyKey, EffectivePolicy)>,
}

impl ImageCache {
    /// Begins with the next text.
    pub fn next(self) -> Self {
        Self {
            now: HashMap::with_capacity(self.now.len()),
            before: self.now,
        }
    }

    pub(super) fn image(&mut self, text: &str) -> &mut CachedImage {
        if !self.now.contains_key(text) {
            let before = self.before.remove_entry(text);
            let (text, image) = before.unwrap_or_else(|| {
                let image = CachedImage {
                    report: Arc::new(parse_image(text)),
                    policies: Vec::new(),
                };
                (text.to_owned(), image)
            });
            self.now.insert(text, image);
        }
        self.now.get_mut(text).expect("it was put in")
    }
}

impl CachedImage {
    pub fn policy(&mut self, written: &PolicyKey) -> EffectivePolicy {
        let known = self.policies.iter().find(|(key, _)| key == written);
        if let Some((_, decided)) = known {
            return decided.clone();
        }
        let decided = decided(&self.report.input, written);
        self.policies.push((written.clone(), decided.clone()));
        decided
    }
}
