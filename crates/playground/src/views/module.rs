//! What a view that is a module of its own exports, for [`on_demand`](super::on_demand).

use gloo::utils::document;
use yew::prelude::*;

use super::Props;
use crate::address::Address;

/// What a view shows: what the page says, and what a person made of it before the page has answered.
#[derive(Debug, Default)]
struct Shown {
    address: Address,
    /// So many changes the page was told, by this view and those before it.
    told: u32,
}

impl Shown {
    /// Takes over what the page says after so many changes, unless it was told another since: that
    /// would take back what was typed, and the answer to the other comes.
    fn hear(&mut self, fragment: &str, changes: u32) {
        if changes >= self.told {
            self.told = changes;
            self.address = shown(fragment);
        }
    }

    /// Takes over what a person made; answers the fragment to tell the page.
    fn make(&mut self, address: Address) -> String {
        let fragment = address.to_string();
        self.told += 1;
        self.address = address;
        fragment
    }
}

/// The properties of a view by the fragment that the page says and the number of changes in that;
/// `changed` tells the page another.
#[hook]
pub fn use_shown(fragment: &str, changes: u32, changed: &Callback<String>) -> Props {
    let shown = use_mut_ref(Shown::default);
    let redraw = use_force_update();
    shown.borrow_mut().hear(fragment, changes);
    let address = shown.borrow().address.clone();
    let change = use_callback(changed.clone(), move |address, changed| {
        let fragment = shown.borrow_mut().make(address);
        redraw.force_update();
        changed.emit(fragment);
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
        /// the page shall have when a person changes what the view shows; `changes` is how many
        /// of these are in what it shows.
        #[wasm_bindgen]
        pub fn open(
            host: Element,
            fragment: String,
            language: String,
            changes: u32,
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
                changes,
                changed: changed.clone(),
            };
            let app = yew::Renderer::<Page>::with_root_and_props(host, properties).render();
            OpenView { app, changed }
        }

        #[wasm_bindgen]
        impl OpenView {
            /// Shows what a fragment says, in a language; so many changes are in it.
            pub fn show(&mut self, fragment: String, language: String, changes: u32) {
                self.app.update(Properties {
                    fragment,
                    language: Language::of_code(&language).unwrap_or_default(),
                    changes,
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
            changes: u32,
            changed: Callback<String>,
        }

        #[component]
        fn Page(properties: &Properties) -> Html {
            let props = use_shown(
                &properties.fragment,
                properties.changes,
                &properties.changed,
            );
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

    /// What is shown after each of some steps: `>` a person makes something, after so many changes
    /// the page says something.
    fn images(steps: &str) -> String {
        let mut shown = Shown::default();
        let images = steps.split(' ').map(|step| {
            let (who, image) = step.split_at(1);
            let fragment = format!("#/policy?image={image}");
            match who.parse() {
                Ok(changes) => shown.hear(&fragment, changes),
                Err(_) => drop(shown.make(super::shown(&fragment))),
            }
            shown.address.image.clone()
        });
        images.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn an_answer_takes_back_nothing_that_was_typed_since() {
        let rows = [
            ("0a >ab 1ab >abc 2abc", "a ab ab abc abc"),
            ("0a >ab >abc 1ab 2abc", "a ab abc abc abc"),
            // Another link is opened before the page has answered, between its answers, and after them.
            ("0a >ab 0x 1y", "a ab ab y"),
            ("0a >ab >abc 1x 2y 2z", "a ab abc abc y z"),
            // The page draws several changes at once.
            ("0a >ab >a 2a 2ab", "a ab a a ab"),
            // A view that opens later.
            ("3a >ab 3a 4ab 4x", "a ab ab ab x"),
        ];
        for (steps, expected) in rows {
            assert_eq!(images(steps), expected, "{steps}");
        }
    }
}
