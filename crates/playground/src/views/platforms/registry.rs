//! The document of an image: asked of its registry by a press of the button that names it, or
//! printed by a command where the registry forbids that.

use std::{cell::RefCell, rc::Rc};

use imagepull::{containerd::ContainerdRelease, image::parse_image, registry::Target};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    address::Address,
    components::{
        breakable::breakable,
        copy_button::CopyButton,
        embedded::open_whole,
        image_field::{ImageField, shown_image},
        rich::rich,
        verbatim::{marked, verbatim},
    },
    hooks::{is_in_another_site, use_language},
    registry::{Asking, Credentials, FailureAt, Fetched, Question, Unanswered, fetch_image},
    state::Props as ViewProps,
    text,
};

/// How far a question is.
#[derive(Clone, PartialEq)]
enum Progress {
    Nothing,
    Asking(String),
    /// User and password would go to another host.
    Elsewhere(Rc<Elsewhere>),
    /// It came when something else was written.
    Offered(Rc<Came>),
    Answered(String),
    Failed(Rc<FailureAt>),
    /// The index came, but not what the platform takes of it.
    Lacking(Rc<FailureAt>),
}

/// User and password that wait for a person to read where they would go.
#[derive(PartialEq)]
struct Elsewhere {
    server: String,
    credentials: Credentials,
}

/// An answer.
#[derive(PartialEq)]
struct Came {
    image: String,
    host: String,
    fetched: Fetched,
}

/// What an answer stands for in the page: the image and the document. A question for one is not
/// answered by writing over another.
#[derive(PartialEq)]
struct Place(String, String, String);

impl Place {
    fn new(address: &Address) -> Self {
        let choice = &address.platforms;
        Self(
            asked_image(address),
            choice.document.to_string(),
            choice.preset.clone(),
        )
    }
}

/// What the page shows, for what comes later than the press that asked for it: by then something
/// else may be written.
#[hook]
fn use_newest(props: &ViewProps) -> Rc<RefCell<ViewProps>> {
    let newest = use_mut_ref(|| props.clone());
    newest.borrow_mut().clone_from(props);
    newest
}

/// Properties of [`FromRegistry`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Those of the view.
    pub view: ViewProps,
    /// Whether the document that is shown is an example.
    pub is_example: bool,
    /// Takes the document that came.
    pub write: Callback<String>,
    /// Takes the documents that came with it.
    pub put_beside: Callback<Vec<String>>,
}

/// The image, the button that asks, and the commands.
#[component]
pub fn FromRegistry(props: &Props) -> Html {
    use_language();
    let address = props.view.address();
    let image = asked_image(address);
    let progress = use_state_eq(|| Progress::Nothing);
    let question = use_mut_ref(|| None::<Question>);
    let newest = use_newest(&props.view);
    let (user, password) = (use_node_ref(), use_node_ref());
    let target = Target::new(&image);
    let take = {
        let (write, put_beside) = (props.write.clone(), props.put_beside.clone());
        let progress = progress.clone();
        Callback::from(move |came: Rc<Came>| {
            put_beside.emit(came.fetched.beside.clone());
            write.emit(came.fetched.document.clone());
            progress.set(match came.fetched.lacking.clone() {
                Some(failed) => Progress::Lacking(Rc::new(failed)),
                None => Progress::Answered(came.host.clone()),
            });
        })
    };
    let ask = {
        let (progress, question) = (progress.clone(), question.clone());
        let (target, take) = (target.clone(), take.clone());
        let address = address.clone();
        Callback::from(move |credentials: Option<Credentials>| {
            let Some(target) = target.clone() else {
                return;
            };
            let asking = Asking::new();
            *question.borrow_mut() = Some(Question(asking.clone()));
            progress.set(Progress::Asking(target.host.clone()));
            let (progress, take, newest) = (progress.clone(), take.clone(), newest.clone());
            let (place, image) = (Place::new(&address), asked_image(&address));
            let platform = address.platforms.platform.trim().to_owned();
            spawn_local(async move {
                match fetch_image(&asking, &target, &platform, credentials.clone()).await {
                    Ok(fetched) => {
                        let host = target.host;
                        let came = Rc::new(Came {
                            image,
                            host,
                            fetched,
                        });
                        if Place::new(newest.borrow().address()) == place {
                            take.emit(came);
                        } else {
                            progress.set(Progress::Offered(came));
                        }
                    }
                    Err(Unanswered::Failed(failed)) => {
                        progress.set(Progress::Failed(Rc::new(failed)));
                    }
                    Err(Unanswered::Elsewhere(server)) => {
                        progress.set(match credentials {
                            Some(credentials) => Progress::Elsewhere(Rc::new(Elsewhere {
                                server,
                                credentials,
                            })),
                            None => Progress::Nothing,
                        });
                    }
                    Err(Unanswered::Stopped) => progress.set(Progress::Nothing),
                }
            });
        })
    };
    let onsubmit = {
        let (ask, fields) = (ask.clone(), [user.clone(), password.clone()]);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            ask.emit(taken(&fields));
        })
    };
    let stop = {
        let question = question.clone();
        Callback::from(move |_| drop(question.borrow_mut().take()))
    };
    let is_asking = matches!(*progress, Progress::Asking(_));
    let commands = parse_image(&image)
        .with_default_tag
        .map(|name| commands(&name));
    html! {
        <section class="registry">
            <h2 class="visually-hidden">{ text::platforms_registry_title() }</h2>
            <ImageField ..props.view.clone() />
            if is_in_another_site() {
                <p>{ text::platforms_registry_framed() }{ " " }{ open_whole(address) }</p>
            } else if let Some(target) = target {
                <form class="row" {onsubmit} autocomplete="off">
                    { field(text::platforms_registry_user(), "text", user) }
                    { field(text::platforms_registry_password(), "password", password) }
                    <button type="submit" disabled={is_asking}>{ text::platforms_registry_ask(target.host) }</button>
                    if is_asking { <button type="button" class="small" onclick={stop}>{ text::platforms_registry_stop() }</button> }
                </form>
                <p class="soft">{ text::platforms_registry_note() }</p>
            }
            if props.is_example && !address.first_image().is_empty() {
                <p class="soft">{ rich(text::platforms_registry_example(image.as_str())) }</p>
            }
            { said(&progress, address.containerd, &take, &ask) }
            if let Some(commands) = commands {
                <details>
                <summary class="soft">{ text::platforms_registry_commands() }</summary>
                <ul class="commands">{ for commands.into_iter().map(|command| html! {
                    <li><code>{ breakable(&command) }</code>{ " " }<CopyButton copied={command} what={text::platforms_registry_command()} /></li>
                }) }</ul>
                </details>
            }
        </section>
    }
}

