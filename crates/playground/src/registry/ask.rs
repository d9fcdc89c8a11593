//! One request, within bounds of time and size.

use imagepull::registry::Failure;
use wasm_bindgen::prelude::*;
use web_sys::js_sys::{Array, JsString, Uint8Array};

/// As much as registries take of an index or manifest, in bytes.
const MAX_BYTES: u32 = 4 * 1024 * 1024;

/// So long nothing may come, in ms.
const MAX_IDLE_MS: u32 = 10_000;

/// So long an answer may take as a whole, in ms.
const MAX_MS: u32 = 60_000;

#[wasm_bindgen(module = "/js/browser.js")]
extern "C" {
    /// Requests of one question, which can be stopped together.
    #[derive(Clone)]
    pub type Asking;
    #[wasm_bindgen(constructor)]
    pub fn new() -> Asking;
    #[wasm_bindgen(method, js_name = ask)]
    async fn request(
        this: &Asking,
        url: &str,
        headers: &Array,
        bytes: u32,
        idle_ms: u32,
        ms: u32,
    ) -> JsValue;
    /// Ends all of them.
    #[wasm_bindgen(method)]
    pub fn stop(this: &Asking);
}

/// What a server answered.
pub struct Answer {
    pub status: u16,
    /// Whether the request said who asks.
    pub is_known: bool,
    headers: Vec<(String, String)>,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// A header that the server lets this page read.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find_map(|(key, value)| key.eq_ignore_ascii_case(name).then_some(&**value))
    }
}

/// Asks for an address. `None` in the error: a person stopped it.
pub async fn ask(
    asking: &Asking,
    url: &str,
    headers: &[(&str, &str)],
) -> Result<Answer, Option<Failure>> {
    let is_known = headers.iter().any(|(key, _)| *key == "Authorization");
    let pairs: Array = headers
        .iter()
        .map(|(key, value)| Array::of2(&(*key).into(), &(*value).into()))
        .collect();
    let answer: Array = asking
        .request(url, &pairs, MAX_BYTES, MAX_IDLE_MS, MAX_MS)
        .await
        .unchecked_into();
    if let Some(problem) = answer.get(0).as_string() {
        return Err(match &*problem {
            "stopped" => None,
            "idle" => Some(Failure::Idle(MAX_IDLE_MS / 1000)),
            "slow" => Some(Failure::Slow(MAX_MS / 1000)),
            "large" => Some(Failure::Large(MAX_BYTES)),
            _ => Some(unreachable(url)),
        });
    }
    let headers: Array = answer.get(1).unchecked_into();
    let text = |value: JsValue| value.unchecked_into::<JsString>().into();
    Ok(Answer {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 100 to 599.
        status: answer.get(0).as_f64().unwrap_or_default() as u16,
        is_known,
        headers: headers
            .iter()
            .map(|pair| {
                let pair: Array = pair.unchecked_into();
                (text(pair.get(0)), text(pair.get(1)))
            })
            .collect(),
        bytes: Uint8Array::new(&answer.get(2)).to_vec(),
    })
}

/// A browser does not say why there is no answer; whether it has a network is known from elsewhere.
/// This machine, the only one that is asked without encryption, needs none.
fn unreachable(url: &str) -> Failure {
    let has_network = gloo::utils::window().navigator().on_line();
    if has_network || url.starts_with("http://") {
        Failure::Forbidden
    } else {
        Failure::Offline
    }
}
