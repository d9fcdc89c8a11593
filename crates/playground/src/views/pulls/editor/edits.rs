//! What a person can do to a scenario, beyond writing one value into one field.

use imagepull::{
    image_name::cri_image,
    simulate::scenario::{Container, Image, Layer, Node, Pod, Scenario},
};

/// The layer that a new image begins with, in bytes.
const NEW_LAYER_BYTES: f64 = 100e6;

/// A pod more, with the image of the last one.
pub fn add_pod(scenario: &mut Scenario) {
    let name = free_name("pod", scenario.pods.iter().map(|pod| &*pod.name));
    let container = Container {
        name: "app".to_owned(),
        image: last_image(scenario),
        ..Container::default()
    };
    scenario.pods.push(Pod {
        name,
        containers: vec![container],
        ..Pod::default()
    });
    complete_images(scenario);
}

/// A container more in a pod, with the image of the last one.
pub fn add_container(scenario: &mut Scenario, pod: usize) {
    let image = last_image(scenario);
    let pod = &mut scenario.pods[pod];
    let container = new_container(pod, "app", image);
    pod.containers.push(container);
    complete_images(scenario);
}

/// An init container more in a pod, with the image of the last container.
pub fn add_init_container(scenario: &mut Scenario, pod: usize) {
    let image = last_image(scenario);
    let pod = &mut scenario.pods[pod];
    let container = new_container(pod, "init", image);
    pod.init_containers.get_or_insert_default().push(container);
    complete_images(scenario);
}

/// Gives an image volume another name, also where containers mount it. False, and nothing is changed,
/// where something in the pod has that name.
pub fn rename_volume(pod: &mut Pod, index: usize, name: &str) -> bool {
    if pod.all_with_images().any(|it| it.name == name) {
        return false;
    }
    let volume = pod.image_volumes.iter_mut().flatten().nth(index);
    let Some(old) = volume.map(|it| std::mem::replace(&mut it.name, name.to_owned())) else {
        return false;
    };
    let mounts = pod
        .all_with_images_mut()
        .flat_map(|it| it.mounts.iter_mut());
    let mounts = mounts.flatten().filter(|mount| **mount == old);
    mounts.for_each(|mount| name.clone_into(mount));
    true
}

/// Takes an image volume away, also from the containers that mount it.
pub fn remove_volume(pod: &mut Pod, index: usize) {
    let volume = pod.image_volumes.get_or_insert_default().remove(index);
    for mounts in pod.all_with_images_mut().flat_map(|it| &mut it.mounts) {
        mounts.retain(|mount| *mount != volume.name);
    }
}

/// A node more, like the last one.
pub fn add_node(scenario: &mut Scenario) {
    let name = free_name("node", scenario.nodes.iter().map(|node| &*node.name));
    let like = scenario.nodes.last().cloned().unwrap_or_default();
    scenario.nodes.push(Node {
        name,
        count: None,
        ..like
    });
}

/// An image more, of one layer.
pub fn add_image(scenario: &mut Scenario) {
    let key = free_name("image", scenario.images.keys().map(String::as_str));
    scenario.images.insert(key, new_image());
}

/// Takes an image away, also from what is on the nodes before the start.
pub fn remove_image(scenario: &mut Scenario, key: &str) {
    scenario.images.remove(key);
    for node in &mut scenario.nodes {
        set_present(node, key, false);
    }
}

/// Gives an image another name wherever it is. False, and nothing is
/// changed, where another image has that name.
pub fn rename_image(scenario: &mut Scenario, key: &str, name: &str) -> bool {
    if scenario.key_of(name).is_some_and(|taken| taken != key)
        || name != key && scenario.images.contains_key(name)
    {
        return false;
    }
    let Some(image) = scenario.images.remove(key) else {
        return false;
    };
    scenario.images.insert(name.to_owned(), image);
    let pods = scenario.pods.iter_mut();
    let containers = pods.flat_map(Pod::all_with_images_mut);
    let faults = scenario.registry.iter_mut().flat_map(|it| &mut it.faults);
    containers
        .map(|container| &mut container.image)
        .chain(
            scenario
                .nodes
                .iter_mut()
                .flat_map(|node| node.present.iter_mut().flatten()),
        )
        .chain(faults.flatten().filter_map(|fault| fault.image.as_mut()))
        .filter(|image| *image == key)
        .for_each(|image| name.clone_into(image));
    true
}

