//! The Name view: what one image name, or a list of them, means to Kubernetes.

use imagepull::{
    diagnostic::Diagnostic,
    image::{ImageReport, parse_image},
    policy::explain_default_pull_policy,
    recognize::Kind,
    words::IntoParts,
};
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    address::{Address, View},
    components::{
        elsewhere::{Elsewhere, offer, title},
        example,
        fields::{typed, wrap},
        image_field::{edit_image, too_long},
        remarks::remarks,
        rich::rich,
    },
    hooks::{
        brought::{PasteOutcome, Pasted, take_pasted, use_brought},
        fragment::follow,
        use_language,
    },
    presets::name::PRESETS,
    state::{Props, State},
    text,
};

mod answer;
mod cards;
mod export;
mod list;
mod reference;
mod start;

/// Lines up to which the field grows; then it scrolls.
const MAX_ROWS: usize = 8;

/// The view: a field, and the answer to what is in it.
#[component]
pub fn NameView(props: &Props) -> Html {
    use_language();
    let state = &props.state;
    let oninput = take_pasted(props, edit_image(props)).reform(|event: InputEvent| {
        let text = typed(&event);
        (event, text)
    });
    let written = &state.address.image;
    let pasted = state.drafts.pasted.as_ref();
    let field = use_node_ref();
    use_focus_on_way_back(&field, pasted.is_some() && written.is_empty());
    use_brought(props, View::Name, {
        edit_image(props).reform(|text: AttrValue| text.to_string())
    });
    let is_start = written.is_empty();
    // What another view answered is here again on the way back.
    let is_elsewhere = |it: &&Pasted| matches!(it.outcome, PasteOutcome::Elsewhere(_));
    let shown = match pasted.filter(is_elsewhere) {
        Some(pasted) if is_start => pasted.text.as_str(),
        _ => written.as_str(),
    };
    let rows = shown.split('\n').count().min(MAX_ROWS);
    html! {
        <>
            if is_start {
                <h1 class="start-title">{ text::start_title() }</h1>
            } else {
                <h1 class="visually-hidden">{ text::name_title() }</h1>
            }
            <label class="visually-hidden" for="image">{ text::name_label() }</label>
            <textarea
                id="image" class="image-input" rows={rows.to_string()} {oninput} ref={field}
                value={shown.to_owned()} placeholder={text::name_placeholder()}
                spellcheck="false" autocomplete="off" autocapitalize="off" wrap={wrap(shown)}
            />
            // Yew would look for the place of what is said behind Elsewhere, which may be empty, among nodes that the
            // same change removes.
            <div class="offers">
                { said_of_paste(props) }
                <Elsewhere page={props.clone()} text={written.clone()} here={View::Name} />
            </div>
            { answer_to(props) }
            { documented(&state.address) }
        </>
    }
}

/// What was pasted, where it is not what the field is for: the view that answers it, or what the names were taken from.
fn said_of_paste(props: &Props) -> Html {
    let written = props.state.address.image.as_str();
    let Some(Pasted { text, outcome }) = &props.state.drafts.pasted else {
        return Html::default();
    };
    match outcome {
        PasteOutcome::Elsewhere(brought) if written.is_empty() => {
            offer(&props.state, brought.clone())
        }
        PasteOutcome::Taken(names, kind) if *written == **names => {
            taken(props, text, *kind, images(names).len())
        }
        _ => Html::default(),
    }
}

fn taken(props: &Props, whole: &AttrValue, kind: Kind, count: usize) -> Html {
    let names = match count {
        1 => text::elsewhere_count_name().to_owned(),
        count => text::elsewhere_count_names(count),
    };
    let what = match kind {
        Kind::ImageName | Kind::ImageNames => text::elsewhere_pasted_text().into_parts(),
        kind => title(kind),
    };
    let (write, whole) = (edit_image(props), whole.clone());
    let show_all = Callback::from(move |_: MouseEvent| write.emit(whole.to_string()));
    html! {
        <p class="elsewhere" role="status">
            { rich(text::elsewhere_taken(names, what)) }
            { " " }
            <button type="button" class="small" onclick={show_all}>{ text::elsewhere_show_all() }</button>
        </p>
    }
}

