//! The kubelets' events of one run of a large scenario, those around the current one.

use imagepull::simulate::analysis::Lane;
use yew::prelude::*;

use super::{
    super::feed::{entry, frame, lane_chooser, use_list},
    query::{Answer, Events, Question},
    session::Cluster,
};
use crate::{hooks::use_language, text};

/// Properties of [`Feed`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The three runs.
    pub cluster: Cluster,
    /// The time of the last stop reached, in ms.
    pub at_ms: f64,
    /// Takes the clock to a time in ms.
    pub seek: Callback<f64>,
}

/// The events in order; those to come are faint.
#[component]
pub fn Feed(props: &Props) -> Html {
    use_language();
    let chosen = use_state_eq(|| Lane::Serial);
    let events = use_state_eq(|| None::<Events>);
    {
        let events = events.clone();
        let asked = (props.cluster.clone(), *chosen, props.at_ms);
        use_effect_with(asked, move |(cluster, lane, at_ms)| {
            let answered = Callback::from(move |answer| {
                if let Answer::Events(answer) = answer {
                    events.set(Some(answer));
                }
            });
            cluster.ask(*lane, &Question::Events(*at_ms), answered);
        });
    }
    let events = events.as_ref();
    let list = use_list(events.map(|events| events.passed));
    let chooser = lane_chooser(&chosen, &props.cluster.results.scenario);
    let all = events.map(|events| events.all);
    frame(
        chooser,
        &list,
        all,
        events
            .map(|events| listed(events, &props.seek))
            .unwrap_or_default(),
    )
}

fn listed(events: &Events, seek: &Callback<f64>) -> Html {
    let behind = events.all - events.before - events.rows.len();
    html! {
        <>
            if events.before > 0 {
                <li class="more">{ text::pulls_large_events_before(text::grouped(events.before)) }</li>
            }
            { for events.rows.iter().enumerate().map(|(place, event)| {
                entry(event, events.before + place + 1, events.passed, seek)
            }) }
            if behind > 0 { <li class="next">{ text::pulls_events_more(text::grouped(behind)) }</li> }
        </>
    }
}
