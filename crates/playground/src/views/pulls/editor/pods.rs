//! The pods and their containers.

use imagepull::simulate::scenario::{Container, Pod, Scenario};
use yew::prelude::*;

use super::{
    Props, edits,
    fields::{NumberField, TextField, Unit, add, choice, remove, switch},
};
use crate::text;

/// The id of the list of image names that fields propose.
const IMAGES: &str = "images-of-the-scenario";

/// A value of the choice of nodes that is no name of a node: names are not empty.
const ROUND_ROBIN: &str = "";

/// All pods.
pub fn pods(props: &Props) -> Html {
    html! {
        <fieldset>
            <legend>{ text::pulls_edit_pods() }</legend>
            <datalist id={IMAGES}>
                { for props.scenario.images.keys().map(|image| html! { <option value={image.clone()} /> }) }
            </datalist>
            { for (0..props.scenario.pods.len()).map(|index| pod(props, index)) }
            { add(text::pulls_edit_add_pod(), &props.edit(|scenario, ()| edits::add_pod(scenario))) }
        </fieldset>
    }
}

fn pod(props: &Props, index: usize) -> Html {
    let pod = &props.scenario.pods[index];
    let everywhere = props.edit(move |scenario, every_node: bool| {
        let pod = &mut scenario.pods[index];
        pod.every_node = every_node.then_some(true);
        if every_node {
            (pod.node, pod.replicas) = (None, None);
        }
    });
    let is_everywhere = pod.every_node.unwrap_or(false);
    html! {
        <div class="item" role="group" aria-label={text::pulls_edit_pod_named(&pod.name)}>
            <div class="row">
                <TextField
                    label={text::pulls_edit_pod()} value={pod.name.clone()}
                    onchange={props.edit_name(move |scenario, name| { scenario.pods[index].name = name; true })}
                />
                <NumberField
                    label={text::pulls_edit_created()} unit={Unit::Seconds} value={pod.created_at_ms} default="0"
                    onchange={props.edit(move |scenario, at| scenario.pods[index].created_at_ms = at)}
                />
                if !is_everywhere {
                    <NumberField
                        label={text::pulls_edit_copies()} value={pod.replicas} default="1"
                        onchange={props.edit(move |scenario, count| scenario.pods[index].replicas = count)}
                    />
                    { node_choice(props, pod, index) }
                }
                { switch(text::pulls_edit_every_node(), is_everywhere, &everywhere) }
                { remove(&pod.name, &props.edit(move |scenario, ()| { scenario.pods.remove(index); })) }
            </div>
            { for pod.image_volumes.iter().flatten().enumerate().map(|(place, it)| {
                container(props, it, Place { pod: index, list: List::Volumes, index: place })
            }) }
            { for pod.init_containers.iter().flatten().enumerate().map(|(place, it)| {
                container(props, it, Place { pod: index, list: List::Inits, index: place })
            }) }
            { for pod.containers.iter().enumerate().map(|(place, it)| {
                container(props, it, Place { pod: index, list: List::Containers, index: place })
            }) }
            <div class="row">
                { add(text::pulls_edit_add_container(), &props.edit(move |scenario, ()| edits::add_container(scenario, index))) }
                { add(text::pulls_edit_add_init(), &props.edit(move |scenario, ()| edits::add_init_container(scenario, index))) }
            </div>
        </div>
    }
}

/// One entry of `nodes` may stand for many nodes; those are chosen by name in the text form only.
fn node_choice(props: &Props, pod: &Pod, index: usize) -> Html {
    let nodes = &props.scenario.nodes;
    if nodes.len() < 2 && pod.node.is_none() {
        return Html::default();
    }
    let single = nodes.iter().filter(|node| node.count.is_none());
    let mut options = vec![(ROUND_ROBIN, text::pulls_edit_round_robin())];
    options.extend(single.map(|node| (&*node.name, &*node.name)));
    let chosen = pod.node.as_deref().unwrap_or(ROUND_ROBIN);
    let onchange = props.edit(move |scenario, node: String| {
        scenario.pods[index].node = (node != ROUND_ROBIN).then_some(node);
    });
    choice(text::pulls_edit_node_of(), chosen, &options, &onchange)
}

/// The list of a pod that a container or image volume is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Volumes,
    Inits,
    Containers,
}

/// Where a container or image volume is in a scenario.
#[derive(Clone, Copy)]
struct Place {
    pod: usize,
    list: List,
    index: usize,
}

impl Place {
    fn list(self, scenario: &mut Scenario) -> &mut Vec<Container> {
        let pod = &mut scenario.pods[self.pod];
        match self.list {
            List::Volumes => pod.image_volumes.get_or_insert_default(),
            List::Inits => pod.init_containers.get_or_insert_default(),
            List::Containers => &mut pod.containers,
        }
    }

    fn rename(self, scenario: &mut Scenario, name: String) -> bool {
        if self.list == List::Volumes {
            return edits::rename_volume(&mut scenario.pods[self.pod], self.index, &name);
        }
        self.of(scenario).name = name;
        true
    }

    fn remove(self, scenario: &mut Scenario) {
        if self.list == List::Volumes {
            edits::remove_volume(&mut scenario.pods[self.pod], self.index);
        } else {
            self.list(scenario).remove(self.index);
        }
    }

    fn of(self, scenario: &mut Scenario) -> &mut Container {
        &mut self.list(scenario)[self.index]
    }
}

fn container(props: &Props, container: &Container, place: Place) -> Html {
    let label = match place.list {
        List::Volumes => text::pulls_edit_image_volume(),
        List::Inits => text::pulls_edit_init_container(),
        List::Containers => text::pulls_edit_container(),
    };
    let set_image = props.edit_name(move |scenario, image| {
        place.of(scenario).image = image;
        edits::complete_images(scenario);
        true
    });
    let set_policy = props.edit(move |scenario, policy: String| {
        place.of(scenario).image_pull_policy = (!policy.is_empty()).then_some(policy);
    });
    let policies = [
        ("", text::pulls_edit_policy_default()),
        ("Always", "Always"),
        ("IfNotPresent", "IfNotPresent"),
        ("Never", "Never"),
    ];
    let policy = container.image_pull_policy.as_deref().unwrap_or_default();
    html! {
        <div class="row part">
            <TextField
                {label} value={container.name.clone()}
                onchange={props.edit_name(move |scenario, name| place.rename(scenario, name))}
            />
            <TextField label={text::pulls_edit_image()} value={container.image.clone()} list={IMAGES} onchange={set_image} />
            { choice("imagePullPolicy", policy, &policies, &set_policy) }
            if place.list == List::Inits {
                <NumberField
                    label={text::pulls_edit_runs()} unit={Unit::Seconds} value={container.run_ms} default="0"
                    onchange={props.edit(move |scenario, time| place.of(scenario).run_ms = time)}
                />
            }
            { remove(&container.name, &props.edit(move |scenario, ()| place.remove(scenario))) }
        </div>
    }
}
