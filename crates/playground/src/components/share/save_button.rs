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
    /// JSON.
    Json,
    /// A drawing as it is.
    Svg,
    /// A drawing as a picture.
    Png,
}

/// Properties of [`SaveButton`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Makes the content, for a picture its drawing; `None` where there is nothing.
    pub make: Callback<(), Option<String>>,
    /// The name of the file without its extension.
    pub name: AttrValue,
    /// What it is.
    pub kind: Kind,
    /// What it shows, for those who do not see where the button stands.
    pub what: AttrValue,
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

/// Saves a file and says where that did not work.
#[component]
pub fn SaveButton(props: &Props) -> Html {
    use_language();
    let problem = use_state_eq(|| None::<&'static str>);
    let onclick = {
        let (make, name, kind, problem) = (
            props.make.clone(),
            props.name.clone(),
            props.kind,
            problem.clone(),
        );
        Callback::from(move |_| {
            let Some(content) = make.emit(()) else {
                problem.set(Some(text::copy_nothing()));
                return;
            };
            problem.set(None);
            match kind {
                Kind::Json => save_text(&format!("{name}.json"), "application/json", &content),
                Kind::Svg => save_text(&format!("{name}.svg"), "image/svg+xml", &content),
                Kind::Png => save_picture(format!("{name}.png"), content, problem.clone()),
            }
        })
    };
    html! {
        <button type="button" class="small" {onclick}>
            <span aria-live="polite">{ problem.unwrap_or(props.kind.label()) }</span>
            <span class="visually-hidden">{ format!(" {}", props.what) }</span>
        </button>
    }
}

fn save_picture(name: String, drawing: String, problem: UseStateHandle<Option<&'static str>>) {
    spawn_local(async move {
        match picture(&drawing, SCALE).await {
            Ok(blob) => save(&name, blob.unchecked_ref::<Blob>()),
            Err(_) => problem.set(Some(text::share_no_picture())),
        }
    });
}
