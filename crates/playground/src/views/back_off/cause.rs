//! A cause that the pasted text names: what it means, what to do, and where it is.

use imagepull::{
    diagnostic::Span,
    events::{FailingPull, FoundCause, NextAttempt, Remedy, Subject},
};
use yew::prelude::*;

use super::{
    own_timeline::{headline, own_timeline},
    related::related_links,
};
use crate::{
    components::{
        breakable::breakable,
        code_link::code_link,
        copy_button::CopyButton,
        reasons::source,
        rich::rich,
        verbatim::{marked, verbatim},
        why::why,
    },
    state::Props,
    text,
};

/// Places per cause.
const MAX_PLACES: usize = 2;

/// So much of an error is shown before anything is unfolded, in bytes: two lines.
const MAX_ERROR: usize = 120;

/// So much of a line is shown on each side of the words found, in bytes.
const AROUND: usize = 160;

/// The card of a cause: the answer, one sentence why, the words of the error, and what to do first. Everything else
/// is folded.
pub fn cause_card(page: &Props, pasted: &str, cause: &FoundCause) -> Html {
    let (reason, rest) = text::localized(&cause.text.into()).split_sentence();
    let with_command = cause.fixes.iter().position(|it| it.command.is_some());
    let is_first = |index: usize| index == 0 || Some(index) == with_command;
    let (first, others): (Vec<_>, Vec<_>) = cause
        .fixes
        .iter()
        .enumerate()
        .partition(|(index, _)| is_first(*index));
    html! {
        <section class="card cause">
            <hgroup>
                <h3 class="answer">{ marked(&cause.headline) }</h3>
                <p class="place">{ place(cause) }{ " " }{ code_link(cause.code) }</p>
            </hgroup>
            <p class="soft">{ rich(reason) }</p>
            if let Some(error) = &cause.reason { <p class="error code">{ verbatim(&end_of(error)) }</p> }
            { remedies(&first) }
            if let Some(words) = cause.next_attempt.as_ref().filter(|_| cause.next.is_none()) {
                <p class="soft">{ marked(words) }</p>
            }
            <div class="folded">
                { related_links(page, [cause.code], Some(cause)) }
                if !others.is_empty() {
                    <details class="why">
                        <summary>{ text::back_off_more_remedies(others.len()) }</summary>
                        { remedies(&others) }
                    </details>
                }
                { why(text::core_text(cause.title), html! {
                    <>
                        <p class="soft">{ rich(rest) }{ " " }{ source(cause.source) }</p>
                        { for cause.evidence.iter().take(MAX_PLACES).map(|place| evidence(pasted, *place)) }
                    </>
                }) }
            </div>
        </section>
    }
}

/// The end of an error, where the innermost program says what it is about; all of it is marked in the text.
fn end_of(error: &str) -> String {
    let start = error.ceil_char_boundary(error.len().saturating_sub(MAX_ERROR));
    if start == 0 {
        error.to_owned()
    } else {
        format!("…{}", &error[start..])
    }
}

/// The card of the next pull of a cause that has one: when it comes, and the pulls so far.
pub fn next_card(cause: &FoundCause, next: NextAttempt) -> Html {
    html! {
        <section class="card next-pull">
            <h3 class="next">{ headline(next) }</h3>
            if let Some(words) = &cause.next_attempt { <p class="soft">{ marked(words) }</p> }
            { own_timeline(cause) }
        </section>
    }
}

fn remedies(remedies: &[(usize, &Remedy)]) -> Html {
    if remedies.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="remedies">
            { for remedies.iter().map(|(_, remedy)| html! {
                <li>
                    <p>{ marked(&remedy.title.into()) }</p>
                    if let Some(command) = &remedy.command {
                        <p class="command">
                            <code>{ breakable(command) }</code>
                            <CopyButton what={command.clone()} copied={command.clone()} />
                        </p>
                    }
                </li>
            }) }
        </ul>
    }
}

/// The Pod and the container: the headline has the image.
fn place(cause: &FoundCause) -> Html {
    let place = joined(
        cause.namespace.as_deref(),
        cause.pod.as_deref(),
        [cause.container.as_deref(), None],
    );
    html! {
        <>
            <span class="code">{ breakable(&place) }</span>
            { for cause.subject.and_then(subject).map(|subject| html! { <>{ " · " }{ subject }</> }) }
        </>
    }
}

/// Whose pull it is, where that is no container.
fn subject(subject: Subject) -> Option<&'static str> {
    match subject {
        Subject::Container | Subject::Admission => None,
        Subject::InitContainer => Some(text::back_off_subject_init_container()),
        Subject::ImageVolume => Some(text::back_off_subject_image_volume()),
        Subject::Sandbox => Some(text::back_off_subject_sandbox()),
    }
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
