//! The pods of the manifest in the Pulls view: the sizes of their images are filled in here.

use std::{collections::BTreeMap, rc::Rc};

use imagepull::{
    simulate::scenario::{Image, Layer, Node, Scenario},
    workload::scenario::ASSUMED_BYTES,
};
use web_sys::HtmlDetailsElement;
use yew::prelude::*;

use super::answer::SharedAnswer;
use crate::{
    address::{Address, View, packed},
    components::{
        address_link::AddressLink,
        fields::{NumberField, Unit},
        save::save_text,
    },
    drawing::figures,
    export::json::laid_out,
    hooks::{Draft, use_draft, use_language},
    text,
};

/// Sizes of images in bytes, by their keys in the scenario, as far as they are filled in.
type Sizes = BTreeMap<String, f64>;

#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    sizes: Rc<Sizes>,
    /// The number of nodes as it is written.
    nodes: f64,
    is_open: bool,
}

impl Default for Filled {
    fn default() -> Self {
        Self {
            sizes: Rc::default(),
            nodes: 1.0,
            is_open: false,
        }
    }
}

/// Images that can be given a size; more are too much for a table.
const MAX_SHOWN: usize = 200;

/// The most nodes; the Pulls view says itself where that is too much for it.
const MAX_NODES: f64 = 100.0;

/// Properties of [`Simulation`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is in the text.
    pub answer: SharedAnswer,
    /// What the page shows.
    pub address: Address,
}

/// The images with their sizes, the number of nodes, and the link.
#[component]
pub fn Simulation(props: &Props) -> Html {
    use_language();
    let is_open = use_draft(
        |drafts| drafts.manifest.simulation.is_open,
        |drafts, is_open| drafts.manifest.simulation.is_open = is_open,
    );
    let sizes = use_draft(
        |drafts| drafts.manifest.simulation.sizes.clone(),
        |drafts, sizes| drafts.manifest.simulation.sizes = sizes,
    );
    let nodes = use_draft(
        |drafts| drafts.manifest.simulation.nodes,
        |drafts, nodes| drafts.manifest.simulation.nodes = nodes,
    );
    let ontoggle = {
        let is_open = is_open.clone();
        Callback::from(move |event: Event| {
            let details: HtmlDetailsElement = event.target_unchecked_into();
            is_open.set(details.open());
        })
    };
    let given = (props.answer.clone(), (*sizes).clone(), *nodes, *is_open);
    let scenario = use_memo(given, |(answer, sizes, nodes, is_open)| {
        is_open.then(|| scenario(&answer.report.pods, sizes, taken(*nodes)))
    });
    if props.answer.report.pods.pods.is_empty() {
        return Html::default();
    }
    let set_nodes = {
        let nodes = nodes.clone();
        Callback::from(move |count: Option<f64>| {
            nodes.set(count.unwrap_or(1.0));
        })
    };
    html! {
        <details class="manifest-more simulation" open={*is_open} {ontoggle}>
            <summary>{ text::manifest_simulation_title() }</summary>
            if let Some(scenario) = &*scenario {
                <p class="soft">{ intro(scenario) }</p>
                { fields(scenario, &sizes) }
                <div class="row">
                    <NumberField label={text::manifest_simulation_nodes()} value={Some(*nodes)} onchange={set_nodes} />
                    { way(scenario, &props.address) }
                </div>
                <p class="soft" role="status">{ range(*nodes) }</p>
            }
        </details>
    }
}

fn intro(scenario: &Scenario) -> String {
    if scenario.images.is_empty() {
        return text::manifest_simulation_nothing().to_owned();
    }
    text::manifest_simulation_intro(figures::size(ASSUMED_BYTES))
}

/// The number of nodes that is taken for the one that is written.
fn taken(written: f64) -> f64 {
    written.round().clamp(1.0, MAX_NODES)
}

/// Says where another number of nodes is taken than the one that is written.
#[allow(clippy::float_cmp)] // A whole number in the range is taken as it is.
fn range(written: f64) -> Option<String> {
    let nodes = taken(written);
    (nodes != written).then(|| text::manifest_simulation_nodes_range(MAX_NODES, nodes))
}

/// A field for the size of each image.
fn fields(scenario: &Scenario, sizes: &Draft<Rc<Sizes>>) -> Html {
    let images = scenario.images.keys().take(MAX_SHOWN);
    html! { <div class="sizes">{ for images.map(|image| field(image, sizes)) }</div> }
}

fn field(image: &str, sizes: &Draft<Rc<Sizes>>) -> Html {
    let onchange = {
        let (image, sizes) = (image.to_owned(), sizes.clone());
        Callback::from(move |bytes: Option<f64>| {
            let mut changed = (**sizes).clone();
            match bytes {
                Some(bytes) => changed.insert(image.clone(), bytes.max(0.0)),
                None => changed.remove(&image),
            };
            sizes.set(Rc::new(changed));
        })
    };
    let assumed = Unit::Megabytes.write(ASSUMED_BYTES);
    html! {
        <NumberField
            label={text::manifest_simulation_size(image)} value={sizes.get(image).copied()}
            default={text::manifest_simulation_assumed(assumed)} unit={Unit::Megabytes} {onchange}
        />
    }
}

/// The link to the Pulls view, or a file for it.
fn way(scenario: &Scenario, address: &Address) -> Html {
    let target = Address {
        view: View::Pulls,
        preset: String::new(),
        scenario: packed::pack(scenario),
        ..address.clone()
    };
    if target.link().is_some() {
        return html! {
            <AddressLink class="button" address={target}>{ text::manifest_simulation_open() }</AddressLink>
        };
    }
    let json = serde_json::to_string(scenario).unwrap_or_default();
    let save =
        Callback::from(move |_| save_text("scenario.json", "application/json", &laid_out(&json)));
    html! {
        <>
            <p>{ text::manifest_simulation_too_long() }</p>
            <button type="button" onclick={save}>{ text::manifest_simulation_save() }</button>
        </>
    }
}

/// The pods of a manifest with sizes of their images, on a number of nodes.
fn scenario(pods: &Scenario, sizes: &Sizes, nodes: f64) -> Scenario {
    let mut scenario = pods.clone();
    for (name, bytes) in sizes {
        if let Some(image) = scenario.images.get_mut(name) {
            *image = Image {
                layers: vec![Layer {
                    bytes: *bytes,
                    ..Layer::default()
                }],
                ..image.clone()
            };
        }
    }
    scenario.nodes = vec![Node {
        name: "node".to_owned(),
        count: (nodes > 1.0).then_some(nodes),
        ..Node::default()
    }];
    scenario
}
