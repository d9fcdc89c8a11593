//! Random scenarios, small enough that everything meets everything: times and sizes that coincide,
//! few images that share layers, few nodes, tight limits.

use std::collections::{BTreeMap, BTreeSet};

use imagepull::simulate::scenario::{
    Container, Fault, Image, Kubelet, Layer, Node, Pod, RateLimit, Registry, Runtime, Scenario,
};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

/// The images, each with its spellings.
const IMAGES: [&[&str]; 4] = [
    &["a", "a:latest", "docker.io/library/a", "index.docker.io/a"],
    &["b:1", "library/b:1", "docker.io/b:1"],
    &["r.io/team/c", "r.io/team/c:latest"],
    &[
        "localhost:5000/d@sha256:6cdd53869dcd9ec6c0a6096b3dcaed6ec44d120d4d7ba09409c98858a21e99c8",
        "localhost:5000/d:2@sha256:6cdd53869dcd9ec6c0a6096b3dcaed6ec44d120d4d7ba09409c98858a21e99c8",
        "localhost:5000/d:latest@sha256:6cdd53869dcd9ec6c0a6096b3dcaed6ec44d120d4d7ba09409c98858a21e99c8",
    ],
];

const INVALID_NAMES: [&str; 3] = ["Bad/Image:latest", "a b", ""];

/// Layers that images share; the first of them are their common base.
const DIGESTS: [&str; 4] = ["sha256:0", "sha256:1", "sha256:2", "sha256:3"];

pub fn scenarios() -> impl Strategy<Value = Scenario> {
    let frame = (
        weighted(0.3, select(vec!["1.27", "1.29", "1.34", "1.35"])),
        weighted(0.3, (0..4_u32).prop_map(f64::from)),
        weighted(
            0.4,
            one_of([0.0, 130.0, 500.0, 2000.0, 40_000.0, 100_000.0, 1_500_000.0]),
        ),
        weighted(0.8, registry()),
    );
    let lists = (
        IMAGES.map(|spellings| (select(spellings), image())),
        vec(sizes(), DIGESTS.len()),
        vec(node(), 1..=3),
        vec(pod(), 0..=5),
    );
    (frame, lists).prop_map(|((kubernetes, seed, until_ms, registry), lists)| {
        let (images, shared, nodes, pods) = lists;
        let mut scenario = Scenario {
            kubernetes: kubernetes.map(str::to_owned),
            seed,
            until_ms,
            registry,
            images: images
                .into_iter()
                .map(|(key, image)| (key.to_owned(), image))
                .collect(),
            nodes,
            pods,
        };
        number_nodes_and_pods(&mut scenario);
        place(&mut scenario);
        give_shared_layers_one_size(&mut scenario.images, &shared);
        drop_unused_images(&mut scenario);
        scenario
    })
}

fn one_of<const N: usize>(values: [f64; N]) -> impl Strategy<Value = f64> {
    select(values.to_vec())
}

fn some<const N: usize>(probability: f64, values: [f64; N]) -> impl Strategy<Value = Option<f64>> {
    weighted(probability, one_of(values))
}

fn spelling() -> impl Strategy<Value = String> {
    select(IMAGES.concat()).prop_map(str::to_owned)
}

prop_compose! {
    fn registry()(
        latency_ms in some(0.8, [0.0, 0.0, 10.0, 50.0, 100.0, 12_000.0]),
        bandwidth in some(0.3, [1e6, 3e6, 5e6]),
        per_connection in some(0.3, [5e5, 1e6, 2e6]),
        auth in weighted(0.4, select(vec!["none", "token", "token"])),
        redirects in weighted(0.4, any::<bool>()),
        faults in weighted(0.3, vec(fault(), 0..=3)),
        rate_limit in weighted(0.3, rate_limit()),
    ) -> Registry {
        let auth = auth.map(str::to_owned);
        Registry { latency_ms, bandwidth, per_connection, auth, redirects, faults, rate_limit }
    }
}

prop_compose! {
    fn fault()(
        image in weighted(0.5, spelling()),
        node in weighted(0.3, place_number()),
        from_ms in some(0.3, [0.0, 100.0, 1000.0, 20_000.0]),
        until_ms in some(0.6, [50.0, 100.0, 5000.0, 12_000.0, 60_000.0]),
        error in select(vec!["notFound", "unauthorized", "rateLimited", "unavailable", "timeout"]),
    ) -> Fault {
        Fault { image, node, from_ms, until_ms, error: error.to_owned() }
    }
}

