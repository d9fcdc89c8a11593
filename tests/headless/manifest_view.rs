//! The Manifest view by itself.

use crate::mounted::Mounted;
use playground::address::Address;
use playground::views::{Props, manifest::ManifestView};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

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

/// The view in a page that shows what the view tells it, as the playground does.
#[component]
fn Page(props: &Props) -> Html {
    let address = use_state(|| props.address.clone());
    let change = {
        let address = address.clone();
        Callback::from(move |told| address.set(told))
    };
    html! { <ManifestView address={(*address).clone()} {change} /> }
}

fn open(fragment: &str) -> Mounted<Page> {
    let (address, problems) = Address::default().open(fragment);
    assert_eq!(problems, []);
    let change = Callback::noop();
    Mounted::new("", Props { address, change })
}

#[wasm_bindgen_test]
async fn what_is_typed_is_inspected_and_a_fix_changes_it() {
    let view = open("#/manifest?preset=arch-suffix");
    view.find::<HtmlElement>(ANSWER).await;
    let text = format!("{POD}https://ghcr.io/acme/web:1.4.2 # here\n");
    view.type_into(FIELD, &text).await;
    view.wait_until("the image cannot be pulled", || {
        view.text_of(ANSWER)
            .contains("1 cannot be pulled as it is written")
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
    let view = open("#/manifest?preset=no-tag-anywhere");
    view.find::<HtmlElement>(".findings li").await;
    view.type_into(FIELD, "").await;
    view.expect_text(
        ANSWER,
        "Paste a manifest, or open a file, and read what Kubernetes makes of its images.",
    )
    .await;
}
