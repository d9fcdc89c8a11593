//! That a part of the program did not arrive, and a button that asks for it again.

use yew::prelude::*;

use crate::{hooks::use_language, text};

/// Properties of [`NotLoadedNotice`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Asks for it again.
    pub again: Callback<()>,
}

#[component]
pub fn NotLoadedNotice(props: &Props) -> Html {
    use_language();
    html! {
        <div class="notice bad" role="alert">
            <p>{ text::view_failed() }</p>
            <button class="small" onclick={props.again.reform(|_| ())}>{ text::view_again() }</button>
        </div>
    }
}
