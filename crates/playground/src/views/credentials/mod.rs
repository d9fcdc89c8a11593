//! The Credentials view.

use yew::prelude::*;

use super::Props;
use crate::{hooks::use_language, text};

mod export;

/// The view.
#[component]
pub fn CredentialsView(_props: &Props) -> Html {
    use_language();
    html! { <h2 class="visually-hidden">{ text::credentials_title() }</h2> }
}
