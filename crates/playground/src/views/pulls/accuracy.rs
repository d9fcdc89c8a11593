//! How near the simulation is to real nodes. tests/simulation/containerd.rs checks the figures.

use imagepull::words::IntoParts;

use yew::prelude::*;

use crate::{components::rich::rich, text};

/// docs/model.md, as the build adds it to the site.
const MODEL: &str = "model.html";

/// What was measured, what is exact, what is left out.
pub fn sure() -> Html {
    let paragraphs = [
        text::pulls_sure_near().into_parts(),
        text::pulls_sure_kubelet().into_parts(),
        text::pulls_sure_left_out().into_parts(),
    ];
    html! {
        <details class="each sure">
            <summary>{ text::pulls_sure_title() }</summary>
            { for paragraphs.map(|paragraph| html! { <p>{ rich(paragraph) }</p> }) }
            <p><a href={MODEL}>{ text::pulls_sure_link() }</a></p>
        </details>
    }
}
