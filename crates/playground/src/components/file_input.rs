//! Files that a person chooses, or drops on a part of the page.

use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File, FileList, HtmlInputElement, js_sys::Uint8Array};
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

/// The text of a file, without the mark that may be before it; `None` where the browser cannot
/// read it, or where it is none in UTF-8: a picture or an archive.
pub async fn text_of(file: &File) -> Option<String> {
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    text_in(Uint8Array::new(&bytes).to_vec())
}

/// The text that bytes are. A zero is in no text that a person wrote; in most others there is one.
fn text_in(bytes: Vec<u8>) -> Option<String> {
    let text = String::from_utf8(bytes).ok()?;
    if text.contains('\0') {
        return None;
    }
    Some(match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    })
}

fn all(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else {
        return Vec::new();
    };
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::text_in;

    #[test]
    fn only_a_text_is_read() {
        let rows: [(&[u8], Option<&str>); 7] = [
            (b"", Some("")),
            (b"a: 1\r\n", Some("a: 1\r\n")),
            ("é 한 😀".as_bytes(), Some("é 한 😀")),
            (b"\xef\xbb\xbfa: 1", Some("a: 1")),
            (b"\x89PNG\r\n\x1a\n", None),
            (b"PK\x03\x04\0\0", None),
            // UTF-16, as some shells of Windows write it.
            (b"\xff\xfea\0:\0", None),
        ];
        for (bytes, text) in rows {
            assert_eq!(text_in(bytes.to_vec()).as_deref(), text, "{bytes:?}");
        }
    }
}
