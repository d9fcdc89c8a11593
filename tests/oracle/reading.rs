//! "Reading it": from a scenario as written to a plan, or to the reason why the scenario is refused.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use imagepull::policy::{PullPolicy, default_pull_policy};
use imagepull::releases::Release;
use imagepull::simulate::scenario::{self, Scenario};
use imagepull::simulate::trace::TraceError;

use super::names;
use super::plan::{
    Container, Document, DownloadLimit, Fault, FaultError, Image, Layer, Node, Plan, Pod,
    RateLimit, Registry,
};
use super::report::refusal;

type Reading<T> = Result<T, String>;

/// 2^53 - 1
const LARGEST_SEED: f64 = 9_007_199_254_740_991.0;

pub fn read(scenario: &Scenario) -> Reading<Plan> {
    let (images, keys) = read_images(scenario)?;
    let (nodes, refused_kubelets) = read_nodes(scenario, &keys)?;
    let pods = read_pods(scenario, &keys, &nodes)?;
    Ok(Plan {
        release: read_release(scenario.kubernetes.as_deref())?,
        seed: read_seed(scenario.seed)?,
        until_ms: scenario
            .until_ms
            .map(|ms| number("untilMs", ms))
            .transpose()?,
        registry: read_registry(
            &scenario.registry.clone().unwrap_or_default(),
            &keys,
            &nodes,
        )?,
        images,
        nodes,
        pods,
        refused_kubelets,
    })
}

/// Images by what the runtime resolves.
type Keys = HashMap<String, usize>;

fn read_release(written: Option<&str>) -> Reading<Release> {
    let unknown = |error: imagepull::releases::UnknownRelease| error.to_string();
    written.map_or(Ok(Release::NEWEST), |text| text.parse().map_err(unknown))
}

fn read_seed(written: Option<f64>) -> Reading<u64> {
    let seed = whole("seed", written.unwrap_or(0.0))?;
    refuse_if(seed > LARGEST_SEED, "seed is too large")?;
    Ok(seed as u64)
}

fn read_images(scenario: &Scenario) -> Reading<(Vec<Image>, Keys)> {
    let mut images = Vec::new();
    let mut keys = Keys::new();
    let mut contents = Contents::default();
    for (name, written) in &scenario.images {
        let resolved = names::resolve(name)?;
        let twice = keys
            .insert(resolved.reference.clone(), images.len())
            .is_some();
        refuse_if(twice, "two keys of one image")?;
        let index = written.index.unwrap_or(true).then_some(Document::Index);
        let read_always = [Document::Manifest, Document::Config];
        let layers = written
            .layers
            .iter()
            .map(|layer| contents.read_layer(layer));
        images.push(Image {
            reference: resolved.reference,
            manifest_url: resolved.manifest_url,
            digest_url: resolved.digest_url,
            documents: index.into_iter().chain(read_always).collect(),
            layers: layers.collect::<Reading<_>>()?,
        });
    }
    Ok((images, keys))
}

/// Contents of layers, numbered; those with a digest with their sizes.
#[derive(Default)]
struct Contents {
    count: usize,
    by_digest: HashMap<String, (usize, f64, f64)>,
}

impl Contents {
    fn read_layer(&mut self, written: &scenario::Layer) -> Reading<Layer> {
        let bytes = whole("bytes", written.bytes)?;
        let unpacked_bytes = written
            .unpacked_bytes
            .map(|bytes| whole("unpackedBytes", bytes));
        let unpacked_bytes = unpacked_bytes.transpose()?.unwrap_or(2.5 * bytes);
        let mut layer = Layer {
            digest: written.digest.clone(),
            content: self.count,
            bytes,
            unpacked_bytes,
        };
        self.count += 1;
        if let Some(digest) = &written.digest {
            let this = (layer.content, bytes, unpacked_bytes);
            let first = *self.by_digest.entry(digest.clone()).or_insert(this);
            layer.content = first.0;
            let same = (first.1, first.2) == (bytes, unpacked_bytes);
            refuse_if(!same, "one digest with two sizes")?;
        }
        Ok(layer)
    }
}

