//! The views of the page, one folder each.

pub mod name;
pub mod pulls;
