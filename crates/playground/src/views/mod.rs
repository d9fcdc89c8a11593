//! The views of the page, one folder each. Name is part of the page; [`on_demand`] opens the
//! others, which are modules of their own.

use yew::{Callback, Properties};

use crate::address::Address;

pub mod back_off;
mod module;
pub mod name;
pub mod on_demand;
pub mod policy;
pub mod pulls;

/// Properties of a view that is a module of its own.
#[derive(Clone, Properties, PartialEq)]
pub struct Props {
    /// What the page shows.
    pub address: Address,
    /// A person chose or edited something: the page shall show this.
    pub change: Callback<Address>,
}
