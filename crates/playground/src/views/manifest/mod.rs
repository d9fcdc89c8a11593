//! The Manifest view: what a text says about images of Kubernetes objects, line by line, what
//! the API server makes of it, and its pods on the way to the Pulls view.
//!
//! | file | what it is |
//! | --- | --- |
//! | `presets` | the examples, as data |
//! | `draft` | the text, and what of it is in the address |
//! | `answer` | what the core says about the text, and when it is asked |
//! | `sentence` | the answer in words |
//! | `settings`, `files` | the cluster, and manifests from files |
//! | `large` | the worker that inspects large texts, and how far it is |
//! | `findings` | what is said, each with its line and its fixes |
//! | `images` | every image with its policy |
//! | `pins` | the digests of images, and the repair that writes them |
//! | `completed`, `difference` | the text as the API server completes it, and with fixes |
//! | `simulation` | the way to the Pulls view |
//! | `export` | what the view gives to other pages |

use std::{cell::Cell, rc::Rc};

use imagepull::{diagnostic::Span, workload::ManifestOptions};
use yew::prelude::*;

use crate::{
    address::{Address, View, packed::Unreadable},
    components::{
        elsewhere::Elsewhere,
        example::{Own, examples},
        file_input::{allow_drop, take_drop},
        rich::rich,
        text_editor::{Mark, Reveal, TextEditor},
    },
    hooks::{brought::use_brought, use_language},
    state::Props,
    text,
};
use answer::{Inspected, SharedAnswer, use_answer};
use completed::{Completed, Fixed};
use draft::{Draft, Writing, back_to_custom, use_draft};
use files::use_opener;
use findings::Findings;
use images::Images;
use large::Inspection;
use pins::Pins;
use presets::PRESETS;
use simulation::Simulation;

mod answer;
mod completed;
mod difference;
mod draft;
mod export;
mod files;
mod findings;
mod images;
mod large;
mod pins;
mod presets;
mod sentence;
mod settings;
mod simulation;

pub use draft::Drafts;

/// The view: the text, what is said about it, and what becomes of it.
#[component]
pub fn ManifestView(props: &Props) -> Html {
    let language = use_language();
    let (
        draft,
        Writing {
            write,
            open,
            repair,
        },
    ) = use_draft(props);
    let inspected = use_answer(&draft.text, &draft.beside, options(props.address()));
    let is_nothing = inspected.is_nothing();
    let Inspected {
        answer,
        is_stale,
        progress,
        stop,
        again,
    } = inspected;
    let marks = use_memo((answer.clone(), language), |(answer, _)| marks(answer));
    let (reveal, show) = use_reveal();
    use_brought(
        props,
        View::Manifest,
        write.reform(|text: AttrValue| text.to_string()),
    );
    let opener = use_opener(open.clone());
    let address = props.address().clone();
    html! {
        <div ondragover={allow_drop()} ondrop={take_drop(opener.opening())}>
            <h1 class="visually-hidden">{ text::manifest_title() }</h1>
            if let Some(problem) = &draft.problem { <p class="notice" role="alert">{ link_problem(problem) }</p> }
            <Inspection {progress} {stop} {again} />
            { chooser(props, &draft) }
            { settings::settings(props, opener.opening()) }
            { opener.said() }
            { files::beside(&draft, open) }
            <Elsewhere page={props.clone()} text={draft.text.clone()} here={View::Manifest} />
            <div class="split">
                <div class="manifest-text">
                    <TextEditor
                        value={draft.text.clone()} marks={(*marks).clone()} onchange={write}
                        label={text::manifest_label()} {reveal}
                    />
                    <p class="soft">{ stays(&draft) }</p>
                </div>
                <div>
                    if !is_nothing {
                        <p class={classes!("answer", is_stale.then_some("stale"))} role="status">{ rich(sentence::sentence(&answer)) }</p>
                    }
                    <Findings answer={answer.clone()} {is_stale} reveal={show} repair={repair.clone()} />
                </div>
            </div>
            <Images answer={answer.clone()} {address} />
            <Pins answer={answer.clone()} {is_stale} repair={repair.clone()} page={props.clone()} />
            <Completed answer={answer.clone()} />
            <Fixed answer={answer.clone()} {is_stale} {repair} />
            <Simulation {answer} address={props.address().clone()} />
        </div>
    }
}

/// The place that is shown in the text, and a callback that shows another.
#[hook]
fn use_reveal() -> (Option<Reveal>, Callback<Span>) {
    let reveal = use_state_eq(|| None::<Reveal>);
    let set = reveal.setter();
    let show = use_memo((), move |()| {
        let serial = Cell::new(0);
        Callback::from(move |span| {
            serial.set(serial.get() + 1);
            let serial = serial.get();
            set.set(Some(Reveal { span, serial }));
        })
    });
    (*reveal, (*show).clone())
}

/// The cluster that an address is about.
fn options(address: &Address) -> ManifestOptions {
    ManifestOptions {
        release: address.kubernetes,
        always_pull_images: address.manifest.always_pull_images,
        runtime: address.manifest.runtime,
    }
}

fn marks(answer: &SharedAnswer) -> Rc<[Mark]> {
    let findings = answer.remarks.iter().map(|remark| &remark.finding);
    findings.filter_map(Mark::from_diagnostic).collect()
}

fn link_problem(unreadable: &Unreadable) -> String {
    match unreadable {
        Unreadable::Newer(version) => text::manifest_link_newer(version),
        Unreadable::Large => text::link_large().to_owned(),
        Unreadable::Broken => text::manifest_link_broken().to_owned(),
    }
}

/// What becomes of the text.
fn stays(draft: &Draft) -> &'static str {
    if draft.is_too_long() {
        text::manifest_stays_too_long()
    } else if draft.is_left_out {
        text::manifest_stays_nothing()
    } else {
        text::manifest_stays_masked()
    }
}

fn chooser(props: &Props, draft: &Draft) -> Html {
    let offers = PRESETS.offers();
    let chosen = draft.preset().map_or("", |preset| preset.offer.slug);
    let own = Own {
        title: text::manifest_own(),
        back: draft.preset().and_then(|_| back_to_custom(props)),
    };
    examples(offers, chosen, own, props.open_example())
}