fn read_nodes(scenario: &Scenario, keys: &Keys) -> Reading<(Vec<Node>, Vec<TraceError>)> {
    let mut nodes = Vec::new();
    let mut refused_kubelets = Vec::new();
    for written in &scenario.nodes {
        let broken = broken_kubelet_rules(&written.kubelet.unwrap_or_default());
        for name in names_of(&written.name, written.count)? {
            nodes.push(read_node(written, name, !broken.is_empty(), keys)?);
        }
        // The values of an entry are wrong also where it stands for no node.
        read_node(written, String::new(), false, keys)?;
        refused_kubelets.extend(broken.into_iter().map(|message| TraceError {
            diagnostic: refusal(message),
            node: Some(written.name.as_str().into()),
        }));
    }
    refuse_if(nodes.is_empty(), "no node")?;
    refuse_twins(nodes.iter().map(|node| &node.name), "two nodes of one name")?;
    Ok((nodes, refused_kubelets))
}

fn read_node(written: &scenario::Node, name: String, refused: bool, keys: &Keys) -> Reading<Node> {
    let kubelet = written.kubelet.unwrap_or_default();
    let runtime = written.runtime.clone().unwrap_or_default();
    let present = written.present.iter().flatten();
    Ok(Node {
        name,
        refused,
        places: places(&kubelet),
        registry_pull_qps: kubelet.registry_pull_qps.unwrap_or(5.0),
        registry_burst: kubelet.registry_burst.unwrap_or(10.0),
        max_concurrent_downloads: at_least_one(
            "maxConcurrentDownloads",
            runtime.max_concurrent_downloads.unwrap_or(3.0),
        )? as usize,
        download_limit: match runtime.download_limit.as_deref() {
            Some("perImage") => DownloadLimit::PerImage,
            Some("perNode") => DownloadLimit::PerNode,
            None => match runtime.containerd.as_deref() {
                Some("1.7" | "2.0") => DownloadLimit::PerImage,
                Some("2.1" | "2.2" | "2.3") | None => DownloadLimit::PerNode,
                Some(_) => return Err("a containerd that does not exist".to_owned()),
            },
            Some(_) => return Err("a downloadLimit that does not exist".to_owned()),
        },
        bandwidth: positive("bandwidth", written.bandwidth.unwrap_or(125e6))?,
        unpack_rate: positive("unpackRate", written.unpack_rate.unwrap_or(200e6))?,
        cores: at_least_one("cores", written.cores.unwrap_or(4.0))?,
        present: present
            .map(|image| known(image, keys))
            .collect::<Reading<_>>()?,
    })
}

/// Whether the kubelet pulls one image at a time: its default depends on `maxParallelImagePulls`.
fn serial(kubelet: &scenario::Kubelet) -> bool {
    let by_default = kubelet
        .max_parallel_image_pulls
        .is_none_or(|pulls| pulls < 2.0);
    kubelet.serialize_image_pulls.unwrap_or(by_default)
}

fn places(kubelet: &scenario::Kubelet) -> Option<f64> {
    if serial(kubelet) {
        Some(1.0)
    } else {
        kubelet.max_parallel_image_pulls
    }
}

/// What the kubelet says of a configuration with which it does not start.
fn broken_kubelet_rules(kubelet: &scenario::Kubelet) -> Vec<String> {
    let mut broken = Vec::new();
    if let Some(burst) = kubelet.registry_burst.filter(|burst| *burst < 0.0) {
        broken.push(format!(
            "registryBurst (--registry-burst) {burst} must not be a negative number"
        ));
    }
    if let Some(qps) = kubelet.registry_pull_qps.filter(|qps| *qps < 0.0) {
        broken.push(format!(
            "registryPullQPS (--registry-qps) {qps} must not be a negative number"
        ));
    }
    if let Some(pulls) = kubelet.max_parallel_image_pulls {
        if pulls < 1.0 {
            broken.push(format!(
                "maxParallelImagePulls {pulls} must be a positive number"
            ));
        }
        if pulls > 1.0 && serial(kubelet) {
            broken.push(
                "maxParallelImagePulls cannot be larger than 1 unless SerializeImagePulls \
                 (--serialize-image-pulls) is set to false"
                    .to_owned(),
            );
        }
    }
    broken
        .into_iter()
        .map(|rule| format!("invalid configuration: {rule}"))
        .collect()
}