prop_compose! {
    fn rate_limit()(
        pulls in one_of([0.0, 1.0, 1.0, 2.0, 3.0]),
        per_ms in one_of([50.0, 100.0, 1000.0, 15_000.0, 60_000.0]),
    ) -> RateLimit {
        RateLimit { pulls, per_ms }
    }
}

fn image() -> impl Strategy<Value = Image> {
    let own = || sizes().prop_map(|(bytes, unpacked_bytes)| layer(None, bytes, unpacked_bytes));
    let shared = || select(DIGESTS.to_vec()).prop_map(|digest| layer(Some(digest), 0.0, None));
    let base = (0..=3_usize).prop_map(|n| DIGESTS[..n].iter().map(|d| layer(Some(d), 0.0, None)));
    let upper = vec(prop_oneof![own(), shared()], 0..=3);
    (weighted(0.5, any::<bool>()), base, upper).prop_map(|(index, base, upper)| Image {
        index,
        layers: base.chain(upper).collect(),
    })
}

fn layer(digest: Option<&str>, bytes: f64, unpacked_bytes: Option<f64>) -> Layer {
    Layer {
        digest: digest.map(str::to_owned),
        bytes,
        unpacked_bytes,
    }
}

fn sizes() -> impl Strategy<Value = (f64, Option<f64>)> {
    let bytes = one_of([0.0, 1000.0, 1e5, 1e5, 2e5, 3e5, 1e6]);
    (bytes, some(0.6, [0.0, 0.0, 1e5, 2e5, 1e6, 2e6]))
}

prop_compose! {
    fn node()(
        count in some(0.2, [0.0, 1.0, 2.0]),
        kubelet in weighted(0.7, kubelet()),
        runtime in weighted(0.7, runtime()),
        bandwidth in some(0.9, [1e6, 1e6, 2e6, 1e7]),
        unpack_rate in some(0.9, [1e6, 1e6, 4e6, 1e7]),
        cores in some(0.7, [1.0, 1.0, 2.0, 3.0]),
        present in weighted(0.3, vec(spelling(), 0..=2)),
    ) -> Node {
        Node { name: String::new(), count, kubelet, runtime, bandwidth, unpack_rate, cores, present }
    }
}

prop_compose! {
    fn kubelet()(
        serialize_image_pulls in weighted(0.6, prop::bool::weighted(0.3)),
        max_parallel_image_pulls in some(0.4, [1.0, 2.0, 2.0, 3.0, 3.0, 0.0]),
        registry_pull_qps in some(0.5, [0.0, 0.0, 1.0, 1.0, 2.0, 5.0, 5.0, 5.0, -1.0]),
        registry_burst in some(0.4, [0.0, 1.0, 1.0, 2.0, 3.0, 3.0, 3.0, 3.0, -1.0]),
    ) -> Kubelet {
        Kubelet { serialize_image_pulls, max_parallel_image_pulls, registry_pull_qps, registry_burst }
    }
}

prop_compose! {
    fn runtime()(
        max_concurrent_downloads in some(0.7, [1.0, 2.0, 3.0]),
        download_limit in weighted(0.7, select(vec!["perImage", "perImage", "perNode"])),
        containerd in weighted(0.3, select(vec!["1.7", "2.0", "2.1", "2.3"])),
    ) -> Runtime {
        let [download_limit, containerd] = [download_limit, containerd].map(|it| it.map(str::to_owned));
        Runtime { containerd, max_concurrent_downloads, download_limit }
    }
}

prop_compose! {
    fn pod()(
        node in weighted(0.3, place_number()),
        replicas in some(0.3, [0.0, 1.0, 2.0, 3.0]),
        created_at_ms in some(0.5, [0.0, 10.0, 50.0, 100.0, 150.0, 300.0, 1000.0, 11_000.0]),
        every_node in weighted(0.2, prop::bool::weighted(0.8)),
        image_volumes in weighted(0.2, vec(container(), 0..=2)),
        init_containers in weighted(0.3, vec(container(), 0..=2)),
        containers in vec(container(), 1..=3),
    ) -> Pod {
        let placed = every_node == Some(true);
        Pod {
            name: String::new(),
            node: node.filter(|_| !placed),
            replicas: replicas.filter(|_| !placed),
            created_at_ms,
            every_node,
            image_volumes,
            init_containers,
            containers,
        }
    }
}

