//! Starts the playground in the page.

use gloo::utils::document;

fn main() {
    playground::crash::report_panics_on_the_page();
    let place = document()
        .get_element_by_id("app")
        .expect("web/index.html has an element app");
    // The text version of the examples gives way to the playground.
    place.set_text_content(None);
    yew::Renderer::<playground::app::App>::with_root(place).render();
}
