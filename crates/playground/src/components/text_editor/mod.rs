//! A field for a long text in which places are marked: a text area at once, and the editor of
//! `web/editor/` in its place when that has loaded.

mod change;
mod field;
mod line_breaks;
mod message;
mod script;
mod surface;
mod words;

use std::rc::Rc;

use gloo::events::EventListener;
use imagepull::{
    diagnostic::{Diagnostic, Severity, Span},
    words::{Language, Parts},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlTextAreaElement};
use yew::prelude::*;

use crate::{hooks::use_language, text};
use script::{Script, load_editor};
use surface::Surface;

/// Something said about a place of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The place, in bytes of the value.
    pub span: Span,
    /// How much it matters.
    pub severity: Severity,
    /// What is said.
    pub message: Parts,
    /// The language of the message, where it is not that of the page: it is the words of a program then.
    pub lang: Option<&'static str>,
}

impl Mark {
    /// What a diagnostic says, where it has a place.
    pub fn from_diagnostic<F>(diagnostic: &Diagnostic<F>) -> Option<Self> {
        Some(Self {
            span: diagnostic.span?,
            severity: diagnostic.severity,
            message: text::localized(&diagnostic.message),
            lang: diagnostic
                .message
                .is_untranslated()
                .then_some(Language::English.code()),
        })
    }
}

/// A place to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reveal {
    /// The place, in bytes of the value. It is scrolled to and selected, and the field gets the focus.
    pub span: Span,
    /// Another number each time: the same place can be shown again.
    pub serial: u32,
}

/// Properties of [`TextEditor`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text. Where it is set to another one than what a person made of it, that is one change
    /// that can be undone.
    pub value: AttrValue,
    /// What is said about the value. The editor shows the first thousand, the text area none: the
    /// view lists them. The same `Rc` beside another value says nothing of that: what was marked
    /// moves with the text until there are new marks.
    pub marks: Rc<[Mark]>,
    /// A person changed the text: it is this now, which the value shall become. Line breaks are those
    /// of the value.
    pub onchange: Callback<String>,
    /// What the text is.
    pub label: AttrValue,
    /// The place to show, when that changes.
    #[prop_or_default]
    pub reveal: Option<Reveal>,
}

/// How far the editor is.
#[derive(Clone, PartialEq)]
enum Progress {
    Loading,
    Loaded(Script),
    Open,
    Failed,
}

/// Marks that equal only themselves: the same places can be marked again in another text.
struct NewestMarks(Rc<[Mark]>);

impl PartialEq for NewestMarks {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The field.
#[component]
pub fn TextEditor(props: &Props) -> Html {
    use_language();
    let (field, frame) = (use_node_ref(), use_node_ref());
    let progress = use_state_eq(|| Progress::Loading);
    let is_composing = use_is_composing(&field);
    let surface = (*use_state(Surface::default)).clone();
    surface.tell(&props.onchange);
    let words = words::words(&props.label);
    {
        let progress = progress.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                progress.set(match load_editor().await {
                    Ok(script) => Progress::Loaded(script.unchecked_into()),
                    Err(_) => Progress::Failed,
                });
            });
        });
    }
    {
        let (surface, field) = (surface.clone(), field.clone());
        use_effect_with((), move |()| {
            if let Some(field) = field.cast() {
                surface.stand_on(field);
            }
            move || surface.close()
        });
    }
    // The text before a change that the page made in the text area, until the next key.
    let before = use_state(|| None::<String>);
    {
        let (surface, before) = (surface.clone(), before.setter());
        use_effect_with(props.value.clone(), move |value| {
            if let Some(text) = surface.show(value) {
                before.set(Some(text));
            }
        });
    }
    {
        let (surface, progress) = (surface.clone(), progress.clone());
        let (field, frame, words) = (field.clone(), frame.clone(), words.clone());
        // What an input method is putting together would be lost with its field.
        let script = match &*progress {
            Progress::Loaded(script) if !is_composing => Some(script.clone()),
            _ => None,
        };
        use_effect_with(script, move |script| {
            let places = (frame.cast::<Element>(), field.cast::<HtmlTextAreaElement>());
            if let (Some(script), (Some(frame), Some(field))) = (script, places) {
                progress.set(if surface.open(script, &frame, &field, &words) {
                    Progress::Open
                } else {
                    Progress::Failed
                });
            }
        });
    }
    let is_open = *progress == Progress::Open;
    {
        let surface = surface.clone();
        use_effect_with(words, move |words| surface.speak(words));
    }
    {
        let surface = surface.clone();
        let value = props.value.clone();
        let marked = (NewestMarks(props.marks.clone()), is_open);
        use_effect_with(marked, move |(marks, _)| surface.mark(&value, &marks.0));
    }
    {
        let (surface, value) = (surface.clone(), props.value.clone());
        use_effect_with(props.reveal, move |reveal| {
            if let Some(reveal) = reveal {
                surface.reveal(&value, reveal.span);
            }
        });
    }
    let undo = (*before).clone().map(|text| {
        let (surface, before) = (surface.clone(), before.setter());
        Callback::from(move |_: MouseEvent| {
            surface.put_back(text.clone());
            before.set(None);
        })
    });
    let onkeydown = {
        let surface = surface.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "F8" {
                event.prevent_default();
                surface.step(event.shift_key());
            }
        })
    };
    let oninput = Callback::from(move |event: InputEvent| {
        let field: HtmlTextAreaElement = event.target_unchecked_into();
        surface.typed(field.value());
        before.set(None);
    });
    let is_wrong = props
        .marks
        .iter()
        .any(|mark| mark.severity == Severity::Error);
    html! {
        <div class="text-editor">
            if !is_open {
                <textarea
                    ref={field} class="code" rows="12" wrap="off" aria-label={&props.label} aria-invalid={is_wrong.then_some("true")}
                    spellcheck="false" autocomplete="off" autocapitalize="off" {oninput} {onkeydown}
                />
            }
            <div ref={frame} class="text-editor-frame"></div>
            if let Some(undo) = undo.filter(|_| !is_open) {
                <button type="button" class="small" onclick={undo}>{ text::editor_undo() }</button>
            }
            if *progress == Progress::Failed {
                <p class="soft" role="status">{ text::editor_failed() }</p>
            }
        </div>
    }
}

/// Whether an input method is putting a character together in a field, as for Korean.
#[hook]
fn use_is_composing(field: &NodeRef) -> bool {
    let is_composing = use_state_eq(|| false);
    let says = is_composing.clone();
    use_effect_with(field.clone(), move |field| {
        let listeners = field.cast::<Element>().map(|field| {
            [("compositionstart", true), ("compositionend", false)].map(|(event, now)| {
                let says = says.clone();
                EventListener::new(&field, event, move |_| says.set(now))
            })
        });
        move || drop(listeners)
    });
    *is_composing
}
