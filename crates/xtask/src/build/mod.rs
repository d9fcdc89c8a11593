//! Building what the project gives out: the site and the JavaScript package.

pub mod embed;
pub mod package;
pub mod pages;
pub mod site;
pub mod sizes;
