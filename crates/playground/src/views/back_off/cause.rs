//! A cause that the pasted text names: what it means, what to do, and where it stands.

use imagepull::{
    diagnostic::Span,
    events::{FailingPull, FoundCause, Remedy},
};
use yew::prelude::*;

use super::{
    own_timeline::{headline, own_timeline},
    related::related_links,
};
use crate::{
    components::{
        code_link::code_link, copy_button::CopyButton, reasons::source, verbatim::marked,
    },
    state::Props,
    text,
};

/// So many places of a cause are shown.
const MAX_PLACES: usize = 2;

/// So much of a line is shown on each side of the words found, in bytes.
const AROUND: usize = 160;

/// The card of a cause, from what has to be known first to what can be looked up: with the first command comes the
/// next attempt, where `has_next`.
pub fn cause_card(page: &Props, pasted: &str, cause: &FoundCause, has_next: bool) -> Html {
    let first = cause.fixes.iter().position(|it| it.command.is_some());
    let others = cause.fixes.iter().enumerate();
    let others = others.filter(|(index, _)| Some(*index) != first);
    html! {
        <section class="card cause">
            <h3>{ text::core_text(cause.title) }{ " " }{ code_link(cause.code) }</h3>
            if let Some(place) = place(cause) { <p class="code place">{ place }</p> }
            <p class="soft">{ text::core_text(cause.text) }{ " " }{ source(cause.source) }</p>
            { remedies(first.map(|first| &cause.fixes[first])) }
            if has_next { { next_attempt(cause) } }
            { remedies(others.map(|(_, remedy)| remedy)) }
            { for cause.evidence.iter().take(MAX_PLACES).map(|place| evidence(pasted, *place)) }
            { related_links(page, [cause.code], Some(cause)) }
        </section>
    }
}

fn next_attempt(cause: &FoundCause) -> Html {
    html! {
        <>
            if let Some(next) = cause.next { <p class="next">{ headline(next) }</p> }
            if let Some(words) = &cause.next_attempt { <p class="soft">{ marked(words) }</p> }
            { own_timeline(cause) }
        </>
    }
}

fn remedies<'r>(remedies: impl IntoIterator<Item = &'r Remedy>) -> Html {
    let mut remedies = remedies.into_iter().peekable();
    if remedies.peek().is_none() {
        return Html::default();
    }
    html! {
        <ul class="remedies">
            { for remedies.map(|remedy| html! {
                <li>
                    <p>{ text::core_text(remedy.title) }</p>
                    if let Some(command) = &remedy.command {
                        <p class="command">
                            <code>{ command.clone() }</code>
                            <CopyButton what={command.clone()} copied={command.clone()} />
                        </p>
                    }
                </li>
            }) }
        </ul>
    }
}

fn place(cause: &FoundCause) -> Option<String> {
    let place = joined(
        cause.namespace.as_deref(),
        cause.pod.as_deref(),
        [cause.container.as_deref(), cause.image.as_deref()],
    );
    (!place.is_empty()).then_some(place)
}

/// Whose pull it is: the Pod, the container, the image, as far as the text says.
pub fn pull_place(pull: &FailingPull) -> String {
    joined(pull.namespace, pull.pod, [pull.container, pull.image])
}

fn joined(namespace: Option<&str>, pod: Option<&str>, rest: [Option<&str>; 2]) -> String {
    let pod = pod.map(|pod| match namespace {
        Some(namespace) => format!("{namespace}/{pod}"),
        None => pod.to_owned(),
    });
    let rest = rest.into_iter().flatten().map(str::to_owned);
    pod.into_iter().chain(rest).collect::<Vec<_>>().join(" · ")
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
