//! Words of a program, which are English whatever language the page has: screen readers speak them
//! so (WCAG 2.2, 3.1.2).

use yew::prelude::*;

/// What the kubelet, a registry or a parser says.
pub fn verbatim(words: &str) -> Html {
    html! { <span lang="en">{ words }</span> }
}
