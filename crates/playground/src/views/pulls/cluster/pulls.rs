//! Every pull of a large scenario, a piece of the table at a time.

use imagepull::simulate::analysis::Lane;
use yew::prelude::*;

use super::{
    super::{feed::lane_chooser, table_rows::PullRow, tables::pulls_table},
    query::{Answer, Question},
    simulation_run::PULLS_IN_PIECE,
    stage::Props,
};
use crate::{hooks::use_language, text};

/// The pulls of one run, with buttons that go through them.
#[component]
pub fn EachPull(props: &Props) -> Html {
    use_language();
    let cluster = &props.cluster;
    let chosen = use_state_eq(|| Lane::Serial);
    let is_open = use_state_eq(|| false);
    let first = use_state_eq(|| 0_usize);
    let rows = use_state_eq(Vec::<PullRow>::new);
    {
        let (first, rows) = (first.clone(), rows.clone());
        use_effect_with((cluster.clone(), *chosen), move |_| {
            first.set(0);
            rows.set(Vec::new());
        });
    }
    {
        let rows = rows.clone();
        let asked = (cluster.clone(), *chosen, *first, *is_open);
        use_effect_with(asked, move |(cluster, lane, first, is_open)| {
            let answered = Callback::from(move |answer| {
                if let Answer::Pulls(answer) = answer {
                    rows.set(answer);
                }
            });
            if *is_open {
                cluster.ask(*lane, &Question::Pulls(*first), answered);
            }
        });
    }
    let ontoggle = {
        let is_open = is_open.clone();
        Callback::from(move |event: Event| {
            let details: web_sys::Element = event.target_unchecked_into();
            is_open.set(details.has_attribute("open"));
        })
    };
    let all = cluster.overview(*chosen).pulls;
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
                { lane_chooser(&chosen, &cluster.results.scenario) }
                if all > 0 {
                    <p class="pieces">
                        { goes_to(text::pulls_large_first(), 0) }
                        { goes_to(text::pulls_large_before(), first.saturating_sub(PULLS_IN_PIECE)) }
                        { goes_to(text::pulls_large_next(), (*first + PULLS_IN_PIECE).min(last)) }
                        { goes_to(text::pulls_large_last(), last) }
                        <span role="status">{ text::pulls_large_piece(text::grouped(*first + 1), text::grouped(*first + rows.len()), text::grouped(all)) }</span>
                    </p>
                }
                { pulls_table(&rows) }
            }
        </details>
    }
}
