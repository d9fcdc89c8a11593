//! What a person sees when the page stops because of a mistake of ours.

use std::panic;

use gloo::utils::document;

use crate::text;

/// From now on a panic shows the notice of web/index.html with its message. The
/// page stays as it was, and what was typed stays in its address.
pub fn report_panics_on_the_page() {
    panic::set_hook(Box::new(|panic| {
        let message = panic.to_string();
        web_sys::console::error_1(&message.as_str().into());
        let Some(notice) = document().get_element_by_id("crash") else {
            return;
        };
        for (place, words) in [
            ("p", text::crash_stopped()),
            ("code", &message),
            ("button", text::view_again()),
        ] {
            if let Ok(Some(place)) = notice.query_selector(place) {
                place.set_text_content(Some(words));
            }
        }
        let _ = notice.remove_attribute("hidden");
    }));
}
