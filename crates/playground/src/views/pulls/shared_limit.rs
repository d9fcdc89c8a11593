//! What many nodes share: the limit of the registry is asked for where it is left out.

use std::rc::Rc;

use imagepull::simulate::{
    analysis::{has_many_nodes, lacks_registry_limit, nodes},
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

/// The number of nodes alike and the limit of the registry that they share. Without a limit it is said that there is
/// none.
pub fn shared_limit(scenario: &Rc<Scenario>, change: &Callback<Edit>) -> Html {
    let mut nodes_alike = scenario.nodes.iter().enumerate();
    let alike = nodes_alike.find_map(|(place, node)| Some((place, node.count?)));
    if alike.is_none() && !has_many_nodes(scenario) {
        return Html::default();
    }
    let registry = scenario.registry.as_ref();
    let count = alike.map(|(place, count)| {
        let set_count = change.reform(move |count: Option<f64>| {
            Edit::by(move |scenario| scenario.nodes[place].count = count.or(Some(1.0)))
        });
        html! { <NumberField label={text::pulls_edit_alike()} value={count} onchange={set_count} /> }
    });
    let set_limit = change.reform(|limit: Option<f64>| {
        Edit::by(move |scenario| scenario.registry.get_or_insert_default().bandwidth = limit)
    });
    html! {
        <div class={classes!("shared-limit", lacks_registry_limit(scenario).then_some("lacks"))}>
            { for count }
            <NumberField label={text::pulls_shared_limit()} unit={Unit::Megabits}
                value={registry.and_then(|it| it.bandwidth)} default={text::pulls_edit_no_limit()} onchange={set_limit} />
            if lacks_registry_limit(scenario) {
                <p role="status">{ rich(text::pulls_shared_lacks(text::grouped(nodes(scenario)))) }</p>
            }
        </div>
    }
}
