//! What is downloaded of the image that is taken, and its way to the Pulls view.

use std::collections::BTreeMap;

use imagepull::{
    index::{IndexReport, layers_as_image, report::Layer},
    simulate::scenario::{Container, Image, Node, Pod, Scenario},
};
use yew::prelude::*;

use super::entries::short;
use crate::{
    address::{Address, View, packed},
    components::fields::Unit,
    text,
};

/// So many layers are shown. Images have no more than 127.
const SHOWN: usize = 200;

/// The name of an image that nobody named.
const UNNAMED: &str = "registry.example.com/image:v1";

/// The layers; nothing where they are not known.
pub fn layers(answer: &IndexReport, address: &Address) -> Html {
    let Some(image) = layers_as_image(answer) else {
        return Html::default();
    };
    let total = answer.total_bytes.unwrap_or_default();
    let titles = [
        text::platforms_layers_layer(),
        text::platforms_layers_size(),
        text::platforms_layers_type(),
    ];
    let link = Address {
        view: View::Pulls,
        preset: String::new(),
        scenario: packed::pack(&scenario(image, address)),
        ..address.clone()
    };
    html! {
        <section class="layers">
            <h3 id="layers">{ text::platforms_layers_title() }</h3>
            <p>{ text::platforms_layers_total(answer.layers.len(), megabytes(total)) }</p>
            <div class="scrolls" tabindex="0" role="region" aria-labelledby="layers">
                <table>
                    <thead><tr>{ for titles.map(|title| html! { <th scope="col">{ title }</th> }) }</tr></thead>
                    <tbody>{ for answer.layers.iter().take(SHOWN).map(row) }</tbody>
                </table>
            </div>
            <p><a class="button" href={link.public().to_string()}>{ text::platforms_layers_simulate() }</a></p>
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
            <td class="number">{ layer.blob.size.map_or_else(String::new, megabytes) }</td>
            <td class="soft">{ layer.blob.media_type.clone() }</td>
        </tr>
    }
}

fn megabytes(bytes: u64) -> String {
    #[allow(clippy::cast_precision_loss)] // Exact up to 9 PB.
    let bytes = bytes as f64;
    format!("{} MB", Unit::Megabytes.write((bytes / 1e4).round() * 1e4))
}

/// One pod on one node that pulls the image.
fn scenario(image: Image, address: &Address) -> Scenario {
    let name = match address.first_image().trim() {
        "" => UNNAMED,
        name => name,
    };
    Scenario {
        kubernetes: Some(address.kubernetes.to_string()),
        images: BTreeMap::from([(name.to_owned(), image)]),
        nodes: vec![Node {
            name: "node".to_owned(),
            ..Node::default()
        }],
        pods: vec![Pod {
            name: "pod".to_owned(),
            containers: vec![Container {
                name: "app".to_owned(),
                image: name.to_owned(),
                image_pull_policy: None,
                run_ms: None,
            }],
            ..Pod::default()
        }],
        ..Scenario::default()
    }
}
