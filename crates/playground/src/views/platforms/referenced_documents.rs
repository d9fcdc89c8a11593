//! Documents that the document leads to, from the clipboard or from files: a nested index, the
//! manifest of an entry, a configuration.

use std::rc::Rc;

use imagepull::digest::{Algorithm, digest_of};
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlTextAreaElement};
use yew::prelude::*;

use crate::{
    components::file_input::{LARGEST, file_button, text_of},
    hooks::use_language,
    text,
};

/// Properties of [`More`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The document that is shown.
    pub document: AttrValue,
    /// What is beside it already.
    pub beside: Rc<[String]>,
    /// Takes more of them.
    pub put: Callback<Vec<String>>,
}

/// What became of what was given last.
#[derive(Clone, Default, PartialEq)]
struct Additions {
    added: usize,
    refused: Vec<String>,
}

/// A field for one document, a button for files, and what became of them.
#[component]
pub fn More(props: &Props) -> Html {
    use_language();
    let additions = use_state_eq(Additions::default);
    let field = use_node_ref();
    let add = {
        let (field, additions, put) = (field.clone(), additions.setter(), props.put.clone());
        let (document, beside) = (props.document.clone(), props.beside.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(area) = field.cast::<HtmlTextAreaElement>() else {
                return;
            };
            let given = vec![(text::platforms_more_pasted().to_owned(), Some(area.value()))];
            let (fitting, became) = sorted(&known(&document, &beside), given);
            if became.refused.is_empty() {
                area.set_value("");
            }
            put.emit(fitting);
            additions.set(became);
        })
    };
    let open = {
        let (additions, put) = (additions.setter(), props.put.clone());
        let (document, beside) = (props.document.clone(), props.beside.clone());
        Callback::from(move |files: Vec<File>| {
            let (additions, put) = (additions.clone(), put.clone());
            let (document, beside) = (document.clone(), beside.clone());
            spawn_local(async move {
                let mut given = Vec::new();
                for file in files {
                    let text = if file.size() <= LARGEST {
                        text_of(&file).await
                    } else {
                        None
                    };
                    given.push((file.name(), text));
                }
                let (fitting, became) = sorted(&known(&document, &beside), given);
                put.emit(fitting);
                additions.set(became);
            });
        })
    };
    html! {
        <details class="more">
            <summary>{ text::platforms_more_title() }</summary>
            <p class="soft">{ text::platforms_more_note() }</p>
            <label class="field">
                <span>{ text::platforms_more_label() }</span>
                <textarea ref={field} class="code" rows="4" wrap="off" spellcheck="false" autocomplete="off" autocapitalize="off" />
            </label>
            <p class="files">
                <button type="button" class="small" onclick={add}>{ text::platforms_more_add() }</button>
                { " " }{ file_button(text::platforms_more_files(), ".json,application/json,text/plain", true, open) }
            </p>
            <p role="status">{ added(additions.added, props.beside.len()) }</p>
            if !additions.refused.is_empty() {
                <div class="bad" role="alert"><ul>{ for additions.refused.iter().map(|why| html! { <li>{ why }</li> }) }</ul></div>
            }
        </details>
    }
}

fn added(count: usize, beside: usize) -> String {
    match count {
        0 => String::new(),
        _ => text::platforms_more_added(count, beside),
    }
}

/// All texts in which a digest may be.
fn known<'a>(document: &'a str, beside: &'a [String]) -> Vec<&'a str> {
    let beside = beside.iter().map(String::as_str);
    [document].into_iter().chain(beside).collect()
}

/// What something leads to, of documents with their names, and what is to be said of all. One that
/// was added may lead to another, whatever their order.
fn sorted(known: &[&str], given: Vec<(String, Option<String>)>) -> (Vec<String>, Additions) {
    let mut fitting: Vec<String> = Vec::new();
    let mut refused = Vec::new();
    let mut left = Vec::new();
    for (name, text) in given {
        match text {
            Some(text) => left.push((name, text)),
            None => refused.push(text::platforms_more_unreadable(name)),
        }
    }
    loop {
        let before = left.len();
        left.retain(|(_, text)| {
            let found = led_to(known, &fitting, text);
            let is_stranger = found.is_none();
            fitting.extend(found.map(str::to_owned));
            is_stranger
        });
        if left.len() == before {
            break;
        }
    }
    let strangers = left.into_iter().map(|(name, text)| {
        text::platforms_more_stranger(name, digest_of(text.as_bytes(), Algorithm::Sha256))
    });
    refused.extend(strangers);
    let additions = Additions {
        added: fitting.len(),
        refused,
    };
    (fitting, additions)
}

/// A text in the very bytes that one of these has the digest of: as it is, or without the line
/// breaks at its end, which terminals and editors add.
fn led_to<'a>(known: &[&str], fitting: &[String], text: &'a str) -> Option<&'a str> {
    let end = text.trim_end_matches(['\r', '\n']);
    [text, end].into_iter().find(|text| {
        let digests = Algorithm::ALL.map(|it| digest_of(text.as_bytes(), it));
        let leads = |by: &str| digests.iter().any(|it| by.contains(it));
        let mut by = known
            .iter()
            .copied()
            .chain(fitting.iter().map(String::as_str));
        by.any(leads)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_something_leads_to_is_added_in_its_very_bytes() {
        let digest = |text: &str| digest_of(text.as_bytes(), Algorithm::Sha256);
        let config = "{\"os\":\"linux\"}".to_owned();
        let manifest = format!("{{\"config\":\"{}\"}}", digest(&config));
        let index = format!("{{\"manifests\":\"{}\"}}", digest(&manifest));
        let given = |texts: &[&str]| -> Vec<_> {
            let named = texts.iter().enumerate();
            named
                .map(|(at, text)| (at.to_string(), Some((*text).to_owned())))
                .collect()
        };

        let pasted = format!("{manifest}\r\n");
        let (fitting, additions) = sorted(&[&index], given(&[&config, &pasted]));
        assert_eq!(fitting, [manifest, config.clone()]);
        assert_eq!(additions.added, 2);
        assert_eq!(additions.refused, [""; 0]);

        let (fitting, additions) = sorted(&[&index], given(&[&config]));
        assert_eq!(fitting, [""; 0]);
        assert!(
            additions.refused[0].contains(&digest(&config)),
            "{:?}",
            additions.refused
        );

        let (_, additions) = sorted(&[], vec![("a.tar".to_owned(), None)]);
        assert!(additions.refused[0].contains("a.tar"));
    }
}
