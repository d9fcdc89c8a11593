//! What connects the page to its browser.

mod fragment;
pub mod language;
mod on_screen;
pub mod shortcuts;
mod theme;

pub use fragment::use_fragment;
pub use language::{Speaking, use_language};
pub use on_screen::use_on_screen;
pub use theme::{Theme, use_theme};
