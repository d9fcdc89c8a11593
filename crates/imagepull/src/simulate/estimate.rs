//! How much work a scenario is, before it runs.
//!
//! Pulls are counted as they come when nothing fails. Pods whose pulls fail for a while are synced again and
//! again; how often follows from the time that the failing lasts.

use super::Detail;
use super::plan::{FaultPlan, Plan};
use crate::kubelet::{backoff::IMAGE_BACK_OFF, resync::syncs_within};
use crate::policy::PullPolicy;
use crate::request::work::Work;

/// What things take in memory besides the answer, and in the answer as JSON, in bytes: measured with
/// names of some ten characters.
struct Size {
    memory: f64,
    answer: f64,
}

const OF_POD: Size = size(150.0, 100.0);
const OF_NODE: Size = size(700.0, 150.0);
const OF_CONTAINER: Size = size(100.0, 300.0);
const OF_PULL: Size = size(300.0, 450.0);
/// The phases of a pull that reads documents, and for each of its layers.
const OF_READING: Size = size(60.0, 200.0);
const OF_LAYER_PHASES: Size = size(30.0, 110.0);
const OF_LAYER_ROW: Size = size(40.0, 150.0);
const OF_EVENT: Size = size(200.0, ANSWER_BYTES_OF_EVENT);

/// An event in the answer.
pub(super) const ANSWER_BYTES_OF_EVENT: f64 = 200.0;

/// Steps of a pull, of one that reads the documents of its image, and of a layer.
const STEPS_OF_PULL: f64 = 2.0;
const STEPS_OF_READING: f64 = 6.0;
const STEPS_OF_LAYER: f64 = 3.0;
const STEPS_OF_SYNC_PASSED_OVER: f64 = 0.01;
/// Events of a container that starts, and of a sync that fails.
const EVENTS_OF_START: f64 = 4.0;
const EVENTS_OF_FAILURE: f64 = 2.0;
/// The part of the pulls that `registryPullQPS` would let through that come, as most pods wait for the end of
/// their back-off.
const USED_QPS: f64 = 0.25;

const fn size(memory: f64, answer: f64) -> Size {
    Size { memory, answer }
}

/// What happens, as counts.
#[derive(Default)]
struct Counts {
    nodes: f64,
    pods: f64,
    containers: f64,
    pulls: f64,
    /// Pulls of images that are not on the node yet.
    readings: f64,
    /// Pulls that get no token.
    failed_pulls: f64,
    layer_rows: f64,
    failed_syncs: f64,
    /// Syncs in back-off, which nothing reports and which are skipped where there are no lists.
    syncs_in_back_off: f64,
    /// Characters of names that are repeated in events and pulls.
    name_bytes: f64,
}

/// The work that a plan is.
pub(super) fn estimate(plan: &Plan, detail: Detail) -> Work {
    let counts = counted(plan);
    let has_lists = detail != Detail::Summary;
    let (syncs, events) = if has_lists {
        let syncs = counts.failed_syncs + counts.syncs_in_back_off;
        let events = EVENTS_OF_START * counts.containers + EVENTS_OF_FAILURE * syncs;
        (syncs, events)
    } else {
        let passed_over = STEPS_OF_SYNC_PASSED_OVER * counts.syncs_in_back_off;
        (counts.failed_syncs + passed_over, 0.0)
    };
    let is_full = detail == Detail::Full;
    let parts = [
        (counts.nodes, OF_NODE, has_lists),
        (counts.pods, OF_POD, has_lists),
        (counts.containers, OF_CONTAINER, has_lists),
        (counts.pulls + counts.failed_pulls, OF_PULL, has_lists),
        (counts.readings, OF_READING, has_lists),
        (counts.layer_rows, OF_LAYER_PHASES, has_lists),
        (counts.layer_rows, OF_LAYER_ROW, is_full),
        (events, OF_EVENT, has_lists),
        (counts.name_bytes, size(0.0, 6.0), has_lists),
    ];
    let steps = counts.pods
        + counts.containers
        + STEPS_OF_PULL * counts.pulls
        + STEPS_OF_READING * counts.readings
        + counts.failed_pulls
        + STEPS_OF_LAYER * counts.layer_rows
        + syncs;
    let told = parts.iter().filter(|(_, _, is_told)| *is_told);
    let answer_bytes = told.map(|(count, size, _)| count * size.answer).sum();
    let mut work = Work::from_answer(steps, answer_bytes);
    work.memory_bytes += parts
        .iter()
        .map(|(count, size, _)| count * size.memory)
        .sum::<f64>();
    work
}

/// What the pods of one node ask for.
#[derive(Clone, Copy, Default)]
struct OfNode {
    pulls: f64,
    /// Layers of all its pulls.
    layers: f64,
    /// Pulls that no image on the node saves.
    always: f64,
}

