//! The focus of the keyboard when its button goes with what it took away.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What a list of a form consists of.
const ENTRY: &str = ".part, .item";

/// The button that takes away the entry that it stands in.
const REMOVE: &str = "button.remove";

/// The button that adds one, beside the entries.
const ADD: &str = ":scope > button:not(.remove), :scope > .row > button:not(.remove)";

/// Where the focus goes from a button that takes an entry away, once that is done.
pub struct Neighbour {
    list: Element,
    place: usize,
}

impl Neighbour {
    /// What is beside the entry with this button.
    pub fn of(button: &Element) -> Option<Self> {
        let entry = button.closest(ENTRY).ok()??;
        let list = entry.parent_element()?;
        let place = entries(&list).position(|it| it == entry)?;
        Some(Self { list, place })
    }

    /// Gives the focus to the button of the entry that took its place, to that of the last one, or
    /// where none is left to the one that adds one.
    pub fn take_focus_when_drawn(self) {
        Timeout::new(0, move || {
            let near = entries(&self.list).take(self.place + 1).last();
            let button = match near {
                Some(entry) => entry.query_selector(REMOVE),
                None => self.list.query_selector(ADD),
            };
            if let Some(button) = button.ok().flatten()
                && let Ok(button) = button.dyn_into::<HtmlElement>()
            {
                let _ = button.focus();
            }
        })
        .forget();
    }
}

fn entries(list: &Element) -> impl Iterator<Item = Element> {
    let first = list.first_element_child();
    std::iter::successors(first, Element::next_element_sibling)
        .filter(|it| it.matches(ENTRY).unwrap_or(false))
}
