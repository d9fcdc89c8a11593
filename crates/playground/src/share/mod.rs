//! The share menu: what is on the page as links, snippets, texts and files.
//!
//! | file | what it is |
//! | --- | --- |
//! | `menu` | the dialog's content |
//! | `exports` | what the view gives, a row each, or the reason why it is not there |
//! | `snippets` | link, Markdown link, frame and custom element |
//! | `files` | files to save: their names, and the drawing as a picture |
//! | `save_button` | a button that saves one |

use yew::prelude::*;

use crate::{
    components::{
        dialog::Dialog,
        open_dialog::{DialogProps, FetchDialog, OpenDialog},
    },
    hooks::use_language,
    parts,
    state::Props,
    text,
};
use menu::Menu;

mod exports;
mod files;
mod menu;
mod save_button;
mod snippets;

/// A button, and the dialog that it opens.
#[component]
pub fn Share(props: &Props) -> Html {
    use_language();
    let is_open = use_state_eq(|| false);
    let open = {
        let is_open = is_open.clone();
        Callback::from(move |_| is_open.set(true))
    };
    let onclose = {
        let is_open = is_open.clone();
        Callback::from(move |()| is_open.set(false))
    };
    html! {
        <>
            <button type="button" aria-haspopup="dialog" onclick={open}>{ text::share_open() }</button>
            if *is_open {
                <OpenDialog fetch={parts::share_dialog as FetchDialog} dialog={DialogProps { state: props.state.clone(), onclose }} />
            }
        </>
    }
}

#[component]
pub fn ShareDialog(props: &DialogProps) -> Html {
    use_language();
    html! {
        <Dialog title={text::share_title()} class="share" onclose={props.onclose.clone()}>
            <Menu state={props.state.clone()} />
        </Dialog>
    }
}
