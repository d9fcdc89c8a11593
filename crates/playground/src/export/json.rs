//! JSON as JavaScript lays it out.

use wasm_bindgen::JsValue;
use web_sys::js_sys::JSON;

/// The same JSON over several lines and with whole numbers as JavaScript writes them: what
/// `JSON.stringify(value, null, 2)` says.
pub fn laid_out(json: &str) -> String {
    let indent = JsValue::from_f64(2.0);
    JSON::parse(json)
        .and_then(|value| JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &indent))
        .map_or_else(|_| json.to_owned(), String::from)
}
