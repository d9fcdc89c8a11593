//! A component in the page, and what a person does with it and sees of it.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::{AppHandle, BaseComponent, Renderer};

/// Animation frames that something may take to show: ten seconds on an idle machine.
const MAX_FRAMES: usize = 600;

/// A component that is in the page until this is dropped.
pub struct Mounted<Component: BaseComponent> {
    handle: Option<AppHandle<Component>>,
    host: Element,
}

impl<Component: BaseComponent> Mounted<Component> {
    /// Puts a component into the page, whose address ends in `fragment`.
    pub fn new(fragment: &str, properties: Component::Properties) -> Self {
        go_to(fragment);
        let document = web_sys::window().unwrap().document().unwrap();
        let host = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&host).unwrap();
        let renderer = Renderer::<Component>::with_root_and_props(host.clone(), properties);
        Self {
            handle: Some(renderer.render()),
            host,
        }
    }

    /// The first element that matches, once there is one.
    pub async fn find<T: JsCast>(&self, selector: &str) -> T {
        let found = || self.host.query_selector(selector).unwrap();
        self.wait_until(&format!("`{selector}` is there"), || found().is_some())
            .await;
        found().unwrap().dyn_into().unwrap()
    }

    /// Types over all that is in the field that matches.
    pub async fn type_into(&self, selector: &str, text: &str) {
        let field: HtmlTextAreaElement = self.find(selector).await;
        field.set_value(text);
        dispatch_input(&field);
    }

    /// Moves the slider that matches.
    pub async fn slide(&self, selector: &str, value: f64) {
        let slider: HtmlInputElement = self.find(selector).await;
        slider.set_value_as_number(value);
        dispatch_input(&slider);
    }

    /// Presses the button that matches.
    pub async fn press(&self, selector: &str) {
        self.find::<HtmlElement>(selector).await.click();
    }

    /// The text of the first element that matches; empty where there is none.
    pub fn text_of(&self, selector: &str) -> String {
        let element = self.host.query_selector(selector).unwrap();
        let text = element.and_then(|element| element.text_content());
        // What keeps a number and its unit on one line is no matter of the words.
        text.unwrap_or_default().replace('\u{a0}', " ")
    }

    /// Waits until the first element that matches has exactly this text.
    pub async fn expect_text(&self, selector: &str, text: &str) {
        self.wait_until(&format!("`{selector}` says {text:?}"), || {
            self.text_of(selector) == text
        })
        .await;
    }

    /// Waits for a condition, and fails with all the text that is shown when it never comes true.
    pub async fn wait_until(&self, what: &str, is_so: impl Fn() -> bool) {
        for _ in 0..MAX_FRAMES {
            if is_so() {
                return;
            }
            next_frame().await;
        }
        let shown = self.host.text_content().unwrap_or_default();
        panic!("not within {MAX_FRAMES} frames: {what}; shown is {shown:?}");
    }
}

impl<Component: BaseComponent> Drop for Mounted<Component> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.destroy();
        }
        self.host.remove();
    }
}

/// Waits until the browser draws the next time.
pub async fn next_frame() {
    let mut ask = |resolve: Function, _: Function| {
        web_sys::window()
            .unwrap()
            .request_animation_frame(&resolve)
            .unwrap();
    };
    JsFuture::from(Promise::new(&mut ask)).await.unwrap();
}

fn go_to(fragment: &str) {
    let history = web_sys::window().unwrap().history().unwrap();
    history
        .replace_state_with_url(&JsValue::NULL, "", Some(fragment))
        .unwrap();
}

fn dispatch_input(field: &Element) {
    let bubbling = EventInit::new();
    bubbling.set_bubbles(true);
    let input = Event::new_with_event_init_dict("input", &bubbling).unwrap();
    field.dispatch_event(&input).unwrap();
}
