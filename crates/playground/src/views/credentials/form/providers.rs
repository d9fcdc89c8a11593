//! The credential providers of the kubelet.

use yew::prelude::*;

use super::{Props, entries::entries, read_names, write_names};
use crate::{
    components::fields::{TextField, choice, remove},
    text,
};

pub fn provider(props: &Props, index: usize) -> Html {
    let provider = &props.given.providers[index];
    let set_name = props.edit_name(move |given, name| given.providers[index].name = name);
    let set_matched = props.edit_name(move |given, names| {
        given.providers[index].match_images = read_names(&names);
    });
    let set_cache = props.edit(move |given, kind| given.providers[index].cache_key_type = kind);
    let drop_provider = props.edit(move |given, ()| {
        given.providers.remove(index);
    });
    let cache = [
        ("", text::credentials_form_cache_not_said()),
        ("Image", "Image"),
        ("Registry", "Registry"),
        ("Global", "Global"),
    ];
    html! {
        <div class="item" role="group" aria-label={text::credentials_source_provider_named(&provider.name).without_marks()}>
            <div class="row">
                <TextField label={text::credentials_form_name()} value={provider.name.clone()} at_once=true onchange={set_name} />
                { choice("cacheKeyType", &provider.cache_key_type, &cache, &set_cache) }
                { remove(&provider.name, &drop_provider) }
            </div>
            <div class="row">
                <TextField label={"matchImages"} value={write_names(&provider.match_images)} onchange={set_matched} />
            </div>
            <p class="soft">{ text::credentials_form_answer() }</p>
            { entries(props, &provider.name, &provider.entries, move |given| &mut given.providers[index].entries) }
        </div>
    }
}
