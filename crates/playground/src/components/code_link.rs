//! The code of something that is said, which leads to its page.

use yew::prelude::*;

/// The page of the site with all codes.
const DIAGNOSTICS: &str = "diagnostics.html";

/// A code such as `IMG001` as a link.
pub fn code_link(code: &str) -> Html {
    html! { <a class="soft" href={format!("{DIAGNOSTICS}#{code}")}><code>{ code }</code></a> }
}
