//! The views of the page, one folder each. Each is a part of the program: [`crate::parts`].

pub mod back_off;
pub mod credentials;
pub mod manifest;
pub mod name;
pub mod platforms;
pub mod policy;
pub mod pulls;
pub mod use_cases;
