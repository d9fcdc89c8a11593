//! The pulls in figures, and the events in order.

use imagepull::kubelet::timeline::{BackOffReport, PullAttempt, PullOutcome, TimedEvent};
use yew::prelude::*;

use crate::{
    components::verbatim::verbatim,
    drawing::figures::{clock, duration},
    export::markdown,
    text,
};

/// One row a pull.
pub fn attempts(report: &BackOffReport) -> Html {
    if report.attempts.is_empty() {
        return Html::default();
    }
    html! {
        <details class="each" open=true>
            <summary>{ text::back_off_table_title() }</summary>
            <div class="scrolls" tabindex="0" role="region" aria-label={text::back_off_table_title()}>
                <table>
                    <thead><tr>{ for titles().map(|title| html! { <th scope="col">{ title }</th> }) }</tr></thead>
                    <tbody>{ for report.attempts.iter().map(|attempt| table_row(report, attempt)) }</tbody>
                </table>
            </div>
        </details>
    }
}

/// The same table as Markdown.
pub fn markdown(report: &BackOffReport) -> String {
    let rows = report.attempts.iter().map(|attempt| {
        let cells = row(report, attempt);
        cells.iter().map(|cell| markdown::text(cell)).collect()
    });
    markdown::table(&titles().map(markdown::text), rows)
}

fn titles() -> [&'static str; 6] {
    [
        text::back_off_table_pull(),
        text::back_off_table_begins(),
        text::back_off_table_bounds(),
        text::back_off_table_ends(),
        text::back_off_table_back_off(),
        text::back_off_table_slack(),
    ]
}

fn table_row(report: &BackOffReport, attempt: &PullAttempt) -> Html {
    let [number, figures @ ..] = row(report, attempt);
    html! {
        <tr>
            <th scope="row">{ number }</th>
            { for figures.map(|figure| html! { <td>{ figure }</td> }) }
        </tr>
    }
}

fn row(report: &BackOffReport, attempt: &PullAttempt) -> [String; 6] {
    let bounds = report
        .bounds
        .iter()
        .find(|it| it.attempt == attempt.attempt);
    let bounds =
        bounds.map(|it| text::back_off_range(duration(it.earliest_ms), duration(it.latest_ms)));
    let outcome = match attempt.outcome {
        Some(PullOutcome::Pulled) => text::back_off_pulled(),
        Some(PullOutcome::Failed) => text::back_off_failed(),
        None => text::back_off_table_later(),
    };
    let wait = report
        .waits
        .iter()
        .find(|wait| attempt.end_ms == Some(wait.from_ms));
    let slack = wait.and_then(|wait| Some(wait.to_ms? - wait.back_off_until_ms));
    [
        attempt.attempt.to_string(),
        duration(attempt.start_ms),
        bounds.unwrap_or_default(),
        outcome.to_owned(),
        attempt.back_off_ms.map(duration).unwrap_or_default(),
        slack.map(duration).unwrap_or_default(),
    ]
}

/// The events as the kubelet sends them; `kubectl` counts equal ones together.
pub fn events(report: &BackOffReport) -> Html {
    html! {
        <details class="each feed-all">
            <summary>{ text::back_off_events_title(report.events.len()) }</summary>
            <ol class="scrolls" tabindex="0">
                { for report.events.iter().map(|event| entry(event, report.states.len() > 1)) }
            </ol>
        </details>
    }
}

fn entry(event: &TimedEvent, is_shared: bool) -> Html {
    let is_warning = event.event.r#type == "Warning";
    html! {
        <li class={classes!(is_warning.then_some("warning"))}>
            <time>{ clock(event.at_ms) }</time>
            <span>
                <strong>{ event.event.reason }</strong>{ " " }
                if is_shared { <span class="who">{ text::back_off_container(event.container) }{ " " }</span> }
                { verbatim(&event.event.message) }
            </span>
        </li>
    }
}
