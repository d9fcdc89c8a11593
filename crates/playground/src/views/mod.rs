//! The views of the page, one folder each. [`on_demand`] opens those that are modules of their own.

pub mod name;
pub mod on_demand;
pub mod pulls;
