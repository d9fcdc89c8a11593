//! Documents that were given beside the one that is read, found by their digests.

use std::{cell::OnceCell, collections::HashMap};

use imageref::Algorithm;

use super::{
    document::{Descriptor, Document},
    json::Json,
    white_space,
};
use crate::digest::digest_of;

/// Documents by the digests of their bytes.
#[derive(Debug, Default)]
pub(super) struct DocumentStore<'t> {
    documents: Vec<Document<'t>>,
    /// Their places in the list.
    by_digest: HashMap<String, usize>,
    texts: Vec<&'t str>,
    /// The same by the digests that they have with other white space, once that is asked for: what
    /// a terminal or an editor adds must not hide a document.
    by_other_digest: OnceCell<HashMap<String, usize>>,
}

impl<'t> DocumentStore<'t> {
    /// Those of some texts that are JSON.
    pub fn new(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut given = Self::default();
        for text in texts {
            if let Ok(json) = Json::read(text) {
                for algorithm in [Algorithm::Sha256, Algorithm::Sha512] {
                    let digest = digest_of(text.as_bytes(), algorithm);
                    given.by_digest.insert(digest, given.documents.len());
                }
                given.documents.push(Document::new(json));
                given.texts.push(text);
            }
        }
        given
    }

    /// The document that a descriptor points to.
    pub fn document(&self, descriptor: &Descriptor<'_>) -> Option<&Document<'t>> {
        let digest = descriptor.digest.as_deref()?;
        let place = self.by_digest.get(digest);
        let place = place.or_else(|| self.with_other_white_space().get(digest))?;
        self.documents.get(*place)
    }

    fn with_other_white_space(&self) -> &HashMap<String, usize> {
        self.by_other_digest.get_or_init(|| {
            let texts = self.texts.iter().enumerate();
            let forms = texts.flat_map(|(place, text)| {
                let forms = white_space::forms(text).into_iter();
                forms.map(move |it| (digest_of(it.as_bytes(), Algorithm::Sha256), place))
            });
            forms.collect()
        })
    }
}
