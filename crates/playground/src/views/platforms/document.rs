//! The document, the way it stands in an address, and documents from files.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use super::{
    Props,
    presets::{PRESETS, Preset},
};
use crate::{
    address::{
        packed::{self, Unreadable},
        platforms::PlatformsChoice,
    },
    components::file_input::{LARGEST, file_button, text_of},
    text,
};

thread_local! {
    /// What was shown last of one's own, while an example is shown in its place.
    static OWN: RefCell<Option<PlatformsChoice>> = const { RefCell::new(None) };

    /// Documents that a registry sent with others. They are found by their digests, so they do no
    /// harm beside another document.
    static BESIDE: RefCell<Rc<[String]>> = RefCell::default();
}

/// The document that is shown.
pub struct Document {
    /// Its text.
    pub text: AttrValue,
    /// The example that it is.
    pub preset: Option<&'static Preset>,
    /// Why it is not that of the link.
    pub problem: Option<Unreadable>,
}

impl Document {
    /// The document that an address leads to.
    pub fn of(choice: &PlatformsChoice) -> Self {
        let (text, problem) = match packed::unpack_text(&choice.document) {
            Ok(text) => (text.into(), None),
            Err(problem) => {
                let preset = Preset::named(&choice.preset).unwrap_or(&PRESETS[0]);
                let problem = (!choice.document.is_empty()).then_some(problem);
                (AttrValue::Static(preset.text), problem)
            }
        };
        Self {
            preset: Preset::with_text(&text),
            text,
            problem,
        }
    }

    /// Writes another document into a choice. An empty one is one of one's own as well.
    pub fn write(choice: &mut PlatformsChoice, text: &str) {
        let preset = Preset::with_text(text);
        preset
            .map_or("", |it| it.offer.slug)
            .clone_into(&mut choice.preset);
        choice.document = match preset {
            Some(_) => String::new(),
            None => packed::pack_text(text),
        };
    }

    /// Keeps a document of one's own, so that it can be brought back after an example.
    pub fn keep(&self, choice: &PlatformsChoice) {
        if self.preset.is_none() && !self.text.trim().is_empty() {
            OWN.set(Some(choice.clone()));
        }
    }
}

/// Takes the documents that came with another one.
pub fn put_beside(documents: Vec<String>) {
    BESIDE.set(documents.into());
}

/// The documents that came with another one.
pub fn beside() -> Rc<[String]> {
    BESIDE.with_borrow(Rc::clone)
}

/// Brings back the document that was shown before an example was opened, where there is one.
pub fn back_to_own(props: &Props) -> Option<Callback<()>> {
    let own = OWN.with_borrow(Clone::clone)?;
    Some(super::change(props, move |choice, ()| {
        choice.clone_from(&own);
    }))
}

/// Why the document of a link is not shown.
pub fn not_read(unreadable: &Unreadable) -> String {
    match unreadable {
        Unreadable::Newer(version) => text::platforms_document_newer(version),
        Unreadable::Broken => text::platforms_document_broken().to_owned(),
    }
}

/// A button that opens a file.
pub fn files(open: Callback<Vec<File>>) -> Html {
    html! {
        <p class="files">
            { file_button(text::platforms_document_open(), ".json,application/json,text/plain", false, open) }
            { " " }<span class="soft">{ text::platforms_document_drop() }</span>
        </p>
    }
}

/// A callback that opens a file, and why the last one was not opened.
#[hook]
pub fn use_opener(write: Callback<String>) -> (Callback<Vec<File>>, Option<String>) {
    let refused = use_state_eq(|| None::<String>);
    let open = {
        let refused = refused.clone();
        Callback::from(move |files: Vec<File>| {
            let Some(file) = files.into_iter().next() else {
                return;
            };
            let (refused, write) = (refused.clone(), write.clone());
            spawn_local(async move {
                let name = file.name();
                if file.size() > LARGEST {
                    refused.set(Some(text::platforms_document_too_large(name)));
                    return;
                }
                match text_of(&file).await {
                    Some(text) => {
                        refused.set(None);
                        write.emit(text);
                    }
                    None => refused.set(Some(text::platforms_document_no_text(name))),
                }
            });
        })
    };
    (open, (*refused).clone())
}
