//! A button that saves a file, made only then.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::prelude::*;

use super::files::picture;
use crate::{
    components::save::{save, save_text},
    hooks::use_language,
    text,
};

/// Pixels of a picture for each of the drawing's own: sharp on screens of twice the density.
const SCALE: f64 = 2.0;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Json,
    /// A drawing as it is.
    Svg,
    /// A drawing as a picture.
    Png,
}

/// Properties of [`SaveButton`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Makes the content, for a picture its drawing; `None` where there is none: who makes it says
    /// why.
    pub make: Callback<(), Option<String>>,
    /// The name of the file without its extension.
    pub name: AttrValue,
    /// What it is.
    pub kind: Kind,
    /// What it shows, for those who do not see where the button is.
    pub what: AttrValue,
    /// Is called with the reason where a picture cannot be made.
    pub failed: Callback<String>,
}

impl Kind {
    fn label(self) -> &'static str {
        match self {
            Self::Json => text::share_save(),
            Self::Svg => text::share_save_svg(),
            Self::Png => text::share_save_png(),
        }
    }
}

/// Saves a file.
#[component]
pub fn SaveButton(props: &Props) -> Html {
    use_language();
    let onclick = {
        let (make, name) = (props.make.clone(), props.name.clone());
        let (kind, failed) = (props.kind, props.failed.clone());
        Callback::from(move |_| {
            let Some(content) = make.emit(()) else {
                return;
            };
            match kind {
                Kind::Json => save_text(&format!("{name}.json"), "application/json", &content),
                Kind::Svg => save_text(&format!("{name}.svg"), "image/svg+xml", &content),
                Kind::Png => save_picture(format!("{name}.png"), content, failed.clone()),
            }
        })
    };
    html! {
        <button type="button" class="small" {onclick}>
            { props.kind.label() }
            <span class="visually-hidden">{ format!(" {}", props.what) }</span>
        </button>
    }
}

fn save_picture(name: String, drawing: String, failed: Callback<String>) {
    spawn_local(async move {
        match picture(&drawing, SCALE).await {
            Ok(blob) => save(&name, blob.unchecked_ref::<Blob>()),
            Err(_) => failed.emit(text::share_no_picture().to_owned()),
        }
    });
}
