//! A draft: what a person typed, pasted or filled in that no link carries.

use std::ops::Deref;

use yew::prelude::*;

use crate::{
    drafts::Drafts,
    state::{Action, State},
};

/// A draft as it is, and what writes another.
#[derive(Clone, PartialEq)]
pub struct Draft<T> {
    value: T,
    set: Callback<T>,
}

impl<T> Draft<T> {
    /// Writes another.
    pub fn set(&self, value: T) {
        self.set.emit(value);
    }
}

impl<T> Deref for Draft<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A draft, like `yew::use_state`, but part of the state of the page: it stays while another view is open.
///
/// # Panics
/// Outside of [`App`](crate::app::App), which provides the state.
#[hook]
pub fn use_draft<T: 'static>(read: fn(&Drafts) -> T, write: fn(&mut Drafts, T)) -> Draft<T> {
    let state: UseReducerHandle<State> = use_context().expect("the page provides its state");
    let dispatcher = state.dispatcher();
    Draft {
        value: read(&state.drafts),
        set: Callback::from(move |value| {
            let change = move |state: &mut State| write(&mut state.drafts, value);
            dispatcher.dispatch(Action::Change(Box::new(change)));
        }),
    }
}
