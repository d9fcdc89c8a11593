//! What is said, as nodes of the page.

use imagepull::words::{Part, Parts};
use yew::prelude::*;

use super::{breakable::breakable, verbatim::verbatim};

/// What is said, in its parts. A text that is none has no marks, whatever is in it.
pub fn rich(said: impl Into<Parts>) -> Html {
    nodes(&said.into())
}

fn nodes(parts: &Parts) -> Html {
    parts.iter().map(node).collect()
}

fn node(part: &Part) -> Html {
    match part {
        Part::Text(text) => breakable(text),
        Part::Code(code) => html! { <code>{ breakable(code) }</code> },
        Part::Strong(parts) => html! { <strong>{ nodes(parts) }</strong> },
        Part::Verbatim(words) => verbatim(words),
    }
}
