//! The field for one image name, above the views that are about one.

use yew::prelude::*;

use crate::{
    address::Address,
    components::fields::written,
    hooks::{brought::take_paste, use_language},
    state::Props,
    text,
};

/// What stands for the image where none is written.
pub const PROPOSED: &str = "nginx:1.27";

/// The longest name that is drawn, in bytes. None that can be pulled comes near: a host has at most
/// 253 characters, a path 255, a tag 128. A browser takes seconds for each copy of a very long one.
const MAX_DRAWN: usize = 4096;

/// What is said instead of an answer that would draw a name where it is too long for that.
pub fn too_long(image: &str) -> Option<Html> {
    (image.len() > MAX_DRAWN).then(|| {
        let said = text::image_long(text::grouped(image.len()), text::grouped(MAX_DRAWN));
        html! { <p class="answer" role="status">{ said }</p> }
    })
}

/// The image that a view is about.
pub fn shown_image(address: &Address) -> &str {
    match address.first_image() {
        "" => PROPOSED,
        image => image,
    }
}

/// A field with the first image of the page.
#[component]
pub fn ImageField(props: &Props) -> Html {
    use_language();
    let oninput = edit_image(props).reform(|event: InputEvent| written(&event));
    let onpaste = take_paste(props, edit_image(props));
    html! {
        <>
            <label class="image-label" for="image">{ text::image_label() }</label>
            <input
                id="image" class="image-input one-image" type="text" {oninput} {onpaste}
                value={props.address().first_image().to_owned()} placeholder={PROPOSED}
                spellcheck="false" autocomplete="off" autocapitalize="off"
            />
        </>
    }
}

/// A callback that writes another image.
pub fn edit_image(props: &Props) -> Callback<String> {
    props.change(|state, image| state.address.set_image(image))
}
