//! A link to what an address shows.

use yew::prelude::*;

use crate::{
    address::Address,
    state::{Action, State},
};

/// Properties of [`AddressLink`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown then.
    pub address: Address,
    /// The class of the link.
    #[prop_or_default]
    pub class: Classes,
    /// What it is called for those who do not see what is around it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Is called before that.
    #[prop_or_default]
    pub onclick: Callback<MouseEvent>,
    /// Its content.
    pub children: Html,
}

/// A link. Where it cannot carry all that it leads to, this page shows that, though no new window does.
#[component]
pub fn AddressLink(props: &Props) -> Html {
    let state = use_context::<UseReducerHandle<State>>();
    let link = props.address.link();
    let is_whole = link.is_some() && !props.address.has_left_out();
    let onclick = {
        let (address, before) = (props.address.clone(), props.onclick.clone());
        Callback::from(move |event: MouseEvent| {
            before.emit(event.clone());
            let is_elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key();
            let Some(state) = state.as_ref().filter(|_| !is_whole && !is_elsewhere) else {
                return;
            };
            event.prevent_default();
            let address = address.clone();
            let show = move |state: &mut State| state.address = address;
            state.dispatch(Action::Change(Box::new(show)));
        })
    };
    let href = link.unwrap_or_else(|| props.address.view.fragment());
    html! {
        <a {href} {onclick} class={props.class.clone()} aria-label={props.label.clone()}>{ props.children.clone() }</a>
    }
}
