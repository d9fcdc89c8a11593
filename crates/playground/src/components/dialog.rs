//! A dialog over the page: the browser's own, which keeps the focus inside, closes with Escape and
//! gives the focus back.

use web_sys::{Element, HtmlDialogElement};
use yew::prelude::*;

use crate::{hooks::use_language, text};

/// Properties of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its heading.
    pub title: AttrValue,
    /// What the stylesheets call it.
    #[prop_or_default]
    pub class: Classes,
    /// Called when it was closed.
    pub onclose: Callback<()>,
    /// What is in it.
    pub children: Html,
}

/// A dialog that is open as long as it is drawn. A click beside it closes it too.
#[component]
pub fn Dialog(props: &Props) -> Html {
    use_language();
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = place.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
        });
    }
    let close = {
        let place = place.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = place.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    // What is clicked is the dialog itself only outside of its content.
    let onclick = {
        let (place, close) = (place.clone(), close.clone());
        Callback::from(move |event: MouseEvent| {
            if event.target_dyn_into::<Element>() == place.cast::<Element>() {
                close.emit(event);
            }
        })
    };
    let onclose = props.onclose.reform(|_: Event| ());
    html! {
        <dialog ref={place} class={props.class.clone()} aria-labelledby="dialog-title" {onclose} {onclick}>
            <div class="dialog-content">
                <div class="dialog-head">
                    <h2 id="dialog-title">{ &props.title }</h2>
                    <button type="button" class="small" onclick={close}>{ text::dialog_close() }</button>
                </div>
                { props.children.clone() }
            </div>
        </dialog>
    }
}
