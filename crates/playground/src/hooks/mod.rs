//! What connects the page to its browser.

mod fragment;
mod theme;

pub use fragment::use_fragment;
pub use theme::{Theme, use_theme};
