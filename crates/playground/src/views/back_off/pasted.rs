//! Pasted events: which pulls fail, the causes that the text names, when the next pull comes, and what to do.

use std::rc::Rc;

use imagepull::{
    diagnostic::{Diagnostic, Span},
    events::{Action, EventsReport, FailingPull, FoundCause, WayOut, failing_pulls},
};
use yew::prelude::*;

use super::{
    cards::ways_out,
    cause::{cause_card, next_card, pull_place},
    marked_field::MarkedField,
    own_timeline::window,
    related::{manifest_button, related_links},
};
use crate::{
    address::View,
    components::{
        copy_button::CopyMade, elsewhere::Elsewhere, not_loaded::NotLoadedNotice, remarks::remarks,
        rich::rich,
    },
    hooks::{Fetched, use_language, use_part},
    parts::{self, EventsReader, NotLoaded},
    presets,
    state::Props,
    text,
};

/// Properties of [`Pasted`].
#[derive(Properties, PartialEq)]
pub struct PastedProps {
    /// The page.
    pub page: Props,
    /// The example that is open.
    pub preset: AttrValue,
    /// The pasted text.
    pub pasted: AttrValue,
    /// A person changed the text.
    pub onchange: Callback<String>,
}

/// The field, and what its text says.
#[component]
pub fn Pasted(props: &PastedProps) -> Html {
    use_language();
    let chosen = use_state_eq(|| 0);
    {
        let chosen = chosen.clone();
        use_effect_with(props.pasted.clone(), move |_| chosen.set(0));
    }
    let is_empty = props.pasted.trim().is_empty();
    let (fetched, again) = use_part(!is_empty, parts::events_reader);
    let reader = fetched.and_then(Result::ok);
    let report = use_memo((props.pasted.clone(), reader.is_some()), |(pasted, _)| {
        reader
            .map(|reader| (reader.explain)(pasted))
            .unwrap_or_default()
    });
    let pulls = failing_pulls(&report);
    let shown = (*chosen).min(pulls.len().saturating_sub(1));
    let marks: Rc<[Span]> = pulls.get(shown).map(evidence).unwrap_or_default().into();
    let manifest = use_memo(
        (props.pasted.clone(), pulls.is_empty()),
        |(pasted, has_no_pull)| {
            if *has_no_pull {
                return None;
            }
            let manifest = (reader?.manifest_in)(pasted)?;
            Some(AttrValue::from(manifest.to_owned()))
        },
    );
    let diagnostics: Vec<&Diagnostic> = report.diagnostics.iter().collect();
    html! {
        <section class={classes!("pasted", (!is_empty).then_some("is-filled"))} aria-labelledby="pasted">
            <h2 id="pasted">{ text::back_off_pasted_title() }</h2>
            <label for="events-text" class={classes!((!is_empty).then_some("visually-hidden"))}>
                { rich(text::back_off_pasted_label()) }
            </label>
            <MarkedField value={props.pasted.clone()} {marks} onchange={props.onchange.clone()} />
            <Elsewhere page={props.page.clone()} text={props.pasted.clone()} here={View::BackOff} />
            { waiting(is_empty, fetched, again) }
            <div role="status" class="said">
                { remarks(&diagnostics, &Callback::noop()) }
                { related_links(&props.page, report.diagnostics.iter().map(|it| it.code), None) }
                { list(&pulls, shown, &chosen) }
                { for pulls.get(shown).map(|pull| self::pull(props, pull)) }
                if !pulls.is_empty() {
                    <p class="row">
                        { for reader.map(|reader| copy(props, &report, reader)) }
                        { for manifest.as_ref().as_ref().map(|manifest| manifest_button(&props.page, manifest)) }
                    </p>
                }
            </div>
            <p class="tries">
                <span>{ text::start_try() }</span>
                { for presets::back_off::with_events().map(|offer| html! {
                    <a
                        class="button pill" href={format!("#/back-off?preset={}", offer.slug)}
                        aria-current={(offer.slug == props.preset).then_some("true")}
                    >{ (offer.title)() }</a>
                }) }
            </p>
        </section>
    }
}

fn evidence(pull: &FailingPull) -> Vec<Span> {
    let places = pull.causes.iter().flat_map(|cause| &cause.evidence);
    places.copied().collect()
}

/// The pulls to choose from, where several fail.
fn list(pulls: &[FailingPull], shown: usize, chosen: &UseStateHandle<usize>) -> Html {
    if pulls.len() < 2 {
        return Html::default();
    }
    let entry = |(index, pull): (usize, &FailingPull)| {
        let onclick = {
            let chosen = chosen.clone();
            Callback::from(move |_: MouseEvent| chosen.set(index))
        };
        let cause = pull
            .causes
            .first()
            .map(|cause| text::core_text(cause.title));
        html! {
            <li>
                <button type="button" {onclick} aria-pressed={(index == shown).to_string()}>
                    <span class="code">{ pull_place(pull) }</span>
                    <span class="soft">{ cause }</span>
                </button>
            </li>
        }
    };
    html! {
        <>
            <p>{ text::back_off_pasted_several(pulls.len()) }</p>
            <ul class="pull-list">{ for pulls.iter().enumerate().map(entry) }</ul>
        </>
    }
}

/// The causes of one pull, the next pull behind the first cause that has one, and what else could be done than to wait.
fn pull(props: &PastedProps, pull: &FailingPull) -> Html {
    let timed = pull.causes.iter().position(|it| it.next.is_some());
    let (before, after) = pull.causes.split_at(timed.map_or(0, |at| at + 1));
    let cards = |causes: &[&FoundCause]| -> Html {
        causes
            .iter()
            .map(|cause| cause_card(&props.page, &props.pasted, cause))
            .collect()
    };
    let next = before.last().and_then(|cause| Some((cause, cause.next?)));
    html! {
        <>
            { cards(before) }
            { for next.map(|(cause, next)| next_card(cause, next)) }
            { cards(after) }
            { for next.filter(|(cause, _)| !cause.ways_out.is_empty()).map(|(cause, _)| {
                ways_out(cause.ways_out.iter().map(|way| (way.action, when(way))))
            }) }
        </>
    }
}

/// When the next pull comes, if this is done.
fn when(way: &WayOut) -> String {
    match way.action {
        Action::Wait => window(way.earliest_seconds, way.latest_seconds),
        _ => text::back_off_instead_at_once().to_owned(),
    }
}

/// That what reads the text is on its way, or did not arrive.
fn waiting(is_empty: bool, fetched: Fetched<EventsReader>, again: Callback<()>) -> Html {
    match fetched {
        None if !is_empty => html! { <p class="soft" role="status">{ text::view_loading() }</p> },
        Some(Err(NotLoaded)) => html! { <NotLoadedNotice {again} /> },
        _ => Html::default(),
    }
}

fn copy(props: &PastedProps, report: &Rc<EventsReport>, reader: EventsReader) -> Html {
    let make = {
        let report = report.clone();
        Callback::from(move |()| Some((reader.markdown)(&report, text::core_translations())))
    };
    html! {
        <CopyMade
            {make} of={props.pasted.clone()} what={text::back_off_pasted_ticket()}
            label={text::back_off_pasted_copy()}
        />
    }
}
