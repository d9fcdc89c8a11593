//! The registry, and where the run stops.

use imagepull::simulate::scenario::{RateLimit, Registry, Scenario, defaults};
use yew::prelude::*;

use super::{
    Props,
    fields::{NumberField, Unit, switch},
};
use crate::text;

/// The window of a rate limit that gets its first number of pulls: six hours, as on Docker Hub.
const SIX_HOURS_MS: f64 = 6.0 * 3600e3;

/// The fields of the registry.
pub fn registry(props: &Props) -> Html {
    let registry = props.scenario.registry.clone().unwrap_or_default();
    let limit = registry.rate_limit.clone();
    let no_limit = text::pulls_edit_no_limit();
    html! {
        <fieldset>
            <legend>{ text::pulls_edit_registry() }</legend>
            <div class="row">
                <NumberField
                    label={text::pulls_edit_latency()} value={registry.latency_ms} default={defaults::LATENCY_MS.to_string()}
                    onchange={edit(props, |registry, latency| registry.latency_ms = latency)}
                />
                <NumberField
                    label={text::pulls_edit_registry_rate()} unit={Unit::Megabits} value={registry.bandwidth} default={no_limit}
                    onchange={edit(props, |registry, rate| registry.bandwidth = rate)}
                />
                <NumberField
                    label={text::pulls_edit_connection_rate()} unit={Unit::Megabits} value={registry.per_connection} default={no_limit}
                    onchange={edit(props, |registry, rate| registry.per_connection = rate)}
                />
                { switch(text::pulls_edit_token(), registry.auth.as_deref() == Some("token"), &edit(props, |registry, is_on: bool| {
                    registry.auth = is_on.then(|| "token".to_owned());
                })) }
                { switch(text::pulls_edit_redirects(), registry.redirects.unwrap_or(false), &edit(props, |registry, is_on: bool| {
                    registry.redirects = is_on.then_some(true);
                })) }
            </div>
            <div class="row">
                <NumberField
                    label={text::pulls_edit_rate_pulls()} value={limit.as_ref().map(|limit| limit.pulls)} default={no_limit}
                    onchange={edit(props, |registry, pulls: Option<f64>| {
                        registry.rate_limit = pulls.map(|pulls| RateLimit {
                            pulls,
                            per_ms: registry.rate_limit.as_ref().map_or(SIX_HOURS_MS, |limit| limit.per_ms),
                        });
                    })}
                />
                if let Some(limit) = limit {
                    <NumberField
                        label={text::pulls_edit_rate_window()} unit={Unit::Seconds} value={limit.per_ms}
                        onchange={edit(props, |registry, per_ms: Option<f64>| {
                            if let (Some(limit), Some(per_ms)) = (&mut registry.rate_limit, per_ms) {
                                limit.per_ms = per_ms;
                            }
                        })}
                    />
                }
                <NumberField
                    label={text::pulls_edit_until()} unit={Unit::Seconds} value={props.scenario.until_ms} default={text::pulls_edit_until_end()}
                    onchange={props.edit(|scenario, until| scenario.until_ms = until)}
                />
            </div>
        </fieldset>
    }
}

fn edit<V: 'static>(props: &Props, change: impl Fn(&mut Registry, V) + 'static) -> Callback<V> {
    props.edit(move |scenario: &mut Scenario, value| {
        change(scenario.registry.get_or_insert_default(), value);
    })
}