fn read_pods(scenario: &Scenario, keys: &Keys, nodes: &[Node]) -> Reading<Vec<Pod>> {
    let mut pods = Vec::new();
    let mut round_robin = (0..nodes.len()).cycle();
    for written in &scenario.pods {
        let read = |name: String, node: usize| read_pod(written, name, node, keys);
        // The values of an entry are wrong also where it stands for no pod.
        read(String::new(), 0)?;
        let chosen = written
            .node
            .as_deref()
            .map(|name| node_named(name, nodes))
            .transpose()?;
        if written.every_node == Some(true) {
            let placed = chosen.is_some() || written.replicas.is_some();
            refuse_if(placed, "everyNode with node or replicas")?;
            for (node, Node { name, .. }) in nodes.iter().enumerate() {
                pods.push(read(format!("{}-{name}", written.name), node)?);
            }
        } else {
            for name in names_of(&written.name, written.replicas)? {
                let node = chosen.or_else(|| round_robin.next());
                pods.push(read(name, node.ok_or("no node")?)?);
            }
        }
    }
    refuse_twins(pods.iter().map(|pod| &pod.name), "two pods of one name")?;
    Ok(pods)
}

fn read_pod(written: &scenario::Pod, name: String, node: usize, keys: &Keys) -> Reading<Pod> {
    let image_volumes = written.image_volumes.as_deref().unwrap_or_default();
    let init_containers = written.init_containers.as_deref().unwrap_or_default();
    let mounting = init_containers.iter().chain(&written.containers);
    let volumes = image_volumes.iter().map(|volume| {
        let mounts = None;
        let volume = scenario::Container {
            mounts,
            ..volume.clone()
        };
        read_container(&volume, &[], keys)
    });
    let containers =
        volumes.chain(mounting.map(|container| read_container(container, image_volumes, keys)));
    let containers: Vec<Container> = containers.collect::<Reading<_>>()?;
    refuse_if(written.containers.is_empty(), "no container in a pod")?;
    refuse_twins(
        containers.iter().map(|c| &c.name),
        "two containers of one name in a pod",
    )?;
    Ok(Pod {
        name,
        node,
        created_ms: number("createdAtMs", written.created_at_ms.unwrap_or(0.0))?,
        image_volumes: image_volumes.len(),
        init_containers: init_containers.len(),
        containers,
    })
}

fn read_container(
    written: &scenario::Container,
    volumes: &[scenario::Container],
    keys: &Keys,
) -> Reading<Container> {
    let place = |mount: &String| {
        let found = volumes.iter().position(|volume| volume.name == *mount);
        found.ok_or_else(|| format!("no image volume {mount:?}"))
    };
    let mounts = written.mounts.iter().flatten();
    let mounts = mounts.map(place);
    let image = match names::resolve(&written.image) {
        Ok(_) => Ok(known(&written.image, keys)?),
        Err(error) => Err(error),
    };
    Ok(Container {
        name: written.name.clone(),
        written: written.image.clone(),
        image,
        policy: match written.image_pull_policy.as_deref() {
            None | Some("") => default_pull_policy(&written.image),
            Some(policy) => PullPolicy::named(policy).ok_or("a policy that does not exist")?,
        },
        run_ms: number("runMs", written.run_ms.unwrap_or(0.0))?,
        mounts: mounts.collect::<Reading<_>>()?,
    })
}

