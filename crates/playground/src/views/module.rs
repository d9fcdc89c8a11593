//! What a view that is a module of its own exports, for [`on_demand`](super::on_demand).

use std::collections::VecDeque;

use gloo::utils::document;
use yew::prelude::*;

use super::Props;
use crate::address::Address;

/// What a view shows: what the page says, and what a person made of it before the page has answered.
#[derive(Debug, Default)]
struct Shown {
    address: Address,
    /// The fragment that the page said last.
    said: Option<String>,
    /// The fragments that the page was told and has not said yet.
    told: VecDeque<String>,
}

impl Shown {
    /// Takes over what the page says, unless that only answers what it was told: an older answer
    /// would take back what was typed since.
    fn hear(&mut self, fragment: &str) {
        if self.said.as_deref() == Some(fragment) {
            return;
        }
        self.said = Some(fragment.to_owned());
        match self.told.iter().position(|told| told == fragment) {
            // The page draws several changes at once where it is late.
            Some(answered) => drop(self.told.drain(..=answered)),
            None => {
                self.told.clear();
                self.address = shown(fragment);
            }
        }
    }

    /// Takes over what a person made; answers the fragment to tell the page.
    fn make(&mut self, address: Address) -> String {
        let fragment = address.to_string();
        if self.address != address {
            self.told.push_back(fragment.clone());
            self.address = address;
        }
        fragment
    }
}

/// The properties of a view by the fragment that the page says; `changed` tells the page another.
#[hook]
pub fn use_shown(fragment: &str, changed: &Callback<String>) -> Props {
    let shown = use_mut_ref(Shown::default);
    let redraw = use_force_update();
    shown.borrow_mut().hear(fragment);
    let address = shown.borrow().address.clone();
    let change = changed.reform(move |address| {
        redraw.force_update();
        shown.borrow_mut().make(address)
    });
    Props { address, change }
}

/// What a fragment shows. The page has said what of it it does not know.
pub fn shown(fragment: &str) -> Address {
    Address::default().read(fragment).0
}

/// Leaves the first number of a Yew app to the page.
///
/// Yew numbers the apps of a program, and tells by the number at an element whose event it is. The
/// page and each module are programs of their own, which all begin with 1: the page would run its
/// own listeners for events in the view, the links of its header for a click on a summary.
///
/// # Panics
/// Where the browser makes no element.
pub fn leave_first_number_to_page() {
    let nowhere = document()
        .create_element("div")
        .expect("a browser makes elements");
    yew::Renderer::<Nothing>::with_root(nowhere)
        .render()
        .destroy();
}

#[component]
fn Nothing() -> Html {
    Html::default()
}

/// Makes a binary of `src/bin` the module of a view: a component with [`Props`](super::Props).
#[macro_export]
macro_rules! view_module {
    ($view:ty) => {
        use ::imagepull::words::Language;
        use ::wasm_bindgen::prelude::*;
        use ::web_sys::{Element, js_sys::Function};
        use ::yew::{AppHandle, prelude::*};
        use $crate::{
            crash,
            export::{Colours, Export, Exported},
            hooks::Speaking,
            views::{
                self,
                module::{leave_first_number_to_page, shown, use_shown},
            },
        };

        /// The view, open in an element of the page.
        #[wasm_bindgen]
        pub struct OpenView {
            app: AppHandle<Page>,
            changed: Callback<String>,
        }

        /// Opens the view in an element. `changed` is called with the fragment that
        /// the page shall have when a person changes what the view shows.
        #[wasm_bindgen]
        pub fn open(
            host: Element,
            fragment: String,
            language: String,
            changed: Function,
        ) -> OpenView {
            crash::report_panics_on_the_page();
            leave_first_number_to_page();
            let changed = Callback::from(move |fragment: String| {
                let _ = changed.call1(&JsValue::NULL, &fragment.into());
            });
            let properties = Properties {
                fragment,
                language: Language::of_code(&language).unwrap_or_default(),
                changed: changed.clone(),
            };
            let app = yew::Renderer::<Page>::with_root_and_props(host, properties).render();
            OpenView { app, changed }
        }

        #[wasm_bindgen]
        impl OpenView {
            /// Shows what a fragment says, in a language.
            pub fn show(&mut self, fragment: String, language: String) {
                self.app.update(Properties {
                    fragment,
                    language: Language::of_code(&language).unwrap_or_default(),
                    changed: self.changed.clone(),
                });
            }

            /// Takes the view out of the page.
            pub fn close(self) {
                self.app.destroy();
            }
        }

        /// A name for what a fragment shows.
        #[wasm_bindgen]
        pub fn title(fragment: &str) -> String {
            <$view as Export>::title(&shown(fragment))
        }

        /// The answer to what a fragment shows as Markdown.
        #[wasm_bindgen]
        pub fn markdown(fragment: &str) -> Exported {
            <$view as Export>::markdown(&shown(fragment))
        }

        /// The answer to what a fragment shows as JSON.
        #[wasm_bindgen]
        pub fn result(fragment: &str) -> Exported {
            <$view as Export>::result(&shown(fragment))
        }

        /// The drawing of what a fragment shows as SVG.
        #[wasm_bindgen]
        pub fn figure(fragment: &str, dark: bool) -> Exported {
            let colours = if dark { Colours::Dark } else { Colours::Light };
            <$view as Export>::figure(&shown(fragment), colours)
        }

        /// What a fragment is about as JSON.
        #[wasm_bindgen]
        pub fn input(fragment: &str) -> Exported {
            <$view as Export>::input(&shown(fragment))
        }

        #[derive(::yew::Properties, PartialEq)]
        struct Properties {
            fragment: String,
            language: Language,
            changed: Callback<String>,
        }

        #[component]
        fn Page(properties: &Properties) -> Html {
            let props = use_shown(&properties.fragment, &properties.changed);
            html! {
                <Speaking language={properties.language}>
                    <$view ..props />
                </Speaking>
            }
        }

        fn main() {}
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is shown after each of some steps: `<` the page says, `>` a person makes.
    fn images(steps: &str) -> String {
        let mut shown = Shown::default();
        let images = steps.split(' ').map(|step| {
            let (who, image) = step.split_at(1);
            let fragment = format!("#/policy?image={image}");
            if who == "<" {
                shown.hear(&fragment);
            } else {
                shown.make(super::shown(&fragment));
            }
            shown.address.image.clone()
        });
        images.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn an_answer_takes_back_nothing_that_was_typed_since() {
        let rows = [
            ("<a >ab <ab >abc <abc", "a ab ab abc abc"),
            ("<a >ab >abc <ab <abc <abc", "a ab abc abc abc abc"),
            ("<a >ab >abc <abc <a", "a ab abc abc a"),
            ("<a >ab >abc <ab <x <abc", "a ab abc abc x abc"),
            ("<a >ab <x <ab", "a ab x ab"),
            ("<a >a <b <a", "a a b a"),
        ];
        for (steps, expected) in rows {
            assert_eq!(images(steps), expected, "{steps}");
        }
    }
}
