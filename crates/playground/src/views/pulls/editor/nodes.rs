//! The nodes: their number, hardware, runtime and kubelet.

use imagepull::{
    kubelet::config::{DEFAULT_REGISTRY_BURST, DEFAULT_REGISTRY_PULL_QPS},
    simulate::{
        analysis::DEFAULT_PARALLEL_PULLS,
        scenario::{Kubelet, Node, Scenario, defaults},
    },
};
use yew::prelude::*;

use super::{
    Props, edits,
    fields::{NumberField, TextField, Unit, add, choice, remove, switch},
};
use crate::text;

/// All nodes.
pub fn nodes(props: &Props) -> Html {
    html! {
        <fieldset>
            <legend>{ text::pulls_edit_nodes() }</legend>
            { for props.scenario.nodes.iter().enumerate().map(|(index, it)| node(props, index, it)) }
            { add(text::pulls_edit_add_node(), &props.edit(|scenario, ()| edits::add_node(scenario))) }
        </fieldset>
    }
}

fn node(props: &Props, index: usize, node: &Node) -> Html {
    html! {
        <div class="item" role="group" aria-label={text::pulls_edit_node_named(&node.name)}>
            <div class="row">
                <TextField
                    label={text::pulls_edit_node()} value={node.name.clone()}
                    onchange={props.edit_name(move |scenario, name| { scenario.nodes[index].name = name; true })}
                />
                <NumberField
                    label={text::pulls_edit_alike()} value={node.count} default="1"
                    onchange={props.edit(move |scenario, count| scenario.nodes[index].count = count)}
                />
                <NumberField
                    label={text::pulls_edit_network()} unit={Unit::Megabits} value={node.bandwidth} default={Unit::Megabits.write(defaults::BANDWIDTH)}
                    onchange={props.edit(move |scenario, rate| scenario.nodes[index].bandwidth = rate)}
                />
                <NumberField
                    label={text::pulls_edit_unpack_rate()} unit={Unit::Megabytes} value={node.unpack_rate} default={Unit::Megabytes.write(defaults::UNPACK_RATE)}
                    onchange={props.edit(move |scenario, rate| scenario.nodes[index].unpack_rate = rate)}
                />
                <NumberField
                    label={text::pulls_edit_cores()} value={node.cores} default={defaults::CORES.to_string()}
                    onchange={props.edit(move |scenario, cores| scenario.nodes[index].cores = cores)}
                />
                { remove(&node.name, &props.edit(move |scenario, ()| { scenario.nodes.remove(index); })) }
            </div>
            { runtime(props, index, node) }
            { kubelet(props, index, node) }
            { present(props, index, node) }
        </div>
    }
}

fn runtime(props: &Props, index: usize, node: &Node) -> Html {
    let runtime = node.runtime.clone().unwrap_or_default();
    let limits = [
        ("perNode", text::pulls_edit_per_node()),
        ("perImage", text::pulls_edit_per_image()),
    ];
    let limit = runtime.download_limit.as_deref().unwrap_or("perNode");
    let set_limit = props.edit(move |scenario, limit: String| {
        let runtime = scenario.nodes[index].runtime.get_or_insert_default();
        runtime.download_limit = Some(limit);
    });
    html! {
        <div class="row part">
            { choice(text::pulls_edit_runtime(), limit, &limits, &set_limit) }
            <NumberField
                label="max_concurrent_downloads" value={runtime.max_concurrent_downloads} default={defaults::MAX_CONCURRENT_DOWNLOADS.to_string()}
                onchange={props.edit(move |scenario, downloads| {
                    scenario.nodes[index].runtime.get_or_insert_default().max_concurrent_downloads = downloads;
                })}
            />
        </div>
    }
}

fn kubelet(props: &Props, index: usize, node: &Node) -> Html {
    let kubelet = node.kubelet.unwrap_or_default();
    let of =
        move |scenario: &mut Scenario| scenario.nodes[index].kubelet.take().unwrap_or_default();
    html! {
        <div class="row part">
            <NumberField
                label="maxParallelImagePulls" value={kubelet.max_parallel_image_pulls} default={DEFAULT_PARALLEL_PULLS.to_string()}
                onchange={props.edit(move |scenario, pulls| {
                    let kubelet = Kubelet { max_parallel_image_pulls: pulls, ..of(scenario) };
                    scenario.nodes[index].kubelet = Some(kubelet);
                })}
            />
            <NumberField
                label="registryPullQPS" value={kubelet.registry_pull_qps} default={DEFAULT_REGISTRY_PULL_QPS.to_string()}
                onchange={props.edit(move |scenario, qps| {
                    let kubelet = Kubelet { registry_pull_qps: qps, ..of(scenario) };
                    scenario.nodes[index].kubelet = Some(kubelet);
                })}
            />
            <NumberField
                label="registryBurst" value={kubelet.registry_burst} default={DEFAULT_REGISTRY_BURST.to_string()}
                onchange={props.edit(move |scenario, burst| {
                    let kubelet = Kubelet { registry_burst: burst, ..of(scenario) };
                    scenario.nodes[index].kubelet = Some(kubelet);
                })}
            />
        </div>
    }
}

/// The images that are on the node before the start.
fn present(props: &Props, index: usize, node: &Node) -> Html {
    let is_present = |key: &str| {
        let present = node.present.iter().flatten();
        present
            .into_iter()
            .any(|image| props.scenario.key_of(image) == Some(key))
    };
    html! {
        <div class="row part" role="group" aria-label={text::pulls_edit_present()}>
            <span class="soft">{ text::pulls_edit_present() }</span>
            { for props.scenario.images.keys().map(|key| {
                let image = key.clone();
                let onchange = props.edit(move |scenario, is_present| {
                    edits::set_present(&mut scenario.nodes[index], &image, is_present);
                });
                switch(key, is_present(key), &onchange)
            }) }
        </div>
    }
}
