//! Pinning images to their digests: those that a registry says when it is asked, or that a person pastes, are written
//! as one repair; for the others there is the command that prints them.

use std::{
    collections::{BTreeMap, HashSet},
    rc::Rc,
};

use imagepull::{
    registry::Target,
    workload::{
        edits::apply,
        pins::{Digests, PinOutcome, PinReport, pin_images, read_digests},
    },
};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlDetailsElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{answer::SharedAnswer, draft::Repair, findings::focus_heading};
use crate::{
    address::Address,
    components::{copy_button::CopyButton, embedded::open_whole, rich::rich, verbatim::marked},
    hooks::{is_in_another_site, use_language},
    registry::{Asking, FailureAt, Question, Unanswered, fetch_digest},
    state::Props as PageProps,
    text,
};

/// Images without a digest per press of “more”.
const MAX_SHOWN: usize = 20;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KnownDigests {
    /// The lines that a person pasted.
    pasted: AttrValue,
    /// What registries answered, by the image.
    answered: Rc<BTreeMap<String, String>>,
    is_open: bool,
}

impl KnownDigests {
    fn all(&self) -> Digests {
        let mut digests = read_digests(&self.pasted);
        for (image, digest) in &*self.answered {
            digests.add(image, digest);
        }
        digests
    }
}

/// Properties of [`Pins`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is in the text.
    pub answer: SharedAnswer,
    /// Whether the text is another one by now.
    pub is_stale: bool,
    /// Takes a repair for the text.
    pub repair: Callback<Repair>,
    pub page: PageProps,
}

/// The digests, the button that writes them, and the images without one.
#[component]
pub fn Pins(props: &Props) -> Html {
    use_language();
    let known = &props.page.state.drafts.manifest.known_digests;
    let given = (props.answer.clone(), known.clone());
    let pins = use_memo(given, |(answer, known)| {
        known
            .is_open
            .then(|| pin_images(&answer.report, &known.all()))
    });
    if props.answer.report.images.is_empty() {
        return Html::default();
    }
    let ontoggle = props.page.change(|state, event: Event| {
        let details: HtmlDetailsElement = event.target_unchecked_into();
        state.drafts.manifest.known_digests.is_open = details.open();
    });
    let paste = props.page.change(|state, event: InputEvent| {
        let field: HtmlTextAreaElement = event.target_unchecked_into();
        state.drafts.manifest.known_digests.pasted = field.value().into();
    });
    let answered = props
        .page
        .change(|state, (image, digest): (String, String)| {
            let known = &mut state.drafts.manifest.known_digests;
            Rc::make_mut(&mut known.answered).insert(image, digest);
        });
    html! {
        <details class="manifest-more manifest-pins" open={known.is_open} {ontoggle}>
            <summary>{ text::manifest_pins_title() }</summary>
            if let Some(pins) = &*pins {
                <p class="soft">{ rich(text::manifest_pins_intro()) }</p>
                <label class="field">
                    <span>{ rich(text::manifest_pins_pasted()) }</span>
                    <textarea rows="4" spellcheck="false" autocapitalize="off" value={known.pasted.clone()} oninput={paste} />
                </label>
                { write(pins, props) }
                <Unknown images={unknown(pins, &props.answer)} {answered} address={props.page.address().clone()} />
            }
        </details>
    }
}

/// How many digests are known, and the button that writes them.
fn write(pins: &PinReport, props: &Props) -> Html {
    let count = |outcome| {
        pins.images
            .iter()
            .filter(|it| it.outcome == outcome)
            .count()
    };
    let pinned = count(PinOutcome::Pinned);
    let has_digest = count(PinOutcome::HasDigest) + count(PinOutcome::HasOtherDigest);
    let moved = count(PinOutcome::HasOtherDigest);
    let onclick = {
        let (of, repair) = (props.answer.text.clone(), props.repair.clone());
        let edits = pins.fix.as_ref().map(|fix| fix.edits.clone());
        let edits = edits.unwrap_or_default();
        Callback::from(move |_: MouseEvent| {
            if let Ok(text) = apply(&of, &edits) {
                let of = of.clone();
                repair.emit(Repair { of, text });
                focus_heading();
            }
        })
    };
    html! {
        <>
            <p role="status">
                { rich(text::manifest_pins_count(pinned, pins.images.len(), has_digest)) }
                if moved > 0 { { " " }{ text::manifest_pins_moved(moved) } }
            </p>
            <button type="button" disabled={props.is_stale || pins.fix.is_none()} {onclick}>{ text::manifest_pins_write() }</button>
        </>
    }
}

