//! The open view, asked for what it gives to other pages and programs.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};

use crate::{
    address::{Address, View},
    export::{Colours, Export, Exported},
    text,
    views::{
        name::NameView,
        on_demand::{Module, load, report_error},
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

    /// See [`Export::title`]; the reason where the program of the view has stopped.
    pub fn title(&self, address: &Address) -> Exported {
        match self {
            Self::Name => Ok(NameView::title(address)),
            Self::Module(module) => given(module.title(&address.to_string())),
        }
    }

    /// See [`Export::markdown`].
    pub fn markdown(&self, address: &Address) -> Exported {
        match self {
            Self::Name => NameView::markdown(address),
            Self::Module(module) => given(module.markdown(&address.to_string())),
        }
    }

    /// See [`Export::result`].
    pub fn result(&self, address: &Address) -> Exported {
        match self {
            Self::Name => NameView::result(address),
            Self::Module(module) => given(module.result(&address.to_string())),
        }
    }

    /// See [`Export::figure`].
    pub fn figure(&self, address: &Address, colours: Colours) -> Exported {
        match self {
            Self::Name => NameView::figure(address, colours),
            Self::Module(module) => {
                given(module.figure(&address.to_string(), colours == Colours::Dark))
            }
        }
    }

    /// See [`Export::input`].
    pub fn input(&self, address: &Address) -> Exported {
        match self {
            Self::Name => NameView::input(address),
            Self::Module(module) => given(module.input(&address.to_string())),
        }
    }
}

impl PartialEq for OpenView {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Name, Self::Name) => true,
            (Self::Module(one), Self::Module(other)) => Rc::ptr_eq(one, other),
            _ => false,
        }
    }
}

/// What the program of a view gives: its text or its reason, which is a text too. It throws
/// anything else where it has stopped, which the page is to hear of.
fn given(answer: Result<String, JsValue>) -> Exported {
    answer.map_err(|thrown| {
        thrown.as_string().unwrap_or_else(|| {
            report_error(&thrown);
            text::share_stopped().to_owned()
        })
    })
}