/// Gives the field the focus when the view opens with what was pasted before: the button that led back is gone.
#[hook]
fn use_focus_on_way_back(field: &NodeRef, is_back: bool) {
    let field = field.clone();
    use_effect_with((), move |()| {
        if let Some(field) = field.cast::<HtmlElement>().filter(|_| is_back) {
            let _ = field.focus();
        }
    });
}

fn answer_to(props: &Props) -> Html {
    let written = props.state.address.image.as_str();
    if written.is_empty() {
        return html! { <>{ start::start() }{ examples(&props.state) }</> };
    }
    let images = images(written);
    let [image] = images.as_slice() else {
        return html! { <>{ list::list(&images) }{ examples(&props.state) }</> };
    };
    if let Some(said) = too_long(image) {
        return html! { <>{ said }{ examples(&props.state) }</> };
    }
    let report = parse_image(image);
    let release = props.state.address.kubernetes;
    html! {
        <>
            { reference::reference(&report) }
            { answer::answer(&report, release) }
            { remarks_on(&report, props) }
            { examples(&props.state) }
            { cards::cards(&report, release) }
        </>
    }
}

/// The images that are written, at least one. What is pasted often ends in a line break; several
/// lines are a list.
fn images(written: &str) -> Vec<&str> {
    let lines = written.lines().filter(|line| !line.trim().is_empty());
    let images: Vec<&str> = lines.collect();
    if images.is_empty() {
        vec![written]
    } else {
        images
    }
}

/// The diagnostics of the name and of its default policy, the error first.
fn remarks_on(report: &ImageReport, props: &Props) -> Html {
    let of_policy = explain_default_pull_policy(&report.input).diagnostics;
    let all: Vec<&Diagnostic> = report.diagnostics.iter().chain(&of_policy).collect();
    remarks(&all, &edit_image(props))
}

/// The names that people ask about.
fn examples(state: &UseReducerHandle<State>) -> Html {
    let choose = {
        let state = state.clone();
        Callback::from(move |slug: String| follow(&state, format!("#/name?preset={slug}")))
    };
    let offers = PRESETS.iter().map(|preset| preset.offer);
    let chosen = &state.address.name.preset;
    example::examples(offers, chosen, text::name_own(), choose)
}

const PAUSE_DIGEST: &str =
    "sha256:1ff6c18fbef2045af6b9c16bf034cc421a29027b800e4f9b68ae9b1cb3e9ae07";

/// The six examples of the Kubernetes documentation, as links to this view.
fn documented(address: &Address) -> Html {
    let images = [
        "busybox".to_owned(),
        "busybox:1.32.0".to_owned(),
        "registry.k8s.io/pause:latest".to_owned(),
        "registry.k8s.io/pause:3.5".to_owned(),
        format!("registry.k8s.io/pause@{PAUSE_DIGEST}"),
        format!("registry.k8s.io/pause:3.5@{PAUSE_DIGEST}"),
    ];
    html! {
        <section class="examples" aria-labelledby="examples">
            <h2 id="examples">{ text::name_examples() }</h2>
            <ul>
                { for images.into_iter().map(|image| {
                    let mut link = address.with_view(View::Name);
                    link.set_image(image.clone());
                    let label = match image.split_once('@') {
                        Some((name, digest)) => format!("{name}@{}…", short_digest(digest)),
                        None => image,
                    };
                    html! { <li><a class="button" href={link.to_string()}>{ label }</a></li> }
                }) }
            </ul>
        </section>
    }
}

/// So much of a digest tells two of them apart on the screen.
const SHORT_DIGEST: usize = "sha256:".len() + 12;

fn short_digest(digest: &str) -> &str {
    digest.get(..SHORT_DIGEST).unwrap_or(digest)
}