prop_compose! {
    fn container()(
        image in prop_oneof![30 => spelling(), 1 => select(INVALID_NAMES.to_vec()).prop_map(str::to_owned)],
        policy in weighted(0.5, select(vec!["Always", "Always", "IfNotPresent", "IfNotPresent", "Never", ""])),
        run_ms in some(0.5, [0.0, 50.0, 100.0, 12_000.0]),
        mounts in weighted(0.5, vec((0..3_usize).prop_map(|place| format!("c{place}")), 1..=2)),
    ) -> Container {
        let image_pull_policy = policy.map(str::to_owned);
        Container { name: String::new(), image, image_pull_policy, run_ms, mounts }
    }
}

/// Stands for a node until all nodes are known.
fn place_number() -> impl Strategy<Value = String> {
    (0..6_usize).prop_map(|number| number.to_string())
}

fn number_nodes_and_pods(scenario: &mut Scenario) {
    for (number, node) in scenario.nodes.iter_mut().enumerate() {
        node.name = format!("n{number}");
    }
    for (number, pod) in scenario.pods.iter_mut().enumerate() {
        pod.name = format!("p{number}");
        let volumes = pod.image_volumes.as_ref().map_or(0, Vec::len);
        let names: Vec<String> = (0..volumes).map(|number| format!("c{number}")).collect();
        for (number, container) in pod.all_with_images_mut().enumerate() {
            container.name = format!("c{number}");
            // Where there are volumes, what is no volume is no name to mount.
            let mounts = container.mounts.take().filter(|_| number >= volumes);
            let mounts = mounts.map(|mounts| mounts.into_iter().filter(|it| names.contains(it)));
            container.mounts = mounts.map(Iterator::collect);
        }
    }
}

/// Writes the name of a node for each number that stands for one.
fn place(scenario: &mut Scenario) {
    let names: Vec<String> = scenario.nodes.iter().flat_map(names_of).collect();
    let faults = scenario
        .registry
        .iter_mut()
        .flat_map(|registry| registry.faults.iter_mut().flatten());
    let faults = faults.map(|fault| &mut fault.node);
    for place in scenario
        .pods
        .iter_mut()
        .map(|pod| &mut pod.node)
        .chain(faults)
    {
        *place = place.take().and_then(|number| {
            let number: usize = number.parse().ok()?;
            names.get(number.checked_rem(names.len())?).cloned()
        });
    }
}

fn names_of(node: &Node) -> Vec<String> {
    match node.count {
        None => vec![node.name.clone()],
        Some(count) => (0..3)
            .filter(|&n| f64::from(n) < count)
            .map(|n| format!("{}-{n}", node.name))
            .collect(),
    }
}

fn give_shared_layers_one_size(
    images: &mut BTreeMap<String, Image>,
    shared: &[(f64, Option<f64>)],
) {
    for layer in images.values_mut().flat_map(|image| &mut image.layers) {
        let number = DIGESTS
            .iter()
            .position(|digest| layer.digest.as_deref() == Some(digest));
        if let Some(number) = number {
            (layer.bytes, layer.unpacked_bytes) = shared[number];
        }
    }
}

/// So that a failing scenario shrinks to what matters.
fn drop_unused_images(scenario: &mut Scenario) {
    let containers = scenario.pods.iter().flat_map(Pod::all_with_images);
    let present = scenario
        .nodes
        .iter()
        .flat_map(|node| node.present.iter().flatten());
    let faults = scenario
        .registry
        .iter()
        .flat_map(|registry| registry.faults.iter().flatten());
    let used = containers.map(|container| &container.image).chain(present);
    let used: BTreeSet<&String> = used
        .chain(faults.filter_map(|fault| fault.image.as_ref()))
        .collect();
    scenario.images.retain(|key, _| {
        let spellings = IMAGES
            .iter()
            .find(|spellings| spellings.contains(&key.as_str()));
        spellings
            .is_some_and(|spellings| used.iter().any(|name| spellings.contains(&name.as_str())))
    });
}
