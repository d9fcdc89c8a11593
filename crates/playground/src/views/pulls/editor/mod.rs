//! The scenario as a form, and as text.
//!
//! The form writes the fields that people change; the text has them all.

use std::rc::Rc;

use imagepull::simulate::scenario::Scenario;
use yew::prelude::*;

use crate::{components::fields, hooks::use_language, text};
use json::Json;

pub use json::read;

mod edits;
mod faults;
mod images;
mod json;
mod nodes;
mod pods;
mod registry;

/// A change of the scenario. It is made on the scenario that the page has by then: where an answer takes its
/// time, a field can be written before another one's change is drawn.
pub struct Edit(Box<dyn FnOnce(&mut Scenario)>);

impl Edit {
    /// A change that a function makes.
    pub fn by(change: impl FnOnce(&mut Scenario) + 'static) -> Self {
        Self(Box::new(change))
    }

    /// Makes the change.
    pub fn apply(self, scenario: &mut Scenario) {
        (self.0)(scenario);
    }
}

/// Properties of everything that edits the scenario.
#[derive(Clone, Properties, PartialEq)]
pub struct Props {
    /// The scenario as it is drawn.
    pub scenario: Rc<Scenario>,
    /// Changes the scenario.
    pub change: Callback<Edit>,
}

impl Props {
    /// A callback that changes the scenario by a value.
    fn edit<V: 'static>(&self, change: impl Fn(&mut Scenario, V) + 'static) -> Callback<V> {
        let change = Rc::new(change);
        self.change.reform(move |value| {
            let change = change.clone();
            Edit::by(move |scenario| change(scenario, value))
        })
    }

    /// A callback that writes a name into the scenario, and answers whether it could.
    fn edit_name(
        &self,
        change: impl Fn(&mut Scenario, String) -> bool + 'static,
    ) -> Callback<String, bool> {
        let (scenario, changed, change) =
            (self.scenario.clone(), self.change.clone(), Rc::new(change));
        Callback::from(move |name: String| {
            let could = change(&mut Scenario::clone(&scenario), name.clone());
            if could {
                let change = change.clone();
                changed.emit(Edit::by(move |scenario| {
                    change(scenario, name);
                }));
            }
            could
        })
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Form,
    Text,
}

/// The editor, behind a summary.
#[component]
pub fn Editor(props: &Props) -> Html {
    use_language();
    let is_open = use_state_eq(|| false);
    let shape = use_state_eq(|| Shape::Form);
    let ontoggle = {
        let is_open = is_open.clone();
        Callback::from(move |event: Event| {
            let details: web_sys::HtmlDetailsElement = event.target_unchecked_into();
            is_open.set(details.open());
        })
    };
    html! {
        <details class="editor" {ontoggle}>
            <summary>{ text::pulls_edit_title() }</summary>
            // What is not seen is not kept up to date.
            if *is_open {
                <div class="shapes" role="group" aria-label={text::pulls_edit_shape()}>
                    { shape_button(&shape, Shape::Form, text::pulls_edit_form()) }
                    { shape_button(&shape, Shape::Text, text::pulls_edit_json()) }
                </div>
                if *shape == Shape::Form {
                    <div class="form">
                        { pods::pods(props) }
                        { images::images(props) }
                        { nodes::nodes(props) }
                        { registry::registry(props) }
                        { faults::faults(props) }
                    </div>
                }
                // Always there, so that a text that is no scenario yet stays.
                <div hidden={*shape != Shape::Text}><Json ..props.clone() /></div>
            }
        </details>
    }
}

fn shape_button(shape: &UseStateHandle<Shape>, offered: Shape, label: &'static str) -> Html {
    let is_chosen = **shape == offered;
    let onclick = {
        let shape = shape.clone();
        Callback::from(move |_| shape.set(offered))
    };
    html! { <button type="button" aria-pressed={is_chosen.to_string()} {onclick}>{ label }</button> }
}