fn counted(plan: &Plan) -> Counts {
    let mut counts = Counts {
        nodes: plan.nodes.len() as f64,
        pods: plan.pods.len() as f64,
        ..Counts::default()
    };
    let of_kinds: Vec<OfKind> = (0..plan.pod_kinds.len())
        .map(|kind| OfKind::new(plan, kind))
        .collect();
    let mut of_nodes = vec![OfNode::default(); plan.nodes.len()];
    for pod in &plan.pods {
        let kind = &of_kinds[pod.kind];
        counts.containers += kind.containers;
        counts.pulls += kind.pulls;
        counts.failed_syncs += kind.failed_syncs;
        counts.name_bytes += kind.name_bytes + kind.containers * pod.name.len() as f64;
        let of_node = &mut of_nodes[pod.node];
        of_node.pulls += kind.pulls;
        of_node.layers += kind.layers;
        of_node.always += kind.always;
    }
    let all_layers: f64 = plan.images.iter().map(|it| it.layers.len() as f64).sum();
    for (node, of_node) in plan.nodes.iter().zip(&of_nodes) {
        let kubelet = &plan.node_kinds[node.kind].kubelet;
        // Pulls that run at once each read and have rows; one that comes later finds its image on the node.
        let at_once = kubelet.pulls_at_once().unwrap_or(f64::INFINITY);
        counts.readings += of_node.pulls.min(at_once * plan.images.len() as f64);
        counts.layer_rows += of_node.layers.min(at_once * all_layers);
        let qps = kubelet.registry_pull_qps;
        if qps > 0.0 && of_node.always > kubelet.registry_burst {
            let until_all_ms = of_node.always / (qps * USED_QPS) * 1000.0;
            let until_all_ms = until_all_ms.min(plan.end_ms());
            let waiting = of_node.always / 2.0;
            counts.syncs_in_back_off += waiting * syncs_within(until_all_ms);
            counts.failed_pulls += waiting * until_all_ms / IMAGE_BACK_OFF.max_ms;
        }
    }
    counts
}

/// What one pod of a kind asks for.
struct OfKind {
    containers: f64,
    pulls: f64,
    layers: f64,
    always: f64,
    failed_syncs: f64,
    name_bytes: f64,
}

impl OfKind {
    fn new(plan: &Plan, kind: usize) -> Self {
        let containers = &plan.pod_kinds[kind].containers;
        let mut of_kind = Self {
            containers: containers.len() as f64,
            pulls: 0.0,
            layers: 0.0,
            always: 0.0,
            failed_syncs: 0.0,
            name_bytes: 0.0,
        };
        for container in containers {
            of_kind.name_bytes += (container.name.len() + container.image.len()) as f64;
            // What fails for ever is synced up to an end that is named; without one the run ends before.
            let for_ever_ms = plan.until_ms.unwrap_or_default();
            let Ok(image) = container.resolved else {
                of_kind.failed_syncs += syncs_within(for_ever_ms);
                continue;
            };
            if container.policy == PullPolicy::Never {
                let is_present = plan.node_kinds.iter().any(|it| it.present.contains(&image));
                let failing_ms = if is_present { 0.0 } else { for_ever_ms };
                of_kind.failed_syncs += syncs_within(failing_ms);
                continue;
            }
            of_kind.pulls += 1.0;
            of_kind.layers += plan.images[image].layers.len() as f64;
            if container.policy == PullPolicy::Always {
                of_kind.always += 1.0;
            }
            let faults = plan.registry.faults.iter();
            let failing_ms = faults.map(|fault| failing_ms(fault, image, plan));
            of_kind.failed_syncs += syncs_within(failing_ms.fold(0.0, f64::max));
        }
        of_kind
    }
}

/// How long a fault makes the pulls of an image fail while the run goes on.
fn failing_ms(fault: &FaultPlan, image: usize, plan: &Plan) -> f64 {
    if fault.image.is_some_and(|failing| failing != image) {
        return 0.0;
    }
    let end_ms = fault.until_ms.map(|it| it.min(plan.end_ms()));
    let end_ms = end_ms.or(plan.until_ms).unwrap_or_default();
    (end_ms - fault.from_ms).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::super::{check, scenario::Scenario, simulate_pulls};
    use super::*;

    fn scenario(node: &str, pod: &str, more: &str) -> Scenario {
        let json = format!(
            r#"{{"images": {{"app:1": {{"layers": [{}]}}}}, "nodes": [{{"name": "node"{node}}}],
                "pods": [{{"name": "pod"{pod}}}]{more}}}"#,
            [r#"{"bytes": 1000000}"#; 7].join(",")
        );
        serde_json::from_str(&json).expect("a scenario")
    }

    /// An estimate is of use where it is not far from what comes.
    #[test]
    fn an_answer_is_about_as_long_as_estimated() {
        let one = r#", "containers": [{"name": "main", "image": "app:1"}]"#;
        let always =
            r#", "containers": [{"name": "main", "image": "app:1", "imagePullPolicy": "Always"}]"#;
        let parallel = r#", "kubelet": {"serializeImagePulls": false, "registryPullQPS": 0}"#;
        let fault = r#", "registry": {"faults": [{"error": "notFound", "untilMs": 7200000}]}"#;
        let many =
            |replicas: usize, containers: &str| format!(r#", "replicas": {replicas}{containers}"#);
        let on_each = format!(r#", "everyNode": true{one}"#);
        for (name, scenario) in [
            ("one node", scenario("", &many(1000, one), "")),
            ("at once", scenario(parallel, &many(1000, one), "")),
            ("many nodes", scenario(r#", "count": 500"#, &on_each, "")),
            ("a fault", scenario("", &many(50, one), fault)),
            ("the limit of pulls", scenario("", &many(600, always), "")),
            (
                "an end",
                scenario("", &many(50, one), r#", "untilMs": 60000"#),
            ),
        ] {
            let plan = check::plan(&scenario).expect("a right scenario");
            for detail in [Detail::Full, Detail::Pulls, Detail::Summary] {
                let trace = simulate_pulls(&scenario, detail);
                let length = serde_json::to_string(&trace).expect("data").len() as f64;
                let estimate = estimate(&plan, detail).answer_bytes;
                let is_near = (length / 2.5..length * 2.5).contains(&estimate);
                assert!(
                    is_near || length < 10_000.0,
                    "{name}, {detail:?}: {estimate} bytes, and {length} come"
                );
            }
        }
    }
}
