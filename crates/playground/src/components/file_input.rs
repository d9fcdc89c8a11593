//! Files that a person chooses, or drops on a part of the page.

use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File, FileList, HtmlInputElement};
use yew::prelude::*;

/// The most that is read from files at once, in bytes.
pub const LARGEST: f64 = 1024.0 * 1024.0;

/// A button that lets files be chosen: several, or one at a time.
pub fn file_button(
    label: &'static str,
    accept: &'static str,
    several: bool,
    opened: Callback<Vec<File>>,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        opened.emit(all(field.files()));
        // The same file can be chosen again, changed or not.
        field.set_value("");
    });
    html! {
        <label class="button small">
            { label }
            <input class="visually-hidden" type="file" multiple={several} {accept} {onchange} />
        </label>
    }
}

/// What a part of the page does when files are dropped on it; it needs [`allow_drop`], too.
pub fn take_drop(opened: Callback<Vec<File>>) -> Callback<DragEvent> {
    Callback::from(move |event: DragEvent| {
        let files = all(event.data_transfer().and_then(|it| it.files()));
        if !files.is_empty() {
            event.prevent_default();
            opened.emit(files);
        }
    })
}

/// Lets files be dropped: without that the browser opens them in place of the page.
pub fn allow_drop() -> Callback<DragEvent> {
    Callback::from(|event: DragEvent| {
        let types = event.data_transfer().map(|transfer| transfer.types());
        if types.is_some_and(|types| types.includes(&"Files".into(), 0)) {
            event.prevent_default();
        }
    })
}

/// The text of a file; `None` where the browser cannot read it.
pub async fn text_of(file: &File) -> Option<String> {
    let text = JsFuture::from(file.text()).await;
    text.ok()?.as_string()
}

fn all(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else {
        return Vec::new();
    };
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}
