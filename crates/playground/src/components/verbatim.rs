//! Words of a program, which are English whatever language the page has: screen readers speak them
//! so (WCAG 2.2, 3.1.2).

use imagepull::words::Message;
use yew::prelude::*;

use super::{breakable::breakable, rich::rich};
use crate::text;

/// What the kubelet, a registry or a parser says.
pub fn verbatim(words: &str) -> Html {
    html! { <span lang="en">{ breakable(words) }</span> }
}

/// What the core says.
pub fn marked(words: &Message) -> Html {
    rich(text::localized(words))
}
