//! Where the text is: in the text area or in the editor, and what it is there.

use std::{cell::RefCell, rc::Rc};

use imagepull::diagnostic::{Severity, Span};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlTextAreaElement, js_sys::Array};
use yew::Callback;

use super::{
    Mark,
    change::Change,
    field::{self, units},
    line_breaks::{LineBreaks, in_field, places_in_field},
    message,
    script::{Editor, Script},
};

/// Marks in the editor. A text that has more has one mistake everywhere.
const MAX_MARKS: usize = 1000;

/// The text and where it is. A clone is the same.
#[derive(Clone, Default)]
pub struct Surface(Rc<RefCell<State>>);

// No method of a place is called while this is borrowed: it may say at once what a person typed.
#[derive(Default)]
struct State {
    onchange: Callback<String>,
    place: Place,
    /// The text, with `\n` after each line.
    text: String,
    line_breaks: LineBreaks,
    /// The places that are marked in the text, in UTF-16 units and in their order, for the keys of
    /// the text area; the editor has them itself.
    marked: Vec<Span>,
}

#[derive(Clone, Default)]
enum Place {
    #[default]
    Nowhere,
    Field(HtmlTextAreaElement),
    Editor(Rc<OpenEditor>),
}

struct OpenEditor {
    script: Editor,
    // Lives as long as the editor.
    _changed: Changed,
}

/// What the editor calls with the whole text.
type Changed = Closure<dyn Fn(String)>;

impl Surface {
    /// Says from now on with this callback what a person made of the text.
    pub fn tell(&self, onchange: &Callback<String>) {
        self.0.borrow_mut().onchange = onchange.clone();
    }

    /// Puts the text into a text area.
    pub fn stand_on(&self, field: HtmlTextAreaElement) {
        field.set_value(&self.0.borrow().text);
        self.0.borrow_mut().place = Place::Field(field);
    }

    /// Puts an editor in place of a text area. Answers whether there is one now.
    pub fn open(
        &self,
        from: &Script,
        frame: &Element,
        field: &HtmlTextAreaElement,
        words: &str,
    ) -> bool {
        let surface = self.clone();
        let changed = Closure::new(move |text| surface.typed(text));
        let opened = from.open(frame, field, words, changed.as_ref());
        let Ok(script) = opened else {
            return false;
        };
        let editor = OpenEditor {
            script,
            _changed: changed,
        };
        self.0.borrow_mut().place = Place::Editor(Rc::new(editor));
        // What was typed since the last event.
        self.typed(field.value());
        true
    }

    /// Takes over what a person made of the text.
    pub fn typed(&self, text: String) {
        let mut state = self.0.borrow_mut();
        if state.text == text {
            return;
        }
        let written = state.line_breaks.put_into(text.clone());
        state.text = text;
        state.marked.clear();
        let onchange = state.onchange.clone();
        drop(state);
        onchange.emit(written);
    }

    /// Shows a text, by the smallest change. Answers what stood in the text area before, where that
    /// forgets it: what a program changes there can be undone by no key in every browser.
    pub fn show(&self, value: &str) -> Option<String> {
        let text = in_field(value);
        let mut state = self.0.borrow_mut();
        state.line_breaks = LineBreaks::new(value);
        if state.text == text {
            return None;
        }
        state.marked.clear();
        let before = std::mem::replace(&mut state.text, text.into_owned());
        let (place, after) = (state.place.clone(), state.text.clone());
        drop(state);
        if let Some(change) = Change::between(&before, &after) {
            place.apply(&change);
        }
        let is_forgotten = matches!(place, Place::Field(_)) && !before.is_empty();
        is_forgotten.then_some(before)
    }

    /// Puts back what [`show`](Self::show) answered, as if a person had written it.
    pub fn put_back(&self, before: String) {
        let state = self.0.borrow();
        let (place, text) = (state.place.clone(), state.text.clone());
        drop(state);
        if let Some(change) = Change::between(&text, &before) {
            place.apply(&change);
        }
        if let Place::Field(field) = &place {
            let _ = field.focus();
        }
        self.typed(before);
    }

    /// Goes to the next place that is marked in the text area, or back to the one before.
    pub fn step(&self, is_back: bool) {
        let state = self.0.borrow();
        let Place::Field(field) = state.place.clone() else {
            return;
        };
        let cursor = field.selection_start().ok().flatten().unwrap_or(0);
        let next = field::next_place(&state.marked, cursor, is_back);
        let text = state.text.clone();
        drop(state);
        if let Some(place) = next {
            field::reveal(&field, &text, place);
        }
    }

    /// Marks what is said about a text, where it is the one that is shown.
    pub fn mark(&self, value: &str, marks: &[Mark]) {
        let mut state = self.0.borrow_mut();
        if state.text != in_field(value) {
            return;
        }
        let marks = &marks[..marks.len().min(MAX_MARKS)];
        let spans: Vec<Span> = marks.iter().map(|mark| mark.span).collect();
        let mut places = places_in_field(value, &spans);
        let Place::Editor(editor) = state.place.clone() else {
            places.sort_by_key(|place| place.start);
            state.marked = places;
            return;
        };
        drop(state);
        let places = places.iter().flat_map(|place| [place.start, place.end]);
        let places: Vec<u32> = places.map(units).collect();
        let list = |part: fn(&Mark) -> JsValue| -> Array { marks.iter().map(part).collect() };
        editor.script.mark(
            &places,
            &list(|mark| severity(mark.severity).into()),
            &list(|mark| message::texts(&mark.message).into()),
            &list(|mark| mark.lang.unwrap_or_default().into()),
        );
    }

    /// Shows a place of a text and gives it the focus.
    pub fn reveal(&self, value: &str, span: Span) {
        let state = self.0.borrow();
        let (place, text) = (state.place.clone(), state.text.clone());
        drop(state);
        let span = places_in_field(value, &[span])[0];
        match place {
            Place::Nowhere => {}
            Place::Field(field) => field::reveal(&field, &text, span),
            Place::Editor(editor) => editor.script.reveal(units(span.start), units(span.end)),
        }
    }

    /// Says everything in other words.
    pub fn speak(&self, words: &str) {
        let place = self.0.borrow().place.clone();
        if let Place::Editor(editor) = place {
            editor.script.speak(words);
        }
    }

    /// Takes the editor out of the page.
    pub fn close(&self) {
        let place = std::mem::take(&mut self.0.borrow_mut().place);
        if let Place::Editor(editor) = place {
            editor.script.close();
        }
    }
}

impl Place {
    fn apply(&self, change: &Change) {
        match self {
            Self::Nowhere => {}
            Self::Field(field) => field::apply(field, change),
            Self::Editor(editor) => {
                let Span { start, end } = change.span;
                editor
                    .script
                    .replace(units(start), units(end), change.insert);
            }
        }
    }
}

/// A severity as CodeMirror calls it.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
