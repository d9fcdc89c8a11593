//! Texts and files that a person pastes: taken apart into what is given. The text itself is kept
//! only where a part of it could not be read, and then without its secrets.

use gloo::utils::document;
use imagepull::{credentials::pasted::masked, diagnostic::Diagnostic, releases::Release};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{input::Input, tried::HEADING};
use crate::{
    address::View,
    components::{
        breakable::breakable,
        elsewhere::offer,
        fields::{choice, typed, wrap},
        file_input::{LARGEST, allow_drop, file_button, take_drop, text_of},
        remarks::remarks_on_lines,
        rich::rich,
    },
    hooks::{
        brought::{use_brought, use_elsewhere},
        use_draft, use_language,
    },
    state::Props as PageProps,
    text,
};
use paste_outcome::{ConfigJson, PasteOutcome, PodImage, take};

pub(in crate::views) mod paste_outcome;

/// The id of the field.
const FIELD: &str = "pasted-credentials";

/// A text that grows by more than this at once was not typed, in bytes.
const TYPED: usize = 8;

/// Names in the list of what was taken over.
const NAMED: usize = 6;

/// Properties of [`Paste`].
#[derive(Properties, PartialEq)]
pub struct Props {
    pub page: PageProps,
    pub given: Input,
    /// The release whose kubelet reads configurations.
    pub release: Release,
    /// Whether what is given is an example.
    pub is_example: bool,
    /// What shall be given, and the image that came with it.
    pub give: Callback<(Input, Option<String>)>,
}

/// What is said of the last text.
#[derive(Clone, Default, PartialEq)]
struct Said {
    taken: Option<String>,
    problem: Option<String>,
    /// With the line of each.
    diagnostics: Vec<(Diagnostic, Option<usize>)>,
    images: Vec<PodImage>,
}

/// The field, its buttons, and what came of the last text.
#[component]
pub fn Paste(props: &Props) -> Html {
    use_language();
    let left = use_draft(
        |drafts| drafts.credentials.unread.clone(),
        |drafts, text| drafts.credentials.unread = text,
    );
    let said = use_state_eq(Said::default);
    let config = use_state_eq(ConfigJson::default);
    // How long the text of the field is: keys come faster than what is drawn for them.
    let length = use_mut_ref(|| left.len());
    let leave = {
        let (left, length) = (left.clone(), length.clone());
        Callback::from(move |text: String| {
            *length.borrow_mut() = text.len();
            left.set(text);
        })
    };
    let take_over = take_over(props, *config, &said, &leave);
    let oninput = {
        let (take_over, leave) = (take_over.clone(), leave.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlTextAreaElement = event.target_unchecked_into();
            let text = typed(&event);
            let is_typed = text.len() <= *length.borrow() + TYPED;
            if is_typed {
                let text = masked(&text);
                field.set_value(&text);
                leave.emit(text);
            } else {
                // The field is emptied even where it shows the same as before.
                field.set_value("");
                take_over.emit(text);
            }
        })
    };
    let read = {
        let (left, take_over) = (left.clone(), take_over.clone());
        Callback::from(move |_: MouseEvent| {
            let is_complete = take_over.emit((*left).clone());
            if is_complete {
                focus_answer();
            }
        })
    };
    let clear = {
        let (said, leave, give) = (said.clone(), leave.clone(), props.give.clone());
        Callback::from(move |_: MouseEvent| {
            said.set(Said::default());
            leave.emit(String::new());
            give.emit((Input::default(), None));
        })
    };
    use_brought(&props.page, View::Credentials, {
        let take_over = take_over.clone();
        Callback::from(move |text: AttrValue| {
            take_over.emit(text.to_string());
        })
    });
    let open = open(&said, &take_over);
    // What another view reads is none of what could not be read here.
    let elsewhere = use_elsewhere(&AttrValue::from((*left).clone()), View::Credentials);
    let elsewhere = elsewhere.filter(|it| it.is_sure && said.taken.is_none());
    html! {
        <div class="paste" ondragover={allow_drop()} ondrop={take_drop(open.clone())}>
            <label for={FIELD}>{ rich(text::credentials_paste_label()) }</label>
            <textarea
                id={FIELD} class="code" rows="3" wrap={wrap(&left)} spellcheck="false" autocomplete="off" autocapitalize="off"
                aria-describedby="pasted-privacy" value={(*left).clone()} {oninput}
            />
            <div class="files">
                if !left.is_empty() { <button type="button" class="small" onclick={read}>{ text::credentials_paste_read() }</button> }
                { file_button(text::credentials_paste_open(), ".json,.yaml,.yml,.dockercfg,.dockerconfigjson", true, open) }
                { config_choice(&config) }
                <button type="button" class="small" onclick={clear}>{ text::credentials_paste_clear() }</button>
            </div>
            <p id="pasted-privacy" class="soft">{ text::credentials_paste_privacy() }</p>
            <div role="status">
                if let Some(taken) = &said.taken { <p>{ taken }</p> }
                { images(&said.images, props) }
            </div>
            if let Some(brought) = elsewhere {
                { offer(&props.page.state, brought) }
            } else {
                if let Some(problem) = &said.problem { <p class="bad" role="alert">{ problem }</p> }
                { remarks_on_lines(&said.diagnostics) }
            }
        </div>
    }
}

