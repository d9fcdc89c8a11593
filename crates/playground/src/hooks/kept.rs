//! What the page keeps in the browser: choices of the reader, short texts by name.
//!
//! A frame in a page of another site, or in a sandbox, has no storage: asking for it is refused.
//! Nothing is kept from there then, and nothing is ever kept from an embed.

use gloo::utils::window;
use web_sys::Storage;

use super::is_embedded;

/// What was kept under a name.
pub fn kept(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Keeps a text under a name, where that is allowed.
pub fn keep(name: &str, text: &str) {
    if is_embedded() {
        return;
    }
    if let Some(storage) = storage() {
        let _ = storage.set_item(name, text);
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
