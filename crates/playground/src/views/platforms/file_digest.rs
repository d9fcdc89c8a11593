//! The digest of a file of any size, taken in a worker with progress.

use std::rc::Rc;

use imagepull::digest::Algorithm;
use wasm_bindgen::prelude::*;
use web_sys::{File, js_sys::Function};
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

#[wasm_bindgen(module = "/js/digest.js")]
extern "C" {
    /// Begins with a file; answers what stops it.
    #[wasm_bindgen(js_name = digestOfFile)]
    fn digest_of_file(file: &File, algorithm: &str, told: &JsValue) -> Function;
}

/// What the worker tells: bytes that are read, then the digest or what went wrong.
type Told = Closure<dyn Fn(f64, Option<String>, Option<String>)>;

/// How far a file is.
#[derive(Clone, PartialEq)]
enum Progress {
    Nothing,
    Reading { name: String, share: f64 },
    Done { name: String, digest: String },
    Failed(String),
}

/// A file that is read.
struct Reading {
    stop: Function,
    // Lives as long as it is told anything.
    _told: Told,
}

impl Drop for Reading {
    fn drop(&mut self) {
        let _ = self.stop.call0(&JsValue::NULL);
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
            <h3>{ text::platforms_file_title() }</h3>
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
        Progress::Reading { name, share } => {
            let percent = (share * 100.0).floor();
            let label = text::platforms_file_reading(name, percent);
            html! {
                <p>
                    <progress max="1" value={share.to_string()} aria-label={label.clone()} />{ " " }{ label }{ " " }
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

fn read(file: &File, algorithm: Algorithm, tell: impl Fn(Progress) + 'static) -> Reading {
    let (name, size) = (file.name(), file.size());
    tell(Progress::Reading {
        name: name.clone(),
        share: 0.0,
    });
    let told: Told = Closure::new(move |read: f64, digest, error: Option<String>| {
        let name = name.clone();
        tell(match (digest, error) {
            (Some(digest), _) => Progress::Done { name, digest },
            (None, Some(error)) => Progress::Failed(text::platforms_file_failed(name, error)),
            (None, None) => Progress::Reading {
                name,
                share: (read / size.max(1.0)).min(1.0),
            },
        });
    });
    let stop = digest_of_file(file, algorithm.name(), told.as_ref());
    Reading { stop, _told: told }
}
