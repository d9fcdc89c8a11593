//! What a view that is a module of its own exports, for [`on_demand`](super::on_demand).

use gloo::utils::document;
use yew::prelude::*;

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
            address::Address,
            crash,
            export::{Colours, Export, Exported},
            hooks::Speaking,
            views,
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
            views::module::leave_first_number_to_page();
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

        fn shown(fragment: &str) -> Address {
            // The page has said what of the fragment it does not know.
            Address::default().read(fragment).0
        }

        #[derive(::yew::Properties, PartialEq)]
        struct Properties {
            fragment: String,
            language: Language,
            changed: Callback<String>,
        }

        #[component]
        fn Page(properties: &Properties) -> Html {
            let address = shown(&properties.fragment);
            let change = properties
                .changed
                .reform(|address: Address| address.to_string());
            html! {
                <Speaking language={properties.language}>
                    <$view ..views::Props { address, change } />
                </Speaking>
            }
        }

        fn main() {}
    };
}
