//! What connects the page to its browser.

pub mod brought;
mod draft;
mod file_drop;
pub mod fragment;
mod host_page;
mod judging;
mod kept;
pub mod language;
mod on_screen;
mod part;
mod resting;
pub mod shortcuts;
mod theme;

pub use draft::{Draft, use_draft};
pub use file_drop::use_no_stray_files;
pub use fragment::use_fragment;
pub use host_page::{is_embedded, is_in_another_site, tell, use_host_page, wants_link};
pub use judging::use_judging;
pub use language::{Speaking, use_language};
pub use on_screen::{use_on_screen, use_seen};
pub use part::{Fetched, use_part};
pub use resting::at_rest;
pub use theme::{Theme, use_theme};
