//! What is downloaded of the image that is taken, and its way to the Pulls view.

use std::{collections::BTreeMap, rc::Rc};

use imagepull::{
    index::{IndexReport, layers_as_image, report::Layer},
    simulate::scenario::{Container, Image, Node, Pod, Scenario},
};
use yew::prelude::*;

use super::entries::short;
use crate::{
    address::{Address, View, packed},
    components::address_link::AddressLink,
    drawing::figures,
    state::Props,
    text,
};

/// Rows of layers. Images have no more than 127.
const MAX_SHOWN: usize = 200;

/// The name of an image that nobody named.
const UNNAMED: &str = "registry.example.com/image:v1";

/// Images per simulation.
const TOGETHER: usize = 8;

/// Images by their names.
pub type Images = BTreeMap<String, Image>;

/// The layers; nothing where they are not known.
pub fn layers(answer: &IndexReport, props: &Props) -> Html {
    let address = props.address();
    let Some(image) = layers_as_image(answer) else {
        return Html::default();
    };
    let total = answer.total_bytes.unwrap_or_default();
    let titles = [
        text::platforms_layers_layer(),
        text::platforms_layers_size(),
        text::platforms_layers_type(),
    ];
    let name = name(address);
    // Another image goes with it, and layers that both have are pulled once.
    let others = others(&props.state.drafts.simulated_images, name);
    let alone = BTreeMap::from([(name.to_owned(), image.clone())]);
    let way = |label: String, images: &Images| {
        let onclick = {
            let (name, image) = (name.to_owned(), image.clone());
            props.change(move |state, _: MouseEvent| {
                let images = Rc::make_mut(&mut state.drafts.simulated_images);
                images.insert(name.clone(), image.clone());
            })
        };
        html! { <AddressLink class="button" address={target(images, address)} {onclick}>{ label }</AddressLink> }
    };
    html! {
        <section class="layers">
            <h2 id="layers">{ text::platforms_layers_title() }</h2>
            <p>{ text::platforms_layers_total(answer.layers.len(), size(total)) }</p>
            <div class="scrolls" tabindex="0" role="region" aria-labelledby="layers">
                <table>
                    <thead><tr>{ for titles.map(|title| html! { <th scope="col">{ title }</th> }) }</tr></thead>
                    <tbody>{ for answer.layers.iter().take(MAX_SHOWN).map(row) }</tbody>
                </table>
            </div>
            <p class="row">
                { way(text::platforms_layers_simulate().to_owned(), &alone) }
                if !others.is_empty() {
                    { way(together(&others), &others.iter().chain(&alone).map(owned).collect()) }
                }
            </p>
        </section>
    }
}

fn row(layer: &Layer) -> Html {
    let digest = layer.blob.digest.clone().unwrap_or_default();
    html! {
        <tr>
            <th scope="row">
                <code title={digest.clone()}>{ short(&digest) }</code>
                if layer.is_repeated { { " " }<span class="soft">{ text::platforms_layers_repeated() }</span> }
            </th>
            <td class="number">{ layer.blob.size.map_or_else(String::new, size) }</td>
            <td class="soft">{ layer.blob.media_type.clone() }</td>
        </tr>
    }
}

#[allow(clippy::cast_precision_loss)] // Exact up to 9 PB.
fn size(bytes: u64) -> String {
    figures::size(bytes as f64)
}

/// The name by which an image is simulated.
fn name(address: &Address) -> &str {
    match address.first_image().trim() {
        "" => UNNAMED,
        name => name,
    }
}

/// What was simulated but for the image of this name.
fn others(simulated: &Images, name: &str) -> Images {
    let others = simulated.iter().filter(|it| it.0 != name);
    others.take(TOGETHER - 1).map(owned).collect()
}

fn owned((name, image): (&String, &Image)) -> (String, Image) {
    (name.clone(), image.clone())
}

fn together(others: &Images) -> String {
    let names: Vec<&str> = others.keys().map(String::as_str).collect();
    text::platforms_layers_together(names.join(", "))
}

fn target(images: &Images, address: &Address) -> Address {
    Address {
        view: View::Pulls,
        preset: String::new(),
        scenario: packed::pack(&scenario(images, address)),
        ..address.clone()
    }
}

/// One node, and a pod for each image that pulls it.
fn scenario(images: &Images, address: &Address) -> Scenario {
    let pod = |(place, image): (usize, &String)| Pod {
        name: format!("pod-{}", place + 1),
        containers: vec![Container {
            name: "app".to_owned(),
            image: image.clone(),
            ..Container::default()
        }],
        ..Pod::default()
    };
    Scenario {
        kubernetes: Some(address.kubernetes.to_string()),
        images: images.clone(),
        nodes: vec![Node {
            name: "node".to_owned(),
            ..Node::default()
        }],
        pods: images.keys().enumerate().map(pod).collect(),
        ..Scenario::default()
    }
}
