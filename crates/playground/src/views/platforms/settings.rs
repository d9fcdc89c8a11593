//! The platform of the node, and the digest that is pinned.

use imagepull::platform::parse_platform;
use yew::prelude::*;

use super::{Props, change};
use crate::{
    components::{fields::written, remarks::remarks},
    hooks::use_language,
    text,
};

/// The platforms that are one click away.
const OFFERED: [&str; 5] = [
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
    "linux/s390x",
    "windows(10.0.20348)/amd64",
];

/// The two fields.
#[component]
pub fn Settings(props: &Props) -> Html {
    use_language();
    let choice = &props.address().platforms;
    let platform = change(props, move |choice, event: InputEvent| {
        choice.platform = written(&event);
    });
    let digest = change(props, move |choice, event: InputEvent| {
        choice.digest = written(&event);
    });
    let repair = change(props, |choice, platform: String| choice.platform = platform);
    let said = parse_platform(choice.platform.trim(), "linux/amd64").diagnostics;
    let said: Vec<_> = said.iter().collect();
    html! {
        <div class="platform-settings">
            <label class="field">
                <span>{ text::platforms_settings_node() }</span>
                <input type="text" class="code" value={choice.platform.clone()} oninput={platform}
                    spellcheck="false" autocapitalize="off" autocomplete="off" aria-invalid={(!said.is_empty()).then_some("true")} />
            </label>
            <p class="chips" role="group" aria-label={text::platforms_settings_offered()}>
                { for OFFERED.map(|offered| chip(offered, props)) }
            </p>
            { remarks(&said, &repair) }
            <label class="field pinned">
                <span>{ text::platforms_settings_digest() }</span>
                <input type="text" class="code" value={choice.digest.clone()} oninput={digest}
                    placeholder="sha256:…" spellcheck="false" autocapitalize="off" autocomplete="off" />
            </label>
        </div>
    }
}

fn chip(offered: &'static str, props: &Props) -> Html {
    let is_chosen = props.address().platforms.platform.trim() == offered;
    let onclick = change(props, move |choice, _: MouseEvent| {
        offered.clone_into(&mut choice.platform);
    });
    html! {
        <button type="button" class="small code" aria-pressed={is_chosen.to_string()} {onclick}>{ offered }</button>
    }
}
