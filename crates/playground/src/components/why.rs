//! What a card says beyond its first lines.

use yew::prelude::*;

use crate::text;

/// The rest of a card, behind “Why”: `about` says of what, to those who come to it without the card.
pub fn why(about: &str, rest: Html) -> Html {
    html! {
        <details class="why">
            <summary>{ text::why() }<span class="visually-hidden">{ ": " }{ about }</span></summary>
            { rest }
        </details>
    }
}
