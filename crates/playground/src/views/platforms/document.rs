//! The document, the way it is in an address, and documents from files.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use super::presets::PRESETS;
use crate::{
    address::{
        packed::{self, Packed, Unreadable},
        platforms::PlatformsChoice,
    },
    components::{
        example::TextExample,
        file_input::{LARGEST, file_button, text_of},
    },
    state::Props,
    text,
};

/// The document that is shown.
pub struct Document {
    pub text: AttrValue,
    /// The example that it is.
    pub preset: Option<&'static TextExample>,
    /// Why it is not that of the link.
    pub problem: Option<Unreadable>,
}

impl Document {
    /// The document that an address leads to.
    pub fn new(choice: &PlatformsChoice) -> Self {
        let (text, problem) = match packed::unpack_text(&choice.document) {
            Ok(text) => (text.into(), None),
            Err(problem) => {
                let preset = PRESETS.named_or_first(&choice.preset);
                let problem = (!choice.document.is_empty()).then_some(problem);
                (AttrValue::Static(preset.text), problem)
            }
        };
        Self {
            preset: PRESETS.with_text(&text),
            text,
            problem,
        }
    }

    /// Writes another document into a choice. An empty one is one of one's own as well.
    pub fn write(choice: &mut PlatformsChoice, text: &str) {
        let preset = PRESETS.with_text(text);
        preset
            .map_or("", |it| it.offer.slug)
            .clone_into(&mut choice.preset);
        choice.document = match preset {
            Some(_) => Packed::default(),
            None => packed::pack_document(text),
        };
    }

    /// Whether it is a document that no example gives back.
    fn is_custom(&self) -> bool {
        self.preset.is_none() && !self.text.trim().is_empty()
    }
}

/// Keeps a document of one's own, so that it can be brought back after an example.
#[hook]
pub fn use_keeping(props: &Props) {
    let keep = props.change(|state, ()| {
        let choice = &state.address.platforms;
        if Document::new(choice).is_custom() {
            state.drafts.last_custom_document = Some(choice.clone());
        }
    });
    use_effect_with(props.address().platforms.clone(), move |_| keep.emit(()));
}

/// Documents kept that came with others.
const MAX_BESIDE: usize = 64;

/// So large they are in all, in bytes: each is read again whenever something is typed.
const MAX_BESIDE_BYTES: usize = 1024 * 1024;

/// The documents that came with others, and what takes more of them. They are found by their
/// digests, so they do no harm beside another document.
pub fn attached(props: &Props) -> (Rc<[String]>, Callback<Vec<String>>) {
    let attach = props.change(|state, came| {
        let attached = &mut state.drafts.attached_documents;
        *attached = joined(came, attached);
    });
    (props.state.drafts.attached_documents.clone(), attach)
}

/// All that came now, and of what is kept the newest.
fn joined(came: Vec<String>, kept: &[String]) -> Rc<[String]> {
    let mut all = came;
    let mut bytes: usize = all.iter().map(String::len).sum();
    for document in kept {
        if all.contains(document) {
            continue;
        }
        bytes += document.len();
        if all.len() >= MAX_BESIDE || bytes > MAX_BESIDE_BYTES {
            break;
        }
        all.push(document.clone());
    }
    all.into()
}

/// Brings back the document that was shown before an example was opened, where there is one.
pub fn back_to_own(props: &Props) -> Option<Callback<()>> {
    let custom = props.state.drafts.last_custom_document.clone()?;
    Some(super::change(props, move |choice, ()| {
        choice.clone_from(&custom);
    }))
}

/// Why the document of a link is not shown.
pub fn not_read(unreadable: &Unreadable) -> String {
    match unreadable {
        Unreadable::Newer(version) => text::platforms_document_newer(version),
        Unreadable::Large => text::link_large().to_owned(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_that_came_are_kept_as_far_as_they_are_few_and_small() {
        let texts = |texts: &[&str]| -> Vec<String> { texts.iter().map(|&it| it.into()).collect() };
        let all = joined(texts(&["a", "b"]), &texts(&["c", "a", "d"]));
        assert_eq!(*all, *texts(&["a", "b", "c", "d"]));

        let many: Vec<String> = (0..100).map(|it| it.to_string()).collect();
        let all = joined(texts(&["new"]), &many);
        assert_eq!(all.len(), MAX_BESIDE);
        assert_eq!(all[1], "0");

        let large = "x".repeat(MAX_BESIDE_BYTES);
        let all = joined(vec![large.clone()], &texts(&["old"]));
        assert_eq!(*all, [large]);
    }
}
