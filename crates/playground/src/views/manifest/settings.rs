//! The cluster that the manifest is for, and its files.

use imagepull::workload::ContainerRuntime;
use web_sys::{File, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::{
    address::{
        Address,
        manifest::{RUNTIMES, runtime_named},
    },
    components::{file_input::file_button, rich::rich},
    state::Props,
    text,
};

/// What the files may be called; any other is read as well where it is dropped.
const ACCEPTED: &str = ".yaml,.yml,.json";

/// The runtime, the admission plug-in, and the button for files.
pub fn settings(props: &Props, open: Callback<Vec<File>>) -> Html {
    let choice = &props.address().manifest;
    let choose = props.edit(|address, event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let mut address: Address = address.clone();
        address.manifest.runtime = runtime_named(&select.value()).unwrap_or_default();
        address
    });
    let switch = props.edit(|address, event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        let mut address: Address = address.clone();
        address.manifest.always_pull_images = field.checked();
        address
    });
    html! {
        <div class="settings">
            <label>
                { text::manifest_settings_runtime() }
                <select onchange={choose}>
                    { for RUNTIMES.map(|(runtime, slug)| html! {
                        <option value={slug} selected={choice.runtime == runtime}>{ name(runtime) }</option>
                    }) }
                </select>
            </label>
            <label>
                <input type="checkbox" checked={choice.always_pull_images} onchange={switch} />
                <span>{ rich(text::policy_plugin()) }</span>
            </label>
            <span class="files">
                { file_button(text::manifest_files_open(), ACCEPTED, true, open) }
                <span class="soft">{ text::manifest_files_hint() }</span>
            </span>
        </div>
    }
}

fn name(runtime: ContainerRuntime) -> &'static str {
    match runtime {
        ContainerRuntime::Containerd => "containerd",
        ContainerRuntime::CriO => "CRI-O",
    }
}