/// A field that no browser shall fill in or keep.
fn field(label: &'static str, kind: &'static str, place: NodeRef) -> Html {
    html! {
        <label class="field">
            <span>{ label }</span>
            <input ref={place} type={kind} autocomplete="off" spellcheck="false" autocapitalize="off" />
        </label>
    }
}

/// What is typed, which is gone from the page after that.
fn taken(fields: &[NodeRef; 2]) -> Option<Credentials> {
    let [user, password] = fields.each_ref().map(|place| {
        let field = place.cast::<HtmlInputElement>()?;
        let value = field.value();
        field.set_value("");
        (!value.is_empty()).then_some(value)
    });
    if user.is_none() && password.is_none() {
        return None;
    }
    Some(Credentials {
        user: user.unwrap_or_default(),
        password: password.unwrap_or_default(),
        server: None,
    })
}

fn asked_image(address: &Address) -> String {
    shown_image(address).trim().to_owned()
}

fn said(
    progress: &Progress,
    containerd: ContainerdRelease,
    take: &Callback<Rc<Came>>,
    ask: &Callback<Option<Credentials>>,
) -> Html {
    let line = match progress {
        Progress::Nothing => Html::default(),
        Progress::Asking(host) => text::platforms_registry_asking(host).into(),
        Progress::Elsewhere(waiting) => {
            let (ask, waiting) = (ask.clone(), waiting.clone());
            let server = waiting.server.clone();
            let onclick = Callback::from(move |_: MouseEvent| {
                ask.emit(Some(Credentials {
                    server: Some(waiting.server.clone()),
                    ..waiting.credentials.clone()
                }));
            });
            html! {
                <>
                    { text::platforms_registry_elsewhere(&server) }{ " " }
                    <button type="button" class="small" {onclick}>{ text::platforms_registry_send(&server) }</button>
                </>
            }
        }
        Progress::Answered(host) => text::platforms_registry_answered(host).into(),
        Progress::Offered(came) => {
            let onclick = {
                let (take, came) = (take.clone(), came.clone());
                Callback::from(move |_: MouseEvent| take.emit(came.clone()))
            };
            let offer = text::platforms_registry_offered(&came.host, &came.image);
            html! { <>{ offer }{ " " }<button type="button" class="small" {onclick}>{ text::platforms_registry_show() }</button></> }
        }
        Progress::Failed(failed) => return went_wrong(failed, containerd, None),
        Progress::Lacking(failed) => {
            let index_alone = text::platforms_registry_index_alone();
            return went_wrong(failed, containerd, Some(index_alone));
        }
    };
    html! { <p role="status">{ line }</p> }
}

fn went_wrong(failed: &FailureAt, containerd: ContainerdRelease, what_came: Option<&str>) -> Html {
    let FailureAt {
        host,
        failure,
        said,
    } = failed;
    html! {
        <div role="alert">
            { for what_came.map(|it| html! { <p>{ it }</p> }) }
            <p class="bad">{ marked(&failure.words(host)) }</p>
            { for said.iter().map(|error| html! {
                <p>{ text::platforms_registry_own_words(host) }{ " " }{ verbatim(&error.words()) }</p>
            }) }
            <p class="soft">{ marked(&failure.help(host)) }</p>
            { for failure.requests_of_node(containerd).map(|it| html! { <p class="soft">{ marked(&it) }</p> }) }
        </div>
    }
}

/// The name is one that the grammar accepts: it has no character that a shell would read.
fn commands(name: &str) -> [String; 3] {
    [
        format!("crane manifest {name}"),
        format!("skopeo inspect --raw docker://{name}"),
        format!("docker buildx imagetools inspect --raw {name}"),
    ]
}
