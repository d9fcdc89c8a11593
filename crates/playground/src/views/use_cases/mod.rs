//! The Use cases view.

use yew::prelude::*;

use super::Props;
use crate::{hooks::use_language, text};

mod export;

/// The view.
#[component]
pub fn UseCasesView(_props: &Props) -> Html {
    use_language();
    html! { <h2 class="visually-hidden">{ text::use_cases_title() }</h2> }
}
