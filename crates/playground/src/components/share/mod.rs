//! The share menu: what is on the page as links, snippets, texts and files.
//!
//! | file | what it is |
//! | --- | --- |
//! | `menu` | the dialog's content |
//! | `snippets` | link, Markdown link, frame and custom element |
//! | `open_view` | the open view, asked for its answer and drawing |
//! | `files` | files to save: their names, and the drawing as a picture |
//! | `save_button` | a button that saves one |

use web_sys::{Element, HtmlDialogElement};
use yew::prelude::*;

use super::header::Props;
use crate::text;
use menu::Menu;

mod files;
mod menu;
mod open_view;
mod save_button;
mod snippets;

/// A button, and the dialog that it opens. The browser keeps the focus in the dialog and gives it
/// back, and Escape closes it.
#[component]
pub fn Share(props: &Props) -> Html {
    let dialog = use_node_ref();
    let is_open = use_state_eq(|| false);
    let open = {
        let is_open = is_open.clone();
        Callback::from(move |_| is_open.set(true))
    };
    // Its content is there before it shows, so that the focus finds the first control.
    {
        let dialog = dialog.clone();
        use_effect_with(*is_open, move |is_open| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>()
                && *is_open
                && !dialog.open()
            {
                let _ = dialog.show_modal();
            }
        });
    }
    let onclose = {
        let is_open = is_open.clone();
        Callback::from(move |_| is_open.set(false))
    };
    let close = {
        let dialog = dialog.clone();
        Callback::from(move |_| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    // What is clicked is the dialog itself only outside of its content.
    let onclick = {
        let (dialog, close) = (dialog.clone(), close.clone());
        Callback::from(move |event: MouseEvent| {
            if event.target_dyn_into::<Element>() == dialog.cast::<Element>() {
                close.emit(event);
            }
        })
    };
    html! {
        <>
            <button type="button" aria-haspopup="dialog" onclick={open}>{ text::share_open() }</button>
            <dialog ref={dialog} class="share" aria-labelledby="share" {onclose} {onclick}>
                if *is_open {
                    <div class="share-content">
                        <div class="share-head">
                            <h2 id="share">{ text::share_title() }</h2>
                            <button type="button" class="small" onclick={close}>{ text::share_close() }</button>
                        </div>
                        <Menu state={props.state.clone()} />
                    </div>
                }
            </dialog>
        </>
    }
}
