//! The rules that led to an answer, each with its source.

use imagepull::why::Reason;
use yew::prelude::*;

use super::verbatim::marked;
use crate::text;

/// One paragraph a rule.
pub fn reasons(why: &[Reason]) -> Html {
    why.iter()
        .map(|why| {
            html! { <p class="soft">{ marked(&why.text) }{ " " }{ source(why.source) }</p> }
        })
        .collect()
}

/// The link to where a rule comes from.
pub fn source(link: &'static str) -> Html {
    html! { <a href={link}>{ text::source() }</a> }
}
