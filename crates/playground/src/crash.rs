//! What a person sees when the page stops because of a mistake of ours.

use crate::hooks::tell;

/// The event for the page around it after a panic, with its message.
const PANIC: &str = "imagepull:panic";

/// From now on a panic tells the page, which shows the notice of web/index.html. The page stays as
/// it was, and what was typed stays in its address.
///
/// The page itself (web/initializer.js) sees all other ends of a program, such as a stack that is
/// used up: they are errors of the browser, which run no code of ours.
pub fn report_panics_on_the_page() {
    // Yew would put its own hook in the place of one that it does not know.
    yew::set_custom_panic_hook(Box::new(|panic| {
        let message = panic.to_string();
        web_sys::console::error_1(&message.as_str().into());
        tell(PANIC, &message);
    }));
}
