//! The Name view, in the whole page.

use crate::mounted::Mounted;
use playground::app::App;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlTextAreaElement;

const FIELD: &str = "textarea#image";
const ANSWER: &str = ".answer[role=status]";
const MARKED: &str = ".reference mark";

#[wasm_bindgen_test]
async fn a_name_is_answered_as_it_is_typed() {
    let page = Mounted::<App>::new("#/name", ());
    page.type_into(FIELD, "busybox").await;
    page.expect_text(
        ANSWER,
        "No registry or tag: this means docker.io/library/busybox:latest, pulled every time \
         the container starts.",
    )
    .await;
    page.type_into(FIELD, "busybox:1").await;
    page.expect_text(".reference", "docker.io/library/busybox:1")
        .await;
}

#[wasm_bindgen_test]
async fn a_mark_in_a_name_is_a_part_of_the_name() {
    let page = Mounted::<App>::new("#/name?image=foo%60bar", ());
    page.expect_text(MARKED, "`").await;
    page.expect_text(".remarks .error p code", "`").await;
    let said = page.text_of(".remarks .error p");
    assert!(said.starts_with("` at position 4 "), "{said}");
}

#[wasm_bindgen_test]
async fn what_is_typed_stands_in_the_address() {
    let page = Mounted::<App>::new("#/name", ());
    page.type_into(FIELD, "nginx:1.27").await;
    let location = web_sys::window().unwrap().location();
    page.wait_until("the address has the name", || {
        location.hash().unwrap() == "#/name?image=nginx:1.27"
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_wrong_name_shows_its_place_and_the_fix_repairs_it() {
    let page = Mounted::<App>::new("#/name?image=ghcr.io/Acme/Api:v1", ());
    page.expect_text(MARKED, "A").await;
    page.expect_text(
        ANSWER,
        "The API server accepts this name, but the container waits with InvalidImageName until the name changes.",
    )
    .await;
    page.press("button.fix").await;
    page.expect_text(".reference", "ghcr.io/acme/api:v1").await;
    let field: HtmlTextAreaElement = page.find(FIELD).await;
    assert_eq!(field.value(), "ghcr.io/acme/api:v1");
}