fn config_choice(config: &UseStateHandle<ConfigJson>) -> Html {
    const NODE: &str = "node";
    const SECRET: &str = "secret";
    let choose = {
        let config = config.clone();
        Callback::from(move |chosen: String| {
            config.set(if chosen == SECRET {
                ConfigJson::InSecret
            } else {
                ConfigJson::OfNode
            });
        })
    };
    let chosen = match **config {
        ConfigJson::OfNode => NODE,
        ConfigJson::InSecret => SECRET,
    };
    let options = [
        (NODE, text::credentials_paste_config_node()),
        (SECRET, text::credentials_paste_config_secret()),
    ];
    choice(
        text::credentials_paste_config_is(),
        chosen,
        &options,
        &choose,
    )
}

/// With nothing left to read the button goes, and the focus of the keyboard with it: the heading of
/// the answer takes it, or where there is none the field.
fn focus_answer() {
    let heading = document().get_element_by_id(HEADING);
    let target = heading.or_else(|| document().get_element_by_id(FIELD));
    if let Some(target) = target.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = target.focus();
    }
}

/// A callback that reads a text and gives what it holds. It answers whether nothing of it is left.
fn take_over(
    props: &Props,
    config: ConfigJson,
    said: &UseStateHandle<Said>,
    leave: &Callback<String>,
) -> Callback<String, bool> {
    let (said, leave, give) = (said.clone(), leave.clone(), props.give.clone());
    let release = props.release;
    // An example makes room for what is one's own.
    let base = if props.is_example {
        Input::default()
    } else {
        props.given.clone()
    };
    Callback::from(move |text: String| {
        let taken = take(base.clone(), &text, config, release);
        said.set(text_outcome(&text, &taken));
        leave.emit(if taken.is_incomplete {
            masked(&text)
        } else {
            String::new()
        });
        if !taken.what.is_empty() {
            let image = taken.images.into_iter().next();
            give.emit((taken.given, image.map(|it| it.image)));
        }
        !taken.is_incomplete
    })
}

fn text_outcome(text: &str, taken: &PasteOutcome) -> Said {
    let line = |it: &Diagnostic| {
        let before = text.get(..it.span?.start)?;
        Some(before.matches('\n').count() + 1)
    };
    Said {
        taken: (!taken.what.is_empty()).then(|| text::credentials_paste_taken(list(&taken.what))),
        problem: taken.is_incomplete.then(|| {
            if taken.what.is_empty() {
                text::credentials_paste_nothing().to_owned()
            } else {
                text::credentials_paste_some_left().to_owned()
            }
        }),
        diagnostics: taken
            .diagnostics
            .iter()
            .map(|it| (it.clone(), line(it)))
            .collect(),
        images: taken.images.clone(),
    }
}

fn list(what: &[String]) -> String {
    let mut named: Vec<String> = what.iter().take(NAMED).cloned().collect();
    if what.len() > NAMED {
        named.push(text::credentials_paste_what_more(what.len() - NAMED));
    }
    named.join(", ")
}

/// A button for each image of a Pod that has several.
fn images(images: &[PodImage], props: &Props) -> Html {
    if images.len() < 2 {
        return Html::default();
    }
    html! {
        <div class="files">
            <span class="soft">{ text::credentials_paste_images() }</span>
            { for images.iter().take(NAMED).map(|image| {
                let (give, given, chosen) = (props.give.clone(), props.given.clone(), image.clone());
                let onclick = Callback::from(move |_: MouseEvent| {
                    give.emit((chosen.pulled_with(given.clone()), Some(chosen.image.clone())));
                });
                html! { <button type="button" class="small" {onclick}><code>{ breakable(&image.image) }</code></button> }
            }) }
        </div>
    }
}

/// A callback that reads files, one after the other as documents of one text.
fn open(said: &UseStateHandle<Said>, take_over: &Callback<String, bool>) -> Callback<Vec<File>> {
    let (said, take_over) = (said.clone(), take_over.clone());
    Callback::from(move |files: Vec<File>| {
        let (said, take_over) = (said.clone(), take_over.clone());
        spawn_local(async move {
            match read(&files).await {
                Ok(text) => {
                    take_over.emit(text);
                }
                Err(problem) => said.set(Said {
                    problem: Some(problem),
                    ..Said::default()
                }),
            }
        });
    })
}

async fn read(files: &[File]) -> Result<String, String> {
    let mut texts = Vec::new();
    let mut size = 0.0;
    for file in files {
        let name = file.name();
        size += file.size();
        if size > LARGEST {
            return Err(text::credentials_paste_large(name));
        }
        let text = text_of(file).await;
        texts.push(text.ok_or_else(|| text::credentials_paste_unreadable(name))?);
    }
    Ok(texts.join("\n---\n"))
}