fn read_registry(written: &scenario::Registry, keys: &Keys, nodes: &[Node]) -> Reading<Registry> {
    let rate = |what, rate: Option<f64>| rate.map(|rate| positive(what, rate)).transpose();
    let faults = written.faults.iter().flatten();
    Ok(Registry {
        latency_ms: number("latencyMs", written.latency_ms.unwrap_or(50.0))?,
        bandwidth: rate("bandwidth", written.bandwidth)?,
        per_connection: rate("perConnection", written.per_connection)?,
        token: match written.auth.as_deref() {
            None | Some("none") => false,
            Some("token") => true,
            Some(_) => return Err("an auth that does not exist".to_owned()),
        },
        redirects: written.redirects.unwrap_or(false),
        faults: faults
            .map(|fault| read_fault(fault, keys, nodes))
            .collect::<Reading<_>>()?,
        rate_limit: match &written.rate_limit {
            None => None,
            Some(limit) => Some(RateLimit {
                pulls: whole("pulls", limit.pulls)?,
                per_ms: positive("perMs", limit.per_ms)?,
            }),
        },
    })
}

fn read_fault(written: &scenario::Fault, keys: &Keys, nodes: &[Node]) -> Reading<Fault> {
    Ok(Fault {
        image: written
            .image
            .as_deref()
            .map(|image| known(image, keys))
            .transpose()?,
        node: written
            .node
            .as_deref()
            .map(|node| node_named(node, nodes))
            .transpose()?,
        from_ms: number("fromMs", written.from_ms.unwrap_or(0.0))?,
        until_ms: written
            .until_ms
            .map(|ms| number("untilMs", ms))
            .transpose()?,
        error: match written.error.as_str() {
            "notFound" => FaultError::NotFound,
            "unauthorized" => FaultError::Unauthorized,
            "rateLimited" => FaultError::RateLimited,
            "unavailable" => FaultError::Unavailable,
            "timeout" => FaultError::Timeout,
            _ => return Err("an error that does not exist".to_owned()),
        },
    })
}

/// With a count `name-0`, `name-1` and so on, without one `name`.
fn names_of(name: &str, count: Option<f64>) -> Reading<Vec<String>> {
    let Some(count) = count else {
        return Ok(vec![name.to_owned()]);
    };
    let count = whole("count", count)? as usize;
    Ok((0..count).map(|n| format!("{name}-{n}")).collect())
}

fn known(image: &str, keys: &Keys) -> Reading<usize> {
    let resolved = names::resolve(image)?;
    let known = keys.get(&resolved.reference).copied();
    known.ok_or_else(|| format!("{image:?} is not in images"))
}

fn node_named(name: &str, nodes: &[Node]) -> Reading<usize> {
    let found = nodes.iter().position(|node| node.name == name);
    found.ok_or_else(|| format!("no node {name:?}"))
}

fn number(what: &str, value: f64) -> Reading<f64> {
    let fine = value.is_finite() && value >= 0.0;
    if fine {
        Ok(value)
    } else {
        Err(format!("{what} is {value}"))
    }
}

fn whole(what: &str, value: f64) -> Reading<f64> {
    refuse_if(value.fract() != 0.0, &format!("{what} is not whole"))?;
    number(what, value)
}

fn positive(what: &str, value: f64) -> Reading<f64> {
    refuse_if(value == 0.0, &format!("{what} is 0"))?;
    number(what, value)
}

fn at_least_one(what: &str, value: f64) -> Reading<f64> {
    refuse_if(value < 1.0, &format!("{what} is below 1"))?;
    whole(what, value)
}

fn refuse_twins<T: Eq + Hash>(mut all: impl Iterator<Item = T>, why: &str) -> Reading<()> {
    let mut seen = HashSet::new();
    refuse_if(!all.all(|one| seen.insert(one)), why)
}

fn refuse_if(refused: bool, why: &str) -> Reading<()> {
    if refused { Err(why.to_owned()) } else { Ok(()) }
}
