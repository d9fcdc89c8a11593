//! What was pasted: a document as a registry sends it, one within other text, or the output of a
//! command, which is read as far as it says something.
//!
//! | file | what it does |
//! | --- | --- |
//! | `around` | prompts, headers and fences around a document |
//! | `outputs` | outputs of commands and APIs that are JSON |
//! | `tables` | outputs that are lines of text |

mod around;
mod outputs;
mod tables;

use std::ops::Range;

use imageref::Digest;

use super::{document::Document, form::Form, json::Json, kind::Kind};
use crate::{diagnostic::Diagnostic, platform::Platform};

/// What a text holds.
#[derive(Debug, Default)]
pub(super) struct Pasted {
    /// What it is instead of a document.
    pub form: Option<Form>,
    pub content: Content,
    /// The digests that it states for the whole image.
    pub stated: Vec<String>,
    /// The platform that it states.
    pub platform: Option<Platform>,
    /// Documents that it leads to and holds as well.
    pub documents: Vec<String>,
    /// The codes of the errors of a registry.
    pub errors: Vec<String>,
    /// What is around the document.
    pub around: Option<Diagnostic>,
    /// Whether a command in front of the document changed its white space.
    pub is_filtered: bool,
    /// Whether the document states its own size, as no document of a registry does.
    pub states_size: bool,
}

/// Where a document is.
#[derive(Debug, Default)]
pub(super) enum Content {
    /// At a place of the text; with white space around it where that is all.
    Written(Range<usize>),
    /// What the text says, as an index.
    Derived(String),
    #[default]
    Nothing,
}

impl Pasted {
    fn new(form: Form) -> Self {
        Self {
            form: Some(form),
            ..Self::default()
        }
    }

    fn stating(mut self, digests: impl IntoIterator<Item = String>) -> Self {
        let valid = digests.into_iter().filter(|it| Digest::parse(it).is_ok());
        for digest in valid.take(MAX_STATED) {
            if !self.stated.contains(&digest) {
                self.stated.push(digest);
            }
        }
        self
    }

    /// What is said about the text.
    pub fn said(&self) -> Vec<Diagnostic> {
        let is_read = !matches!(self.content, Content::Nothing);
        let stated = self.stated.first().map(String::as_str);
        let form = self.form.map(|it| it.said(&self.errors, stated, is_read));
        self.around.clone().into_iter().chain(form).collect()
    }
}

/// Digests of one output that are looked at.
const MAX_STATED: usize = 10;

/// What a text holds.
pub(super) fn recognise(text: &str) -> Pasted {
    if let Ok(root) = Json::read(text) {
        return recognise_json(root, 0..text.len());
    }
    if text.trim().is_empty() || text.starts_with('\u{feff}') {
        return Pasted::default();
    }
    if let Some(found) = around::find(text) {
        let span = found.root.span();
        let pasted = recognise_json(found.root, span.start..span.end);
        let is_document = Document::new(found.root).kind != Kind::Unknown;
        if pasted.form.is_some() || is_document {
            let documents = pasted.documents.iter().cloned().chain(found.others);
            return Pasted {
                around: Some(found.said),
                is_filtered: found.is_filtered,
                documents: documents.collect(),
                ..pasted
            }
            .stating(found.stated);
        }
    }
    tables::recognise(text).unwrap_or_default()
}

fn recognise_json(root: Json<'_>, whole: Range<usize>) -> Pasted {
    outputs::recognise(root).unwrap_or_else(|| {
        let pasted = Pasted {
            content: Content::Written(whole),
            states_size: document_in(root, "size").is_some(),
            ..Pasted::default()
        };
        let digest = root.get("digest").and_then(|it| it.text());
        pasted.stating(digest.map(String::from))
    })
}

/// What a document states of itself, where it is no descriptor: no document of a registry does.
fn document_in<'t>(root: Json<'t>, name: &str) -> Option<Json<'t>> {
    let is_descriptor = root.get("schemaVersion").is_none();
    root.get(name).filter(|_| !is_descriptor)
}
