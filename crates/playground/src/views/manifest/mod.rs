//! The Manifest view.

use yew::prelude::*;

use super::Props;
use crate::{hooks::use_language, text};

mod export;

/// The view.
#[component]
pub fn ManifestView(_props: &Props) -> Html {
    use_language();
    html! { <h2 class="visually-hidden">{ text::manifest_title() }</h2> }
}
