//! The document of an image: asked of its registry by a press of the button that names it, or
//! printed by a command where the registry forbids that.

use std::rc::Rc;

use imagepull::{image::parse_image, registry::Target};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::document;
use crate::{
    components::{
        copy_button::CopyButton,
        image_field::{ImageField, shown_image},
        verbatim::{marked, verbatim},
    },
    hooks::use_language,
    registry::{Asking, Credentials, FailureAt, Unanswered, fetch_image},
    text,
    views::Props as ViewProps,
};

/// How far a question is.
#[derive(Clone, PartialEq)]
enum Progress {
    Nothing,
    Asking(String),
    Answered(String),
    Failed(Rc<FailureAt>),
}

/// A question; it ends with this.
struct Question(Asking);

impl Drop for Question {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Properties of [`FromRegistry`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Those of the view.
    pub view: ViewProps,
    /// Takes the document that came.
    pub write: Callback<String>,
}

/// The image, the button that asks, and the commands.
#[component]
pub fn FromRegistry(props: &Props) -> Html {
    use_language();
    let address = &props.view.address;
    let image = shown_image(address).trim().to_owned();
    let progress = use_state_eq(|| Progress::Nothing);
    let question = use_mut_ref(|| None::<Question>);
    let (user, password) = (use_node_ref(), use_node_ref());
    let target = Target::of(&image);
    let ask = {
        let (progress, question) = (progress.clone(), question.clone());
        let fields = [user.clone(), password.clone()];
        let (target, write) = (target.clone(), props.write.clone());
        let platform = address.platforms.platform.trim().to_owned();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(target) = target.clone() else {
                return;
            };
            let credentials = taken(&fields);
            let asking = Asking::new();
            *question.borrow_mut() = Some(Question(asking.clone()));
            progress.set(Progress::Asking(target.host.clone()));
            let (progress, write, platform) = (progress.clone(), write.clone(), platform.clone());
            spawn_local(async move {
                match fetch_image(&asking, &target, &platform, credentials).await {
                    Ok(fetched) => {
                        document::put_beside(fetched.beside);
                        write.emit(fetched.document);
                        progress.set(Progress::Answered(target.host));
                    }
                    Err(Unanswered::Failed(failed)) => {
                        progress.set(Progress::Failed(Rc::new(failed)));
                    }
                    Err(Unanswered::Stopped) => progress.set(Progress::Nothing),
                }
            });
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
            <h3>{ text::platforms_registry_title() }</h3>
            <p class="soft">{ text::platforms_registry_note() }</p>
            <ImageField ..props.view.clone() />
            if let Some(target) = target {
                <form class="row" onsubmit={ask} autocomplete="off">
                    { field(text::platforms_registry_user(), "text", user) }
                    { field(text::platforms_registry_password(), "password", password) }
                    <button type="submit" disabled={is_asking}>{ text::platforms_registry_ask(target.host) }</button>
                    if is_asking { <button type="button" class="small" onclick={stop}>{ text::platforms_registry_stop() }</button> }
                </form>
                <p class="soft">{ text::platforms_registry_forgotten() }</p>
            }
            { said(&progress) }
            if let Some(commands) = commands {
                <p>{ text::platforms_registry_commands() }</p>
                <ul class="commands">{ for commands.into_iter().map(|command| html! {
                    <li><code>{ command.clone() }</code>{ " " }<CopyButton copied={command} what={text::platforms_registry_command()} /></li>
                }) }</ul>
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
    })
}

fn said(progress: &Progress) -> Html {
    let line = match progress {
        Progress::Nothing => String::new(),
        Progress::Asking(host) => text::platforms_registry_asking(host),
        Progress::Answered(host) => text::platforms_registry_answered(host),
        Progress::Failed(failed) => {
            let FailureAt {
                host,
                failure,
                said,
            } = &**failed;
            return html! {
                <div role="alert">
                    <p class="bad">{ marked(&failure.words(host)) }</p>
                    { for said.iter().map(|error| html! {
                        <p>{ text::platforms_registry_own_words(host) }{ " " }{ verbatim(&error.words()) }</p>
                    }) }
                    <p class="soft">{ marked(&failure.help(host)) }</p>
                </div>
            };
        }
    };
    html! { <p role="status">{ line }</p> }
}

/// The name is one that the grammar accepts: it has no character that a shell would read.
fn commands(name: &str) -> [String; 3] {
    [
        format!("crane manifest {name}"),
        format!("skopeo inspect --raw docker://{name}"),
        format!("docker buildx imagetools inspect --raw {name}"),
    ]
}
