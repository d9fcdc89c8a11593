//! What many nodes share: the limit of the registry is asked for where it is left out.

use std::rc::Rc;

use imagepull::simulate::{
    analysis::{lacks_registry_limit, nodes},
    scenario::Scenario,
};
use yew::prelude::*;

use super::editor::Edit;
use crate::{
    components::{
        fields::{NumberField, Unit},
        rich::rich,
    },
    text,
};

/// The number of nodes alike and the limit of the registry, where nodes alike share it. Without a limit it is said that
/// there is none.
pub fn shared_limit(scenario: &Rc<Scenario>, change: &Callback<Edit>) -> Html {
    let Some(place) = scenario.nodes.iter().position(|node| node.count.is_some()) else {
        return Html::default();
    };
    let registry = scenario.registry.as_ref();
    let set_count = change.reform(move |count: Option<f64>| {
        Edit::by(move |scenario| scenario.nodes[place].count = count.or(Some(1.0)))
    });
    let set_limit = change.reform(|limit: Option<f64>| {
        Edit::by(move |scenario| scenario.registry.get_or_insert_default().bandwidth = limit)
    });
    html! {
        <div class={classes!("shared-limit", lacks_registry_limit(scenario).then_some("lacks"))}>
            <NumberField label={text::pulls_edit_alike()} value={scenario.nodes[place].count} onchange={set_count} />
            <NumberField label={text::pulls_shared_limit()} unit={Unit::Megabits}
                value={registry.and_then(|it| it.bandwidth)} default={text::pulls_edit_no_limit()} onchange={set_limit} />
            if lacks_registry_limit(scenario) {
                <p role="status">{ rich(text::pulls_shared_lacks(text::grouped(nodes(scenario)))) }</p>
            }
        </div>
    }
}
