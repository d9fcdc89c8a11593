//! Texts that were recognised in one view and belong into another.

use gloo::utils::window;
use imagepull::recognize::{self, Confidence, Kind};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::ClipboardEvent;
use yew::prelude::*;

use super::fragment;
use crate::{
    address::View,
    parts,
    state::{Action, Props, State},
};

/// A text on its way to the view that answers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// What it is.
    pub kind: Kind,
    pub view: View,
    /// Whether that is so sure that the view may open by itself; a page offers it otherwise.
    pub is_sure: bool,
    /// The text, until the view has taken it.
    pub text: Option<AttrValue>,
}

/// What was pasted last into the field for image names and is not what is there now.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// All of it. It is no text that may be secret.
    pub text: AttrValue,
    /// What became of it.
    pub outcome: PasteOutcome,
}

/// What became of a text that was pasted into the field for image names.
#[derive(Clone, Debug, PartialEq)]
pub enum PasteOutcome {
    /// Another view answers it: the field shows it again on the way back.
    Elsewhere(Brought),
    /// These image names were taken out of it, and it is of this kind.
    Taken(AttrValue, Kind),
}

impl Brought {
    /// Where a text belongs, and what of it; `None` where no view reads it, or where what recognises it does not
    /// arrive.
    async fn from_text(text: &str) -> Option<Self> {
        let recognition = parts::recognizer().await.ok()?(text);
        let view = view_of(recognition.view?);
        let found = recognition.found.map(|found| found.text);
        let part = if recognition.images.is_empty() {
            found.unwrap_or_else(|| text.to_owned())
        } else {
            recognition.images.join("\n")
        };
        Some(Self {
            kind: recognition.kind,
            view,
            is_sure: recognition.confidence >= Confidence::Likely,
            text: Some(part.into()),
        })
    }
}

fn view_of(view: recognize::View) -> View {
    match view {
        recognize::View::Name => View::Name,
        recognize::View::Pulls => View::Pulls,
        recognize::View::BackOff => View::BackOff,
        recognize::View::Manifest => View::Manifest,
        recognize::View::Platforms => View::Platforms,
        recognize::View::Credentials => View::Credentials,
    }
}

/// Opens the view of a text, as an entry of the history: “Back” undoes it.
pub fn bring(state: &UseReducerHandle<State>, brought: Brought) {
    let view = brought.view;
    state.dispatch(Action::Change(Box::new(move |state| {
        state.drafts.brought = Some(brought);
    })));
    fragment::follow(state, view.fragment());
}

/// Takes the text that was brought to a view. The text is gone from the state when it is taken.
#[hook]
pub fn use_brought(props: &Props, view: View, take: Callback<AttrValue>) {
    let brought = props.state.drafts.brought.clone();
    let taken = props.change(|state, ()| {
        if let Some(brought) = &mut state.drafts.brought {
            brought.text = None;
        }
    });
    use_effect_with(brought, move |brought| {
        let text = brought.as_ref().filter(|it| it.view == view);
        if let Some(text) = text.and_then(|it| it.text.clone()) {
            taken.emit(());
            take.emit(text);
        }
    });
}

/// What a text is where another view than the open one answers it, for [`Elsewhere`]; fetches what recognises it.
/// The text that a view opens with is what was there before, and is not asked about.
///
/// [`Elsewhere`]: crate::components::elsewhere::Elsewhere
#[hook]
pub fn use_elsewhere(text: &AttrValue, here: View) -> Option<Brought> {
    let found = use_state_eq(|| None::<Brought>);
    let opened_with = use_memo((), |()| text.clone());
    {
        let found = found.clone();
        use_effect_with(text.clone(), move |text| {
            let text = text.clone();
            spawn_local(async move {
                let is_new = !text.trim().is_empty() && text != *opened_with;
                let brought = if is_new {
                    Brought::from_text(&text).await
                } else {
                    None
                };
                found.set(brought.filter(|it| it.view != here));
            });
        });
    }
    (*found).clone()
}

/// Takes what is pasted into a field of image names of several lines: what another view surely answers opens there,
/// the names inside of something else are taken out of it, and all else is given to `write`, as is what is typed.
pub fn take_pasted(props: &Props, write: Callback<String>) -> Callback<(InputEvent, String)> {
    let state = props.state.clone();
    let keep = props.change(|state, pasted| state.drafts.pasted = pasted);
    Callback::from(move |(event, text): (InputEvent, String)| {
        keep.emit(None);
        // A script can send an event that says nothing of how a text came.
        let how = event.dyn_ref::<InputEvent>().map(InputEvent::input_type);
        if matches!(how.as_deref(), Some("insertFromPaste" | "insertFromDrop")) {
            let keep = keep.reform(Some);
            read_pasted(state.clone(), text, write.clone(), Some(keep));
        } else {
            write.emit(text);
        }
    })
}

/// The same for a field of one line, in which a browser leaves out the breaks of the lines: a text that has any
/// is taken before it gets there.
pub fn take_paste(props: &Props, write: Callback<String>) -> Callback<Event> {
    let state = props.state.clone();
    Callback::from(move |event: Event| {
        let pasted = event.dyn_ref::<ClipboardEvent>();
        let data = pasted.and_then(ClipboardEvent::clipboard_data);
        let text = data.and_then(|data| data.get_data("text/plain").ok());
        if let Some(text) = text.filter(|text| text.trim().contains('\n')) {
            event.prevent_default();
            read_pasted(state.clone(), text, write.clone(), None);
        }
    })
}

/// `keep` is told what the field does not show of the text.
fn read_pasted(
    state: UseReducerHandle<State>,
    text: String,
    write: Callback<String>,
    keep: Option<Callback<Pasted>>,
) {
    spawn_local(async move {
        let Some(brought) = Brought::from_text(&text).await.filter(|it| it.is_sure) else {
            write.emit(text);
            return;
        };
        let keep = |pasted| {
            if let Some(keep) = &keep {
                keep.emit(pasted);
            }
        };
        let whole = AttrValue::from(text);
        if brought.view != View::Name {
            // What may be secret is kept by no view.
            if brought.view != View::Credentials {
                let outcome = PasteOutcome::Elsewhere(brought.clone());
                keep(Pasted {
                    text: whole,
                    outcome,
                });
            }
            bring(&state, brought);
            return;
        }
        let names = brought.text.unwrap_or_default();
        if *names != *whole.trim() {
            let outcome = PasteOutcome::Taken(names.clone(), brought.kind);
            keep(Pasted {
                text: whole,
                outcome,
            });
        }
        write.emit(names.to_string());
    });
}

/// Goes back to where the text came from.
pub fn go_back() {
    if let Ok(history) = window().history() {
        let _ = history.back();
    }
}
