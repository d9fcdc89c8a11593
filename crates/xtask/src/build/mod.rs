//! Building what the project gives out: the site and the JavaScript package.

mod budgets;
pub mod finish;
pub mod package;
pub mod paths;
pub mod program;
pub mod site;
pub mod sizes;
mod speed;
