//! The focus of the keyboard when its button goes with what it took away.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What a list of a form consists of.
const ENTRY: &str = ".part, .item";

/// The button that takes away the entry that it is in.
const REMOVE: &str = "button.remove";

/// The button that adds one, beside the entries.
const ADD: &str = ":scope > button:not(.remove), :scope > .row > button:not(.remove)";

/// How often it is looked whether the entry is gone, some milliseconds apart. A busy page draws in
/// several turns, and other timers run between them.
const LOOKS: u8 = 100;

/// Where the focus goes from a button that takes an entry away, once that is done.
pub struct Neighbour {
    list: Element,
    /// How many entries the list has with the one that goes.
    count: usize,
    place: usize,
}

impl Neighbour {
    /// What is beside the entry with this button.
    pub fn new(button: &Element) -> Option<Self> {
        let entry = button.closest(ENTRY).ok()??;
        let list = entry.parent_element()?;
        let place = entries(&list).position(|it| it == entry)?;
        let count = entries(&list).count();
        Some(Self { list, count, place })
    }

    /// Gives the focus to the button of the entry that took its place, to that of the last one, or
    /// where none is left to the one that adds one.
    pub fn take_focus_when_drawn(self) {
        self.look(LOOKS);
    }

    fn look(self, looks: u8) {
        Timeout::new(0, move || {
            if entries(&self.list).count() < self.count {
                self.take_focus();
            } else if let Some(looks) = looks.checked_sub(1) {
                self.look(looks);
            }
        })
        .forget();
    }

    fn take_focus(&self) {
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
    }
}

fn entries(list: &Element) -> impl Iterator<Item = Element> {
    let first = list.first_element_child();
    std::iter::successors(first, Element::next_element_sibling)
        .filter(|it| it.matches(ENTRY).unwrap_or(false))
}