/// An image whose digest nobody said.
#[derive(Clone, PartialEq)]
struct UnknownImage {
    image: String,
    command: String,
}

fn unknown(pins: &PinReport, answer: &SharedAnswer) -> Rc<[UnknownImage]> {
    let mut seen = HashSet::new();
    let images = pins.images.iter().zip(&answer.report.images);
    let images = images.filter(|(pin, image)| {
        pin.outcome == PinOutcome::Unknown && seen.insert(&image.image.input)
    });
    // A command stands for each image once, in the same order.
    images
        .zip(&pins.commands)
        .map(|((pin, _), command)| UnknownImage {
            image: pin.image.clone(),
            command: command.clone(),
        })
        .collect()
}

#[derive(Properties, PartialEq)]
struct UnknownProps {
    images: Rc<[UnknownImage]>,
    /// Takes an image and its digest.
    answered: Callback<(String, String)>,
    address: Address,
}

/// The images whose digest is not known.
#[component]
fn Unknown(props: &UnknownProps) -> Html {
    use_language();
    let shown = use_state_eq(|| MAX_SHOWN);
    if props.images.is_empty() {
        return Html::default();
    }
    let more = {
        let shown = shown.clone();
        Callback::from(move |_| shown.set(*shown + MAX_SHOWN))
    };
    let hidden = props.images.len().saturating_sub(*shown);
    let is_framed = is_in_another_site();
    html! {
        <>
            <h3>{ text::manifest_pins_unknown() }</h3>
            <p class="soft">
                if is_framed {
                    { text::platforms_registry_framed() }{ " " }{ open_whole(&props.address) }
                } else {
                    { text::platforms_registry_note() }
                }
            </p>
            <ul class="commands">{ for props.images.iter().take(*shown).map(|it| html! {
                <UnknownRow key={it.image.clone()} unknown={it.clone()} answered={props.answered.clone()} {is_framed} />
            }) }</ul>
            if hidden > 0 {
                <button type="button" class="small" onclick={more}>{ text::manifest_findings_more(hidden.min(MAX_SHOWN)) }</button>
            }
        </>
    }
}

/// How far a question is.
#[derive(Clone, PartialEq)]
enum Progress {
    Nothing,
    Asking,
    Failed(Rc<FailureAt>),
}

#[derive(Properties, PartialEq)]
struct RowProps {
    unknown: UnknownImage,
    answered: Callback<(String, String)>,
    is_framed: bool,
}

/// The command that prints the digest of an image, and the button that asks its registry.
#[component]
fn UnknownRow(props: &RowProps) -> Html {
    use_language();
    let progress = use_state_eq(|| Progress::Nothing);
    let question = use_mut_ref(|| None::<Question>);
    let UnknownImage { image, command } = &props.unknown;
    let target = Target::new(image).filter(|_| !props.is_framed);
    let button = target.map(|target| {
        let host = target.host.clone();
        let ask = {
            let (image, answered) = (image.clone(), props.answered.clone());
            let progress = progress.clone();
            Callback::from(move |_: MouseEvent| {
                let asking = Asking::new();
                *question.borrow_mut() = Some(Question(asking.clone()));
                progress.set(Progress::Asking);
                let (image, answered) = (image.clone(), answered.clone());
                let (target, progress) = (target.clone(), progress.clone());
                spawn_local(async move {
                    match fetch_digest(&asking, &target).await {
                        Ok(digest) => answered.emit((image, digest)),
                        Err(Unanswered::Failed(failed)) => {
                            progress.set(Progress::Failed(Rc::new(failed)));
                        }
                        Err(_) => progress.set(Progress::Nothing),
                    }
                });
            })
        };
        let is_asking = *progress == Progress::Asking;
        let label = text::manifest_pins_ask(&host, image);
        html! {
            <button type="button" class="small" disabled={is_asking} aria-label={label} onclick={ask}>
                { text::platforms_registry_ask(&host) }
            </button>
        }
    });
    html! {
        <li>
            <code>{ command }</code>{ " " }
            <CopyButton copied={command.clone()} what={text::platforms_registry_command()} />{ " " }
            { button }
            if let Progress::Failed(failed) = &*progress {
                <p class="bad" role="alert">{ marked(&failed.failure.words(&failed.host)) }</p>
                <p class="soft">{ marked(&failed.failure.help(&failed.host)) }</p>
            }
        </li>
    }
}
