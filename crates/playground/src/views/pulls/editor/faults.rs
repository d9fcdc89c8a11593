//! Pulls that the registry fails: which, where, when and how.

use imagepull::simulate::scenario::{Fault, Scenario};
use yew::prelude::*;

use super::{
    Props,
    fields::{NumberField, Unit, add, choice, remove},
};
use crate::text;

/// All faults.
pub fn faults(props: &Props) -> Html {
    let registry = props.scenario.registry.as_ref();
    let faults = registry.and_then(|it| it.faults.as_deref());
    html! {
        <fieldset>
            <legend>{ text::pulls_edit_faults() }</legend>
            { for faults.unwrap_or_default().iter().enumerate().map(|(index, it)| fault(props, index, it)) }
            { add(text::pulls_edit_add_fault(), &props.edit(|scenario, ()| faults_of(scenario).push(new_fault()))) }
        </fieldset>
    }
}

fn faults_of(scenario: &mut Scenario) -> &mut Vec<Fault> {
    let registry = scenario.registry.get_or_insert_default();
    registry.faults.get_or_insert_default()
}

fn new_fault() -> Fault {
    Fault {
        error: "notFound".to_owned(),
        ..Fault::default()
    }
}

fn edit<V: 'static>(
    props: &Props,
    index: usize,
    change: impl Fn(&mut Fault, V) + 'static,
) -> Callback<V> {
    props.edit(move |scenario, value| {
        if let Some(fault) = faults_of(scenario).get_mut(index) {
            change(fault, value);
        }
    })
}

fn fault(props: &Props, index: usize, fault: &Fault) -> Html {
    let errors = [
        ("notFound", text::pulls_edit_not_found()),
        ("unauthorized", text::pulls_edit_unauthorized()),
        ("rateLimited", text::pulls_edit_rate_limited()),
        ("unavailable", text::pulls_edit_unavailable()),
        ("timeout", text::pulls_edit_timeout()),
    ];
    let all = [("", text::pulls_edit_all_images())];
    let images = props.scenario.images.keys().map(|key| (&**key, &**key));
    let images: Vec<(&str, &str)> = all.into_iter().chain(images).collect();
    let all = [("", text::pulls_edit_all_nodes())];
    let nodes = props
        .scenario
        .nodes
        .iter()
        .filter(|node| node.count.is_none());
    let nodes = nodes.map(|node| (&*node.name, &*node.name));
    let nodes: Vec<(&str, &str)> = all.into_iter().chain(nodes).collect();
    let text_or_none = |text: String| (!text.is_empty()).then_some(text);
    html! {
        <div class="row" role="group" aria-label={text::pulls_edit_fault_named(index + 1)}>
            { choice(text::pulls_edit_fault(), &fault.error, &errors, &edit(props, index, |fault, error| fault.error = error)) }
            { choice(text::pulls_edit_image(), fault.image.as_deref().unwrap_or_default(), &images,
                &edit(props, index, move |fault, image| fault.image = text_or_none(image))) }
            { choice(text::pulls_edit_node(), fault.node.as_deref().unwrap_or_default(), &nodes,
                &edit(props, index, move |fault, node| fault.node = text_or_none(node))) }
            <NumberField
                label={text::pulls_edit_fault_from()} unit={Unit::Seconds} value={fault.from_ms} default="0"
                onchange={edit(props, index, |fault, at| fault.from_ms = at)}
            />
            <NumberField
                label={text::pulls_edit_fault_until()} unit={Unit::Seconds} value={fault.until_ms} default={text::pulls_edit_fault_for_ever()}
                onchange={edit(props, index, |fault, at| fault.until_ms = at)}
            />
            { remove(&text::pulls_edit_fault_named(index + 1), &props.edit(move |scenario, ()| {
                let faults = faults_of(scenario);
                if index < faults.len() { faults.remove(index); }
            })) }
        </div>
    }
}