/// Changes a layer, and with it all layers of its digest: they are one.
pub fn change_layer(scenario: &mut Scenario, key: &str, index: usize, change: impl Fn(&mut Layer)) {
    let Some(layer) = layer_at(scenario, key, index) else {
        return;
    };
    change(layer);
    let changed = layer.clone();
    if changed.digest.is_some() {
        let layers = scenario.images.values_mut().flat_map(|it| &mut it.layers);
        layers
            .filter(|layer| layer.digest == changed.digest)
            .for_each(|layer| layer.clone_from(&changed));
    }
}

/// Gives a layer a digest, and with it the sizes of the layer that has it already.
pub fn share_layer(scenario: &mut Scenario, key: &str, index: usize, digest: &str) {
    let mut layers = scenario.images.values().flat_map(|it| &it.layers);
    let same = layers.find(|layer| layer.digest.as_deref() == Some(digest));
    let same = same.cloned();
    if let Some(layer) = layer_at(scenario, key, index) {
        layer.digest = (!digest.is_empty()).then(|| digest.to_owned());
        if let Some(same) = same {
            *layer = same;
        }
    }
}

fn layer_at<'a>(scenario: &'a mut Scenario, key: &str, index: usize) -> Option<&'a mut Layer> {
    scenario.images.get_mut(key)?.layers.get_mut(index)
}

/// Puts an image on a node before the start, or takes it away.
pub fn set_present(node: &mut Node, key: &str, is_present: bool) {
    let present = node.present.get_or_insert_default();
    present.retain(|image| image != key);
    if is_present {
        present.push(key.to_owned());
    }
    if present.is_empty() {
        node.present = None;
    }
}

/// Gives every image that a container names an entry, so that the scenario runs.
/// A name that cannot be parsed needs none: its container gets InvalidImageName.
pub fn complete_images(scenario: &mut Scenario) {
    let named: Vec<String> = scenario
        .pods
        .iter()
        .flat_map(Pod::all_with_images)
        .map(|container| container.image.clone())
        .collect();
    for image in named {
        if cri_image(&image).is_ok() && scenario.key_of(&image).is_none() {
            scenario.images.insert(image, new_image());
        }
    }
}

fn new_image() -> Image {
    Image {
        index: None,
        layers: vec![new_layer()],
    }
}

/// Its own layer.
pub fn new_layer() -> Layer {
    Layer {
        bytes: NEW_LAYER_BYTES,
        ..Layer::default()
    }
}

fn new_container(pod: &Pod, prefix: &str, image: String) -> Container {
    let names = pod.all_with_images().map(|it| &*it.name);
    Container {
        name: free_name(prefix, names),
        image,
        ..Container::default()
    }
}

fn last_image(scenario: &Scenario) -> String {
    let last = scenario.pods.iter().flat_map(|pod| &pod.containers).last();
    last.map_or_else(|| "nginx".to_owned(), |container| container.image.clone())
}

