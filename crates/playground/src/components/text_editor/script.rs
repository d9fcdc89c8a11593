//! What `web/editor/index.js` exports. Places are UTF-16 units of a text whose lines end in `\n`.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlTextAreaElement, js_sys::Array};

#[wasm_bindgen(module = "/js/browser.js")]
extern "C" {
    /// The script of the editor, a [`Script`]; it is loaded once.
    #[wasm_bindgen(catch, js_name = loadEditor)]
    pub async fn load_editor() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// The module.
    #[derive(Clone, PartialEq)]
    pub type Script;
    /// Puts an editor into a host that goes on where a text area is.
    #[wasm_bindgen(method, catch)]
    pub fn open(
        this: &Script,
        host: &Element,
        field: &HtmlTextAreaElement,
        words: &str,
        changed: &JsValue,
    ) -> Result<Editor, JsValue>;

    /// An editor that is open.
    #[derive(Clone)]
    pub type Editor;
    /// Replaces a part of the text.
    #[wasm_bindgen(method)]
    pub fn replace(this: &Editor, from: u32, to: u32, insert: &str);
    /// Marks what is said about the text; of each the start and the end, the severity, the parts
    /// of the message, and its language.
    #[wasm_bindgen(method)]
    pub fn mark(
        this: &Editor,
        places: &[u32],
        severities: &Array,
        messages: &Array,
        languages: &Array,
    );
    /// Scrolls to a part of the text, selects it, and takes the focus.
    #[wasm_bindgen(method)]
    pub fn reveal(this: &Editor, from: u32, to: u32);
    /// Says everything in other words.
    #[wasm_bindgen(method)]
    pub fn speak(this: &Editor, words: &str);
    /// Takes the editor out of the page.
    #[wasm_bindgen(method)]
    pub fn close(this: &Editor);
}
