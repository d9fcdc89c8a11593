//! The digest of a file of any size, taken piece by piece so that the page goes on meanwhile.

use std::{cell::Cell, rc::Rc};

use imagepull::digest::{Algorithm, Hashing};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    File,
    js_sys::{Error, Uint8Array},
};
use yew::prelude::*;

use crate::{
    components::{
        copy_button::CopyButton,
        fields::choice,
        file_input::{allow_drop, file_button, take_drop},
        rich::rich,
    },
    hooks::use_language,
    text,
};

/// A piece of a file, in bytes: its digest takes a few milliseconds.
const PIECE_BYTES: f64 = 1_048_576.0;

/// How far a file is.
#[derive(Clone, PartialEq)]
enum Progress {
    Nothing,
    Reading { name: String, percent: f64 },
    Done { name: String, digest: String },
    Failed(String),
}

/// A file that is read, until this is dropped.
struct Reading {
    is_stopped: Rc<Cell<bool>>,
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.is_stopped.set(true);
    }
}

/// Properties of [`FileDigest`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The digest that is compared, alone or behind an image name; empty: none.
    pub digest: AttrValue,
}

/// A button that chooses a file, the algorithm, how far the file is read, and its digest.
#[component]
pub fn FileDigest(props: &Props) -> Html {
    use_language();
    let progress = use_state_eq(|| Progress::Nothing);
    let file = use_state_eq(|| None::<File>);
    let chosen = use_state_eq(|| None::<Algorithm>);
    let expected = expected(&props.digest);
    let algorithm = chosen.or(expected.as_ref().map(|it| it.0));
    let algorithm = algorithm.unwrap_or_default();
    {
        let progress = progress.clone();
        // Another file or algorithm begins anew; the reading before stops as it goes.
        use_effect_with(((*file).clone(), algorithm), move |(file, algorithm)| {
            let reading = file
                .as_ref()
                .map(|file| read(file, *algorithm, move |it| progress.set(it)));
            move || drop(reading)
        });
    }
    let open = {
        let file = file.clone();
        Callback::from(move |files: Vec<File>| {
            if let Some(first) = files.into_iter().next() {
                file.set(Some(first));
            }
        })
    };
    let stop = {
        let progress = progress.clone();
        Callback::from(move |_| {
            file.set(None);
            if let Progress::Reading { name, .. } = &*progress {
                progress.set(Progress::Failed(text::platforms_file_stopped(name)));
            }
        })
    };
    let choose = Callback::from(move |name: String| chosen.set(Algorithm::from_name(&name).ok()));
    let algorithms = Algorithm::ALL.map(|it| (it.name(), it.name()));
    let expected = expected.filter(|it| it.0 == algorithm);
    html! {
        // What is dropped here is no document of the view around it.
        <section class="file-digest" ondragover={allow_drop()} ondrop={take_drop(open.clone()).reform(alone)}>
            <h2>{ text::platforms_file_title() }</h2>
            <div class="row">
                { choice(text::platforms_file_algorithm(), algorithm.name(), &algorithms, &choose) }
            </div>
            <p class="files">
                { file_button(text::platforms_file_choose(), "", false, open) }
                { " " }<span class="soft">{ text::platforms_file_note() }</span>
            </p>
            { shown(&progress, expected.as_ref().map(|it| &*it.1), stop) }
        </section>
    }
}

/// A drop that nothing around the place hears of.
fn alone(event: DragEvent) -> DragEvent {
    event.stop_propagation();
    event
}

fn shown(progress: &Progress, expected: Option<&str>, stop: Callback<MouseEvent>) -> Html {
    match progress {
        Progress::Nothing => Html::default(),
        Progress::Reading { name, percent } => {
            let label = text::platforms_file_reading(name, percent);
            html! {
                <p>
                    <progress max="100" value={percent.to_string()} aria-label={label.clone()} />{ " " }{ label }{ " " }
                    <button type="button" class="small" onclick={stop}>{ text::platforms_file_stop() }</button>
                </p>
            }
        }
        Progress::Done { name, digest } => html! {
            <div role="status">
                <p>{ name }{ ": " }<code>{ digest }</code>{ " " }<CopyButton copied={digest.clone()} what={text::platforms_file_what()} /></p>
                { for expected.map(|expected| if expected == digest {
                    html! { <p class="good">{ text::platforms_file_same() }</p> }
                } else {
                    html! { <p class="bad">{ rich(text::platforms_file_other()) }</p> }
                }) }
            </div>
        },
        Progress::Failed(why) => html! { <p class="bad" role="alert">{ why }</p> },
    }
}

/// The algorithm and the digest that are compared.
fn expected(written: &str) -> Option<(Algorithm, Rc<str>)> {
    let digest = written.trim();
    let digest = digest.rsplit_once('@').map_or(digest, |(_, digest)| digest);
    let (name, _) = digest.split_once(':')?;
    Some((Algorithm::from_name(name).ok()?, digest.into()))
}

/// Reads a file and tells how far it is, and its digest.
fn read(file: &File, algorithm: Algorithm, tell: impl Fn(Progress) + 'static) -> Reading {
    let is_stopped = Rc::new(Cell::new(false));
    let reading = Reading {
        is_stopped: is_stopped.clone(),
    };
    let file = file.clone();
    spawn_local(async move {
        let (name, size) = (file.name(), file.size());
        let mut hashing = Hashing::new(algorithm);
        let mut at = 0.0;
        while at < size && !is_stopped.get() {
            tell(Progress::Reading {
                name: name.clone(),
                percent: (at / size * 100.0).floor(),
            });
            match piece(&file, at).await {
                Ok(bytes) => hashing.update(&bytes),
                Err(error) => {
                    let why = Error::from(error).message();
                    let why = text::platforms_file_failed(name, String::from(why));
                    return tell(Progress::Failed(why));
                }
            }
            at += PIECE_BYTES;
        }
        if !is_stopped.get() {
            let digest = hashing.digest();
            tell(Progress::Done { name, digest });
        }
    });
    reading
}

async fn piece(file: &File, from: f64) -> Result<Vec<u8>, JsValue> {
    let piece = file.slice_with_f64_and_f64(from, from + PIECE_BYTES)?;
    let buffer = JsFuture::from(piece.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