/// `prefix`, or the first of `prefix-2`, `prefix-3` and so on that is not taken.
fn free_name<'a>(prefix: &str, taken: impl Iterator<Item = &'a str>) -> String {
    let taken: Vec<&str> = taken.collect();
    let is_free = |name: &String| !taken.contains(&name.as_str());
    let numbered = (2..).map(|number| format!("{prefix}-{number}"));
    std::iter::once(prefix.to_owned())
        .chain(numbered)
        .find(is_free)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use imagepull::simulate::{Detail, simulate_pulls};

    use super::*;

    fn scenario() -> Scenario {
        let mut scenario = Scenario::default();
        add_node(&mut scenario);
        add_pod(&mut scenario);
        scenario
    }

    fn assert_runs(scenario: &Scenario) {
        assert_eq!(simulate_pulls(scenario, Detail::Summary).errors, []);
    }

    #[test]
    fn whatever_is_added_runs() {
        let mut scenario = scenario();
        for _ in 0..3 {
            add_pod(&mut scenario);
            add_container(&mut scenario, 0);
            add_init_container(&mut scenario, 1);
            add_node(&mut scenario);
            add_image(&mut scenario);
            assert_runs(&scenario);
        }
    }

    #[test]
    fn a_new_node_is_like_the_last_one_and_stands_alone() {
        let mut scenario = scenario();
        scenario.nodes[0].count = Some(3.0);
        scenario.nodes[0].bandwidth = Some(1e6);
        add_node(&mut scenario);
        assert_eq!(scenario.nodes[1].name, "node-2");
        assert_eq!(scenario.nodes[1].count, None);
        assert_eq!(scenario.nodes[1].bandwidth, Some(1e6));
    }

    #[test]
    fn an_image_is_renamed_wherever_it_stands() {
        let mut scenario = scenario();
        set_present(&mut scenario.nodes[0], "nginx", true);
        assert!(rename_image(&mut scenario, "nginx", "ghcr.io/acme/api:v1"));
        assert_eq!(scenario.pods[0].containers[0].image, "ghcr.io/acme/api:v1");
        assert_eq!(
            scenario.nodes[0].present.as_deref(),
            Some(&["ghcr.io/acme/api:v1".to_owned()][..])
        );
        assert_runs(&scenario);
    }

    #[test]
    fn two_images_cannot_have_one_name_in_any_spelling() {
        let mut scenario = scenario();
        add_image(&mut scenario);
        let before = scenario.clone();
        assert!(!rename_image(
            &mut scenario,
            "image",
            "docker.io/library/nginx:latest"
        ));
        assert_eq!(scenario, before);
        assert!(rename_image(
            &mut scenario,
            "nginx",
            "docker.io/library/nginx"
        ));
    }

    #[test]
    fn an_image_that_a_container_names_gets_an_entry_unless_it_has_one_or_needs_none() {
        let mut scenario = scenario();
        for (image, images) in [
            ("docker.io/library/nginx:latest", 1),
            ("Not An Image", 1),
            ("redis", 2),
        ] {
            scenario.pods[0].containers[0].image = image.to_owned();
            complete_images(&mut scenario);
            assert_eq!(scenario.images.len(), images, "{image}");
            assert_runs(&scenario);
        }
    }

    #[test]
    fn layers_of_one_digest_are_one() {
        let mut scenario = scenario();
        add_image(&mut scenario);
        let set = |bytes| move |layer: &mut Layer| layer.bytes = bytes;
        change_layer(&mut scenario, "nginx", 0, set(7e6));
        share_layer(&mut scenario, "nginx", 0, "base");
        share_layer(&mut scenario, "image", 0, "base");
        assert_eq!(scenario.images["image"].layers[0].bytes, 7e6);
        change_layer(&mut scenario, "image", 0, set(9e6));
        assert_eq!(scenario.images["nginx"].layers[0].bytes, 9e6);
        share_layer(&mut scenario, "image", 0, "");
        change_layer(&mut scenario, "image", 0, set(1e6));
        assert_eq!(scenario.images["nginx"].layers[0].bytes, 9e6);
        assert_runs(&scenario);
    }

    #[test]
    fn an_image_that_is_removed_is_on_no_node() {
        let mut scenario = scenario();
        add_image(&mut scenario);
        set_present(&mut scenario.nodes[0], "image", true);
        remove_image(&mut scenario, "image");
        assert_eq!(scenario.nodes[0].present, None);
        assert_runs(&scenario);
    }
}
