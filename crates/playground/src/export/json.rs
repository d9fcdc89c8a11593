//! JSON as JavaScript lays it out.

use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::js_sys::JSON;

use super::Exported;

/// An answer as the JavaScript package serialises it.
///
/// # Errors
/// Why it is no JSON.
pub fn export_answer(answer: &impl Serialize) -> Exported {
    serde_json::to_string(answer).map_err(|error| error.to_string())
}

/// The same JSON over several lines and with whole numbers as JavaScript writes them: what
/// `JSON.stringify(value, null, 2)` says.
pub fn laid_out(json: &str) -> String {
    let indent = JsValue::from_f64(2.0);
    JSON::parse(json)
        .and_then(|value| JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &indent))
        .map_or_else(|_| json.to_owned(), String::from)
}
