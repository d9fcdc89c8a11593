//! Pasted events: the causes that they name, when the next pull comes, and what to do.

use imagepull::{
    diagnostic::{Diagnostic, Span},
    events::{FoundCause, Remedy, explain_events},
};
use yew::prelude::*;

use crate::{
    address::View,
    components::{
        code_link::code_link,
        copy_button::CopyButton,
        elsewhere::Elsewhere,
        fields::{typed, wrap},
        reasons::source,
        remarks::remarks,
        rich::rich,
        verbatim::marked,
    },
    hooks::{brought::use_brought, use_draft, use_language},
    presets,
    state::Props,
    text,
};

/// So many places of a cause are shown.
const SHOWN_PLACES: usize = 2;

/// So much of a line is shown on each side of the words found, in bytes.
const AROUND: usize = 160;

/// Properties of [`Pasted`].
#[derive(Properties, PartialEq)]
pub struct PastedProps {
    /// The page.
    pub page: Props,
    /// The example that is open, which may bring a text.
    pub preset: AttrValue,
}

/// The field, and a card for each cause.
#[component]
pub fn Pasted(props: &PastedProps) -> Html {
    use_language();
    let pasted = use_draft(
        |drafts| drafts.events.clone(),
        |drafts, text| drafts.events = text,
    );
    {
        let pasted = pasted.clone();
        use_effect_with(props.preset.clone(), move |preset| {
            let events = presets::back_off::events_of(preset);
            if !events.is_empty() {
                pasted.set(events.into());
            }
        });
    }
    use_brought(&props.page, View::BackOff, {
        let pasted = pasted.clone();
        Callback::from(move |text| pasted.set(text))
    });
    let oninput = {
        let pasted = pasted.clone();
        Callback::from(move |event| pasted.set(typed(&event).into()))
    };
    let report = use_memo((*pasted).clone(), |pasted| explain_events(pasted));
    let diagnostics: Vec<&Diagnostic> = report.diagnostics.iter().collect();
    html! {
        <section class="pasted" aria-labelledby="pasted">
            <h2 id="pasted">{ text::back_off_pasted_title() }</h2>
            <label for="events-text">{ rich(text::back_off_pasted_label()) }</label>
            <textarea
                id="events-text" class="code" rows="7" {oninput} value={(*pasted).clone()}
                placeholder={text::back_off_pasted_placeholder()} wrap={wrap(&pasted)} spellcheck="false" autocomplete="off" autocapitalize="off"
            />
            <Elsewhere page={props.page.clone()} text={(*pasted).clone()} here={View::BackOff} />
            <div role="status" class="said">
                if report.causes.len() > 1 { <p>{ text::back_off_pasted_several(report.causes.len()) }</p> }
                { remarks(&diagnostics, &Callback::noop()) }
                { for report.causes.iter().map(|cause| card(cause, &pasted)) }
            </div>
        </section>
    }
}

fn card(cause: &FoundCause, pasted: &str) -> Html {
    html! {
        <section class="card cause">
            <h3>{ text::of(cause.title) }{ " " }{ code_link(cause.code) }</h3>
            if let Some(place) = place(cause) { <p class="code">{ place }</p> }
            <p>{ text::of(cause.text) }{ " " }{ source(cause.source) }</p>
            { for cause.evidence.iter().take(SHOWN_PLACES).map(|place| evidence(pasted, *place)) }
            <dl>
                if let Some(next) = &cause.next_attempt {
                    <div><dt>{ text::back_off_pasted_next() }</dt><dd><span>{ marked(next) }</span></dd></div>
                }
                <div>
                    <dt>{ text::back_off_pasted_remedy() }</dt>
                    { for cause.fixes.iter().map(remedy) }
                </div>
            </dl>
        </section>
    }
}

/// Whose image it is: the Pod, the container, the image, as far as the text says.
fn place(cause: &FoundCause) -> Option<String> {
    let pod = match (&cause.namespace, &cause.pod) {
        (Some(namespace), Some(pod)) => Some(format!("{namespace}/{pod}")),
        (_, pod) => pod.clone(),
    };
    let places = [pod, cause.container.clone(), cause.image.clone()];
    let places: Vec<String> = places.into_iter().flatten().collect();
    (!places.is_empty()).then(|| places.join(" · "))
}

fn remedy(remedy: &Remedy) -> Html {
    html! {
        <>
            <dd><span>{ text::of(remedy.title) }</span></dd>
            if let Some(command) = &remedy.command {
                <dd><code>{ command.clone() }</code><CopyButton what={command.clone()} copied={command.clone()} /></dd>
            }
        </>
    }
}

/// The line of a place, cut around the words that were found.
fn evidence(pasted: &str, place: Span) -> Html {
    let line_start = pasted[..place.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = pasted[place.end..]
        .find('\n')
        .map_or(pasted.len(), |at| place.end + at);
    let from = pasted.floor_char_boundary(line_start.max(place.start.saturating_sub(AROUND)));
    let to = pasted.floor_char_boundary(line_end.min(place.end + AROUND));
    html! {
        <blockquote class="code">
            if from > line_start { { "…" } }
            { &pasted[from..place.start] }<mark>{ &pasted[place.start..place.end] }</mark>{ &pasted[place.end..to] }
            if to < line_end { { "…" } }
        </blockquote>
    }
}
