//! The views of the page, one folder each. Name is part of the page; [`on_demand`] opens the
//! others, which are modules of their own.

use yew::{Callback, Properties};

use crate::address::Address;

pub mod back_off;
pub mod credentials;
pub mod manifest;
pub mod module;
pub mod name;
pub mod on_demand;
pub mod platforms;
pub mod policy;
pub mod pulls;
pub mod use_cases;

/// Properties of a view that is a module of its own.
#[derive(Clone, Properties, PartialEq)]
pub struct Props {
    /// What the page shows.
    pub address: Address,
    /// A person chose or edited something: the page shall show this.
    pub change: Callback<Address>,
}

impl Props {
    /// A callback that changes what the page shows by a value.
    pub fn edit<V: 'static>(
        &self,
        change: impl Fn(&Address, V) -> Address + 'static,
    ) -> Callback<V> {
        let (address, changed) = (self.address.clone(), self.change.clone());
        Callback::from(move |value| changed.emit(change(&address, value)))
    }

    /// A callback that opens an example of the view by its slug.
    fn open_example(&self) -> Callback<String> {
        self.edit(|address, slug: String| {
            let view = address.view.slug();
            address.read(&format!("#/{view}?preset={slug}")).0
        })
    }
}
