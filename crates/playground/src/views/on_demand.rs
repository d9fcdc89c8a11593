//! A view that is a module of its own and loads when it opens, so that the
//! first view of the page stays light.
//!
//! The fragment of the URL and the language are all that the page and such a view
//! tell each other: the page says what to show, the view says what a person made of it.

use gloo::utils::window;
use imagepull::words::Language;
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::prelude::*;

use crate::{
    hooks::use_language,
    state::{Action, State},
    text,
};

#[wasm_bindgen(module = "/js/load.js")]
extern "C" {
    /// The module of a view; it is loaded once.
    #[wasm_bindgen(catch)]
    pub async fn load(name: &str) -> Result<JsValue, JsValue>;

    /// What the module of a view exports: see `src/bin`.
    pub type Module;
    // What stops the program of a view must not stop that of the page.
    #[wasm_bindgen(method, catch)]
    fn open(
        this: &Module,
        host: &Element,
        fragment: &str,
        language: &str,
        changes: u32,
        changed: &JsValue,
    ) -> Result<OpenView, JsValue>;
    /// What a fragment shows, for other pages and programs: see [`Export`](crate::export::Export).
    /// A text that is thrown is the reason that it gives; all else is what stopped the program.
    #[wasm_bindgen(method, catch)]
    pub fn title(this: &Module, fragment: &str) -> Result<String, JsValue>;
    /// See [`Export`](crate::export::Export).
    #[wasm_bindgen(method, catch)]
    pub fn markdown(this: &Module, fragment: &str) -> Result<String, JsValue>;
    /// See [`Export`](crate::export::Export).
    #[wasm_bindgen(method, catch)]
    pub fn result(this: &Module, fragment: &str) -> Result<String, JsValue>;
    /// See [`Export`](crate::export::Export).
    #[wasm_bindgen(method, catch)]
    pub fn figure(this: &Module, fragment: &str, dark: bool) -> Result<String, JsValue>;
    /// See [`Export`](crate::export::Export).
    #[wasm_bindgen(method, catch)]
    pub fn input(this: &Module, fragment: &str) -> Result<String, JsValue>;

    type OpenView;
    #[wasm_bindgen(method, catch)]
    fn show(this: &OpenView, fragment: &str, language: &str, changes: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &OpenView) -> Result<(), JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// Makes an error that was caught one that the page sees as if it had not been.
    #[wasm_bindgen(js_name = reportError)]
    pub fn report_error(error: &JsValue);
}

/// Properties of [`ViewOnDemand`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The name of the module, a file of `src/bin`.
    pub name: &'static str,
    /// The state of the page.
    pub state: UseReducerHandle<State>,
}

#[derive(Clone, PartialEq)]
enum Progress {
    Loading,
    Open,
    Failed(String),
}

/// A view of its own: a note while it loads, the reason where it does not, and the view.
#[component]
pub fn ViewOnDemand(props: &Props) -> Html {
    let language = use_language();
    let place = use_node_ref();
    let progress = use_state_eq(|| Progress::Loading);
    let slot = use_mut_ref(Slot::default);
    let said = Said {
        fragment: props.state.address.to_string(),
        language,
        changes: props.state.changes,
    };
    slot.borrow_mut().show(said);
    {
        let (name, place, progress, slot) =
            (props.name, place.clone(), progress.clone(), slot.clone());
        let changed = changed(&props.state);
        use_effect_with((), move |()| {
            let filled = slot.clone();
            spawn_local(async move {
                match load(name).await {
                    Ok(module) => {
                        let Some(host) = place.cast::<Element>() else {
                            return; // Another view was opened meanwhile.
                        };
                        let filling =
                            filled
                                .borrow_mut()
                                .fill(module.unchecked_ref(), &host, changed);
                        match filling {
                            Ok(()) => progress.set(Progress::Open),
                            Err(error) => {
                                report_error(&error);
                                progress.set(Progress::Failed(reason(&error)));
                            }
                        }
                    }
                    Err(error) => progress.set(Progress::Failed(reason(&error))),
                }
            });
            move || slot.borrow_mut().empty()
        });
    }
    html! {
        <>
            { note(&progress) }
            <div ref={place}></div>
        </>
    }
}

/// What the view calls with the fragment that a person made.
type Changed = Closure<dyn Fn(String)>;

/// What the page says to a view: a fragment with so many changes of views, and the language.
#[derive(Default, PartialEq)]
struct Said {
    fragment: String,
    language: Language,
    changes: u32,
}

/// The view and what it has to show. The page may know that before the view is there.
#[derive(Default)]
struct Slot {
    said: Said,
    view: Option<(OpenView, Changed)>,
}

impl Slot {
    fn show(&mut self, said: Said) {
        if self.said == said {
            return;
        }
        if let Some((view, _)) = &self.view
            && let Err(error) = view.show(&said.fragment, said.language.code(), said.changes)
        {
            report_error(&error);
        }
        self.said = said;
    }

    fn fill(&mut self, module: &Module, host: &Element, changed: Changed) -> Result<(), JsValue> {
        let Said {
            fragment,
            language,
            changes,
        } = &self.said;
        let view = module.open(host, fragment, language.code(), *changes, changed.as_ref())?;
        self.view = Some((view, changed));
        Ok(())
    }

    fn empty(&mut self) {
        if let Some((view, _)) = self.view.take() {
            // One that has stopped cannot close, and the page has said that it has.
            let _ = view.close();
        }
    }
}

fn changed(state: &UseReducerHandle<State>) -> Changed {
    let dispatcher = state.dispatcher();
    Closure::new(move |fragment| dispatcher.dispatch(Action::Change(fragment)))
}

fn note(progress: &Progress) -> Html {
    match progress {
        Progress::Loading => html! { <p class="soft" role="status">{ text::view_loading() }</p> },
        Progress::Open => Html::default(),
        Progress::Failed(error) => html! {
            <div class="notice bad" role="alert">
                <p>{ text::view_failed(error) }</p>
                <button class="small" onclick={reload}>{ text::view_again() }</button>
            </div>
        },
    }
}

fn reload(_: MouseEvent) {
    let _ = window().location().reload();
}

fn reason(error: &JsValue) -> String {
    let error: Option<&web_sys::js_sys::Error> = error.dyn_ref();
    error.map_or_else(String::new, |error| String::from(error.message()))
}

#[cfg(test)]
mod tests {
    use crate::address::View;

    /// What `web/ahead.js` asks for early.
    #[test]
    fn the_page_knows_the_files_of_every_view_that_loads_later() {
        let page = include_str!("../../../../web/index.html");
        let later = View::ALL.into_iter().filter(|view| *view != View::Name);
        for (slug, module) in later.map(|view| (view.slug(), view.module())) {
            let listed = format!("\"{slug}\": [\"./{module}.js\", \"./{module}_bg.wasm\"");
            assert!(page.contains(&listed), "{listed}");
        }
    }
}
