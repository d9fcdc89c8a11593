//! The Manifest view, in the whole page.

use crate::mounted::Mounted;
use playground::app::App;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlTextAreaElement};

const ANSWER: &str = ".answer[role=status]";
const FIELD: &str = "textarea";

const POD: &str = "apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: ";

#[wasm_bindgen_test]
async fn what_is_typed_is_inspected_and_a_fix_changes_it() {
    let view = Mounted::<App>::new("#/manifest?preset=arch-suffix", ());
    view.find::<HtmlElement>(ANSWER).await;
    let text = format!("{POD}https://ghcr.io/acme/web:1.4.2 # here\n");
    view.type_into(FIELD, &text).await;
    view.wait_until("the image cannot be pulled", || {
        view.text_of(ANSWER)
            .contains("1 can’t be pulled as written")
    })
    .await;
    view.press(".findings .fix").await;
    let field: HtmlTextAreaElement = view.find(FIELD).await;
    let fixed = format!("{POD}ghcr.io/acme/web:1.4.2 # here\n");
    view.wait_until("the fix is in the text", || field.value() == fixed)
        .await;
    view.wait_until("there is no error", || {
        view.text_of(ANSWER).contains("no error")
    })
    .await;
}

#[wasm_bindgen_test]
async fn an_empty_text_asks_for_one() {
    let view = Mounted::<App>::new("#/manifest?preset=no-tag-anywhere", ());
    let field: HtmlTextAreaElement = view.find(FIELD).await;
    view.wait_until("the example is in the field", || !field.value().is_empty())
        .await;
    view.type_into(FIELD, "").await;
    view.expect_text(
        ANSWER,
        "Paste a manifest or open a file to see how Kubernetes handles its images.",
    )
    .await;
}
