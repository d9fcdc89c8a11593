//! The images and their layers.

use imagepull::simulate::scenario::{Image, Layer, defaults};
use yew::prelude::*;

use super::{
    Props, edits,
    fields::{NumberField, TextField, Unit, add, remove, switch},
};
use crate::text;

/// All images.
pub fn images(props: &Props) -> Html {
    html! {
        <fieldset>
            <legend>{ text::pulls_edit_images() }</legend>
            { for props.scenario.images.iter().map(|(key, it)| image(props, key, it)) }
            { add(text::pulls_edit_add_image(), &props.edit(|scenario, ()| edits::add_image(scenario))) }
        </fieldset>
    }
}

fn image(props: &Props, key: &str, image: &Image) -> Html {
    let rename = with_key(key, |key| {
        props.edit_name(move |scenario, name| edits::rename_image(scenario, &key, &name))
    });
    let set_index = with_key(key, |key| {
        props.edit(move |scenario, is_index: bool| {
            if let Some(image) = scenario.images.get_mut(&key) {
                image.index = (!is_index).then_some(false);
            }
        })
    });
    let add_layer = with_key(key, |key| {
        props.edit(move |scenario, ()| {
            if let Some(image) = scenario.images.get_mut(&key) {
                image.layers.push(edits::new_layer());
            }
        })
    });
    let remove_image = with_key(key, |key| {
        props.edit(move |scenario, ()| edits::remove_image(scenario, &key))
    });
    html! {
        <div class="item" role="group" aria-label={text::pulls_edit_image_named(key)} key={key}>
            <div class="row">
                <TextField label={text::pulls_edit_image()} value={key.to_owned()} onchange={rename} />
                { switch(text::pulls_edit_index(), image.index.unwrap_or(true), &set_index) }
                { remove(key, &remove_image) }
            </div>
            { for image.layers.iter().enumerate().map(|(index, it)| layer(props, key, index, it)) }
            <div class="row">{ add(text::pulls_edit_add_layer(), &add_layer) }</div>
        </div>
    }
}

fn layer(props: &Props, key: &str, index: usize, layer: &Layer) -> Html {
    let number = index + 1;
    let name = text::pulls_edit_layer_number(number);
    let set_bytes = edit_layer(props, key, index, |layer, bytes: Option<f64>| {
        // A layer has a size; an empty field leaves the last one.
        layer.bytes = bytes.unwrap_or(layer.bytes);
    });
    let set_unpacked = edit_layer(props, key, index, |layer, bytes| {
        layer.unpacked_bytes = bytes;
    });
    let set_digest = with_key(key, |key| {
        props.edit_name(move |scenario, digest: String| {
            edits::share_layer(scenario, &key, index, &digest);
            true
        })
    });
    let remove_layer = with_key(key, |key| {
        props.edit(move |scenario, ()| {
            if let Some(image) = scenario.images.get_mut(&key) {
                image.layers.remove(index);
            }
        })
    });
    let unpacked = Unit::Megabytes.write(layer.bytes * defaults::UNPACKED_RATIO);
    html! {
        <div class="row part layer">
            <NumberField label={text::pulls_edit_layer(number)} unit={Unit::Megabytes} value={layer.bytes} onchange={set_bytes} />
            <NumberField
                label={text::pulls_edit_unpacked()} unit={Unit::Megabytes} value={layer.unpacked_bytes} default={unpacked}
                onchange={set_unpacked}
            />
            <TextField label={text::pulls_edit_digest()} default={text::pulls_edit_digest_own()} value={layer.digest.clone().unwrap_or_default()} onchange={set_digest} />
            { remove(&name, &remove_layer) }
        </div>
    }
}

/// A callback for one image, which it finds by its key.
fn with_key<T>(key: &str, callback: impl FnOnce(String) -> T) -> T {
    callback(key.to_owned())
}

fn edit_layer<V: Copy + 'static>(
    props: &Props,
    key: &str,
    index: usize,
    change: impl Fn(&mut Layer, V) + 'static,
) -> Callback<V> {
    let key = key.to_owned();
    props.edit(move |scenario, value| {
        edits::change_layer(scenario, &key, index, |layer| change(layer, value));
    })
}
