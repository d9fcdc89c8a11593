//! Starts the playground in the page.

use gloo::utils::document;
use wasm_bindgen_futures::spawn_local;

fn main() {
    playground::crash::report_panics_on_the_page();
    spawn_local(async {
        // Who reads another language than English sees no English first.
        playground::hooks::language::prepare().await;
        open();
    });
}

fn open() {
    let place = document()
        .get_element_by_id("app")
        .expect("web/index.html has an element app");
    // The text version of the examples gives way to the playground.
    place.set_text_content(None);
    yew::Renderer::<playground::app::App>::with_root(place).render();
}
