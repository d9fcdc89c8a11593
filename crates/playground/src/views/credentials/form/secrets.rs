//! The Secrets of the cluster.

use yew::prelude::*;

use super::{Props, entries::entries};
use crate::{
    components::fields::{TextField, choice, remove},
    text,
    views::credentials::input::{DOCKER_CFG, DOCKER_CONFIG_JSON},
};

pub fn secret(props: &Props, index: usize) -> Html {
    let secret = &props.given.secrets[index];
    let set_name = props.edit_name(move |given, name| given.secrets[index].name = name);
    let set_type = props.edit(move |given, kind: String| {
        given.secrets[index].r#type = if kind == DOCKER_CONFIG_JSON {
            String::new()
        } else {
            kind
        };
    });
    let set_data_key = props.edit_name(move |given, key| given.secrets[index].data_key = key);
    let drop_secret = props.edit(move |given, ()| {
        given.secrets.remove(index);
    });
    let types = [
        (DOCKER_CONFIG_JSON, DOCKER_CONFIG_JSON),
        (DOCKER_CFG, DOCKER_CFG),
        ("Opaque", "Opaque"),
    ];
    html! {
        <div class="item" role="group" aria-label={text::credentials_source_secret_named(&secret.name).without_marks()}>
            <div class="row">
                <TextField label={text::credentials_form_name()} value={secret.name.clone()} at_once=true onchange={set_name} />
                <TextField
                    label={text::credentials_form_namespace()} value={secret.namespace.clone()} default={props.given.pod.namespace().to_owned()}
                    onchange={props.edit_name(move |given, name| given.secrets[index].namespace = name)}
                />
                { remove(&secret.name, &drop_secret) }
            </div>
            <div class="row">
                { choice(text::credentials_form_type(), secret.kind(), &types, &set_type) }
                <TextField
                    label={text::credentials_form_data_key()} value={secret.data_key.clone()} default={secret.data_key().to_owned()}
                    onchange={set_data_key}
                />
            </div>
            { entries(props, &secret.name, &secret.entries, move |given| &mut given.secrets[index].entries) }
        </div>
    }
}
