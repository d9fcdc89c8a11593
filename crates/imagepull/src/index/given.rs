//! Documents that were given beside the one that is read, found by their digests.

use std::collections::HashMap;

use imageref::Algorithm;

use super::{
    document::{Descriptor, Document},
    json::Json,
};
use crate::digest::digest_of;

/// Documents by the digests of their bytes.
#[derive(Debug, Default)]
pub(super) struct Given<'t> {
    documents: Vec<Document<'t>>,
    /// Their places in the list.
    by_digest: HashMap<String, usize>,
}

impl<'t> Given<'t> {
    /// Those of some texts that are JSON.
    pub fn of(texts: &'t [String]) -> Self {
        let mut given = Self::default();
        for text in texts {
            if let Ok(json) = Json::read(text) {
                for algorithm in [Algorithm::Sha256, Algorithm::Sha512] {
                    let digest = digest_of(text.as_bytes(), algorithm);
                    given.by_digest.insert(digest, given.documents.len());
                }
                given.documents.push(Document::of(json));
            }
        }
        given
    }

    /// The document that a descriptor points to.
    pub fn document(&self, descriptor: &Descriptor<'_>) -> Option<&Document<'t>> {
        let place = self.by_digest.get(descriptor.digest.as_deref()?)?;
        self.documents.get(*place)
    }
}
