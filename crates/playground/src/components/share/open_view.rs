//! The open view, asked for what it gives to other pages and programs.

use std::rc::Rc;

use wasm_bindgen::JsCast;

use crate::{
    address::{Address, View},
    export::{Colours, Export},
    views::{
        name::NameView,
        on_demand::{Module, load},
    },
};

/// The view that is open.
#[derive(Clone)]
pub enum OpenView {
    /// The one that is part of the page.
    Name,
    /// One that is a module of its own.
    Module(Rc<Module>),
}

impl OpenView {
    /// The view that an address opens; `None` where its module does not load.
    pub async fn of(view: View) -> Option<Self> {
        match view {
            View::Name => Some(Self::Name),
            view => {
                let module = load(view.module()).await.ok()?;
                Some(Self::Module(Rc::new(module.unchecked_into())))
            }
        }
    }

    /// See [`Export::title`].
    pub fn title(&self, address: &Address) -> String {
        match self {
            Self::Name => NameView::title(address),
            Self::Module(module) => module.title(&address.to_string()),
        }
    }

    /// See [`Export::markdown`].
    pub fn markdown(&self, address: &Address) -> Option<String> {
        match self {
            Self::Name => NameView::markdown(address),
            Self::Module(module) => module.markdown(&address.to_string()),
        }
    }

    /// See [`Export::result`].
    pub fn result(&self, address: &Address) -> Option<String> {
        match self {
            Self::Name => NameView::result(address),
            Self::Module(module) => module.result(&address.to_string()),
        }
    }

    /// See [`Export::figure`].
    pub fn figure(&self, address: &Address, colours: Colours) -> Option<String> {
        match self {
            Self::Name => None,
            Self::Module(module) => module.figure(&address.to_string(), colours == Colours::Dark),
        }
    }

    /// See [`Export::input`].
    pub fn input(&self, address: &Address) -> Option<String> {
        match self {
            Self::Name => None,
            Self::Module(module) => module.input(&address.to_string()),
        }
    }
}
