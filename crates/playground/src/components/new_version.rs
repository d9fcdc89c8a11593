//! The notice that a new version of the page is ready.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{hooks::use_language, text};

#[wasm_bindgen(module = "/js/browser.js")]
extern "C" {
    #[wasm_bindgen(js_name = keepOffline)]
    async fn keep_offline(ready: &JsValue);

    #[wasm_bindgen(js_name = takeOver)]
    fn take_over();
}

/// Keeps the page for use without a network, and says when a new version of it can be used.
///
/// The version that is open works on until then: a new one takes over when
/// a person says so here, or when no window with the old one is open any more.
#[component]
pub fn NewVersion() -> Html {
    use_language();
    let is_ready = use_state_eq(|| false);
    {
        let is_ready = is_ready.clone();
        use_effect_with((), move |()| {
            // Kept for as long as the page is open, as the page's service worker may call it.
            let ready = Closure::<dyn Fn()>::new(move || is_ready.set(true)).into_js_value();
            spawn_local(async move { keep_offline(&ready).await });
        });
    }
    let later = {
        let is_ready = is_ready.clone();
        Callback::from(move |_| is_ready.set(false))
    };
    // The region is there before it has something to say: only then it is read out.
    html! {
        <div class="new-version" aria-live="polite">
            if *is_ready {
                <div class="notice">
                    <p>{ text::version_ready() }</p>
                    <button class="small" onclick={|_| take_over()}>{ text::version_use() }</button>
                    <button class="small" onclick={later}>{ text::version_later() }</button>
                </div>
            }
        </div>
    }
}
