//! The kubelet's events of one run, beside the drawing.

use imagepull::simulate::{analysis::Lane, scenario::Scenario};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{lane::lane_title, runs::SharedRuns, table_rows::EventRow};
use crate::{components::verbatim::verbatim, hooks::use_language, text};

/// So many events are listed before and behind the current one.
pub const AROUND: usize = 30;

/// Properties of [`Feed`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The three runs.
    pub runs: SharedRuns,
    /// The time of the last event reached in any lane, in ms.
    pub at_ms: f64,
    /// Takes the clock to a time in ms.
    pub seek: Callback<f64>,
}

/// The events in order; those to come are faint.
#[component]
pub fn Feed(props: &Props) -> Html {
    use_language();
    let chosen = use_state_eq(|| Lane::Serial);
    let events = &props.runs.trace(*chosen).events;
    let passed = events.partition_point(|event| event.at_ms <= props.at_ms);
    let first = passed.saturating_sub(AROUND);
    let last = (passed + AROUND).min(events.len());
    let list = use_list(Some(passed));
    let chooser = lane_chooser(&chosen, &props.runs.results.scenario);
    let listed = (first..last).map(|index| {
        entry(
            &EventRow::new(&events[index]),
            index + 1,
            passed,
            &props.seek,
        )
    });
    let listed = html! {
        <>
            { for listed }
            if last < events.len() {
                <li class="next">{ text::pulls_events_more(events.len() - last) }</li>
            }
        </>
    };
    frame(chooser, &list, Some(events.len()), listed)
}

/// The list of events, which is kept at the current one: it moves when another number has passed.
#[hook]
pub fn use_list(passed: Option<usize>) -> NodeRef {
    let list = use_node_ref();
    {
        let list = list.clone();
        use_effect_with(passed, move |_| keep_in_sight(&list));
    }
    list
}

/// Events with their heading, of which there are `all`, where that is known.
pub fn frame(chooser: Html, list: &NodeRef, all: Option<usize>, listed: Html) -> Html {
    html! {
        <aside class="feed" aria-labelledby="events">
            <div class="feed-head">
                <h2 id="events">{ text::pulls_events() }</h2>
                { chooser }
            </div>
            if all == Some(0) {
                <p class="soft">{ text::pulls_events_none() }</p>
            }
            <ol class="scrolls" tabindex="0" aria-labelledby="events" ref={list}>
                { listed }
            </ol>
        </aside>
    }
}

/// A selector of the run whose events or pulls are listed.
pub fn lane_chooser(chosen: &UseStateHandle<Lane>, scenario: &Scenario) -> Html {
    let onchange = {
        let chosen = chosen.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let index = usize::try_from(select.selected_index()).unwrap_or(0);
            chosen.set(Lane::ALL[index]);
        })
    };
    html! {
        <select aria-label={text::pulls_events_of()} {onchange}>
            { for Lane::ALL.map(|lane| html! {
                <option selected={lane == **chosen}>{ lane_title(lane, scenario) }</option>
            }) }
        </select>
    }
}

/// The event that is the `number`th, of which `passed` have happened. It takes the clock to its time.
pub fn entry(event: &EventRow, number: usize, passed: usize, seek: &Callback<f64>) -> Html {
    let class = match number.cmp(&passed) {
        std::cmp::Ordering::Less => "",
        std::cmp::Ordering::Equal => "current",
        std::cmp::Ordering::Greater => "next",
    };
    let at_ms = event.at_ms;
    let go = seek.reform(move |_| at_ms);
    let current = (number == passed).then_some("step");
    html! {
        <li key={number} class={classes!(class, event.is_warning.then_some("warning"))} aria-current={current}>
            <button type="button" title={text::pulls_events_go()} onclick={go}>
                <time>{ format!("{:.1}", event.at_ms / 1000.0) }</time>
            </button>
            <span><strong>{ &event.reason }</strong>{ " " }<span class="who">{ &event.pod }</span>{ " " }{ verbatim(&event.message) }</span>
        </li>
    }
}

/// Scrolls the list, not the page, to the current event.
fn keep_in_sight(list: &NodeRef) {
    let Some(list) = list.cast::<web_sys::HtmlElement>() else {
        return;
    };
    let Ok(Some(current)) = list.query_selector(".current") else {
        list.set_scroll_top(0);
        return;
    };
    let place = current.get_bounding_client_rect().top() - list.get_bounding_client_rect().top();
    let middle = f64::from(list.client_height()) / 2.0;
    #[allow(clippy::cast_possible_truncation)] // A scroll position in px.
    list.set_scroll_top(list.scroll_top() + (place - middle) as i32);
}
