//! Every pull of a run, a piece of the table at a time.

use imagepull::simulate::analysis::Lane;
use yew::prelude::*;

use super::{
    feed::lane_chooser,
    query::{PULLS_IN_PIECE, RunAnswer, RunQuestion},
    shown::{Shown, use_answer},
    table_rows::PullRow,
};
use crate::{hooks::use_language, text};

/// Properties of [`EachPull`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The three runs.
    pub shown: Shown,
}

/// The pulls of one run, with buttons that go through them.
#[component]
pub fn EachPull(props: &Props) -> Html {
    use_language();
    let chosen = use_state_eq(|| Lane::Serial);
    let is_open = use_state_eq(|| false);
    let first = use_state_eq(|| 0_usize);
    {
        let first = first.clone();
        use_effect_with((props.shown.clone(), *chosen), move |_| first.set(0));
    }
    // A closed table is not made.
    let question = is_open.then_some(RunQuestion::Pulls(*first));
    let answer = use_answer(&props.shown, *chosen, question);
    let rows: &[PullRow] = match &answer {
        Some(RunAnswer::Pulls(rows)) => rows,
        _ => &[],
    };
    let ontoggle = {
        let is_open = is_open.clone();
        Callback::from(move |event: Event| {
            let details: web_sys::Element = event.target_unchecked_into();
            is_open.set(details.has_attribute("open"));
        })
    };
    let all = props.shown.pulls(*chosen);
    let last = all.saturating_sub(1) / PULLS_IN_PIECE * PULLS_IN_PIECE;
    let goes_to = |label: &'static str, to: usize| {
        let onclick = {
            let first = first.clone();
            Callback::from(move |_: MouseEvent| first.set(to))
        };
        html! { <button type="button" class="small" disabled={to == *first} {onclick}>{ label }</button> }
    };
    html! {
        <details class="each" {ontoggle}>
            <summary id="each">{ text::pulls_each_title() }</summary>
            if *is_open {
                { lane_chooser(&chosen, &props.shown.results().scenario) }
                if all > PULLS_IN_PIECE {
                    <p class="pieces">
                        { goes_to(text::pulls_large_first(), 0) }
                        { goes_to(text::pulls_large_before(), first.saturating_sub(PULLS_IN_PIECE)) }
                        { goes_to(text::pulls_large_next(), (*first + PULLS_IN_PIECE).min(last)) }
                        { goes_to(text::pulls_large_last(), last) }
                        <span role="status">{ text::pulls_large_piece(text::grouped(*first + 1), text::grouped(*first + rows.len()), text::grouped(all)) }</span>
                    </p>
                }
                { pulls_table(rows) }
            }
        </details>
    }
}

/// A table of pulls, labelled by the element `each`.
fn pulls_table(rows: &[PullRow]) -> Html {
    let titles = [
        text::pulls_each_pod(),
        text::pulls_each_node(),
        text::pulls_each_image(),
        text::pulls_each_requested(),
        text::pulls_each_queue(),
        text::pulls_each_resolve(),
        text::pulls_each_slot(),
        text::pulls_each_shared(),
        text::pulls_each_download(),
        text::pulls_each_unpack(),
        text::pulls_each_end(),
    ];
    html! {
        <div class="scrolls" tabindex="0" role="region" aria-labelledby="each">
            <table class="pulls">
                <thead><tr>{ for titles.into_iter().map(|title| html! { <th scope="col">{ title }</th> }) }</tr></thead>
                <tbody>{ for rows.iter().map(|row| html! { <tr>{ for row.cells().map(|cell| html! { <td>{ cell }</td> }) }</tr> }) }</tbody>
            </table>
        </div>
    }
}
